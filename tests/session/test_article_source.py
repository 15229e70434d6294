from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.article.reading import read_article
from hashiya.session.article_source import ArticleFiles
from hashiya.store.repository.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.store.tinydb.store import Store


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "top/a.txt",
        "top/sub/b.txt",
        "top/sub/.hidden.txt",
        "top/.away/c.txt",
        "x/1.txt",
        "y/2.txt",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()


@pytest.mark.parametrize(
    ("paths", "also", "expected"),
    [
        (["top"], None, ["top/a.txt", "top/sub/b.txt"]),
        (["top"], "top/sub/b.txt", ["top/a.txt", "top/sub/b.txt"]),
        (["top"], "top/sub/.hidden.txt", ["top/a.txt", "top/sub/b.txt", "top/sub/.hidden.txt"]),
        (["top"], "top/.away/c.txt", ["top/a.txt", "top/sub/b.txt", "top/.away/c.txt"]),
        (["x/1.txt", "y/2.txt", "x/1.txt"], None, ["x/1.txt", "y/2.txt"]),
        (["top/sub/b.txt", "x", "top", "top/sub"], None, ["x/1.txt", "top/a.txt", "top/sub/b.txt"]),
    ],
)
def test_every_article_is_listed_once_with_its_folder(
    paths: Sequence[str], also: str | None, expected: Sequence[str], store: Store
) -> None:
    source = ArticleFiles([Path(each) for each in paths], store, also=Path(also) if also else None)
    found = list(source.folders())
    assert [(each.folder / name).as_posix() for each in found for name in each.names] == expected
    assert len({each.folder for each in found}) == len(found)


def test_one_folder_is_the_top_and_several_paths_have_none(store: Store) -> None:
    assert ArticleFiles([Path("top")], store).top == Path("top")
    assert ArticleFiles([Path("top"), Path("x")], store).top is None


def test_a_first_look_is_quick_and_a_second_one_finds_a_former_name(store: Store) -> None:
    store.open(read_article(Path("x/1.txt"))).save_reading(Reading(0, "done"))
    Path("x/1.txt").rename("x/new.txt")
    source = ArticleFiles([Path("x")], store)
    first, second = (source.look_into(Path("x/new.txt")) for _ in range(2))
    assert (first.status, first.is_provisional) == ("unread", True)
    assert (second.status, second.is_provisional) == ("done", False)
    assert not source.look_into(Path("y/2.txt")).is_provisional
