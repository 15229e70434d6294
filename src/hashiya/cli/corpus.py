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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import SimpleNamespace

    from hashiya.store.opened_store import OpenedStore


@contextmanager
def open_corpus(store: OpenedStore, arguments: SimpleNamespace) -> Iterator[Corpus]:
    """Open the articles of ``PATH…``, or of the current folder, and print at last what was wrong with them.

    Raises:
        HashiyaError: a path does not exist, or the store cannot be read.
    """
    paths = arguments.paths or _own_paths(store)
    with closing(Corpus(store, paths, index_path(store.root, os.environ))) as corpus:
        with shown_progress(articles) as progress:
            corpus.update(progress)
        yield corpus
    for notice in corpus.notices:
        print_message(notice)
    for problem in corpus.problems:
        print_message(problem.told, problem.advice)


def _own_paths(store: OpenedStore) -> list[Path]:
    """Return the folder that is searched if none is named: the current one, or that of a team's copies."""
    if isinstance(store.home, Path) or not store.home.is_copied:
        return [Path()]
    from hashiya.cli.local_copies import bring_assigned

    found = bring_assigned(store.home, store.annotator)
    print_message(Message("cli.searched_copies", count=found.copies, all=found.articles))
    return [store.root]


def counted_once(store: OpenedStore, keys: Sequence[str]) -> Sequence[str]:
    """Choose of articles the earliest of each story, and print how many are left out."""
    from hashiya.services.stories import once_of  # only `--once` needs this

    with shown_progress(articles) as progress:
        chosen = once_of(store, keys, index_path(store.root, os.environ), progress)
    print_message(Message("cli.copies_left_out", count=len(keys) - len(chosen)))
    return chosen
