"""Find the articles of records whose own article is not here: by the hash of the text, then by quotations.

Records that name one article belong together: their article is the one that holds most of their quotations,
and at least half. A record that names no article is looked for alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.article.library import list_library
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted
from hashiya.services.quotation_finder import QuotationFinder, passage_of
from hashiya.services.text_finder import TextFinder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository

_NAMED = 3
"""Articles that are named where several have the text."""


class Group(NamedTuple):
    """The records that are placed together.

    Attributes:
        name: the article that they name, or empty.
        sha256: the hash of its text, or empty.
        number: of the record if it names no article, so that no two of these are one group; else -1.
    """

    name: str
    sha256: str
    number: int


class Placed(NamedTuple):
    """The result of a search.

    Attributes:
        key: of the article; empty if none or several were found.
        told: how the article was found, or why it was not.
    """

    key: str
    told: Message


def group_of(record: Mapping[str, Any], number: int) -> Group | None:
    """Return the group of a record; None if it has nothing by which its article could be found."""
    name, sha256 = _text(record, "article"), _text(record, "sha256")
    if not sha256 and not _passage(record):
        return None
    return Group(name, sha256, -1 if name else number)


def place(
    store: Repository, records: Iterable[tuple[Group, Mapping[str, Any]]], progress: Progress | None = None
) -> Mapping[Group, Placed]:
    """Find the article of each group of records; every article of the library is read at most twice.

    Args:
        store: the store.
        records: the records, each with its group.
        progress: told of each article that is read.
    """
    passages: dict[Group, set[str]] = {}
    for group, record in records:
        passages.setdefault(group, set()).add(_passage(record))
    finder = TextFinder(store, progress)
    placed = {group: _judged(group, _keys_of_text(store, finder, group.sha256)) for group in passages}
    found = {group: each for group, each in placed.items() if each is not None}
    waiting = {group: passages[group] - {""} for group in passages if group not in found}
    found.update(_by_quotations(store, waiting, progress))
    return found


def _keys_of_text(store: Repository, finder: TextFinder, sha256: str) -> Sequence[str]:
    """Find the existing articles of a text: those with annotations, else all."""
    if not sha256:
        return ()
    kept = [(key, store.path_of(key)) for key in store.keys_of_text(sha256)]
    return [key for key, path in kept if path is not None and path.exists()] or finder.keys_of(sha256)


def _by_quotations(
    store: Repository, groups: Mapping[Group, set[str]], progress: Progress | None
) -> Mapping[Group, Placed]:
    votes: dict[Group, Counter[str]] = {group: Counter() for group in groups}
    finder = QuotationFinder(passage for passages in groups.values() for passage in passages)
    library = list_library(store.root) if any(groups.values()) else ()
    for path in counted([path for path, problem in library if not problem], progress):
        try:
            held = finder.found_in(read_listed(store, path).text)
        except HashiyaError:  # an article that cannot be read holds nothing
            continue
        for group, passages in groups.items() if held else ():
            if not held.isdisjoint(passages):
                votes[group][store.key_of(path)] = len(held & passages)
    placed = {}
    for group, passages in groups.items():
        most = max(votes[group].values(), default=0)
        keys = [key for key, count in votes[group].items() if count == most and 2 * count >= len(passages)]
        placed[group] = _judged(group, keys) or Placed("", _not_found(group))
    return placed


def _judged(group: Group, keys: Sequence[str]) -> Placed | None:
    """Judge the articles that have the text of a group; None if there are none."""
    if not keys:
        return None
    if len(keys) > 1:
        return Placed("", several(keys))
    if not group.name:
        return Placed(keys[0], Message("services.placed_by_text", path=keys[0]))
    return Placed(keys[0], Message("services.placed_elsewhere", article=group.name, path=keys[0]))


def several(keys: Sequence[str]) -> Message:
    """Say that several articles have a text, and name the first of them."""
    named = (*keys[:_NAMED], *(("…",) if len(keys) > _NAMED else ()))
    return Message("services.text_of_several", articles=named)


def _not_found(group: Group) -> Message:
    if group.name:
        return Message("services.article_nowhere", article=group.name)
    return Message("services.text_nowhere")


def _passage(record: Mapping[str, Any]) -> str:
    return passage_of(_text(record, "prefix"), _text(record, "text"), _text(record, "suffix"))


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
