"""The Textual application: themes, which screen is shown, leaving without losing anything."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.current_folder import name_of
from hashiya.services.opened import Opened, read_in_next_encoding, read_to_open
from hashiya.session.commands.bindings import Bindings
from hashiya.session.preferences import DARK, LIGHT, Preferences
from hashiya.session.reader import Reader
from hashiya.store import default_folder
from hashiya.store.tinydb.store import Store
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.terminal.mode import Mode
from hashiya.tui.errand import Errands
from hashiya.tui.key_names import names_of
from hashiya.tui.ordered_input import OrderedInputApp
from hashiya.tui.palette import palette_for, theme
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.base import CommandScreen
from hashiya.tui.terminal_app import SECONDS_TO_ANSWER
from hashiya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual import events
    from textual.screen import Screen

    from hashiya.article.article import Article
    from hashiya.codebook.label import LabelSet
    from hashiya.services.other_reading import OtherReading, OtherReadingError
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.terminal.inquiry import Inquiry
    from hashiya.tui.clipboard import Clipboard, Outcome
    from hashiya.tui.palette import Palette
    from hashiya.tui.screens.base import AnyCommandScreen
    from hashiya.tui.screens.library import LibraryScreen
    from hashiya.tui.screens.waiting import WaitingScreen


_RETRY_EVERY = 1.0
"""Seconds between two attempts at what could not be done for want of a thread."""


class HashiyaApp(OrderedInputApp, inherit_bindings=False):
    """The reader.

    Attributes:
        preferences: how the user wants to read.
        palette: the colours in use.
        bindings: which command a key runs.
        first: the article to open at the start instead of the library.
    """

    TITLE = "hashiya"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = """
    Screen { background: $background; }
    ModalScreen { background: transparent; }
    """

    def __init__(
        self,
        paths: Sequence[Path],
        store: Store,
        labels: LabelSet,
        preferences: Preferences | None = None,
        *,
        bindings: Bindings | None = None,
        annotator: str = "",
        encoding: str = "",
        inquiry: Inquiry | None = None,
        mode: Mode = Mode.VISUAL,
        depth: ColourDepth = ColourDepth.FULL,
        rescue_folders: Sequence[Path] = (),
    ) -> None:
        super().__init__(inquiry, mode, depth)
        self._labels = labels
        self._make_palettes()
        self._paths = list(paths) or [Path()]
        self._store = store
        self._workspace = Workspace(store, store.folder)
        self.bindings = bindings or Bindings(labels)
        self._annotator = annotator
        self._encoding = encoding
        self.preferences = preferences or Preferences()
        self.palette = self._palette_in_use
        # without the watcher, which would have all rules parsed once more before the first frame
        self.set_reactive(HashiyaApp.theme, theme(self.palette).name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.first: Reader | None = None
        self._reader: Reader | None = None
        self._library: LibraryScreen | None = None
        self._errands = Errands(self)
        self._warned = False
        # in which widgets find the application
        self._widgets_context = copy_context()
        self._rescue_folders = rescue_folders
        self._securing = threading.Lock()
        self._copier: Clipboard | None = None

    # --- opening

    def open_reader(self, path: Path, encoding: str = "") -> Reader:
        """Open an article with its annotations.

        Args:
            path: its file.
            encoding: how it is decoded; if empty, as the command line asks for, or as when it was annotated.

        Raises:
            HashiyaError: the article cannot be read.
        """
        return self.reader_of(*read_to_open(self._store, path, encoding or self._encoding))

    def reader_of(
        self,
        article: Article,
        annotations: ArticleRepository | None = None,
        other: OtherReading | None = None,
    ) -> Reader:
        """Make the reader's state for an article, with what the store has of it."""
        return Reader(
            article,
            annotations or self._store.open(article),
            self._labels,
            annotator=self._annotator,
            measure=self.preferences.measure,
            other_reading=other,
            told=self.tell_of_news,
            workspace=self._workspace,
            bindings=self.bindings,
        )

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the article named on the command line, or the library."""
        return self._new_library() if self.first is None else self._article_screen(self.first)

    def on_mount(self) -> None:
        """Begins what goes on beside the keys."""
        self._widgets_context = copy_context()
        self.call_after_refresh(_collect_garbage_rarely)
        self.call_after_refresh(_let_keys_in_early)
        self.set_interval(_RETRY_EVERY, self._retry)
        if self.inquiry is not None:
            self.set_timer(SECONDS_TO_ANSWER, self._tell_of_terminal)

    def _retry(self) -> None:
        """Tries again what could not be done for want of a thread."""
        if self._reader is not None:
            self._reader.outside.retry()

    def _tell_of_terminal(self) -> None:
        """Says, once for each terminal, what a person must do for it, below what is said of the article."""
        notice = self.take_notice()
        if notice is not None and isinstance(self.screen, CommandScreen):
            self.screen.notice.say_too(*notice)

    def open_article(self, path: Path) -> None:
        """Open an article of the library, in the background if it takes its time.

        Raises:
            HashiyaError: the article cannot be read. What is found out later is shown as a notice.
        """
        self._errands.run(
            partial(read_to_open, self._store_of_a_thread(), path, self._encoding),
            lambda opened: self.push_screen(self._article_screen(self.reader_of(*opened))),
            "Opening",
            _being_read(path),
        )

    def _store_of_a_thread(self) -> Store:
        """The store anew, since what a store remembers is not shared between threads."""
        return Store(self._store.folder, self._store.told)

    def switch_encoding(self) -> None:
        """Read the open article's file in the next encoding in which it can be read, at last the same."""
        reader = self._reader
        if reader is None:
            return
        article = reader.article
        self._errands.run(
            partial(read_in_next_encoding, self._store_of_a_thread(), article.path, article.encoding),
            lambda opened: self._show_instead(opened, f"Read as {opened.article.encoding}."),
            "Reading again",
            _being_read(article.path),
        )

    def ask_about_encoding(self, error: OtherReadingError, again: Callable[[], object]) -> None:
        """Ask whether a change may put another encoding on record, and make it again if it may.

        Args:
            error: why it was refused.
            again: makes the change.
        """
        from hashiya.tui.screens.asking import AskingScreen

        reader = self._reader

        def answered(yes: bool) -> None:
            if reader is None or reader is not self._reader:
                return
            if yes:
                reader.allow_other_encoding()
                again()
            else:
                reader.tell("Nothing was changed.")

        self.push_screen(AskingScreen("Another encoding", error.message, self, answered))

    def reread_article(self) -> None:
        """Read the open article's file again, in the encoding in which it is read, and keep the place.

        Raises:
            HashiyaError: it cannot be read; what was opened stays.
        """
        old = self._reader
        if old is None:
            return
        encoding = old.other_reading.encoding if old.other_reading is not None else self._encoding
        path = old.article.path
        self._errands.run(
            partial(read_to_open, self._store_of_a_thread(), path, encoding),
            partial(self._show_reread, old),
            "Reading again",
            _being_read(path),
        )

    def _show_reread(self, old: Reader, opened: Opened) -> None:
        name = opened.article.path.name
        if opened.article.sha256 == old.article.sha256:
            old.tell(f"{name} holds the text on the screen.")
        else:
            self._show_instead(opened, f"{name} is read again.", old)

    def _show_instead(self, opened: Opened, message: str, old: Reader | None = None) -> None:
        """Leave the open article, and show another reading of it.

        Args:
            opened: what is shown.
            message: says why.
            old: whose place is kept; None leaves the place to the store.
        """

        def show() -> Awaitable[object]:
            reader = self.reader_of(*opened)
            if old is not None:
                from hashiya.session.rereading import carry_over

                carry_over(old, reader)
            reader.notice = message
            if len(self.screen_stack) > 1:  # Textual does not part with its first screen
                self.pop_screen()
            return self.push_screen(self._article_screen(reader))

        self._leave_article(show)

    def back_to_library(self) -> None:
        """Close the article and show the library, of the article's folder when there was none."""
        path = self._reader.article.path if self._reader is not None else None
        self._leave_article(partial(self._show_library, path))

    def _show_library(self, path: Path | None) -> Awaitable[object]:
        shown: Awaitable[object]
        if self._library is None:
            self._paths = [path.parent if path is not None else Path()]
            shown = self.push_screen(self._new_library(also=path))
        else:
            shown = self.pop_screen()
        if path is not None and self._library is not None:
            self._library.come_back_from(path)
        return shown

    def _article_screen(self, reader: Reader) -> ArticleScreen:
        self._reader = reader
        return ArticleScreen(reader, self)

    def _new_library(self, also: Path | None = None) -> LibraryScreen:
        """Make the library; `also` is an article that is in it in any case."""
        from hashiya.session.shelf import Shelf
        from hashiya.tui.screens.library import LibraryScreen

        name = name_of(self._paths[0]) if len(self._paths) == 1 else f"{len(self._paths)} paths"
        clear_key = self.bindings.key("library.clear")
        shelf = Shelf(self._paths, self._store, also=also, clear_key=clear_key)
        self._library = LibraryScreen(shelf, name, self._labels, self)
        return self._library

    # --- commands

    @property
    def article(self) -> ArticleScreen:
        """The screen of the open article."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, ArticleScreen))

    @property
    def _front(self) -> AnyCommandScreen | None:
        """The full screen in front; None before the first."""
        screens = reversed(self.screen_stack)
        return next((screen for screen in screens if isinstance(screen, CommandScreen)), None)

    def run_left_key(self, event: events.Key) -> None:
        """Run the command of a key that a dialog has left to the program."""
        screen = self._front
        for name in names_of(event):
            command = self.bindings.other_dialog.at(name)
            if command is not None and screen is not None:
                screen.run_command(command)
                return

    def show_keys(self) -> None:
        """Show the keys of the screen in front."""
        from hashiya.tui.screens.keys import KeysScreen

        if self._front is not None:
            self.push_screen(KeysScreen(self._front.commands, self.palette, self.bindings.other_dialog))

    def show_palette(self) -> None:
        """Let a command of the screen in front be chosen by its name."""
        from hashiya.tui.screens.command_palette import CommandPaletteScreen

        if (screen := self._front) is not None:
            self.push_screen(CommandPaletteScreen(screen.commands, self, screen.run_command))

    def complain(self, error: HashiyaError) -> None:
        """Show what went wrong on the screen that has a place for it."""
        if self._front is not None:
            self._front.say(error.message, error.hint)

    def copy(self, text: str, told: Callable[[Outcome], object] | None = None) -> None:
        """Copy a text; what became of it is told later, without `told` as a notice."""
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
        """Take the palettes for the colours that there are."""
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
        """Paint everything in the palette of the theme that is chosen."""
        self.palette = self._palette_in_use
        self.theme = theme(self.palette).name
        for screen in self.screen_stack:
            for widget in (screen, *screen.query("*")):
                if hasattr(widget, "palette"):
                    widget.palette = self.palette
                    widget.refresh()

    # --- saving and leaving

    def tell_of_news(self) -> None:
        """Take in, in the thread of the keys, what another thread found out; for any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._receive, context=self._widgets_context)

    def _receive(self) -> None:
        if not self.screen_stack:  # the reader has ended meanwhile
            return
        if self._reader is not None:
            self._reader.outside.receive()
            self._reader.outside.look_at_file()
        for screen in self.screen_stack:
            if isinstance(screen, ArticleScreen):
                screen.show_saving()

    def action_leave(self) -> None:
        """Leave when everything is saved; when it cannot be, say so, and leave when asked again."""
        self._leave_article(self._end)

    def _end(self) -> None:
        self.exit(return_code=1 if self.farewells else 0)

    def _leave_article(self, then: Callable[[], Awaitable[object] | None]) -> None:
        """Save the open article's changes, close it, and go on; where they cannot be saved, say so first."""
        reader = self._reader
        if reader is None:
            then()
            return
        reader.remember_place()
        self._errands.run(
            reader.working_copy.flush,
            partial(self._left, then),
            "Saving",
            "The last changes are still being saved. Keys that you type now go to the next screen; "
            "esc goes on reading.",
        )

    def _left(self, then: Callable[[], Awaitable[object] | None], is_saved: bool) -> Awaitable[object] | None:
        reader = self._reader
        if reader is not None and not is_saved and not self._warned:
            self._warned = True
            self.complain(
                HashiyaError(
                    f"{reader.working_copy.saving}.",
                    "Leave again to leave all the same; what is not saved is then kept as a file to import.",
                )
            )
            return None
        self.secure()
        self._warned = False
        return then()

    # --- errands

    def wait_for(self, title: str, text: str, given_up: Callable[[], object]) -> WaitingScreen:
        """Show that something is waited for, and keep the keys that are typed meanwhile."""
        from hashiya.tui.screens.waiting import WaitingScreen  # most errands are done at once

        waiting = WaitingScreen(title, text, self, given_up)
        self.push_screen(waiting)
        return waiting

    async def go_on(self, waiting: WaitingScreen, step: Callable[[], Awaitable[object] | None]) -> None:
        """Close a dialog that waits, take a step, and give the keys typed meanwhile to the screen then."""
        waiting.close()
        shown = self._front.attempt(step) if self._front is not None else None
        if shown is not None:
            await shown
        for key in waiting.typed:
            self._type(key)

    def secure(self) -> None:
        """Save the open article's changes, or rescue them to a file; for any thread, however often."""
        with self._securing:
            reader = self._reader
            if reader is None:
                return
            from hashiya.session.leaving import close_or_rescue  # the formats of exchange are seldom needed

            folder = self._store.folder if self._store.folder != default_folder() else None
            said = close_or_rescue(reader, self._drafts(), self._rescue_folders, folder)
            self._reader = None
            if said is not None:
                self.farewells.append(said)

    def _drafts(self) -> list[Draft]:
        """The notes that are being written in dialogs."""
        from hashiya.tui.screens.note import NoteDialog

        dialogs = (screen for screen in self.screen_stack if isinstance(screen, NoteDialog))
        return [dialog.unfinished for dialog in dialogs if dialog.unfinished is not None]


def _being_read(path: Path) -> str:
    return f"{path.name} is still being read. Keys that you type now go to the article; esc waits no longer."


def _collect_garbage_rarely() -> None:
    """Leaves what the start has made out of every later collection, and collects seldom.

    Rows are many small objects that live long; looking through them at the usual rate costs more than laying
    them out.
    """
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _let_keys_in_early() -> None:
    """Let the thread of the keys in a millisecond after it asks, while another computes, not after five."""
    sys.setswitchinterval(0.001)
