"""The open article of the application: opening, reading again in another encoding, leaving without a loss."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.current_folder import name_of
from hashiya.services.opened import Opened, read_in_next_encoding, read_to_open
from hashiya.session.reader import Reader
from hashiya.store import default_folder
from hashiya.store.tinydb.store import Store
from hashiya.tui.errand import Errands
from hashiya.tui.screens.article import ArticleScreen
from hashiya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.screen import Screen

    from hashiya.article.article import Article
    from hashiya.codebook.label import LabelSet
    from hashiya.services.other_reading import OtherReading, OtherReadingError
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.screens.library import LibraryScreen


class Articles:
    """Opens and leaves articles, one at a time, and the library they are chosen from.

    Attributes:
        first: the article to open at the start instead of the library.
        reader: the open article; None in the library, and as soon as it is left.
    """

    def __init__(
        self,
        app: HashiyaApp,
        paths: Sequence[Path],
        store: Store,
        labels: LabelSet,
        *,
        annotator: str,
        encoding: str,
        rescue_folders: Sequence[Path],
    ) -> None:
        """Open nothing yet.

        Args:
            app: shows the screens.
            paths: folders and articles of the library; none are the current folder.
            store: the annotations.
            labels: the labels in use.
            annotator: name that goes into new annotations.
            encoding: how articles are decoded; if empty, as when they were annotated, or found out.
            rescue_folders: where changes are written that cannot be saved, the best first.
        """
        self._app = app
        self._paths = list(paths) or [Path()]
        self._store = store
        self._workspace = Workspace(store, store.folder)
        self._labels = labels
        self._annotator = annotator
        self._encoding = encoding
        self._rescue_folders = rescue_folders
        self.first: Reader | None = None
        self.reader: Reader | None = None
        self._library: LibraryScreen | None = None
        self._errands = Errands(app)
        self._warned = False
        self._securing = threading.Lock()

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
            measure=self._app.preferences.measure,
            other_reading=other,
            told=self._app.tell_of_news,
            workspace=self._workspace,
            bindings=self._app.bindings,
        )

    def first_screen(self) -> Screen[None]:
        """Make the first screen: the article named on the command line, or the library."""
        return self._new_library() if self.first is None else self._article_screen(self.first)

    @property
    def screen(self) -> ArticleScreen:
        """The screen of the open article."""
        screens = reversed(self._app.screen_stack)
        return next(screen for screen in screens if isinstance(screen, ArticleScreen))

    def open(self, path: Path) -> None:
        """Open an article of the library, in the background if it takes its time.

        Raises:
            HashiyaError: the article cannot be read. What is found out later is shown as a notice.
        """
        self._errands.run(
            partial(read_to_open, self._store_of_a_thread(), path, self._encoding),
            lambda opened: self._app.push_screen(self._article_screen(self.reader_of(*opened))),
            "Opening",
            _being_read(path),
        )

    def _store_of_a_thread(self) -> Store:
        """The store anew, since what a store remembers is not shared between threads."""
        return Store(self._store.folder, self._store.told)

    def switch_encoding(self) -> None:
        """Read the open article's file in the next encoding in which it can be read, at last the same."""
        reader = self.reader
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

        reader = self.reader

        def answered(yes: bool) -> None:
            if reader is None or reader is not self.reader:
                return
            if yes:
                reader.allow_other_encoding()
                again()
            else:
                reader.tell("Nothing was changed.")

        self._app.push_screen(AskingScreen("Another encoding", error.message, self._app, answered))

    def reread(self) -> None:
        """Read the open article's file again, in the encoding in which it is read, and keep the place.

        Raises:
            HashiyaError: it cannot be read; what was opened stays.
        """
        old = self.reader
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
            if len(self._app.screen_stack) > 1:  # Textual does not part with its first screen
                self._app.pop_screen()
            return self._app.push_screen(self._article_screen(reader))

        self.leave(show)

    def back_to_library(self) -> None:
        """Close the article and show the library, of the article's folder when there was none."""
        path = self.reader.article.path if self.reader is not None else None
        self.leave(partial(self._show_library, path))

    def _show_library(self, path: Path | None) -> Awaitable[object]:
        shown: Awaitable[object]
        if self._library is None:
            self._paths = [path.parent if path is not None else Path()]
            shown = self._app.push_screen(self._new_library(also=path))
        else:
            shown = self._app.pop_screen()
        if path is not None and self._library is not None:
            self._library.come_back_from(path)
        return shown

    def _article_screen(self, reader: Reader) -> ArticleScreen:
        self.reader = reader
        return ArticleScreen(reader, self._app)

    def _new_library(self, also: Path | None = None) -> LibraryScreen:
        """Make the library; `also` is an article that is in it in any case."""
        from hashiya.session.shelf import Shelf
        from hashiya.tui.screens.library import LibraryScreen

        name = name_of(self._paths[0]) if len(self._paths) == 1 else f"{len(self._paths)} paths"
        clear_key = self._app.bindings.key("library.clear")
        shelf = Shelf(self._paths, self._store, also=also, clear_key=clear_key)
        self._library = LibraryScreen(shelf, name, self._labels, self._app)
        return self._library

    # --- news, saving and leaving

    def receive(self) -> None:
        """Take in what another thread found out about the open article."""
        if self.reader is not None:
            self.reader.outside.receive()
            self.reader.outside.look_at_file()
        for screen in self._app.screen_stack:
            if isinstance(screen, ArticleScreen):
                screen.show_saving()

    def retry(self) -> None:
        """Try again what could not be done for want of a thread; to be called about once a second."""
        if self.reader is not None:
            self.reader.outside.retry()

    def leave(self, then: Callable[[], Awaitable[object] | None]) -> None:
        """Save the open article's changes, close it, and go on; where they cannot be saved, say so first."""
        reader = self.reader
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
        reader = self.reader
        if reader is not None and not is_saved and not self._warned:
            self._warned = True
            self._app.complain(
                HashiyaError(
                    f"{reader.working_copy.saving}.",
                    "Leave again to leave all the same; what is not saved is then kept as a file to import.",
                )
            )
            return None
        self.secure()
        self._warned = False
        return then()

    def secure(self) -> None:
        """Save the open article's changes, or rescue them to a file; for any thread, however often."""
        with self._securing:
            reader = self.reader
            if reader is None:
                return
            from hashiya.session.leaving import close_or_rescue  # the formats of exchange are seldom needed

            folder = self._store.folder if self._store.folder != default_folder() else None
            said = close_or_rescue(reader, self._drafts(), self._rescue_folders, folder)
            self.reader = None
            if said is not None:
                self._app.farewells.append(said)

    def _drafts(self) -> list[Draft]:
        """The notes that are being written in dialogs."""
        from hashiya.tui.screens.note import NoteDialog

        dialogs = (screen for screen in self._app.screen_stack if isinstance(screen, NoteDialog))
        return [dialog.unfinished for dialog in dialogs if dialog.unfinished is not None]


def _being_read(path: Path) -> str:
    return f"{path.name} is still being read. Keys that you type now go to the article; esc waits no longer."
