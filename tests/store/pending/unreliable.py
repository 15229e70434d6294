"""A repository whose calls fail as those of a server do: before they have any effect, or after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.messages import Message
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.store.repository.protocols import ArticleRepository, Repository

CUT = Message("postgresql.lost", address="postgresql://desk", cause="cut")
SAVING = ("commit", "resolve", "save_reading", "save_draft", "rename", "put")
_ANSWERED_HERE = ("key_of", "keys_of", "path_of", "open_key", "collection")


class Faults:
    """Decides which calls fail, and counts all.

    Attributes:
        is_away: whether every call fails.
        only_saving: whether calls that save nothing succeed.
        cuts: the numbers of the calls that fail, and whether each takes effect before.
        calls: the number of calls so far.
    """

    def __init__(self, *, is_away: bool = False, only_saving: bool = False) -> None:
        self.is_away = is_away
        self.only_saving = only_saving
        self.cuts: dict[int, bool] = {}
        self.calls = 0

    def call(self, name: str, call: Callable[[], Any]) -> Any:
        """Make a call, or fail.

        Raises:
            AwayError: the call fails.
        """
        self.calls += 1
        cut = self.cuts.get(self.calls)
        if cut is not None:
            if cut:
                call()
            raise AwayError(CUT)
        if self.is_away and (name in SAVING or not self.only_saving):
            raise AwayError(CUT)
        return call()


class Unreliable:
    """A `Repository` on top of another one."""

    def __init__(self, repository: Repository, faults: Faults) -> None:
        self.root, self.annotator = repository.root, repository.annotator
        self._repository = repository
        self._faults = faults

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._repository, name)

        def called(*arguments: Any, **named: Any) -> Any:
            if name in _ANSWERED_HERE:
                found = method(*arguments, **named)
            else:
                found = self._faults.call(name, lambda: method(*arguments, **named))
            return UnreliableArticle(found, self._faults) if name.startswith("open") else found

        return called


class UnreliableArticle:
    """An `ArticleRepository` on top of another one."""

    def __init__(self, article: ArticleRepository, faults: Faults) -> None:
        self.key = article.key
        self._article = article
        self._faults = faults
        self._last = Snapshot(article.key, is_known=False)

    def load(self) -> Snapshot:
        """Read the snapshot, or what was read last."""
        try:
            self._last = self._faults.call("load", self._article.load)
        except AwayError as error:
            return self._last._replace(read_only=error.told, is_away=True)
        return self._last

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._article, name)
        return lambda *arguments: self._faults.call(name, lambda: method(*arguments))
