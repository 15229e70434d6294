"""What became of a transaction that spans articles."""

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
    """What became of a transaction's edits, article by article.

    Attributes:
        saved: keys of the articles all of whose edits are safe, as they were made or as a conflict.
        outcomes: what became of the edits that are not stored as they were made, by key; no article has none.
        failed: why nothing of an article's edits was saved, by key.
    """

    saved: tuple[str, ...] = ()
    outcomes: Mapping[str, Sequence[Outcome]] = MappingProxyType({})
    failed: Mapping[str, HashiyaError] = MappingProxyType({})

    @property
    def conflicts(self) -> Mapping[str, Sequence[Outcome]]:
        """The edits that were refused and are kept as a conflict, by key; no article has none."""
        asked = {key: [each for each in group if each.asked] for key, group in self.outcomes.items()}
        return {key: group for key, group in asked.items() if group}


def commit_each(open_key: Callable[[str], ArticleRepository], transaction: Transaction) -> Receipt:
    """Save a transaction one article after the other; a failure in one does not stop the others.

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
