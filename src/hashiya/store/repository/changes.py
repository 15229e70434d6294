"""Which articles of a repository changed since one looked last."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


class Mark(NamedTuple):
    """A moment of a repository; what is in it is the repository's own affair.

    Attributes:
        versions: what tells one state of an article from another, by key.
    """

    versions: Mapping[str, Hashable]


NO_MARK = Mark(MappingProxyType({}))
"""Before there was anything."""


class Changes(NamedTuple):
    """What changed between two moments.

    Attributes:
        keys: of the articles that were added, changed or removed.
        mark: the later moment.
    """

    keys: frozenset[str]
    mark: Mark


def changes_between(since: Mark, mark: Mark) -> Changes:
    """Compare two moments of one repository."""
    before, after = since.versions, mark.versions
    keys = before.keys() | after.keys()
    return Changes(frozenset(key for key in keys if before.get(key) != after.get(key)), mark)
