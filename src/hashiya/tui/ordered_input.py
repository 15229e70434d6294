"""Keys, pastes and clicks take effect one after the other, however fast they arrive.

Textual puts each event into the queue of the widget that has the focus at that moment, so keys that arrive
together would go to a screen that the first of them closes or covers. Here a key goes straight to the screen
on top, and every event waits until the click before it has done its work.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events
from textual.errors import NoWidget

from hashiya.errors import HashiyaError
from hashiya.tui.terminal_app import TerminalApp

if TYPE_CHECKING:
    from textual.widget import Widget

_SECONDS_FOR_A_CLICK = 0.25
"""How long an event waits at most for the click before it."""


@runtime_checkable
class TakesInput(Protocol):
    """A screen that takes keys and pastes, shown or about to be shown."""

    def take(self, event: events.Key) -> bool:
        """Do what a key says; whether the key has a meaning here."""

    def paste(self, text: str) -> None:
        """Take a pasted text."""


class OrderedInputApp(TerminalApp):
    """An application that gives every key and paste to the screen on top."""

    _clicked: Widget | None = None

    def run_left_key(self, event: events.Key) -> None:
        """Run the command of a key that the screen on top has left to the program."""
        raise NotImplementedError

    def complain(self, error: HashiyaError) -> None:
        """Show what went wrong."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Hand out an event of the keyboard or the mouse when the one before it has been handled."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        await self._click_done()
        if isinstance(event, events.MouseEvent):
            if not isinstance(event, events.MouseMove):
                self._clicked = self._widget_at(event)
            await super().on_event(event)
        elif isinstance(event, events.Key | events.Paste):
            self.app_focus = True
            try:
                self._type(event)
            except HashiyaError as error:
                self.complain(error)

    def _type(self, event: events.Key | events.Paste) -> None:
        """Give a key or a paste to the screen on top; a few keys mean the same on every screen."""
        top = self.screen
        if not isinstance(top, TakesInput):
            return
        if isinstance(event, events.Paste):
            top.paste(event.text)
        elif not top.take(event):
            self.run_left_key(event)

    def _widget_at(self, event: events.MouseEvent) -> Widget | None:
        """Find the widget that a mouse event goes to."""
        if self.mouse_captured is not None:
            return self.mouse_captured
        try:
            return self.get_widget_at(event.x, event.y)[0]
        except NoWidget:
            return None

    async def _click_done(self) -> None:
        """Wait until the widget clicked last has handled the click; not for long, should it be gone."""
        widget, self._clicked = self._clicked, None
        if widget is None:
            return
        done = asyncio.Event()
        if widget.call_later(done.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _SECONDS_FOR_A_CLICK)
