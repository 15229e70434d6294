"""Reading the next and the previous article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.services.opened import read_neighbour

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.tinydb.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "c.md", "sub/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "step", "found"),
    [
        ("a.txt", 1, "b.txt"),
        ("b.txt", -1, "a.txt"),
        ("c.md", 1, None),
        ("a.txt", -1, None),
        ("gone.txt", 1, None),
    ],
)
def test_articles_follow_each_other_in_their_folder(
    folder: Path, store: Store, name: str, step: int, found: str | None
) -> None:
    opened = read_neighbour(store, folder / name, step)
    assert (opened and opened.article.text) == found


def test_the_order_may_be_another_one(folder: Path, store: Store) -> None:
    order = [folder / "c.md", folder / "a.txt", folder / "sub" / "d.txt"]
    opened = read_neighbour(store, folder / "a.txt", 1, among=order)
    assert opened is not None
    assert opened.article.text == "sub/d.txt"
