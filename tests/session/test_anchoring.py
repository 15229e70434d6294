from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.selector import Status
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.anchoring import Anchoring, UnresolvedAnchor
from hashiya.session.places import KeptPlace
from hashiya.session.working_copy import WorkingCopy
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.refusals import refused
from tests.session.marking import article_changed, on_disk, redo, refreshed, span_of, store_of, undo
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hashiya.article.article import Article

TEXT = (
    "أوضح اللواء علي النعسان في حديث إلى الصحافة أن زيارة الوفد إلى موسكو كانت مهمة.\n"
    "وقال حسام نجار إن العلاقة مع روسيا لا بد منها، وإن الاجتماع المقبل سيعقد في دمشق.\n"
    "ولم تعلق وزارة الخارجية على ما نشرته الوكالة صباح اليوم الأحد.\n"
)
PARTS = ("علي النعسان", "حسام نجار", "العلاقة مع روسيا", "وزارة الخارجية")
# the first one moves, the second is written otherwise, the third stands twice, the fourth is gone
EDITED = "عاجل: " + TEXT.replace("حسام نجار", "حسّام النجار").replace("وزارة الخارجية", "الحكومة")
TWICE = EDITED + TEXT.splitlines(keepends=True)[1]


class Desk(NamedTuple):
    """The annotations of an article, open, and what was found out about their places."""

    article: Article
    working_copy: WorkingCopy
    anchoring: Anchoring

    def annotation(self, part: str) -> Annotation:
        [found] = [each for each in self.working_copy.annotations if each.note == part]
        return found

    def anchor(self, annotation: Annotation) -> UnresolvedAnchor:
        """What is in doubt about an annotation, as a person sees it now."""
        found = self.anchoring.anchor_of(annotation)
        assert found is not None
        return found

    def states(self) -> dict[str, str]:
        return {anchor.annotation.note: anchor.status for anchor in self.anchoring.unresolved}


@pytest.fixture
def desk_of(store: Store, article_of: Callable[..., Article]) -> Iterator[Callable[[str], Desk]]:
    """Annotates the parts of the text, and opens what it was edited to; each note says which part it was."""
    before = article_of(TEXT)
    made = [
        new_annotation("article.txt", before.sha256, TEXT, span_of(TEXT, part), "ACTOR", note=part)
        for part in PARTS
    ]
    apply(store.open(before), [Edit(None, annotation) for annotation in made])
    working_copies = []

    def make(text: str) -> Desk:
        article = article_of(text)
        working_copy = WorkingCopy(Store(store.folder).open(article), lambda: None)
        working_copies.append(working_copy)
        return Desk(article, working_copy, Anchoring(working_copy, article))

    yield make
    for working_copy in working_copies:
        working_copy.close()


