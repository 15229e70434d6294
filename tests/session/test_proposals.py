"""Proposals of an open article: shown, gone to, accepted, rejected, undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.labelling import label
from hashiya.session.reader import Reader
from hashiya.store.tinydb.store import Store
from tests.proposing import propose, teacher_of, use
from tests.refusals import refused
from tests.session.marking import look, made, selected, span_of
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.session.proposals import Proposals
    from tests.conftest import ReaderOf

TEXT = (
    "قال النعسان للصحافة: «العلاقة مع روسيا قديمة». وأضاف النعسان أن موسكو ترحب بذلك.\n"
    "وعاد النعسان إلى دمشق، ورحبت روسيا بالزيارة.\n"
)
SCORES = {"النعسان": 0.99, "روسيا": 0.95, "موسكو": 0.5, "دمشق": 0.6}
QUOTE = "العلاقة مع روسيا قديمة"


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, SCORES)


@pytest.fixture
def reader(reader_of: ReaderOf, tmp_path: Path) -> Reader:
    reader = reader_of(TEXT, teacher=teacher_of(tmp_path / "annotations"))
    reader.listen(lambda _: None)
    reader.resize(80, 20)
    return reader


def reopened(reader: Reader, folder: Path) -> Reader:
    """The article as the next run opens it."""
    assert reader.working_copy.flush()
    store = Store(folder / "annotations")
    article = read_article(folder / "article.txt")
    again = Reader(article, store.open(article), DEFAULT, teacher=lambda: teacher_of(store.folder))
    again.resize(80, 20)
    return again


def words(reader: Reader) -> list[str]:
    """The words of the annotations."""
    return [each.text for each in reader.annotations]


def shown(proposals: Proposals) -> list[str]:
    return [each.span.cut(TEXT) for each in proposals.shown]


def test_only_what_is_almost_certain_is_shown_until_the_rest_is_asked_for(reader: Reader) -> None:
    proposals = propose(reader)
    certain = ["النعسان", QUOTE, "روسيا", "النعسان", "النعسان", "روسيا"]
    assert shown(proposals) == certain
    proposals.toggle_rest()
    assert len(proposals.shown) == 8
    assert reader.notice == Message("session.shows_all_proposals", count=8)
    proposals.toggle_rest()
    assert shown(proposals) == certain


def test_the_settings_say_how_certain_a_shown_proposal_is(reader_of: ReaderOf, tmp_path: Path) -> None:
    reader = reader_of(TEXT, teacher=teacher_of(tmp_path / "annotations", precision=0.97))
    reader.resize(80, 20)
    assert set(shown(propose(reader))) == {"النعسان"}


def test_going_on_selects_one_proposal_after_the_other(reader: Reader) -> None:
    proposals = propose(reader)
    seen = []
    for _ in range(3):
        proposals.go_on(1)
        seen.append(selected(reader))
    assert seen == ["النعسان", QUOTE, "روسيا"]
    proposals.go_on(-1)
    assert selected(reader) == QUOTE
    assert reader.is_at_proposal


def test_a_motion_or_escape_ends_it(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    reader.move("left")
    assert proposals.meant is None
    reader.move("right")
    proposals.go_on(1)
    assert selected(reader) == "النعسان"
    reader.drop_selection()
    assert proposals.meant is None


def test_an_accepted_proposal_becomes_an_annotation_and_the_next_one_is_meant(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.accept()
    [annotation] = reader.annotations
    assert (annotation.text, annotation.label, annotation.status) == ("النعسان", "ACTOR", "accepted")
    assert annotation.attributes == {"canonical": "النعسان", "kind": "person"}
    assert annotation.extra == {"source": "known", "score": 0.99}
    assert selected(reader) == QUOTE


def test_the_edges_can_be_corrected_before(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    reader.move("left", extend=True)
    proposals.accept()
    assert words(reader) == ["النعسان للصحافة"]
    assert reader.annotations[0].extra["source"] == "known"
    assert "النعسان" in shown(proposals)
    assert proposals.shown[0].span != span_of(TEXT, "قال النعسان")


def test_a_quotation_is_related_to_its_annotated_speaker(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.accept()
    proposals.accept()
    speaker, quote = reader.annotations
    assert quote.text == QUOTE
    assert quote.relations == ({"type": "speaker", "target": speaker.id},)


def test_a_quotation_is_related_to_a_speaker_who_is_accepted_later(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.go_on(1)
    proposals.accept()
    assert reader.annotations[0].relations == ()
    reader.go_to(0)
    proposals.go_on(1)
    proposals.accept()
    speaker, quote = reader.annotations
    assert quote.relations == ({"type": "speaker", "target": speaker.id},)
    reader.undoing.undo()
    [quote] = reader.annotations
    assert quote.relations == ()


def test_all_shown_mentions_of_the_actor_are_one_step(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.accept_alike()
    assert words(reader) == ["النعسان"] * 3
    assert reader.notice == Message("session.proposals_accepted", count=3)
    reader.undoing.undo()
    assert words(reader) == []


def test_all_shown_proposals_of_the_sentence_are_one_step(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.accept_sentence()
    assert words(reader) == ["النعسان", QUOTE, "روسيا"]
    assert reader.annotations[1].relations
    assert selected(reader) == "النعسان"
    reader.undoing.undo()
    assert words(reader) == []


def test_a_rejected_proposal_is_gone_and_undo_brings_it_back(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.reject()
    assert words(reader) == []
    assert len(proposals.known) == 7
    assert selected(reader) == QUOTE
    reader.undoing.undo()
    assert (len(proposals.known), reader.current, reader.subject) == (8, None, None)
    reader.undoing.redo()
    assert (len(proposals.known), reader.current, reader.subject) == (7, None, None)


def test_a_rejection_outlasts_the_run_and_nothing_shows_it(reader: Reader, tmp_path: Path) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.reject()
    again = reopened(reader, tmp_path)
    proposals = propose(again)
    proposals.toggle_rest()
    assert len(proposals.shown) == 7
    assert len(again.annotations) == 0
    again.close()


def test_a_rejection_follows_an_article_that_changes(reader: Reader, tmp_path: Path) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    proposals.reject()
    assert reader.working_copy.flush()
    (tmp_path / "article.txt").write_text("عنوان جديد\n" + TEXT, encoding="utf-8")
    again = reopened(reader, tmp_path)
    assert len(propose(again).known) == 7
    assert again.open_questions == 0
    again.close()


def test_what_is_annotated_is_no_longer_proposed_whoever_did_it(reader: Reader, tmp_path: Path) -> None:
    proposals = propose(reader)
    assert QUOTE in shown(proposals)
    reader.select(span_of(TEXT, QUOTE))
    label(reader, "QUOTE")
    assert QUOTE not in shown(proposals)
    assert "روسيا" in shown(proposals)
    theirs = Store(tmp_path / "annotations").open(reader.article)
    other = replace(made(TEXT, "وعاد النعسان"), sha256=reader.article.sha256)
    apply(theirs, [Edit(None, other)])
    before = len(proposals.known)
    look(reader)
    assert len(proposals.known) == before - 1


def test_a_proposal_that_vanishes_while_it_is_meant_is_meant_no_longer(reader: Reader) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    label(reader, "ACTOR")
    assert proposals.meant is None
    proposals.accept()
    assert words(reader) == ["النعسان"]


def test_without_a_proposal_that_is_said(reader: Reader) -> None:
    proposals = propose(reader)
    reader.go_to(len(TEXT) - 2)
    proposals.go_on(1)
    assert reader.notice == Message("session.no_proposal_after", count=6)
    reader.go_to(0)
    proposals.go_on(-1)
    assert reader.notice == Message("session.no_proposal_before", count=6)


def test_where_nothing_is_certain_the_key_for_the_rest_is_advised(
    reader_of: ReaderOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, {"موسكو": 0.5})
    reader = reader_of("عادت موسكو", teacher=teacher_of(tmp_path / "annotations"))
    reader.resize(80, 20)
    propose(reader).go_on(1)
    key = reader.bindings.key("proposal.rest")
    assert reader.notice == Message("session.no_proposals_but", count=1, key=key)


def test_the_last_proposal_leaves_the_page_as_it_was(reader: Reader) -> None:
    proposals = propose(reader)
    for _ in range(6):
        proposals.go_on(1)
    proposals.accept()
    assert (reader.selection, proposals.meant) == (None, None)
    assert reader.notice == Message("session.no_proposal_after", count=5)


def test_what_cannot_be_saved_is_refused_before_it_is_accepted(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposals = propose(reader)
    proposals.go_on(1)
    read_only = reader.working_copy.snapshot._replace(read_only=Message("session.saved"))
    monkeypatch.setattr(reader.working_copy, "snapshot", read_only)
    for decide in (proposals.accept, proposals.reject, proposals.accept_alike, proposals.accept_sentence):
        with refused("session.cannot_save"):
            decide()
    assert (words(reader), len(proposals.known)) == ([], 8)


def test_a_source_that_fails_ends_proposing_and_is_told_of(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        name = "broken"

        def propose(self, *_: object) -> list[object]:
            raise ZeroDivisionError

    monkeypatch.setattr("hashiya.suggest.sources.SOURCES", (Broken(),))
    propose(reader)
    assert isinstance(reader.notice, Message)
    assert reader.notice.id == "session.proposals_ended"
    reader.move("left")


def test_the_proposals_of_a_long_article_are_found_part_by_part(reader_of: ReaderOf, tmp_path: Path) -> None:
    filler = "كلام كثير لا اسم فيه.\n" * 6000
    text = f"النعسان\n{filler}النعسان\n{filler}روسيا\n"
    reader = reader_of(text, teacher=teacher_of(tmp_path / "annotations"))
    reader.listen(lambda _: None)
    reader.resize(80, 20)
    proposals = propose(reader)
    assert [each.span.start for each in proposals.known] == [0]
    reader.go_to(text.rindex("النعسان"))
    assert proposals.wait()
    assert [each.span.start for each in proposals.known] == [text.rindex("النعسان")]
    reader.go_to(len(text) - 3)
    assert proposals.wait()
    assert [each.span.cut(text) for each in proposals.known] == ["روسيا"]
    reader.go_to(0)
    assert proposals.wait()
    assert [each.span.start for each in proposals.known] == [0]


def test_a_text_without_a_line_break_is_cut_between_words(reader_of: ReaderOf, tmp_path: Path) -> None:
    text = "كلام " * 20_000 + "النعسان " + "كلام " * 20_000
    reader = reader_of(text, teacher=teacher_of(tmp_path / "annotations"))
    reader.listen(lambda _: None)
    reader.resize(80, 20)
    proposals = propose(reader)
    reader.go_to(text.index("النعسان"))
    assert proposals.wait()
    assert [each.span.cut(text) for each in proposals.known] == ["النعسان"]


def test_the_learning_goes_on_while_one_works(reader: Reader) -> None:
    """Of a rule that is often rejected less is shown."""
    proposals = propose(reader)
    proposals.toggle_rest()
    before = {each.span: each.score for each in proposals.known}
    for part in ("للصحافة", "قال", "مع", "قديمة", "وأضاف", "أن", "ترحب", "وعاد", "إلى", "ورحبت", "بالزيارة"):
        reader.select(span_of(TEXT, part))
        label(reader, "EVENT")
    assert proposals.wait()
    after = {each.span: each.score for each in proposals.known}
    assert after
    assert all(score < before[span] for span, score in after.items())


def test_the_names_and_examples_of_the_folder_are_learnt(
    reader_of: ReaderOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reader_of("قال النعسان ذلك", name="other.txt")
    other.select(span_of(other.text, "ذلك"))
    label(other, "ACTOR")
    assert other.working_copy.flush()
    reader = reader_of(TEXT, teacher=teacher_of(tmp_path / "annotations"))
    reader.resize(80, 20)
    proposals = propose(reader)
    assert all(each.score < SCORES["النعسان"] for each in proposals.known if each.label == "ACTOR")
