"""Labels, notes, removal, undo, going from one annotation to the next, searching."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.commands import annotating, deciding, searching, selecting
from hashiya.session.labelling import label
from hashiya.session.reader import Reader
from hashiya.session.working_copy import SAVED
from hashiya.text.spans import Span
from tests.session.marking import (
    article_changed,
    caret,
    labelled,
    labelled_on_disk,
    on_disk,
    put,
    selected,
    span_of,
    store_of,
)
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.article.article import Article
    from hashiya.session.change import Change
    from hashiya.store.tinydb.store import Store
    from tests.conftest import ReaderOf

NOTHING_TO_UNDO = Message("session.nothing_to", action=Message("commands.undo"))
NOTHING_TO_REDO = Message("session.nothing_to", action=Message("commands.redo"))
TEXT = "أوضح اللواء علي النعسان أن «زيارة موسكو مهمة»، وقال حسام نجار ذلك.\nعاد الوفد أمس."


def label_part(reader: Reader, part: str, name: str = "ACTOR") -> str:
    """Labels a part of the text; the id."""
    reader.select(span_of(reader.text, part))
    label(reader, name)
    assert reader.current is not None
    return reader.current


# --- labels


def test_a_label_makes_a_record_on_disk_and_drops_the_selection(
    store: Store, article_of: Callable[..., Article]
) -> None:
    article = article_of(TEXT)
    article_store = store.open(article)
    reader = Reader(article, article_store, DEFAULT, annotator="سعاد")
    span = span_of(TEXT, "اللواء علي النعسان")
    put(reader, "اللواء")
    reader.toggle_selecting()
    reader.move("left")
    reader.move("left")
    label(reader, "ACTOR")
    assert (reader.selection, reader.selecting) == (None, False)
    assert reader.working_copy.flush()
    (record,) = on_disk(article_store)
    assert record == {
        **record,
        "id": reader.current,
        "article": "article.txt",
        "sha256": article.sha256,
        "label": "ACTOR",
        "start": span.start,
        "end": span.end,
        "text": "اللواء علي النعسان",
        "prefix": TEXT[: span.start],
        "suffix": TEXT[span.end : span.end + 48],
        "note": "",
        "annotator": "سعاد",
        "status": "accepted",
        "rev": 1,
        "offset_unit": "codepoint",
    }
    assert reader.working_copy.saving == SAVED
    reader.close()


def test_without_a_selection_the_caret_s_word_is_labelled(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "موسكو")
    label(reader, "EVENT")
    assert labelled(reader) == [("EVENT", "موسكو")]
    assert caret(reader) == "موسكو"


def test_a_label_tells_its_rows_and_that_there_is_another_annotation(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.resize(80, 10)
    changes: list[Change] = []
    put(reader, "موسكو")
    reader.listen(changes.append)
    label(reader, "EVENT")
    (change,) = changes
    assert span_of(TEXT, "موسكو") in change.spans
    assert change.annotations


def test_the_same_span_takes_each_label_once(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    first = label_part(reader, "موسكو", "ACTOR")
    second = label_part(reader, "موسكو", "EVENT")
    reader.select(span_of(TEXT, "موسكو"))
    reader.notice = None
    label(reader, "ACTOR")
    assert reader.notice == Message("commands.already_labelled", label="ACTOR")
    assert (reader.current, reader.selection) == (first, None)
    assert first != second
    assert labelled(reader) == [("ACTOR", "موسكو"), ("EVENT", "موسكو")]


def test_words_that_another_annotator_labelled_get_a_second_annotation(
    store: Store, article_of: Callable[..., Article]
) -> None:
    article = article_of(TEXT)
    article_store = store.open(article)
    for annotator in ("سعاد", "نجار", "سعاد"):
        reader = Reader(article, article_store, DEFAULT, annotator=annotator)
        label_part(reader, "اللواء علي النعسان")
        assert reader.working_copy.flush()
        reader.close()
    assert sorted(record["annotator"] for record in on_disk(article_store)) == ["سعاد", "نجار"]


def test_labelling_again_leaves_nothing_to_undo_twice(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    label_part(reader, "موسكو")
    label_part(reader, "موسكو")
    reader.undoing.undo()
    assert labelled(reader) == []
    reader.undoing.undo()
    assert reader.notice == NOTHING_TO_UNDO


# --- which annotation is meant


def test_the_innermost_annotation_at_the_caret_is_meant(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    outer = label_part(reader, "أن «زيارة موسكو مهمة»", "QUOTE")
    inner = label_part(reader, "زيارة موسكو", "EVENT")
    put(reader, "موسكو")
    assert reader.subject is not None
    assert reader.subject.id == inner
    put(reader, "مهمة")
    assert reader.subject is not None
    assert reader.subject.id == outer
    put(reader, "وقال")
    assert reader.subject is None


def test_an_annotation_jumped_to_is_meant_until_the_caret_moves(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    outer = label_part(reader, "زيارة موسكو مهمة", "QUOTE")
    inner = label_part(reader, "زيارة", "EVENT")
    reader.jump(outer)
    assert caret(reader) == "زيارة"
    assert reader.subject is not None
    assert reader.subject.id == outer
    reader.move("left")
    reader.move("right")
    assert reader.subject is not None
    assert reader.subject.id == inner


def test_jumping_to_what_is_not_there_does_nothing(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.jump("no such id")
    assert (reader.current, caret(reader)) == (None, "أوضح")


def test_an_annotation_of_a_longer_article_is_asked_about_and_can_be_dropped(
    reader_of: ReaderOf, store: Store, article_of: Callable[..., Article]
) -> None:
    long = article_of(TEXT)
    last = new_annotation("article.txt", long.sha256, TEXT, span_of(TEXT, "أمس"), "EVENT")
    apply(store.open(long), [Edit(None, last)])
    reader = reader_of("أوضح اللواء.")
    assert not reader.outside.anchor(seconds=60)
    assert reader.notice == Message(
        "session.shows_which",
        told=article_changed(need_a_look=1),
        key="r",
    )
    assert len(reader.annotations) == 0
    [question] = reader.questions
    assert (question.kind, question.place, question.answers) == ("orphan", None, ("place", "drop"))
    deciding.decide(deciding.AtQuestion(reader, question), "drop")
    assert reader.open_questions == 0
    assert reader.working_copy.flush()
    assert on_disk(store.open(long)) == []
    reader.undoing.undo()
    assert [again.id for again in reader.questions] == [last.id]


def test_an_annotation_is_put_where_the_selection_is(
    reader_of: ReaderOf, store: Store, article_of: Callable[..., Article]
) -> None:
    long = article_of(TEXT)
    last = new_annotation("article.txt", long.sha256, TEXT, span_of(TEXT, "أمس"), "EVENT", note="n")
    apply(store.open(long), [Edit(None, last)])
    reader = reader_of("أوضح اللواء.")
    reader.outside.anchor(seconds=60)
    put(reader, "اللواء")
    [question] = reader.questions
    deciding.decide(deciding.AtQuestion(reader, question), "place")
    [placed] = reader.annotations
    assert (placed.id, placed.text, placed.note, placed.rev) == (last.id, "اللواء", "n", 2)
    assert reader.open_questions == 0


# --- from one to the next


def test_annotations_are_gone_through_in_text_order_nested_and_alike_ones_too(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    ids = [
        label_part(reader, part, label)
        for part, label in (
            ("زيارة موسكو مهمة", "QUOTE"),
            ("زيارة موسكو", "EVENT"),
            ("زيارة موسكو", "ACTOR"),
            ("موسكو مهمة", "ACTOR"),
            ("نجار", "ACTOR"),
        )
    ]
    reader.move("start")
    gone_through = []
    for _ in ids:
        annotating.following(reader)
        gone_through.append(reader.current)
    assert gone_through == ids
    annotating.following(reader)
    assert reader.notice == Message("commands.no_annotation_after")
    assert reader.current == ids[-1]
    back = [reader.current]
    for _ in ids[1:]:
        annotating.previous(reader)
        back.append(reader.current)
    assert back == ids[::-1]
    reader.notice = None
    annotating.previous(reader)
    assert reader.notice == Message("commands.no_annotation_before")


def test_from_between_annotations_the_nearest_on_either_side_is_next(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    left = label_part(reader, "علي")
    right = label_part(reader, "نجار")
    put(reader, "وقال")
    annotating.following(reader)
    assert reader.current == right
    put(reader, "وقال")
    annotating.previous(reader)
    assert reader.current == left


def test_going_to_an_annotation_drops_the_selection(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    label_part(reader, "نجار")
    reader.move("start")
    reader.toggle_selecting()
    reader.move("left")
    annotating.following(reader)
    assert (reader.selection, reader.selecting, caret(reader)) == (None, False, "نجار")


def test_an_annotation_without_its_clitic_is_reached_at_its_word(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    put(reader, "وقال")
    reader.adjust("start", 1)
    label(reader, "EVENT")
    reader.move("start")
    annotating.following(reader)
    assert caret(reader) == "وقال"
    assert labelled(reader) == [("EVENT", "قال")]


# --- removal and notes


def test_removal_takes_the_innermost_and_then_the_outer_one(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    label_part(reader, "زيارة موسكو مهمة", "QUOTE")
    label_part(reader, "موسكو", "ACTOR")
    put(reader, "موسكو")
    annotating.remove(reader)
    assert labelled(reader) == [("QUOTE", "زيارة موسكو مهمة")]
    annotating.remove(reader)
    assert labelled(reader) == []
    annotating.remove(reader)
    assert reader.notice == Message("commands.no_annotation_here")
    assert reader.working_copy.flush()
    assert on_disk(store_of(reader.working_copy)) == []


def test_a_note_is_a_new_revision_on_disk(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    identifier = label_part(reader, "نجار")
    annotating.write_note(reader, reader.annotations[0], "كاتب صحفي")
    assert reader.working_copy.flush()
    (record,) = on_disk(store_of(reader.working_copy))
    assert (record["id"], record["note"], record["rev"]) == (identifier, "كاتب صحفي", 2)


def test_the_same_note_changes_nothing(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    label_part(reader, "نجار")
    annotating.write_note(reader, reader.annotations[0], "")
    assert [annotation.rev for annotation in reader.annotations] == [1]
    reader.undoing.undo()
    assert labelled(reader) == []


# --- undo and redo


def test_a_chain_is_undone_and_redone_step_by_step_on_disk_too(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)

    def state() -> list[tuple[str, str, str]]:
        assert reader.working_copy.flush()
        on_the_disk = sorted(
            (r["label"], r["text"], r["note"]) for r in on_disk(store_of(reader.working_copy))
        )
        here = sorted((a.label, a.span.cut(TEXT), a.note) for a in reader.annotations)
        assert on_the_disk == here
        return here

    def remove() -> None:
        put(reader, "علي")
        annotating.remove(reader)

    states = [state()]
    steps: list[Callable[[], object]] = [
        lambda: label_part(reader, "علي", "ACTOR"),
        lambda: annotating.write_note(reader, reader.annotations[0], "لواء"),
        lambda: label_part(reader, "زيارة موسكو", "EVENT"),
        lambda: annotating.write_note(reader, reader.annotations[0], "عميد"),
        remove,
        lambda: label_part(reader, "نجار", "ACTOR"),
    ]
    for step in steps:
        step()
        states.append(state())
    assert len(set(map(str, states))) == len(states)
    for before in reversed(states[:-1]):
        reader.undoing.undo()
        assert state() == before
    reader.undoing.undo()
    assert reader.notice == NOTHING_TO_UNDO
    for after in states[1:]:
        reader.undoing.redo()
        assert state() == after
    reader.notice = None
    reader.undoing.redo()
    assert reader.notice == NOTHING_TO_REDO
    assert state() == states[-1]


def test_an_annotation_comes_back_with_its_id_and_never_an_older_revision(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    identifier = label_part(reader, "علي")
    annotating.write_note(reader, reader.annotations[0], "لواء")
    revisions = [1, 2]
    for step in (
        reader.undoing.undo,
        reader.undoing.undo,
        reader.undoing.redo,
        reader.undoing.redo,
        reader.undoing.undo,
        reader.undoing.redo,
    ):
        step()
        annotation = reader.annotations.get(identifier)
        if annotation is not None:
            revisions.append(annotation.rev)
    assert revisions == sorted(revisions)
    assert [annotation.note for annotation in reader.annotations] == ["لواء"]


def test_undoing_a_removal_brings_the_record_back_as_it_was(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    identifier = label_part(reader, "علي")
    annotating.write_note(reader, reader.annotations[0], "لواء")
    before = reader.annotations.get(identifier)
    annotating.remove(reader)
    reader.undoing.undo()
    assert reader.annotations.get(identifier) == before
    assert reader.working_copy.flush()
    assert [record["note"] for record in on_disk(store_of(reader.working_copy))] == ["لواء"]


def test_what_was_undone_is_gone_after_another_label(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    label_part(reader, "علي")
    reader.undoing.undo()
    label_part(reader, "نجار")
    reader.undoing.redo()
    assert reader.notice == NOTHING_TO_REDO
    assert labelled(reader) == [("ACTOR", "نجار")]


def test_undo_and_redo_go_to_where_something_changed(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    identifier = label_part(reader, "علي")
    put(reader, "أمس")
    reader.toggle_selecting()
    reader.undoing.undo()
    assert (caret(reader), reader.current, reader.selection, reader.selecting) == ("علي", None, None, False)
    put(reader, "أمس")
    reader.undoing.redo()
    assert (caret(reader), reader.current) == ("علي", identifier)


_STEPS = st.lists(st.tuples(st.sampled_from("llnnxur"), st.integers(0, 11)), max_size=12)
_numbers = count()


def repeat(step: Callable[[], None], reader: Reader, until: Message) -> None:
    reader.notice = None
    while reader.notice != until:
        step()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_undoing_everything_empties_and_redoing_everything_restores(
    store: Store, article_of: Callable[..., Article], steps: list[tuple[str, int]]
) -> None:
    article = article_of(TEXT, f"{next(_numbers)}.txt")
    article_store = store.open(article)
    reader = Reader(article, article_store, DEFAULT)
    words = [
        word
        for paragraph in (0, 1)
        for word in reader.words.between(*reader.document.paragraph(paragraph)[:2])
    ]

    def state() -> list[tuple[str, Span, str]]:
        return [(annotation.id, annotation.span, annotation.note) for annotation in reader.annotations]

    for name, number in steps:
        word = words[number]
        reader.go_to(word.start)
        if name == "l":
            reader.select(Span(word.start, words[min(number + number % 3, 11)].end))
            label(reader, DEFAULT.names[number % 3])
        elif name == "n" and reader.subject is not None:
            annotating.write_note(reader, reader.subject, f"note {number}")
        elif name == "x":
            annotating.remove(reader)
        elif name == "u":
            reader.undoing.undo()
        elif name == "r":
            reader.undoing.redo()
    repeat(reader.undoing.redo, reader, NOTHING_TO_REDO)
    last = state()
    repeat(reader.undoing.undo, reader, NOTHING_TO_UNDO)
    assert state() == []
    repeat(reader.undoing.redo, reader, NOTHING_TO_REDO)
    assert state() == last
    assert reader.close()
    assert [record["id"] for record in on_disk(article_store)] == sorted(found[0] for found in last)


# --- search


def test_a_search_is_marked_at_once_and_leaves_the_caret(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    changes: list[Change] = []
    reader.listen(changes.append)
    reader.search("نجار")
    reader.search("نجار")
    assert [change.page for change in changes] == [True]
    assert caret(reader) == "أوضح"


def test_matches_are_gone_through_and_round_in_both_directions(reader_of: ReaderOf) -> None:
    text = "زار أحمدُ المدينة.\nعاد احمد مساء.\nنام أَحْمَد باكرا."
    reader = reader_of(text)
    reader.search("احمد")
    found = []
    for step in (1, 1, 1, 1, -1, -1):
        (searching.next_match if step > 0 else searching.previous_match)(reader)
        found.append(caret(reader))
    assert found == ["أحمدُ", "احمد", "أَحْمَد", "أحمدُ", "أَحْمَد", "احمد"]
    assert reader.notice is None


def test_a_search_says_when_there_is_nothing_to_go_to(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    searching.next_match(reader)
    assert reader.notice == Message("commands.no_search", key="/")
    reader.search("زيبق")
    searching.previous_match(reader)
    assert reader.notice == Message("commands.not_found")
    assert caret(reader) == "أوضح"


def test_going_to_a_match_selects_it_instead_of_what_was_selected(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    selecting.sentence(reader)
    reader.search("نجار")
    searching.next_match(reader)
    assert selected(reader) == "نجار"
    assert labelled_on_disk(store_of(reader.working_copy)) == []


@pytest.mark.parametrize(
    ("text", "query", "labelled"),
    [
        ("ثم سافر لروسيا أمس", "روسيا", "روسيا"),  # a part of a word
        ("ثم زار وزير الخارجية الروسي موسكو", "وزير الخارجية", "وزير الخارجية"),  # several words
        (
            "ثم زار وَزِيرُ \u00a0 الخـارجيّةِ موسكو",
            "وزير الخارجيه",
            "وَزِيرُ \u00a0 الخـارجيّةِ",
        ),  # as the text spells it
        ("ثم قال إلى وزارته", "وزارت", "وزارت"),
        ("ثم 2025 عاما", "٢٠٢٥", "2025"),
        ("ثم (a.b) ثم", "a.b)", "a.b)"),  # no word at all at its end
        ("ثم نعم، لا", "،", "،"),
    ],
)
@pytest.mark.parametrize("measure", [20, 80])
def test_a_label_covers_exactly_the_match(
    reader_of: ReaderOf, text: str, query: str, labelled: str, measure: int
) -> None:
    reader = reader_of(text, measure=measure)
    reader.resize(measure, 10)
    reader.search(query)
    searching.next_match(reader)
    assert selected(reader) == labelled
    label(reader, "ACTOR")
    assert reader.working_copy.close()
    assert labelled_on_disk(store_of(reader.working_copy)) == [("ACTOR", labelled)]


def test_matches_in_one_word_are_gone_through_and_labelled_each(reader_of: ReaderOf) -> None:
    reader = reader_of("ثم قلقل أمس")
    reader.search("قل")
    for start in (3, 5):
        searching.next_match(reader)
        assert reader.selection == (start, start + 2)
        label(reader, "ACTOR")
    searching.next_match(reader)
    assert reader.selection == (3, 5)
    searching.previous_match(reader)
    assert reader.selection == (5, 7)


def test_selecting_from_a_match_begins_with_its_first_word(reader_of: ReaderOf) -> None:
    reader = reader_of("ثم زار اللواء علي النعسان دمشق")
    reader.search("لواء علي")
    searching.next_match(reader)
    assert caret(reader) == "اللواء"
    reader.toggle_selecting()
    reader.move("left")
    reader.move("left")
    assert selected(reader) == "اللواء علي النعسان"


def test_a_motion_leaves_the_match_and_the_search_stays(reader_of: ReaderOf) -> None:
    reader = reader_of("ثم زار اللواء علي النعسان دمشق")
    reader.search("لواء علي")
    searching.next_match(reader)
    reader.move("left")
    assert (caret(reader), selected(reader)) == ("علي", None)
    searching.next_match(reader)
    assert selected(reader) == "لواء علي"


def test_dropping_a_match_ends_the_search_and_dropping_another_selection_does_not(
    reader_of: ReaderOf,
) -> None:
    reader = reader_of("ثم زار اللواء علي النعسان دمشق")
    reader.search("لواء علي")
    searching.next_match(reader)
    reader.drop_selection()
    assert (selected(reader), reader.finder.query) == (None, "")
    reader.search("لواء علي")
    selecting.sentence(reader)
    reader.drop_selection()
    assert (selected(reader), reader.finder.query) == (None, "لواء علي")
