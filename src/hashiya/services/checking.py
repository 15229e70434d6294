"""Check everything that a store holds, one article after the other, and repair it on request."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.codebook_fit import CodebookFit
from hashiya.services.named_articles import find_all, find_articles, kept_key, refuse_missing
from hashiya.services.opening import lost_keys
from hashiya.services.progress import counted
from hashiya.services.repairing import Repairs, repair
from hashiya.services.seen_ids import SeenIds
from hashiya.services.text_finder import TextFinder
from hashiya.services.verification import Problem, verify, verify_collections, verify_sent
from hashiya.store.repository.file_health import CopyError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.codebook.label import LabelSet
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


def check(
    stores: Sequence[Repository],
    labels: LabelSet,
    paths: Sequence[Path] = (),
    *,
    repairs: bool = False,
    progress: Progress | None = None,
) -> Iterator[Repairs]:
    """Check articles; nothing is changed unless repairs are requested.

    Args:
        stores: the annotations of each annotator.
        labels: the codebook; it is kept as one that all annotations of an annotator fit if all are well.
        paths: articles and folders; everything stored if there are none.
        repairs: whether to make the repairs that are certain.
        progress: is told how many articles are done.

    Yields:
        For each annotator, the problems of each article that has some, and the repairs; then those of files
        that belong to no known article, and each id that two articles share.

    Raises:
        HashiyaError: a path names nothing, the store cannot be read, or a repair could not be saved.
    """
    found = [_find(store, paths) for store in stores]
    for path in paths:
        if all(path in each.missing for each in found):
            refuse_missing(path)
    for store, wanted in zip(stores, found, strict=True):
        for each in _check_one(store, wanted, labels, is_whole=not paths, repairs=repairs, progress=progress):
            yield each._replace(annotator=store.annotator)


def _check_one(
    store: Repository,
    wanted: _Wanted,
    labels: LabelSet,
    *,
    is_whole: bool,
    repairs: bool,
    progress: Progress | None,
) -> Iterator[Repairs]:
    """Check what one annotator has, as `check` does."""
    finder = TextFinder(store)
    seen = SeenIds()
    fit = CodebookFit(store, labels)
    is_well = not wanted.refused
    if unbrought := store.bring_texts([key for key in wanted.keys if key not in wanted.paths], progress):
        yield Repairs(remaining=[Problem(key, error.told) for key, error in unbrought.items()])
    for key in counted(wanted.keys, progress):
        problems = verify(store, key, fit, wanted.paths.get(key), finder=finder, seen=seen)
        is_well = is_well and not problems
        if problems and repairs:
            for problem in problems:
                if problem.new_key:
                    seen.rename_last(problem.new_key)
            yield repair(store, key, problems)
        elif problems:
            yield Repairs(remaining=problems)
    if is_well and wanted.keys and is_whole:
        fit.remember()
    for path, error in wanted.refused.items():
        problems = [Problem(path, error.told, is_copy=isinstance(error, CopyError))]
        yield repair(store, path, problems) if repairs else Repairs(remaining=problems)
    for problem in verify_collections(store) if is_whole else ():
        yield repair(store, problem.where, [problem]) if repairs else Repairs(remaining=[problem])
    if unsent := verify_sent(store):
        yield Repairs(remaining=unsent)
    for key, identifier, other in seen.shared(store):
        yield Repairs(remaining=[Problem(key, Message("services.id_shared", id=identifier, article=other))])


class _Wanted(NamedTuple):
    """The articles to check.

    Attributes:
        keys: of the articles.
        paths: where some of these lie, by their keys.
        refused: why files cannot be used that belong to no known article, by their paths.
        missing: the paths that name no article with annotations.
    """

    keys: Sequence[str]
    paths: Mapping[str, Path] = MappingProxyType({})
    refused: Mapping[str, HashiyaError] = MappingProxyType({})
    missing: Collection[Path] = ()


def _find(store: Repository, paths: Sequence[Path]) -> _Wanted:
    if not paths:
        everything = find_all(store)
        return _Wanted(everything.keys, refused=everything.refused)
    keys: dict[str, None] = {}
    at: dict[str, Path] = {}
    refused: dict[str, HashiyaError] = {}
    missing: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = find_articles(store, [path])
            keys |= dict.fromkeys(found.keys)
            refused |= found.refused
            continue
        kept = _kept_keys(store, path)
        missing += [path] * (not kept)
        keys |= dict.fromkeys(kept)
        if len(kept) == 1:
            at[kept[0]] = path
    return _Wanted(list(keys), at, refused, missing)


def _kept_keys(store: Repository, path: Path) -> Sequence[str]:
    """Find the keys under which annotations of an article are kept.

    An article that has none is taken for each missing one of the same text, since a person has named it.
    """
    key = kept_key(store, path)
    if store.is_kept(key):
        return [key]
    try:
        return lost_keys(store, read_article(path).sha256)
    except HashiyaError:
        return []
