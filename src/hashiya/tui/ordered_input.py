"""Keys, pastes and clicks take effect in order, no matter how fast they arrive.

Textual queues each event for the widget that has the focus at that moment. Keys that arrive together would go
to a screen closed or covered by the first of them. Here a key goes straight to the screen on top, and every
event waits until the click before it is handled.
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
    from rich.console import RenderableType
    from textual.screen import Screen
    from textual.widget import Widget

_SECONDS_FOR_A_CLICK = 0.25
"""The longest time that an event waits for the click before it."""


@runtime_checkable
class TakesInput(Protocol):
    """A screen that takes keys and pastes."""

    def take(self, event: events.Key) -> bool:
        """Act on a key; whether the screen knows the key."""

    def paste(self, text: str) -> None:
        """Take pasted text."""


class OrderedInputApp(TerminalApp):
    """An application that gives every key and paste to the screen on top.

    Attributes:
        owes_frame: whether nothing was painted since the last key.
    """

    owes_frame = False
    _clicked: Widget | None = None

    def run_left_key(self, event: events.Key) -> None:
        """Run the command of a key that the screen on top left to the program."""
        raise NotImplementedError

    def complain(self, error: HashiyaError) -> None:
        """Show an error."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Pass on an event of the keyboard or the mouse once the event before it is handled."""
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
        """Give a key or a paste to the screen on top, and keys that it does not know to the program."""
        top = self.screen
        if not isinstance(top, TakesInput):
            return
        self.owes_frame = True
        if isinstance(event, events.Paste):
            top.paste(event.text)
        elif not top.take(event):
            self.run_left_key(event)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        self.owes_frame = False
        super()._display(screen, renderable)

    def _widget_at(self, event: events.MouseEvent) -> Widget | None:
        """Find the widget that a mouse event goes to."""
        if self.mouse_captured is not None:
            return self.mouse_captured
        try:
            return self.get_widget_at(event.x, event.y)[0]
        except NoWidget:
            return None

    async def _click_done(self) -> None:
        """Wait until the last click is handled, but only for a moment, since its widget may be gone."""
        widget, self._clicked = self._clicked, None
        if widget is None:
            return
        done = asyncio.Event()
        if widget.call_later(done.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _SECONDS_FOR_A_CLICK)
