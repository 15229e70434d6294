"""Transactions: the only unit in which annotations change."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.annotation import timestamp
from hashiya.annotation.edits import Edit, inverted
from hashiya.annotation.identifiers import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Origin(StrEnum):
    """Who or what made a transaction."""

    USER = "user"
    EXTERNAL = "external"
    ANCHORING = "anchoring"
    IMPORT = "import"
    REPAIR = "repair"
    SUGGESTION = "suggestion"

    @property
    def is_undoable(self) -> bool:
        """Whether the user can take the transaction back."""
        return self not in (Origin.EXTERNAL, Origin.ANCHORING)


class Transaction(NamedTuple):
    """Edits of annotations that are made, saved and undone together.

    Attributes:
        id: a UUIDv7 in lower-case hexadecimal with hyphens.
        edits: the edits in order, by the keys of their articles; each article has some.
        by: name of the annotator, or an empty string.
        at: the time of the transaction, UTC: ``YYYY-MM-DDTHH:MM:SSZ``.
        command: id of the command that made it, such as ``note.remove``.
        origin: who or what made it.
        inverse_of: id of the transaction that this one undoes, or an empty string.
    """

    id: str
    edits: Mapping[str, tuple[Edit, ...]]
    by: str
    at: str
    command: str
    origin: Origin
    inverse_of: str = ""

    def preceded_by(self, edit: Edit) -> Transaction:
        """Copy a transaction of one article with another edit before its own."""
        [(key, edits)] = self.edits.items()
        return self._replace(edits=MappingProxyType({key: (edit, *edits)}))

    def inverse(self, *, by: str, at: str = "") -> Transaction:
        """Make the transaction that undoes this one: each edit inverted, the last one first.

        Args:
            by: who undoes it.
            at: the time, as in the attribute; now if empty.
        """
        edits = {key: inverted(group) for key, group in self.edits.items()}
        return Transaction(
            new_id(), MappingProxyType(edits), by, at or timestamp(), self.command, self.origin, self.id
        )


def new_transaction(
    key: str, edits: Sequence[Edit], *, by: str, command: str, origin: Origin = Origin.USER
) -> Transaction:
    """Make a transaction of edits of one article, at the present time.

    Args:
        key: the article's key.
        edits: the edits, in order.
        by: name of the annotator, or an empty string.
        command: id of the command that makes it.
        origin: who or what makes it.
    """
    return transaction_over({key: edits}, by=by, command=command, origin=origin)


def transaction_over(
    edits: Mapping[str, Sequence[Edit]], *, by: str, command: str, origin: Origin = Origin.USER
) -> Transaction:
    """Make a transaction of edits in several articles, now.

    Args:
        edits: in order, by the key of their article.
        by: name of the annotator, or an empty string.
        command: id of the command that makes it.
        origin: who or what makes it.
    """
    groups = {key: tuple(group) for key, group in edits.items()}
    return Transaction(new_id(), MappingProxyType(groups), by, timestamp(), command, origin)