def test_in_the_article_that_was_annotated_nothing_is_in_doubt(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(TEXT)
    assert desk.anchoring.unresolved == ()
    assert desk.anchoring.take_over() is None
    assert [record["rev"] for record in on_disk(store_of(desk.working_copy))] == [1, 1, 1, 1]


def test_what_is_certain_moves_with_the_article_and_is_saved(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of("عاجل: " + TEXT)
    assert desk.anchoring.take_over() == article_changed(moved_with_it=4)
    assert desk.anchoring.unresolved == ()
    assert desk.working_copy.flush()
    for record in on_disk(store_of(desk.working_copy)):
        assert desk.article.text[record["start"] : record["end"]] == record["text"] == record["note"]
        assert (record["sha256"], record["rev"]) == (desk.article.sha256, 2)


def test_what_stays_in_place_is_said_to(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(TEXT + "ويتبع ذلك بيان آخر في وقت لاحق من هذا المساء بحسب المصدر نفسه.")
    assert desk.anchoring.take_over() == article_changed(still_in_place=4)


def test_what_is_not_certain_is_left_as_it_is_and_needs_a_look(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    said = desk.anchoring.take_over()
    assert said == article_changed(moved_with_it=2, need_a_look=2)
    assert desk.states() == {"حسام نجار": Status.CHANGED, "وزارة الخارجية": Status.ORPHAN}
    assert desk.working_copy.flush()
    revisions = {record["note"]: record["rev"] for record in on_disk(store_of(desk.working_copy))}
    assert revisions == {"علي النعسان": 2, "حسام نجار": 1, "العلاقة مع روسيا": 2, "وزارة الخارجية": 1}


def test_a_doubtful_annotation_is_shown_where_it_would_be(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    desk.anchoring.take_over()
    place = span_of(EDITED, "حسّام النجار")
    [shown] = desk.anchoring.placed.overlapping(place.start, place.start + 1)
    assert (shown.span, shown.note) == (place, "حسام نجار")
    assert desk.anchoring.placed.overlapping(place.end, place.end + 1) == []
    old = desk.annotation("وزارة الخارجية")
    assert desk.anchoring.placed.overlapping(old.start, old.end) == []
    assert [each.note for each in desk.anchoring.placed] == ["علي النعسان", "حسام نجار", "العلاقة مع روسيا"]


def test_annotations_are_looked_for_a_time_and_not_shown_before(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    assert len(desk.anchoring.in_doubt) == 4
    assert len(desk.anchoring.placed) == 0
    assert desk.anchoring.look(seconds=0) == 3
    assert len(desk.anchoring.placed) == 1
    assert desk.anchoring.look(seconds=60) == 0
    assert len(desk.anchoring.placed) == 3
    assert desk.anchoring.look(seconds=60) == 0


def test_what_another_program_saves_of_another_text_is_in_doubt(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(TEXT)
    assert desk.anchoring.placed is desk.working_copy.annotations
    first = desk.annotation("علي النعسان")
    other = Store(store_of(desk.working_copy).path.parent).open(desk.article)
    apply(other, [Edit(first, changed(first, sha256="0" * 64))])
    refreshed(desk.working_copy)
    assert [each.note for each in desk.anchoring.in_doubt] == ["علي النعسان"]
    assert len(desk.anchoring.placed) == 3


def test_what_stands_twice_is_ambiguous(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(TWICE)
    desk.anchoring.take_over()
    assert desk.states()["العلاقة مع روسيا"] == Status.AMBIGUOUS


def test_to_confirm_takes_the_place_that_is_shown(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    desk.anchoring.take_over()
    [edit] = desk.anchoring.confirm(desk.anchor(desk.annotation("حسام نجار")))
    assert edit.after == desk.annotation("حسام نجار")
    assert desk.annotation("حسام نجار").span == span_of(EDITED, "حسّام النجار")
    assert desk.annotation("حسام نجار").text == "حسّام النجار"
    assert desk.states() == {"وزارة الخارجية": Status.ORPHAN}
    assert desk.working_copy.flush()
    assert any(record["text"] == "حسّام النجار" for record in on_disk(store_of(desk.working_copy)))


def test_an_orphan_has_no_place_to_confirm(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    with refused("session.not_in_article"):
        desk.anchoring.confirm(desk.anchor(desk.annotation("وزارة الخارجية")))


def test_a_doubtful_annotation_is_put_elsewhere(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    desk.anchoring.replace(desk.anchor(desk.annotation("وزارة الخارجية")), span_of(EDITED, "الحكومة"))
    assert desk.annotation("وزارة الخارجية").text == "الحكومة"
    assert "وزارة الخارجية" not in desk.states()
    with pytest.raises(HashiyaError, match="empty"):
        desk.anchoring.replace(desk.anchor(desk.annotation("حسام نجار")), Span(3, 3))


def test_a_doubtful_annotation_is_dropped(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    dropped = desk.annotation("وزارة الخارجية")
    anchor = desk.anchor(dropped)
    assert desk.anchoring.drop(anchor) == [Edit(dropped, None)]
    assert desk.working_copy.annotations.get(dropped.id) is None
    assert desk.working_copy.flush()
    assert len(on_disk(store_of(desk.working_copy))) == 3
    assert desk.anchoring.drop(anchor) == []


def test_undo_takes_back_a_decision_and_not_what_moved_by_itself(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(EDITED)
    desk.anchoring.take_over()
    doubted = desk.annotation("حسام نجار")
    desk.anchoring.confirm(desk.anchor(doubted))
    desk.anchoring.drop(desk.anchor(desk.annotation("وزارة الخارجية")))
    assert desk.states() == {}
    assert undo(desk.working_copy)
    assert desk.states() == {"وزارة الخارجية": Status.ORPHAN}
    assert undo(desk.working_copy)
    assert desk.states() == {"حسام نجار": Status.CHANGED, "وزارة الخارجية": Status.ORPHAN}
    assert desk.annotation("حسام نجار").selector == doubted.selector
    assert undo(desk.working_copy) is None
    assert redo(desk.working_copy)
    assert desk.states() == {"وزارة الخارجية": Status.ORPHAN}


def test_where_nothing_can_be_saved_nothing_is_done_and_all_places_are_known(
    desk_of: Callable[[str], Desk],
) -> None:
    desk = desk_of(EDITED)
    snapshot = desk.working_copy.snapshot
    desk.working_copy.snapshot = snapshot._replace(read_only=Message("files.read_only_disk"))
    assert desk.anchoring.take_over()
    assert desk.states()["علي النعسان"] == Status.MOVED
    assert desk.annotation("علي النعسان").rev == 1
    for decide in (desk.anchoring.confirm, desk.anchoring.drop):
        with refused("session.cannot_save"):
            decide(desk.anchor(desk.annotation("حسام نجار")))


def test_offsets_that_do_not_fit_their_own_text_are_in_doubt(desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(TEXT)
    first = desk.annotation("علي النعسان")
    apply(
        Store(store_of(desk.working_copy).path.parent).open(desk.article),
        [Edit(first, changed(first, start=0, end=5))],
    )
    assert refreshed(desk.working_copy).changes
    assert desk.states() == {"علي النعسان": Status.MOVED}
    desk.anchoring.take_over()
    assert desk.annotation("علي النعسان").span == first.span


def test_in_another_encoding_nothing_moves_by_itself_and_the_right_one_stays_on_record(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(
        "خبر عاجل\nThe delegation left Moscow in the morning, sources said on Sunday.\n".encode("cp1256")
    )
    right = read_article(path, "cp1256")
    made = new_annotation("old.txt", right.sha256, right.text, span_of(right.text, "delegation"), "ACTOR")
    apply(store.open(right), [Edit(None, made)])
    wrong = read_article(path, "iso-8859-6")
    assert wrong.sha256 != right.sha256
    place = KeptPlace(path)
    working_copy = WorkingCopy(Store(store.folder).open(wrong), place=place)
    anchoring = Anchoring(working_copy, wrong)
    assert anchoring.take_over() == Message(
        "session.other_encoding", outcomes=Message("session.need_a_look", count=1)
    )
    working_copy.remember_place(3)
    assert working_copy.close()
    again = Store(store.folder).open(right)
    assert again.load().annotations == (made,)
    assert (again.load().encoding, again.load().sha256) == ("cp1256", right.sha256)
    assert WorkingCopy(again, place=place).offset == 3
