"""The stores of a run: the analyst's own, and those of the other annotators."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.store import annotators, journal_log, open_repository, open_team

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.session.other_annotators import OtherAnnotators
    from hashiya.store.opened_store import OpenedStore
    from hashiya.store.postgresql.team import Team
    from hashiya.store.repository.line_log import LineLog


class Stores:
    """Opens the stores of all annotators; no other module of the reader chooses among them.

    Attributes:
        own: the analyst's, for the thread of the keys.
    """

    def __init__(self, own: OpenedStore) -> None:
        """Open no other store yet."""
        self.own = own

    def of_a_thread(self) -> OpenedStore:
        """Open the analyst's store once more, since its caches cannot be shared between threads."""
        return self.own.again()

    def of_others(self) -> Iterator[OpenedStore]:
        """Open the stores of the other annotators, for a thread."""
        return (open_repository(self.own.home, name) for name in self._other_names())

    @cached_property
    def team(self) -> Team | None:
        """The team whose assigned articles are read; None if the articles are files."""
        home = self.own.home
        return None if isinstance(home, Path) or not home.is_copied else open_team(home)

    def journal_log(self) -> LineLog:
        """Open the log of the analyst's journal, which is not read yet."""
        return journal_log(self.own.home)

    @cached_property
    def others(self) -> OtherAnnotators:
        """The other annotators, the same for all articles."""
        from hashiya.session.other_annotators import OtherAnnotators  # not needed for the first frame

        home = self.own.home
        return OtherAnnotators(
            self._other_names, lambda name, article: open_repository(home, name).open(article)
        )

    def _other_names(self) -> Sequence[str]:
        return [name for name in annotators(self.own.home) if name != self.own.annotator]
