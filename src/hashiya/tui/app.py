"""The Textual application: themes, screens, the clipboard, and the way out."""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import suppress
from contextvars import copy_context
from functools import cached_property, partial
from typing import TYPE_CHECKING

from hashiya.session.commands.bindings import Bindings
from hashiya.session.preferences import DARK, LIGHT, Preferences
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.terminal.mode import Mode
from hashiya.tui.articles import Articles
from hashiya.tui.key_names import names_of
from hashiya.tui.loading import load_soon
from hashiya.tui.ordered_input import OrderedInputApp
from hashiya.tui.palette import palette_for, theme
from hashiya.tui.screens.base import CommandScreen
from hashiya.tui.terminal_app import SECONDS_TO_ANSWER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from textual import events
    from textual.screen import Screen

    from hashiya.codebook.label import LabelSet
    from hashiya.codebook.proposals import ProposalSettings
    from hashiya.errors import HashiyaError
    from hashiya.messages import Message
    from hashiya.session.differing import Differing
    from hashiya.store.opened_store import OpenedStore
    from hashiya.terminal.inquiry import Inquiry
    from hashiya.tui.clipboard import Clipboard, Outcome
    from hashiya.tui.errand import Text
    from hashiya.tui.folder_errands import FolderErrands
    from hashiya.tui.hit_errands import HitErrands
    from hashiya.tui.palette import Palette
    from hashiya.tui.screens.base import AnyCommandScreen
    from hashiya.tui.screens.waiting import WaitingScreen


_RETRY_EVERY = 1.0
"""Seconds between attempts at work without a thread, if the system started none."""


