"""The annotations of others: hidden until asked for, shown, followed, taken over, and never changed."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session import others_reading
from hashiya.session.commands import annotating, coding, reshaping
from hashiya.session.commands import others as commands
from hashiya.session.commands.key_names import Key
from hashiya.session.labelling import label
from tests.others import Colleagues, show
from tests.session.marking import labelled, made, put
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "قال الوزير إن الوفد السوري زار موسكو أمس ثم عاد إلى دمشق مساء\n"


@pytest.fixture
def colleagues(tmp_path: Path) -> Colleagues:
    return Colleagues(tmp_path / "annotations", "منى", "zeyd")


@pytest.fixture
def reader(reader_of: ReaderOf, colleagues: Colleagues) -> Reader:
    reader = reader_of(TEXT, annotators=colleagues.annotators)
    reader.listen(lambda _: None)
    reader.resize(80, 20)
    return reader


def own(reader: Reader, *marks: tuple[str, str]) -> list[Annotation]:
    """Annotate words, and give the annotations."""
    sha256 = reader.article.sha256
    annotations = [replace(made(TEXT, words, name), sha256=sha256) for name, words in marks]
    reader.working_copy.commit([Edit(None, each) for each in annotations], "test")
    return annotations


def listed(reader: Reader) -> list[tuple[str, str]]:
    """Annotator and words of all that is listed."""
    return [(each.annotator, each.text) for each in reader.listed]


def counted(*by: tuple[str, int]) -> Message:
    told = tuple(Message("session.by_annotator", annotator=name, count=count) for name, count in by)
    return Message("session.others_shown", by=told)


# --- blind until asked, and again


def test_nothing_of_others_is_read_before_it_is_asked_for(reader: Reader, colleagues: Colleagues) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    reader.outside.follow(lambda: None)
    put(reader, "موسكو")
    assert (reader.others, reader.meant, reader.notice) == (None, None, None)
    assert not colleagues.threads


def test_they_are_listed_with_ones_own_in_text_order_and_counted(
    reader: Reader, colleagues: Colleagues
) -> None:
    own(reader, ("ACTOR", "دمشق"), ("ACTOR", "الوزير"))
    colleagues.put("منى", reader, made(TEXT, "موسكو"), made(TEXT, "مساء"))
    colleagues.put("zeyd", reader, made(TEXT, "الوفد السوري"))
    show(reader)
    assert listed(reader) == [
        ("", "الوزير"),
        ("zeyd", "الوفد السوري"),
        ("منى", "موسكو"),
        ("", "دمشق"),
        ("منى", "مساء"),
    ]
    assert reader.notice == counted(("منى", 2), ("zeyd", 1))
    assert labelled(reader) == [("ACTOR", "الوزير"), ("ACTOR", "دمشق")]


def test_the_same_key_hides_them(reader: Reader, colleagues: Colleagues) -> None:
    [theirs] = colleagues.put("منى", reader, made(TEXT, "موسكو"))
    others = show(reader)
    reader.jump(reader.listed[0].id)
    assert reader.meant is not None
    reader.toggle_others()
    assert (listed(reader), others.count, reader.current) == ([], None, None)
    assert reader.notice == Message("session.others_hidden")
    assert reader.caret is not None
    assert reader.caret.start == theirs.start


def test_an_article_that_nobody_else_annotated_is_told_of(reader: Reader) -> None:
    show(reader)
    assert reader.notice == Message("session.no_others")


def test_a_store_of_one_annotator_is_told_of(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    commands.show(reader)
    assert reader.notice == Message("session.no_others")


def test_they_are_shown_in_the_next_article_of_the_run_and_not_in_the_next_run(
    reader: Reader, reader_of: ReaderOf, colleagues: Colleagues
) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    annotators = colleagues.annotators
    first, second, other_run = (
        reader_of(TEXT, name=name, annotators=run)
        for name, run in (
            ("article.txt", annotators),
            ("article.txt", annotators),
            ("article.txt", colleagues.annotators),
        )
    )
    show(first)
    for each in (second, other_run):
        each.show_others_again()
    assert second.others is not None
    assert second.others.wait()
    assert listed(second) == [("منى", "موسكو")]
    assert second.notice == counted(("منى", 1))
    assert other_run.others is None
    second.toggle_others()
    third = reader_of(TEXT, annotators=annotators)
    third.show_others_again()
    assert third.others is None


def test_a_next_article_without_any_has_no_sentence(reader_of: ReaderOf, colleagues: Colleagues) -> None:
    annotators = colleagues.annotators
    annotators.are_shown = True
    reader = reader_of(TEXT, annotators=annotators)
    reader.show_others_again()
    assert reader.others is not None
    assert reader.others.wait()
    assert (reader.notice, reader.others.count) == (None, 0)


# --- reading


def test_it_is_read_in_a_thread(reader: Reader, colleagues: Colleagues) -> None:
    show(reader)
    reader.move("left")
    assert colleagues.threads
    assert threading.main_thread() not in colleagues.threads


def test_changes_by_their_annotators_are_followed(reader: Reader, colleagues: Colleagues) -> None:
    [first] = colleagues.put("منى", reader, made(TEXT, "موسكو"))
    others = show(reader)
    reader.notice = None
    store = colleagues.store_of("منى", reader.article)
    apply(store, [Edit(first, changed(first, label="EVENT"))])
    colleagues.put("zeyd", reader, made(TEXT, "دمشق"))
    colleagues.names.append("new")
    colleagues.put("new", reader, made(TEXT, "أمس"))
    assert others.wait()
    assert [(each.annotator, each.label) for each in reader.listed] == [
        ("منى", "EVENT"),
        ("new", "ACTOR"),
        ("zeyd", "ACTOR"),
    ]
    assert reader.notice is None
    apply(store, [Edit(store.load().annotations[0], None)])
    assert others.wait()
    assert listed(reader) == [("new", "أمس"), ("zeyd", "دمشق")]


def test_nothing_is_taken_in_while_nothing_changes(reader: Reader, colleagues: Colleagues) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    others = show(reader)
    index = others.index
    assert others.wait()
    assert others.index is index


def test_they_are_at_their_places_in_a_changed_text_or_left_out_and_counted(
    reader_of: ReaderOf, colleagues: Colleagues
) -> None:
    before = reader_of(TEXT)
    colleagues.put("منى", before, made(TEXT, "الوفد السوري"), made(TEXT, "مساء"))
    text = "صباح الخير.\n" + TEXT.replace("مساء", "")
    reader = reader_of(text, annotators=colleagues.annotators)
    show(reader)
    assert [each.span.cut(text) for each in reader.listed] == ["الوفد السوري"]
    left_out = Message("session.others_left_out", count=1)
    assert reader.notice == Message("session.and_then", first=counted(("منى", 1)), second=left_out)


def test_one_whose_words_are_written_otherwise_now_is_left_out(
    reader_of: ReaderOf, colleagues: Colleagues
) -> None:
    text = (
        "أوضح اللواء علي النعسان في حديث إلى الصحافة أن زيارة الوفد إلى موسكو كانت مهمة.\n"
        "وقال حسام نجار إن العلاقة مع روسيا لا بد منها، وإن الاجتماع المقبل سيعقد في دمشق.\n"
    )
    colleagues.put("منى", reader_of(text), made(text, "حسام نجار"))
    reader = reader_of(text.replace("حسام نجار", "حسّام النجار"), annotators=colleagues.annotators)
    show(reader)
    assert listed(reader) == []
    assert reader.notice == Message("session.others_left_out", count=1)


def test_two_annotators_may_have_one_id(reader: Reader, colleagues: Colleagues) -> None:
    mark = made(TEXT, "موسكو")
    for name in colleagues.names:
        colleagues.put(name, reader, mark)
    reader.working_copy.commit([Edit(None, replace(mark, sha256=reader.article.sha256))], "test")
    show(reader)
    assert sorted(listed(reader)) == [("", "موسكو"), ("zeyd", "موسكو"), ("منى", "موسكو")]
    assert len({each.id for each in reader.listed}) == 3


def test_annotations_that_cannot_be_read_are_told_of_and_the_others_shown(
    reader: Reader, colleagues: Colleagues
) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    path = colleagues.store_of("zeyd", reader.article).path
    path.parent.mkdir(parents=True)
    path.mkdir()
    others = show(reader)
    assert listed(reader) == [("منى", "موسكو")]
    assert reader.notice is not None
    assert reader.notice.id == "session.and_then"
    [_, told] = reader.notice.parameters.values()
    assert isinstance(told, Message)
    assert (told.id, told.parameters["annotator"]) == ("session.others_unreadable", "zeyd")
    reader.notice = None
    assert others.wait()
    assert reader.notice is None


def test_an_older_copy_of_a_damaged_file_is_shown_and_told_of(reader: Reader, colleagues: Colleagues) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    colleagues.put("منى", reader, made(TEXT, "دمشق"))
    colleagues.store_of("منى", reader.article).path.write_bytes(b"{")
    show(reader)
    assert listed(reader) == [("منى", "موسكو")]
    assert reader.notice is not None
    [_, told] = reader.notice.parameters.values()
    assert isinstance(told, Message)
    assert told.id == "session.others_unreadable"


def test_annotators_that_cannot_be_listed_are_told_of_and_what_was_read_stays(
    reader: Reader, colleagues: Colleagues
) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    others = show(reader)
    cause = Message("files.cannot_read", path="annotations", cause="gone")
    colleagues.problem = HashiyaError(cause)
    assert others.wait()
    assert reader.notice == Message("session.others_unknown", cause=cause)
    assert listed(reader) == [("منى", "موسكو")]
    colleagues.problem = None
    assert others.wait()
    assert listed(reader) == [("منى", "موسكو")]


def test_a_thread_that_dies_is_told_of_and_can_be_started_again(
    reader: Reader, colleagues: Colleagues, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(others_reading.OthersReading, "_look", broken)
        reader.toggle_others()
        assert reader.others is not None
        reader.others.wait()
        assert reader.notice is not None
        assert reader.notice.id == "session.others_ended"
    show(reader)
    assert listed(reader) == [("منى", "موسكو")]


def test_without_a_thread_they_stay_hidden(
    reader: Reader, colleagues: Colleagues, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_thread(_: threading.Thread) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", no_thread)
        with pytest.raises(HashiyaError):
            reader.toggle_others()
        assert reader.others is not None
        assert not reader.others.are_shown
        reader.others.begin()
        assert reader.notice == Message("session.no_more_threads")
    show(reader)


# --- the list of all


def test_an_edit_of_ones_own_is_in_the_list_at_once(reader: Reader, colleagues: Colleagues) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    show(reader)
    before = reader.listed
    put(reader, "دمشق")
    label(reader, "ACTOR")
    assert listed(reader) == [("منى", "موسكو"), ("", "دمشق")]
    assert reader.listed is before
    reader.undoing.undo()
    assert listed(reader) == [("منى", "موسكو")]
    reader.undoing.redo()
    assert listed(reader) == [("منى", "موسكو"), ("", "دمشق")]


def test_next_and_previous_go_through_all(reader: Reader, colleagues: Colleagues) -> None:
    own(reader, ("ACTOR", "دمشق"))
    colleagues.put("منى", reader, made(TEXT, "موسكو"), made(TEXT, "مساء"))
    show(reader)
    reader.go_to(0)
    seen = []
    for _ in range(3):
        annotating.following(reader)
        assert reader.meant is not None
        seen.append(reader.meant.text)
    assert seen == ["موسكو", "دمشق", "مساء"]


def test_ones_own_is_meant_where_both_are(reader: Reader, colleagues: Colleagues) -> None:
    [mine] = own(reader, ("ACTOR", "الوفد السوري"))
    colleagues.put("منى", reader, made(TEXT, "السوري", "EVENT"))
    show(reader)
    put(reader, "السوري")
    assert reader.meant is not None
    assert reader.meant.id == mine.id


# --- read-only


@pytest.mark.parametrize(
    "command",
    [
        annotating.remove,
        annotating.note,
        annotating.everywhere,
        reshaping.relabel,
        reshaping.bounds,
        reshaping.split,
        reshaping.join,
        coding.relate,
    ],
)
@pytest.mark.parametrize("in_list", [False, True])
def test_a_command_that_changes_says_whose_it_is_and_changes_nothing(
    reader: Reader, colleagues: Colleagues, command: Callable[[Reader], object], *, in_list: bool
) -> None:
    colleagues.put("منى", reader, made(TEXT, "الوفد السوري"))
    show(reader)
    if in_list:
        reader.pick(reader.listed[0].id)
    else:
        put(reader, "السوري")
    command(reader)
    assert reader.notice == Message("commands.annotation_of_another", annotator="منى", key=Key("<"))
    assert len(reader.annotations) == 0
    assert [each.text for each in colleagues.store_of("منى", reader.article).load().annotations] == [
        "الوفد السوري"
    ]


@pytest.mark.parametrize("in_list", [False, True])
def test_a_label_key_on_one_makes_ones_own(reader: Reader, colleagues: Colleagues, *, in_list: bool) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو", "EVENT"))
    show(reader)
    if in_list:
        reader.pick(reader.listed[0].id)
    else:
        put(reader, "موسكو")
    label(reader, "ACTOR")
    assert labelled(reader) == [("ACTOR", "موسكو")]
    assert len(reader.listed) == 2


def test_the_digits_offer_nothing_on_one(reader: Reader, colleagues: Colleagues) -> None:
    colleagues.put("منى", reader, made(TEXT, "موسكو"))
    show(reader)
    reader.jump(reader.listed[0].id)
    assert reader.offering.item is None
