"""The errands over all articles of a folder: other occurrences of an annotation, and the registry."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from hashiya.messages import Message
from hashiya.services.registry import load_registry, named_in
from hashiya.services.tallies import Tallying
from hashiya.session.everywhere import Everywhere
from hashiya.session.progress_browser import ProgressBrowser, count_library
from hashiya.session.registry_browser import RegistryBrowser
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.occurrences import OccurrencesScreen
from hashiya.tui.screens.progress import ProgressScreen
from hashiya.tui.screens.registry import RegistryScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.report.outline import Outline
    from hashiya.services.everywhere import Occurrence
    from hashiya.services.registry import Registry
    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.articles import Articles

S = TypeVar("S", OccurrencesScreen, RegistryScreen, LibraryScreen)


class FolderErrands:
    """Looks through the folder of the open article, and shows the findings in a list."""

    def __init__(self, app: HashiyaApp, articles: Articles) -> None:
        """Look through nothing yet.

        Args:
            app: shows the lists.
            articles: knows the open article, and runs the errands.
        """
        self._app = app
        self._articles = articles
        self._tallying: Tallying | None = None

    def show_occurrences(self, model: Annotation) -> None:
        """Show the other occurrences of an annotation in the open article."""
        reader = self._articles.reader
        if reader is None:
            return
        everywhere = Everywhere(reader, model)

        def show(found: Sequence[Occurrence]) -> Awaitable[object]:
            everywhere.add(found)
            return self._app.push_screen(OccurrencesScreen(reader, everywhere, self._app))

        text = Message("tui.looking_through", text=model.text)
        self._articles.errands.run(everywhere.look_here, show, Message("tui.looking_through_title"), text)

    def look_through_folder(self) -> None:
        """Add the occurrences in the other articles of the folder to the list on the screen."""
        if (screen := self._occurrences) is None:
            return

        def show(found: Sequence[Occurrence]) -> None:
            everywhere.add(found, is_folder=True)
            screen.renew()

        everywhere = screen.everywhere

        def text() -> Message:
            done, count = everywhere.progress
            if not count:
                return Message("tui.looking_through", text=everywhere.model.text)
            return Message("tui.looked_through", text=everywhere.model.text, done=done, count=count)

        work = partial(everywhere.look_elsewhere, self._articles.stores.of_a_thread())
        self._articles.errands.run(work, show, Message("tui.looking_through_title"), text)

    def label_occurrences(self) -> None:
        """Label the accepted occurrences of the list on the screen, and close the list."""
        if (screen := self._occurrences) is None:
            return

        def label(edits: Mapping[str, Sequence[Edit]]) -> None:
            screen.everywhere.label(edits)
            screen.close()

        work = partial(screen.everywhere.edits_elsewhere, self._articles.stores.of_a_thread())
        text = Message("tui.labelling", text=screen.everywhere.model.text)
        self._articles.errands.run(work, label, Message("tui.labelling_title"), text)

    @property
    def _occurrences(self) -> OccurrencesScreen | None:
        """The list of occurrences on the screen; None if it is closed."""
        return self._open(OccurrencesScreen)

    def _open(self, kind: type[S]) -> S | None:
        """Find the topmost screen of a kind; None if none is open."""
        return next((each for each in reversed(self._app.screen_stack) if isinstance(each, kind)), None)

    def show_registry(self) -> None:
        """Show the actors and events of the folder."""
        reader = self._articles.reader
        if reader is None:
            return

        def show(registry: Registry) -> Awaitable[object] | None:
            browser = RegistryBrowser(reader, registry)
            if not browser.rows:
                reader.say(next(iter(registry.problems.values()), Message("tui.registry_empty")))
                return None
            return self._app.push_screen(RegistryScreen(browser, self._app))

        def work() -> Registry:
            return load_registry(self._articles.stores.of_a_thread())

        self._articles.errands.run(work, show, Message("tui.registry"), Message("tui.registry_being_read"))

    def show_report(self) -> None:
        """Show the report on the annotations of the folder, as the shell command writes it."""
        from hashiya.services.exporting import Export  # seldom needed
        from hashiya.services.reporting import compared_annotators, outline_of
        from hashiya.session.report_browser import ReportBrowser
        from hashiya.tui.screens.report import ReportScreen

        articles, reader = self._articles, self._articles.reader
        is_wanted = threading.Event()
        is_wanted.set()
        progress = (0, 0)

        def report_progress(done: int, count: int) -> None:
            nonlocal progress
            progress = done, count

        def work() -> Outline | None:
            if reader is not None:
                reader.working_copy.flush()
            stores = [articles.stores.of_a_thread(), *articles.stores.of_others()]
            export, names = Export(stores), compared_annotators(stores)
            return outline_of(export, articles.labels, names, report_progress, is_wanted.is_set)

        def show(outline: Outline | None) -> Awaitable[object] | None:
            if outline is None:
                return None
            return self._app.push_screen(ReportScreen(ReportBrowser(outline), articles.labels, self._app))

        def text() -> Message:
            return Message("tui.report_being_made", done=progress[0], count=progress[1])

        articles.errands.run(work, show, Message("report.title"), text, is_wanted.clear)

    def show_progress(self) -> None:
        """Show counts and progress of the library by folder and annotator."""
        if (screen := self._open(LibraryScreen)) is None:
            return
        stores, library = self._articles.stores, screen.library

        def work() -> ProgressBrowser:
            if self._tallying is None:
                self._tallying = Tallying(stores.of_a_thread(), stores.of_others)
            return count_library(self._tallying, stores.own.key_of, library.folders)

        def show(browser: ProgressBrowser) -> Awaitable[object]:
            return self._app.push_screen(ProgressScreen(library, browser, self._articles.labels, self._app))

        told = Message("tui.progress_being_read")
        self._articles.errands.run(work, show, Message("tui.progress"), told)

    def change_registry(self) -> None:
        """Make the change that is prepared in the list on the screen, of the names as they are stored now."""
        reader, screen = self._articles.reader, self._open(RegistryScreen)
        if reader is None or screen is None:
            return
        store, concerned = self._articles.stores.of_a_thread(), screen.browser.concerned

        def read() -> Mapping[str, Sequence[Annotation]]:
            # while a change of this list is not saved, the store does not have the present names
            return named_in(store, concerned) if reader.working_copy.flush() else {}

        def change(present: Mapping[str, Sequence[Annotation]]) -> None:
            screen.show_entry(screen.attempt(lambda: screen.browser.change(present)) or "")

        self._articles.errands.run(read, change, Message("tui.registry"), Message("tui.registry_being_read"))
