"""The result of saving a transaction that spans articles."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Outcome
    from hashiya.store.repository.protocols import ArticleRepository


class Receipt(NamedTuple):
    """The result of a transaction for each article.

    Attributes:
        saved: keys of the articles whose edits are all safe, as made or as conflicts.
        outcomes: by key, the outcomes of edits that were not stored as made; never empty for a key.
        failed: by key, why the edits of an article were not saved.
    """

    saved: tuple[str, ...] = ()
    outcomes: Mapping[str, Sequence[Outcome]] = MappingProxyType({})
    failed: Mapping[str, HashiyaError] = MappingProxyType({})

    @property
    def conflicts(self) -> Mapping[str, Sequence[Outcome]]:
        """Return the refused edits that are kept as conflicts, by key."""
        asked = {key: [each for each in group if each.asked] for key, group in self.outcomes.items()}
        return {key: group for key, group in asked.items() if group}


def commit_each(open_key: Callable[[str], ArticleRepository], transaction: Transaction) -> Receipt:
    """Save a transaction article by article; a failure in one does not stop the others.

    Args:
        open_key: opens an article.
        transaction: the edits.
    """
    saved: list[str] = []
    outcomes: dict[str, Sequence[Outcome]] = {}
    failed: dict[str, HashiyaError] = {}
    for key in transaction.edits:
        try:
            found = open_key(key).commit(transaction)
        except HashiyaError as error:
            failed[key] = error
            continue
        saved.append(key)
        if found:
            outcomes[key] = found
    return Receipt(tuple(saved), MappingProxyType(outcomes), MappingProxyType(failed))
