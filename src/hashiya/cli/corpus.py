"""Open the articles that a command searches, with an index that is up to date."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.messages import Message
from hashiya.services.corpus import Corpus, index_path
from hashiya.services.searchable import open_searchable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import SimpleNamespace

    from hashiya.services.searchable import Searchable
    from hashiya.store.opened_store import OpenedStore


@contextmanager
def open_corpus(store: OpenedStore, arguments: SimpleNamespace) -> Iterator[Corpus]:
    """Open the articles of ``PATH…``, or of the current folder, and print problems with them at the end.

    Raises:
        HashiyaError: a path does not exist, or the store cannot be read.
    """
    paths = arguments.paths or _own_paths(store)
    with closing(Corpus(store, paths, index_path(store.root, os.environ))) as corpus:
        with shown_progress(articles) as progress:
            corpus.update(progress)
        yield corpus
    _tell(corpus)


@contextmanager
def open_searched(store: OpenedStore, arguments: SimpleNamespace) -> Iterator[Searchable]:
    """Open the articles of ``PATH…``, of a team or of the current folder for a search, as `open_corpus` does.

    Raises:
        HashiyaError: a path does not exist, or the store cannot be read.
    """
    paths = arguments.paths or [store.root if _is_of_team(store) else Path()]
    with shown_progress(articles) as progress:
        opened = open_searchable(store, paths, index_path(store.root, os.environ), progress)
    with closing(opened) as corpus:
        yield corpus
    _tell(corpus)


def _tell(corpus: Searchable) -> None:
    for notice in corpus.notices:
        print_message(notice)
    for problem in corpus.problems:
        print_message(problem.told, problem.advice)


def _own_paths(store: OpenedStore) -> list[Path]:
    """Return the folder that is searched if none is named: the current one, or that of a team's copies."""
    if isinstance(store.home, Path) or not _is_of_team(store):
        return [Path()]
    from hashiya.cli.local_copies import bring_assigned

    found = bring_assigned(store.home, store.annotator)
    print_message(Message("cli.searched_copies", count=found.copies, all=found.articles))
    return [store.root]


def _is_of_team(store: OpenedStore) -> bool:
    return not isinstance(store.home, Path) and store.home.is_copied


def counted_once(store: OpenedStore, keys: Sequence[str]) -> Sequence[str]:
    """Choose of articles the earliest of each story, and print how many are left out."""
    from hashiya.services.stories import once_of  # only `--once` needs this

    with shown_progress(articles) as progress:
        chosen = once_of(store, keys, index_path(store.root, os.environ), progress)
    print_message(Message("cli.copies_left_out", count=len(keys) - len(chosen)))
    return chosen
