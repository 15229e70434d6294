"""Checks all that a store holds, one article after the other, and repairs what is certain if asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.named_articles import is_below, kept_key, lost_keys, refuse_missing
from hashiya.services.progress import counted
from hashiya.services.repairing import Repairs, repair
from hashiya.services.seen_ids import SeenIds
from hashiya.services.text_finder import TextFinder
from hashiya.services.verification import Problem, verify, verify_collection, verify_missing
from hashiya.store.tinydb.file_names import file_name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.services.progress import Progress
    from hashiya.store import Store


def check(
    store: Store,
    labels: Collection[str],
    paths: Sequence[Path] = (),
    *,
    repairs: bool = False,
    progress: Progress | None = None,
) -> Iterator[Repairs]:
    """Check articles; nothing is changed unless repairs are asked for.

    Args:
        store: the store.
        labels: the names of the known labels.
        paths: articles and folders; everything stored if none.
        repairs: whether to repair what is certain.
        progress: is told how many articles are done.

    Yields:
        The problems of an article that has some, and what was repaired; at last each id that two articles
        share.

    Raises:
        HashiyaError: a path names nothing, the store's folder cannot be read, or a repair could not be saved.
    """
    names, named = _files(store, paths)
    finder = TextFinder(store)
    seen = SeenIds()
    for name in counted(names, progress):
        file = store.folder / name
        problems = verify_missing(file) or verify(
            store, file, labels, named.get(name), finder=finder, seen=seen
        )
        if problems and repairs:
            for problem in problems:
                if problem.new_key:
                    seen.rename_last(file_name_of(problem.new_key))
            yield repair(store, file, problems)
        elif problems:
            yield Repairs(remaining=problems)
    for file in () if paths else store.collection_files():
        if problems := verify_collection(file):
            yield repair(store, file, problems) if repairs else Repairs(remaining=problems)
    for key, identifier, other in seen.shared(store):
        yield Repairs(remaining=[Problem(key, Message("services.id_shared", id=identifier, article=other))])


def _files(store: Store, paths: Sequence[Path]) -> tuple[Sequence[str], Mapping[str, Path]]:
    """Find the names of the store files to check, and of some of them the article, where a path names it."""
    store.finish_renamings()
    if not paths:
        return store.file_names(), {}
    names: dict[str, None] = {}
    named: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            key = store.key_of(path)
            survey = store.survey()
            wanted = [file_name_of(each) for each in survey.keys if is_below(each, key)]
            # a file that does not say whose it is is reported
            names |= dict.fromkeys(sorted([*wanted, *(file.name for file in survey.refused)]))
            continue
        kept = _kept_keys(store, path)
        if not kept:
            refuse_missing(path)
        names |= dict.fromkeys(file_name_of(key) for key in kept)
        if len(kept) == 1:
            named[file_name_of(kept[0])] = path
    return list(names), named


def _kept_keys(store: Store, path: Path) -> Sequence[str]:
    """Find under which names annotations of an article are kept; whoever names it says that it had them."""
    key = kept_key(store, path)
    if store.is_kept(key):
        return [key]
    try:
        return lost_keys(store, read_article(path).sha256)
    except HashiyaError:
        return []
