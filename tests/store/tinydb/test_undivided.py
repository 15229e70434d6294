"""A division that ended before every annotator had their share: each annotation is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.store import divide, open_repository, open_undivided
from tests.store.tinydb.test_dividing import ALI, KEY, ME, SARA, Older
from tests.storing import apply

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.tinydb.undivided import Undivided


@pytest.fixture
def older(tmp_path: Path) -> Older:
    return Older(tmp_path)


def divide_in_part(older: Older, refused: str = SARA) -> Undivided:
    """Divide the files, of which one annotator gets nothing."""
    obstacle = open_repository(older.home, refused).file_of(KEY)
    obstacle.mkdir(parents=True)
    assert len(older.divide().left) == 1
    obstacle.rmdir()
    left = open_undivided(older.home)
    assert left is not None
    return left


def ids(left: Undivided) -> list[str]:
    return [each.id for each in left.load(KEY).checked().annotations]


def four(older: Older) -> list[Annotation]:
    return [older.add(name, start) for start, name in enumerate(("", SARA, ALI, SARA))]


def test_only_what_was_not_given_is_read_from_the_file(older: Older) -> None:
    made = four(older)
    left = divide_in_part(older)
    assert (older.ids(ME), older.ids(ALI)) == ([made[0].id], [made[2].id])
    assert ids(left) == [made[1].id, made[3].id]
    assert set(left.load(KEY).by_id) == {made[1].id, made[3].id}
    assert left.written(KEY) is None
    assert left.given_in_part() == [KEY]


def test_all_is_read_from_a_file_of_which_nothing_was_given(older: Older) -> None:
    made = [older.add(name, start) for start, name in enumerate(("", SARA))]
    left = open_undivided(older.home)
    assert left is not None
    assert ids(left) == [each.id for each in made]
    assert left.written(KEY) is not None
    assert left.given_in_part() == []


def test_what_an_annotator_has_changed_or_removed_since_is_not_read_again(older: Older) -> None:
    made = [*four(older), older.add(ALI, 8)]
    left = divide_in_part(older)
    apply(older.of(ALI), [Edit(made[2], changed(made[2], note="later")), Edit(made[4], None)])
    assert ids(left) == [made[1].id, made[3].id]
    assert divide(older.home, ME, lambda *_: None) is not None
    assert open_undivided(older.home) is None
    assert [each.note for each in older.of(ALI).load().annotations] == ["later"]
