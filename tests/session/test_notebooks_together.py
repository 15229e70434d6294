"""Two notebooks at one store, doing whatever two analysts might: in the end both show what is on the disk."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.session.notebook import Notebook
from hashiya.store.conflict import ConflictError
from hashiya.store.store import Store
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.article.article import Article
    from hashiya.session.annotation_index import AnnotationIndex

TEXT = "كتاب قال نجار ذلك " * 5
DOINGS = ("add", "edit", "edit", "remove", "undo", "redo", "refresh", "refresh", "flush", "settle", "decide")
DECISIONS = (Notebook.keep_mine, Notebook.keep_theirs, Notebook.keep_both)


def do_something(notebook: Notebook, article: Article, chance: random.Random, note: str) -> None:
    doing = chance.choice(DOINGS)
    present = list(notebook.annotations)
    conflicts = notebook.conflicts
    if doing == "add":
        key = notebook.store.key
        made = new_annotation(key, article.sha256, TEXT, Span(0, 4), "ACTOR", note=note)
        notebook.commit([Edit(None, made)])
    elif doing in ("edit", "remove"):
        if present:
            before = chance.choice(present)
            notebook.commit([Edit(before, changed(before, note=note) if doing == "edit" else None)])
    elif doing == "decide":
        if conflicts:
            with suppress(ConflictError):  # it changed once more
                chance.choice(DECISIONS)(notebook, chance.choice(conflicts))
    else:
        getattr(notebook, doing)()


def seen(annotations: AnnotationIndex | tuple[object, ...]) -> list[tuple[str, str, int]]:
    return sorted((each.id, each.note, each.rev) for each in annotations)  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_two_do_both_see_what_is_on_the_disk_in_the_end(
    store: Store, article_of: Callable[..., Article], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    article = article_of(TEXT)
    notebooks = [Notebook(Store(store.folder).open(article), lambda: None) for _ in range(2)]
    for step in range(60):
        do_something(chance.choice(notebooks), article, chance, f"step {step}")
    for notebook in notebooks:
        assert notebook.flush()
        notebook.settle()
    for notebook in notebooks:
        notebook.refresh()
    on_disk = seen(store.open(article).annotations())
    assert [seen(notebook.annotations) for notebook in notebooks] == [on_disk, on_disk]
    assert notebooks[0].conflicts == notebooks[1].conflicts
    assert all(notebook.close(0) for notebook in notebooks)
