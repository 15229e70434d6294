"""Let the thread of the keys look at once for what others have saved, where the store tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.listener import Listener
from hashiya.store.repository.listening import TellsOfChanges

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.stores import Stores


class Listening:
    """Listens to a store that tells of changes; of a store in files, nothing is heard."""

    def __init__(
        self,
        app: HashiyaApp,
        stores: Stores,
        look: Callable[[AbstractSet[str] | None, Sequence[Path]], object],
    ) -> None:
        """Start nothing yet.

        Args:
            app: whose thread of the keys looks.
            stores: opens the store, and opens it again in the thread that listens.
            look: called in the thread of the keys with the keys of the articles that changed, None if any may
                have, and with their paths.
        """
        self._app = app
        self._stores = stores
        self._look = look
        own = stores.own
        self._listener = Listener(own.listen, self._heard) if isinstance(own, TellsOfChanges) else None

    def start(self) -> None:
        """Start the thread unless it runs; call this now and then, since it may have died."""
        if self._listener is not None:
            self._listener.start()

    def end(self) -> None:
        """Listen no more."""
        if self._listener is not None:
            self._listener.end()

    def _heard(self, keys: AbstractSet[str] | None) -> None:
        store = self._stores.of_a_thread()
        found = (store.path_of(key) for key in keys or ())
        self._app.call_from_any_thread(self._look, keys, [path for path in found if path is not None])
