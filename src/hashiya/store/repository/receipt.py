"""The result of saving a transaction that spans articles."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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


Result: TypeAlias = "Sequence[Outcome] | HashiyaError"
"""The outcomes of the edits of an article, or why they were not saved."""


def keys_in(transaction: Transaction, but: str = "") -> list[str]:
    """List the keys of the articles that a transaction changes, but for one."""
    return [key for key, edits in transaction.edits.items() if edits and key != but]


def commit_each(
    open_key: Callable[[str], ArticleRepository],
    transaction: Transaction,
    keys: Sequence[str],
    saved: Callable[[int], object],
) -> Receipt:
    """Save a transaction article by article; a failure in one does not stop the others.

    Args:
        open_key: opens an article.
        transaction: the edits.
        keys: of the articles.
        saved: called with the number of articles done, after each one.
    """
    results: dict[str, Result] = {}
    for key in keys:
        results[key] = attempt(open_key(key), transaction)
        saved(len(results))
    return receipt_of(results)


def attempt(article: ArticleRepository, transaction: Transaction) -> Result:
    """Save the edits of one article."""
    try:
        return article.commit(transaction)
    except HashiyaError as error:
        return error


def receipt_of(results: Mapping[str, Result]) -> Receipt:
    """Make the receipt of the results by key."""
    failed = {key: each for key, each in results.items() if isinstance(each, HashiyaError)}
    saved = {key: each for key, each in results.items() if not isinstance(each, HashiyaError)}
    outcomes = {key: each for key, each in saved.items() if each}
    return Receipt(tuple(saved), MappingProxyType(outcomes), MappingProxyType(failed))