class HashiyaApp(OrderedInputApp, inherit_bindings=False):
    """The reader.

    Attributes:
        preferences: the user's theme, margin and row length.
        palette: the colours in use.
        bindings: which command a key runs.
        articles: the open article, and the library.
    """

    TITLE = "hashiya"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = """
    Screen { background: $background; }
    ModalScreen { background: transparent; }
    """
    _has_theme = False

    def __init__(
        self,
        paths: Sequence[Path],
        store: OpenedStore,
        labels: LabelSet,
        preferences: Preferences | None = None,
        *,
        bindings: Bindings | None = None,
        encoding: str = "",
        inquiry: Inquiry | None = None,
        mode: Mode = Mode.VISUAL,
        depth: ColourDepth = ColourDepth.FULL,
        rescue_folders: Sequence[Path] = (),
        proposals: Callable[[], ProposalSettings] | None = None,
        differing: Differing | None = None,
    ) -> None:
        super().__init__(inquiry, mode, depth)
        self._labels = labels
        self._make_palettes()
        self.bindings = bindings or Bindings(labels)
        self.preferences = preferences or Preferences()
        self.palette = self._palette_in_use
        # without the watcher, which would have all rules parsed once more before the first frame
        self.set_reactive(HashiyaApp.theme, theme(self.palette).name)
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())
        # in which widgets find the application
        self._widgets_context = copy_context()
        self.articles = Articles(
            self,
            paths,
            store,
            labels,
            encoding=encoding,
            rescue_folders=rescue_folders,
            proposals=proposals,
            differing=differing,
        )
        self._copier: Clipboard | None = None

    @cached_property
    def folder(self) -> FolderErrands:
        """The errands over all articles of the folder."""
        from hashiya.tui.folder_errands import FolderErrands  # the first frame does without

        return FolderErrands(self, self.articles)

    @cached_property
    def hits(self) -> HitErrands:
        """The errands of a search over the folder."""
        from hashiya.tui.hit_errands import HitErrands  # the first frame does without

        return HitErrands(self, self.articles)

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours that rules may name: none for Textual's own theme, which is not shown."""
        return super().get_css_variables() if self._has_theme else {}

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: the article named on the command line, or the library."""
        return self.articles.first_screen()

    def on_mount(self) -> None:
        """Begin the work in the background."""
        self._widgets_context = copy_context()
        self.call_after_refresh(_collect_garbage_rarely)
        self.call_after_refresh(_let_keys_in_early)
        self.call_after_refresh(load_soon, self)
        self.call_after_refresh(self._compare_with_codebook)
        if not self.articles.is_settling:
            self.call_after_refresh(self._tell_of_others)
        self.set_interval(_RETRY_EVERY, self.articles.retry)
        if self.inquiry is not None:
            self.set_timer(SECONDS_TO_ANSWER, self._tell_of_terminal)

    def _tell_of_terminal(self) -> None:
        """Show the advice for this terminal, once for each terminal, below the notice about the article."""
        notice = self.take_notice()
        if notice is not None and isinstance(self.screen, CommandScreen):
            self.screen.notice.say_too(*notice)

    def _compare_with_codebook(self) -> None:
        """Tell how many annotations a changed codebook no longer fits, once a thread has compared them."""
        from hashiya.tui.codebook_watch import compare_with_codebook  # the first frame does without

        store = self.articles.stores.of_a_thread
        compare_with_codebook(store, self._labels, partial(self.call_from_any_thread, self.complain_too))

    def _tell_of_others(self) -> None:
        """Tell who else has annotations, once a thread has found that the annotator has none."""
        from hashiya.tui.others_notice import tell_of_others  # the first frame does without

        stores = self.articles.stores
        tell = partial(self.call_from_any_thread, self.complain_too)
        tell_of_others(stores.of_a_thread, stores.of_others, tell)

    # --- commands

    @property
    def _front(self) -> AnyCommandScreen | None:
        """The full screen in front; None before the first one."""
        screens = reversed(self.screen_stack)
        return next((screen for screen in screens if isinstance(screen, CommandScreen)), None)

    def run_left_key(self, event: events.Key) -> None:
        """Run the command of a key that a dialog left to the program."""
        screen = self._front
        for name in names_of(event):
            command = self.bindings.other_dialog.at(name)
            if command is not None and screen is not None:
                screen.run_command(command)
                return

    def show_keys(self) -> None:
        """Show the keys of the screen in front."""
        from hashiya.tui.screens.keys import KeysScreen

        if (screen := self._front) is not None:
            reached = [each for each in screen.commands if screen.table.reaches(each)]
            self.push_screen(KeysScreen(reached, self.palette, self.bindings.other_dialog))

    def show_palette(self) -> None:
        """Show the commands of the screen in front to choose from."""
        from hashiya.tui.screens.command_palette import CommandPaletteScreen

        if (screen := self._front) is not None:
            self.push_screen(CommandPaletteScreen(screen.commands, self, screen.run_command))

    def show_labels(self) -> None:
        """Show the labels to choose from."""
        from hashiya.tui.screens.command_palette import label_palette

        if (screen := self._front) is not None:
            self.push_screen(label_palette(screen.commands, self, screen.run_command))

    def complain(self, error: HashiyaError) -> None:
        """Show an error on the full screen in front."""
        if self._front is not None:
            self._front.say(error.told, error.advice)

    def complain_too(self, error: HashiyaError) -> None:
        """Show an error on the full screen in front, below those that are shown there."""
        if self.screen_stack and self._front is not None:
            self._front.notice.say_too(error.told, error.advice)

    def copy(self, text: str, told: Callable[[Outcome], object] | None = None) -> None:
        """Copy a text; the outcome is given to `told` later, or shown as a notice."""
        from hashiya.tui.clipboard import Clipboard

        if self._copier is None:
            self._copier = Clipboard(self.copy_to_clipboard, in_browser=self.is_web)
        loop = asyncio.get_running_loop()
        context = copy_context()  # in which widgets find the application

        def tell(outcome: Outcome) -> None:
            with suppress(RuntimeError):  # the reader has ended meanwhile
                loop.call_soon_threadsafe(told or self._say_outcome, outcome, context=context)

        self._copier.copy(text, tell)

    def _say_outcome(self, outcome: Outcome) -> None:
        if isinstance(self.screen, CommandScreen) and not outcome.is_plain:
            self.screen.say(*outcome)

    def change_theme(self) -> None:
        """Change from the light theme to the dark one, or back."""
        self.preferences.choose_theme(LIGHT if self.palette.dark else DARK)
        self._show_palette()

    def depth_changed(self) -> None:
        """Change to the palettes for another number of colours."""
        self._make_palettes()
        self._show_palette()

    def _make_palettes(self) -> None:
        self._palettes = {each: palette_for(self.depth, self._labels, dark=each) for each in (True, False)}
        for each in self._palettes.values():
            self.register_theme(theme(each))

    @property
    def _palette_in_use(self) -> Palette:
        return self._palettes[self.preferences.theme == DARK]

    def _show_palette(self) -> None:
        """Paint all widgets in the palette of the chosen theme."""
        self.palette = self._palette_in_use
        self.theme = theme(self.palette).name
        for screen in self.screen_stack:
            for widget in (screen, *screen.query("*")):
                if hasattr(widget, "palette"):
                    widget.palette = self.palette
                    widget.refresh()

    # --- saving and leaving

    def tell_of_news(self) -> None:
        """Let the thread of the keys apply the news of another thread; any thread may call this."""
        self.call_from_any_thread(self._receive)

    def call_from_any_thread(self, function: Callable[..., object], *arguments: object) -> None:
        """Let the thread of the keys call a function, unless the reader has ended."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(function, *arguments, context=self._widgets_context)

    def _receive(self) -> None:
        """Apply the news, but behind the frame that a key waits for, so that they do not delay it."""
        screen = self._front
        if screen is None:  # the reader has ended meanwhile
            return
        if self.owes_frame:
            screen.call_after_refresh(self._apply_news)
        else:
            self._apply_news()

    def _apply_news(self) -> None:
        """Apply the news, and repaint a dialog, since a screen behind a dialog does not paint itself."""
        self.articles.receive()
        if self.screen_stack and self.screen is not self._front:
            self.screen.refresh()

    def action_leave(self) -> None:
        """Save and leave; if changes cannot be saved, warn, and leave at the next request."""
        self.articles.leaving.leave(self._end)

    def _end(self) -> None:
        if "hits" in self.__dict__:
            self.hits.close()
        self.exit(return_code=1 if self.farewells else 0)

    def secure(self) -> None:
        """Save the open article's changes, or rescue them to a file; any thread may call this repeatedly."""
        self.articles.leaving.secure()

    # --- errands

    def wait_for(self, title: Message, text: Text, given_up: Callable[[], object]) -> WaitingScreen:
        """Show a dialog during an errand; the dialog keeps the keys typed meanwhile."""
        from hashiya.tui.screens.waiting import WaitingScreen  # most errands are done at once

        waiting = WaitingScreen(title, text, self, given_up)
        self.push_screen(waiting)
        return waiting

    async def go_on(self, waiting: WaitingScreen, step: Callable[[], Awaitable[object] | None]) -> None:
        """Close the dialog of an errand, take a step, and give the kept keys to the screen in front."""
        waiting.close()
        shown = self._front.attempt(step) if self._front is not None else None
        if shown is not None:
            await shown
        for key in waiting.typed:
            self._type(key)


def _collect_garbage_rarely() -> None:
    """Exclude the objects of the start from garbage collection, and collect rarely.

    Rows are many small objects with long lives. To traverse them at the default rate costs more than to lay
    them out.
    """
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _let_keys_in_early() -> None:
    """Let the thread of the keys interrupt another after one millisecond instead of five."""
    sys.setswitchinterval(0.001)
