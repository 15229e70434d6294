"""Leaves the open article without losing a change."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from hashiya.store import default_place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from hashiya.store.repository.draft import Draft
    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.articles import Articles


class Leaving:
    """Saves the open article and closes it, before another screen is shown or the reader ends."""

    def __init__(self, app: HashiyaApp, articles: Articles, rescue_folders: Sequence[Path]) -> None:
        """Leave nothing yet.

        Args:
            app: shows the screens.
            articles: knows the open article, and runs the errands.
            rescue_folders: folders for changes that cannot be saved, the best first.
        """
        self._app = app
        self._articles = articles
        self._rescue_folders = rescue_folders
        self._warned = False
        self._securing = threading.Lock()

    def leave(self, then: Callable[[], Awaitable[object] | None]) -> None:
        """Save the open article's changes, close it, and go on; if they cannot be saved, warn once."""
        reader = self._articles.reader
        if reader is None:
            then()
            return
        reader.remember_place()
        self._articles.errands.run(
            reader.working_copy.flush,
            partial(self._left, then),
            Message("tui.saving_title"),
            Message("tui.being_saved", escape=Key("escape")),
        )

    def _left(self, then: Callable[[], Awaitable[object] | None], is_saved: bool) -> Awaitable[object] | None:
        reader = self._articles.reader
        if reader is not None and not is_saved and not self._warned:
            self._warned = True
            advice = Message("tui.quit_again", key=self._app.bindings.key("app.leave"))
            self._app.complain(HashiyaError(reader.working_copy.saving, advice))
            return None
        self.secure()
        self._warned = False
        return then()

    def secure(self) -> None:
        """Save the open article's changes, or rescue them to a file; any thread may call this repeatedly."""
        with self._securing:
            reader = self._articles.reader
            if reader is None:
                return
            from hashiya.session.leaving import close_or_rescue  # the formats of exchange are seldom needed

            home = self._articles.stores.own.home
            place = str(home) if home != default_place() else ""
            said = close_or_rescue(reader, self._drafts(), self._rescue_folders, place)
            self._articles.reader = None
            if said is not None:
                self._app.farewells.append(said)

    def _drafts(self) -> list[Draft]:
        """Return the unfinished notes of open dialogs."""
        from hashiya.tui.screens.note import NoteDialog

        dialogs = (screen for screen in self._app.screen_stack if isinstance(screen, NoteDialog))
        return [dialog.unfinished for dialog in dialogs if dialog.unfinished is not None]
