"""Annotations are copied from one store to another: as they are, or brought together, and never lost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Transaction, new_transaction
from hashiya.article.reading import read_article
from hashiya.store.copying import Copied, copy_article
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import DONE, Reading
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.store.records.article_records import ArticleRecords

KEY = "a.txt"
TEXT = "وصل اللواء علي النعسان إلى موسكو."


class Side:
    """One of two stores of the same article, with the versions that its journal has."""

    def __init__(self, root: Path, annotator: str = "سارة") -> None:
        self.root = root
        self.annotator = annotator
        root.mkdir()
        (root / KEY).write_text(TEXT, "utf-8")
        self.journal: dict[str, list[Annotation]] = defaultdict(list)

    def open(self) -> ArticleRecords:
        home = self.root / "annotations"
        store = Store(home / "a", self._note, home=home, annotator=self.annotator)
        return store.open_key(KEY)

    def _note(self, *transactions: Transaction) -> None:
        for edit in (edit for each in transactions for group in each.edits.values() for edit in group):
            self.journal[edit.id] += [each for each in (edit.before, edit.after) if each is not None]

    def versions(self, name: str) -> Sequence[Annotation]:
        return self.journal[name]

    def add(self, span: tuple[int, int] = (4, 10), note: str = "") -> Annotation:
        article = read_article(self.root / KEY)
        made = new_annotation(
            KEY, article.sha256, TEXT, Span(*span), "ACTOR", annotator=self.annotator, note=note
        )
        self.edit(None, made)
        return made

    def edit(self, before: Annotation | None, after: Annotation | None) -> None:
        edit = Edit(before, after)
        self.open().commit(new_transaction(KEY, [edit], by=self.annotator, command="test"))

    def note(self, annotation: Annotation, note: str) -> Annotation:
        (stored,) = [each for each in self.open().load().annotations if each.id == annotation.id]
        self.edit(stored, changed(stored, note=note))
        return self.open().load().by_id[annotation.id]

    @property
    def notes(self) -> list[str]:
        return [each.note for each in self.open().load().annotations]


def copy(source: Side, target: Side) -> Copied:
    return copy_article(source.open(), target.open(), source.versions, target.versions)


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Side, Side]:
    return Side(tmp_path / "one"), Side(tmp_path / "two")


def test_all_tables_are_copied_as_they_are(sides: tuple[Side, Side]) -> None:
    one, two = sides
    kept, removed = one.add(), one.add((11, 14))
    one.edit(removed, None)
    one.edit(changed(kept, note="never stored"), changed(kept, note="mine"))
    one.open().save_reading(Reading(7, DONE, "2026-01-01T00:00:00Z"))
    one.open().save_draft(Draft(kept, "half a no"))
    assert set(one.open().content()) == {
        "annotations",
        "article",
        "conflicts",
        "drafts",
        "reading",
        "removed",
    }
    assert copy(one, two) == Copied(is_changed=True)
    assert two.open().content() == one.open().content()
    assert two.open().load()._replace(file_number="") == one.open().load()._replace(file_number="")


def test_a_second_copy_changes_nothing(sides: tuple[Side, Side]) -> None:
    one, two = sides
    one.add()
    copy(one, two)
    before = (two.root / "annotations").stat(), two.open().content()
    assert copy(one, two) == Copied()
    assert ((two.root / "annotations").stat(), two.open().content()) == before


def test_later_versions_and_additions_of_both_sides_come_together(sides: tuple[Side, Side]) -> None:
    one, two = sides
    first, second = one.add(note="first"), one.add((11, 14), "second")
    copy(one, two)
    one.note(first, "changed in one")
    two.note(second, "changed in two")
    one.add((15, 22), "added in one")
    two.add((23, 26), "added in two")
    assert copy(one, two) == Copied(is_changed=True)
    assert two.notes == ["changed in one", "changed in two", "added in one", "added in two"]
    assert copy(one, two) == Copied()
    copy(two, one)
    assert one.notes == two.notes


def test_a_removal_is_copied_and_what_was_removed_there_does_not_come_back(sides: tuple[Side, Side]) -> None:
    one, two = sides
    first, second = one.add(note="first"), one.add((11, 14), "second")
    copy(one, two)
    one.edit(first, None)
    two.edit(second, None)
    copy(one, two)
    assert two.notes == []
    copy(two, one)
    assert one.notes == []


def test_changes_of_different_parts_are_merged(sides: tuple[Side, Side]) -> None:
    one, two = sides
    first = one.add(note="first")
    copy(one, two)
    one.note(first, "changed")
    (there,) = two.open().load().annotations
    two.edit(there, changed(there, label="EVENT"))
    assert copy(one, two) == Copied(is_changed=True)
    (merged,) = two.open().load().annotations
    assert (merged.note, merged.label) == ("changed", "EVENT")
    assert copy(one, two) == Copied()


def test_changes_of_one_part_become_a_conflict_once(sides: tuple[Side, Side]) -> None:
    one, two = sides
    first = one.add(note="first")
    copy(one, two)
    one.note(first, "one")
    two.note(first, "two")
    assert copy(one, two) == Copied(is_changed=True, conflicts=1)
    assert two.notes == ["two"]
    (conflict,) = two.open().load().conflicts
    assert [each.note for each in (conflict.base, conflict.mine, conflict.theirs) if each] == [
        "first",
        "one",
        "two",
    ]
    assert not copy(one, two).is_changed
    assert len(two.open().load().conflicts) == 1


def test_without_a_journal_nothing_is_lost(sides: tuple[Side, Side]) -> None:
    one, two = sides
    first = one.add(note="first")
    copy(one, two)
    one.note(first, "one")
    two.note(first, "two")
    nothing = dict[str, list[Annotation]]()
    copied = copy_article(one.open(), two.open(), lambda name: nothing.get(name, []), lambda _: [])
    assert copied.conflicts == 1
    assert two.notes == ["two"]


def test_a_change_there_survives_a_removal_here(sides: tuple[Side, Side]) -> None:
    one, two = sides
    first = one.add(note="first")
    copy(one, two)
    one.edit(first, None)
    two.note(first, "two")
    assert copy(one, two).conflicts == 1
    assert two.notes == ["two"]


def test_the_later_reading_position_counts_and_a_draft_is_kept(sides: tuple[Side, Side]) -> None:
    one, two = sides
    added = one.add()
    copy(one, two)
    two.open().save_reading(Reading(3, DONE, "2026-01-02T00:00:00Z"))
    one.open().save_reading(Reading(9, DONE, "2026-01-03T00:00:00Z"))
    one.open().save_draft(Draft(added, "mine"))
    two.open().save_draft(Draft(added, "theirs"))
    assert copy(one, two) == Copied(is_changed=True, drafts=1)
    after = two.open().load()
    assert after.reading.offset == 9
    assert after.draft is not None
    assert after.draft.note == "theirs"
