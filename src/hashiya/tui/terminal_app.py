"""An application that writes its rows in the terminal's mode."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rich.console import Console
from textual.app import App

from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of
from hashiya.messages import Message
from hashiya.terminal.colour_depth import ColourDepth, colour_depth
from hashiya.terminal.mode import Mode
from hashiya.text.cleaning import clean
from hashiya.tui.ending import HUNG_UP
from hashiya.tui.outgoing import cleaned
from hashiya.tui.shown_rows import ShownRows

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

    from hashiya.terminal.inquiry import Inquiry
    from hashiya.terminal.recognition import Terminal
    from hashiya.tui.ending import Ending
    from hashiya.tui.writing import RowWriter

_COLOUR_SYSTEMS: dict[ColourDepth, Literal["256", "truecolor"]] = {
    ColourDepth.INDEXED: "256",
    ColourDepth.FULL: "truecolor",
}
"""Rich's names."""
SECONDS_TO_ANSWER = 1.0
"""Seconds to wait for an answer of the terminal or tmux."""


class TerminalApp(App[None]):
    """Recognises its terminal and writes for it; widgets know nothing of the terminal.

    Attributes:
        depth: the number of colours.
        terminal: the recognised terminal; None if there is no inquiry.
        inquiry: the recognition of the terminal, whose answers may come late or change.
        ending: enforces the end of the process; None in a test.
        farewells: errors to print when the terminal is given back.
    """

    def __init__(
        self,
        inquiry: Inquiry | None = None,
        mode: Mode = Mode.VISUAL,
        depth: ColourDepth = ColourDepth.FULL,
    ) -> None:
        """Make the application.

        Args:
            inquiry: the recognition of the terminal; None without one, as in a browser.
            mode: the way of writing rows if there is no inquiry.
            depth: the number of colours if there is no inquiry.
        """
        terminal = inquiry.finish() if inquiry is not None else None
        if inquiry is not None and terminal is not None:
            depth = colour_depth(inquiry.environment, terminal.depth)
        super().__init__(driver_class=_driver_class(inquiry), ansi_color=_sends_names(depth))
        self.depth = depth
        self._make_console()
        self.error_console = Console(stderr=True, markup=False, highlight=False, color_system=None)
        self.inquiry = inquiry
        self.terminal: Terminal | None = terminal
        self.ending: Ending | None = None
        self.farewells: list[HashiyaError] = []
        self._mode_without_terminal = mode
        self._writer: ShownRows | RowWriter = ShownRows()
        self._make_writer()

    def _make_console(self) -> None:
        """Replace Textual's console if Rich finds another number of colours in the environment."""
        if self.depth not in _COLOUR_SYSTEMS or self.console.color_system == self.depth:
            return
        self.console = Console(
            color_system=_COLOUR_SYSTEMS[self.depth],
            file=self.console.file,
            markup=True,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            force_terminal=True,
            safe_box=False,
            soft_wrap=False,
        )

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Give Textual an update to write: the one step after the compositor."""
        if getattr(self._driver, "is_behind", False):  # the whole screen is painted once it has caught up
            self._writer.forget()
        elif renderable is not None and not self._batch_count:
            super()._display(screen, self._writer.rewrite(cleaned(renderable)))

    def copy_to_clipboard(self, text: str) -> None:
        """Send a clean text to the terminal's clipboard (OSC 52)."""
        super().copy_to_clipboard(clean(text, bidi="keep", breaks="keep"))

    def _print_error_renderables(self) -> None:
        """Print a traceback without colours, so that no text in it acts as an escape sequence."""
        with self.error_console.capture() as capture:
            super()._print_error_renderables()
        self.error_console.file.write(clean(capture.get(), breaks="keep"))

    def _make_writer(self) -> None:
        mode = self.terminal.mode if self.terminal is not None else self._mode_without_terminal
        if mode is self._writer.mode:
            return
        if mode is Mode.VISUAL:
            self._writer = ShownRows()
        else:
            from hashiya.tui.writing import RowWriter  # most terminals do without

            self._writer = RowWriter(mode)

    def take_notice(self) -> tuple[Message, Message] | None:
        """Return the notice about the terminal, with advice; each terminal's is given only once."""
        inquiry, terminal = self.inquiry, self.terminal
        if inquiry is None or terminal is None or inquiry.kept.was_told(terminal.name):
            return None
        if terminal.notice is not None:
            inquiry.kept.keep_told(terminal.name)
        return terminal.notice

    def terminal_answered(self) -> None:
        """Write the screen again if a late answer tells of another terminal."""
        if self.inquiry is not None:
            self._take(self.inquiry.recognise())

    # --- the end

    def secure(self) -> None:
        """Save or rescue unsaved changes; any thread may call this repeatedly."""

    def leave_by(self, status: int) -> None:
        """Save or rescue unsaved changes and leave with an exit status; any thread may call this."""
        if self._loop is not None:
            with suppress(RuntimeError):  # it has ended
                self._loop.call_soon_threadsafe(self._leave_now, status)

    def _leave_now(self, status: int) -> None:
        self.secure()
        self.exit(return_code=status)

    def on_exit_app(self) -> None:
        """Save or rescue unsaved changes before any end."""
        self.secure()

    def terminal_gone(self) -> None:
        """Leave as at a hang-up; not every terminal sends SIGHUP."""
        if self.ending is not None:
            self.ending.begin(HUNG_UP)
        else:
            self._leave_now(HUNG_UP)

    def give_back(self) -> None:
        """Give the terminal back without waiting; any thread may call this."""
        driver = self._driver
        if driver is not None and hasattr(driver, "give_back_now"):
            driver.give_back_now()

    def on_mount(self) -> None:
        """Handle the signals that would end the program, and exceptions in callbacks."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._on_loop_fault)
        if self.ending is not None:
            self.ending.mind_signals(loop)
            if self.ending.status is not None:  # it began before there was a loop
                self._leave_now(self.ending.status)

    def _on_loop_fault(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """End the program at an exception in a callback, which asyncio would only log."""
        error = context.get("exception")
        if "handle" in context and isinstance(error, Exception):
            self._handle_exception(error)
        else:
            loop.default_exception_handler(context)

    def _handle_exception(self, error: Exception) -> None:
        """End the program at an exception: print one sentence for a known error, else a traceback."""
        if isinstance(error, HashiyaError):
            self.farewells.append(error)
            self._return_code = 1
            self._close_messages_no_wait()
        else:
            self._report_fault(error)
        self.secure()

    def _report_fault(self, error: Exception) -> None:
        """Let Textual report a fault; end the program even where no file of the report can be opened."""
        try:
            super()._handle_exception(error)
        except OSError as failed:
            path = Path(failed.filename or "")
            told = Message("files.cannot_read", path=path, cause=cause_of(path, failed))
            self.farewells.append(HashiyaError(told))
            self._return_code = 1
            self._close_messages_no_wait()

    # --- tmux

    async def ask_again(self) -> None:
        """Ask tmux again, since another client may be attached."""
        inquiry = self.inquiry
        if inquiry is not None and self.terminal is not None and self.terminal.multiplexer == "tmux":
            inquiry.ask_tmux()
            try:
                self._take(await asyncio.to_thread(inquiry.finish, SECONDS_TO_ANSWER))
            except RuntimeError:  # no thread can be started; tmux is asked again later
                return

    async def on_resize(self) -> None:
        """Redraw the whole screen, and ask tmux again, since another terminal mostly has another size."""
        self._writer.forget()
        await self.ask_again()

    async def on_app_focus(self) -> None:
        """Ask tmux again when the terminal gets the focus."""
        await self.ask_again()

    def _take(self, terminal: Terminal) -> None:
        if terminal == self.terminal:
            return
        self.terminal = terminal
        self._make_writer()
        if self.inquiry is not None:
            self._take_depth(colour_depth(self.inquiry.environment, terminal.depth))
        driver = self._driver
        if driver is not None and hasattr(driver, "prepare_terminal"):
            driver.prepare_terminal()

    def _take_depth(self, depth: ColourDepth) -> None:
        if depth is self.depth:
            return
        self.depth = depth
        self._make_console()
        self.ansi_color = _sends_names(depth)
        self.depth_changed()

    def depth_changed(self) -> None:
        """Choose the colours again, after a late answer about their number."""

    def repaint(self) -> None:
        """Paint the whole screen, which the terminal may have cleared."""
        self._writer.forget()
        if self.is_running and self.screen_stack:
            self.screen.refresh()


def _sends_names(depth: ColourDepth) -> bool | None:
    """Return whether Textual sends colours by their names; None leaves that to the theme."""
    return True if depth in (ColourDepth.NONE, ColourDepth.EIGHT) else None


def _driver_class(inquiry: Inquiry | None) -> type[Driver] | None:
    """Return the driver for a terminal or a browser; None for Textual's choice."""
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        from hashiya.tui.web_driver import VisitorDriver

        return VisitorDriver
    if inquiry is None or sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from hashiya.tui.driver import TerminalDriver

    return TerminalDriver
