"""The articles of a repository that changed since an earlier moment."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


class Mark(NamedTuple):
    """A moment of a repository; its content is private to the repository.

    Attributes:
        versions: a value by key that differs for each state of an article.
    """

    versions: Mapping[str, Hashable]


NO_MARK = Mark(MappingProxyType({}))
"""The moment before any article was stored."""


class Changes(NamedTuple):
    """The changes between two moments.

    Attributes:
        keys: the articles that were added, changed or removed.
        mark: the later moment.
    """

    keys: frozenset[str]
    mark: Mark


def changes_between(since: Mark, mark: Mark) -> Changes:
    """Compare two moments of one repository."""
    before, after = since.versions, mark.versions
    keys = before.keys() | after.keys()
    return Changes(frozenset(key for key in keys if before.get(key) != after.get(key)), mark)
