"""The annotations of one article in the database of a team."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hashiya.annotation.edits import owned
from hashiya.store.postgresql.deliveries import DELIVERED, Deliveries, outcomes_again
from hashiya.store.postgresql.team_tables import TeamTables
from hashiya.store.records.article_records import ArticleRecords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.postgresql.works import Works
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.reading import Reading


class TeamArticle(ArticleRecords):
    """One person's work in an article; a save that other writers or a lost connection stop is made again."""

    def __init__(self, works: Works, key: str, article: Article | None, told: Callable[..., object]) -> None:
        """Read nothing yet.

        Args:
            works: of the person.
            key: of the article.
            article: as read now; None if its text is missing.
            told: called with the transactions that were saved together, in order.
        """
        self._team_tables = TeamTables(works, key)
        super().__init__(key, self._team_tables, article, works.name)
        self._deliveries = Deliveries(self._team_tables.table(DELIVERED))
        self._repeated = works.server.repeated
        self._told = told

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save transactions as the contract says, and report them to `told`."""
        outcomes = self._repeated(partial(self._commit, *transactions))
        self._told(*transactions)
        return outcomes

    def _commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save those transactions that the work has not taken yet."""
        with self._team_tables.guard, self._team_tables.transaction():
            taken = frozenset(self._deliveries.ids())
            new = [each for each in transactions if each.id not in taken]
            again = [
                edit for each in transactions if each.id in taken for edit in each.edits.get(self.key, ())
            ]
            before = self.load()
            outcomes = super().commit(*new)
            if self._team_tables.is_changed:
                self._deliveries.note(each.id for each in new)
            return [*outcomes_again(owned(again, self.annotator), before), *outcomes]

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Resolve a conflict as the contract says, and report it to `told` with the abandoned change."""
        self._repeated(partial(super().resolve, conflict, transaction))
        self._told(transaction.preceded_by(conflict.given_up))

    def save_reading(self, reading: Reading) -> None:
        """Save the reading position as the contract says."""
        self._repeated(partial(super().save_reading, reading))

    def fill(
        self, content: Mapping[str, Mapping[int, Mapping[str, Any]]], *, only_empty: bool = True
    ) -> bool:
        """Save copied tables as they are, unless something is kept already."""
        return self._repeated(partial(super().fill, content, only_empty=only_empty))

    def save_draft(self, draft: Draft | None) -> None:
        """Save an unfinished note as the contract says."""
        self._repeated(partial(super().save_draft, draft))
