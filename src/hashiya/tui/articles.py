"""The open article of the application: opening, reading it in another encoding, leaving without a loss."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.current_folder import name_of
from hashiya.messages import Message
from hashiya.services.opened import Opened, read_neighbour, read_to_open
from hashiya.session.commands.key_names import Key
from hashiya.session.reader import Reader
from hashiya.tui.leaving import Leaving
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.stores import Stores
from hashiya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from textual.screen import Screen

    from hashiya.annotation.coded import Coded
    from hashiya.article.article import Article
    from hashiya.codebook.label import LabelSet
    from hashiya.codebook.proposals import ProposalSettings
    from hashiya.services.other_reading import OtherReading
    from hashiya.session.article_source import ArticleSource
    from hashiya.session.differing import Differing
    from hashiya.session.proposer import Teacher
    from hashiya.session.story_finder import StoryFinder
    from hashiya.store.opened_store import OpenedStore
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.errand import Errands
    from hashiya.tui.jumping import Jumping
    from hashiya.tui.listening import Listening
    from hashiya.tui.rereading import Rereading
    from hashiya.tui.screens.library import LibraryScreen


class Articles:
    """Opens and leaves articles, one at a time, and the library they are chosen from.

    Attributes:
        paths: folders and articles of the library.
        labels: the labels in use.
        workspace: shares the transactions that can be undone.
        first: the article to open at the start; None opens the library.
        reader: the open article; None in the library, and while an article is being left.
        stores: the annotations.
        encoding: the encoding of all articles; if empty, the recorded one or the one that is detected.
        leaving: saves and closes the open article.
    """

    def __init__(
        self,
        app: HashiyaApp,
        paths: Sequence[Path],
        store: OpenedStore,
        labels: LabelSet,
        *,
        encoding: str,
        rescue_folders: Sequence[Path],
        proposals: Callable[[], ProposalSettings] | None = None,
        differing: Differing | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            app: shows the screens.
            paths: folders and articles of the library; none are the current folder.
            store: the annotations.
            labels: the labels in use.
            encoding: the encoding of all articles; if empty, the recorded one or the one that is detected.
            rescue_folders: folders for changes that cannot be saved, the best first.
            proposals: gives the settings of proposals after the first frame; None proposes nothing.
            differing: the annotators between whom the annotations are settled; None settles nothing.
        """
        self._app = app
        self.stores = Stores(store)
        self.paths = list(paths) or [Path() if self.stores.team is None else store.root]
        self.workspace = Workspace(store, self.stores.journal_log, named=self._named)
        self.labels = labels
        self.encoding = encoding
        self.leaving = Leaving(app, self, rescue_folders)
        self._proposals = proposals
        self._differing = differing
        self.first: Reader | None = None
        self.reader: Reader | None = None
        self._library: LibraryScreen | None = None
        self._teacher: Teacher | None = None
        self._listening: Listening | None = None

    # --- opening

    @cached_property
    def errands(self) -> Errands:
        """Work that may take long, one at a time."""
        from hashiya.tui.errand import Errands  # not needed for the first frame

        return Errands(self._app)

    @property
    def is_settling(self) -> bool:
        """Whether differences between annotators are settled, so that the annotations are nobody's own."""
        return self._differing is not None

    def open_reader(self, path: Path, encoding: str = "") -> Reader:
        """Open an article with its annotations.

        Args:
            path: its file.
            encoding: its encoding; if empty, the one of the command line, or the recorded one.

        Raises:
            HashiyaError: the article cannot be read.
        """
        return self.reader_of(*read_to_open(self.stores.own, path, encoding or self.encoding))

    def reader_of(
        self,
        article: Article,
        annotations: ArticleRepository | None = None,
        other: OtherReading | None = None,
    ) -> Reader:
        """Make the session of an article and its stored annotations."""
        reader = Reader(
            article,
            annotations or self.stores.own.open(article),
            self.labels,
            annotator=self.stores.own.annotator,
            measure=self._app.preferences.measure,
            other_reading=other,
            told=self._app.tell_of_news,
            workspace=self.workspace,
            bindings=self._app.bindings,
            teacher=self._teacher_of_folder,
            annotators=lambda: self.stores.others,
            done_is_final=self.stores.team is not None and not self.is_settling,
        )
        if self._differing is not None:
            reader.settle(self._differing)
        return reader

    def first_screen(self) -> Screen[None]:
        """Make the first screen: the article named on the command line, or the library."""
        return self._new_library() if self.first is None else self._article_screen(self.first)

    @property
    def screen(self) -> ArticleScreen:
        """The screen of the open article."""
        screens = reversed(self._app.screen_stack)
        return next(screen for screen in screens if isinstance(screen, ArticleScreen))

    def open(self, path: Path) -> None:
        """Open an article of the library, in the background if that takes longer than a moment.

        Raises:
            HashiyaError: the article cannot be read. An error found later is shown as a notice.
        """
        entry = self._library.library.entry_of(path) if self._library is not None else None

        def show(opened: Opened) -> Awaitable[object]:
            reader = self.reader_of(*opened)
            if entry is not None and entry.remark is not None:
                reader.notice = entry.remark  # a row of the list has no room for a long one
            return self._app.push_screen(self._article_screen(reader))

        self.errands.run(
            partial(read_to_open, self.stores.of_a_thread(), path, self.encoding),
            show,
            Message("tui.opening"),
            self.being_read(path),
        )

    def finish_work(self) -> None:
        """Mark the open article as done if that is agreed."""
        from hashiya.tui.finishing import finish_work  # not needed for the first frame

        if self.reader is not None:
            finish_work(self._app, self.reader)

    def take_next(self) -> None:
        """Have the next free article of the team assigned, list it, and open it."""
        team, store = self.stores.team, self.stores.own
        if team is None:
            return

        def take() -> Path:
            key = team.take_next(store.annotator)
            path = None if key is None else store.path_of(key)
            if path is None:
                raise HashiyaError(Message("tui.nothing_to_take"))
            return path

        def show(path: Path) -> None:
            if len(self._app.screen_stack) > 1:  # Textual keeps its first screen
                self._app.pop_screen()
            self._app.push_screen(self._new_library())
            self.open(path)

        text = Message("tui.being_assigned", escape=Key("escape"))
        self.errands.run(take, show, Message("tui.taking_next"), text)

    def _teacher_of_folder(self) -> Teacher | None:
        """Return what the folder teaches about proposals, for all articles; None if nothing is proposed."""
        if self._teacher is None and self._proposals is not None and (settings := self._proposals()).show:
            from hashiya.session.proposer import Teacher  # not needed for the first frame

            self._teacher = Teacher(self.stores.of_a_thread, settings)
        return self._teacher

    def _named(self) -> Iterator[Coded]:
        from hashiya.services.registry import named_annotations  # not needed for the first frame

        return named_annotations(self.stores.of_a_thread())

    # --- showing another article

    @cached_property
    def jumping(self) -> Jumping:
        """Goes to a place in any article."""
        from hashiya.tui.jumping import Jumping  # not needed for the first frame

        return Jumping(self)

    @cached_property
    def rereading(self) -> Rereading:
        """Reads the file of the open article again."""
        from hashiya.tui.rereading import Rereading  # not needed for the first frame

        return Rereading(self._app, self)

    def show_instead(
        self,
        opened: Opened,
        message: Message | None = None,
        old: Reader | None = None,
        *,
        go: Callable[[Reader], object] = lambda _: None,
    ) -> None:
        """Leave the open article, and show another one, or another reading of it.

        Args:
            opened: the other reading.
            message: tells why it is shown.
            old: the session whose reading position is kept; None takes the stored position.
            go: goes to a place in it.
        """
        was_open = self.reader is not None

        def show() -> Awaitable[object]:
            reader = self.reader_of(*opened)
            if old is not None:
                from hashiya.session.rereading import carry_over

                carry_over(old, reader)
            reader.notice = message
            go(reader)
            if was_open and len(self._app.screen_stack) > 1:  # Textual keeps its first screen
                self._app.pop_screen()
            return self._app.push_screen(self._article_screen(reader))

        self.leaving.leave(show)

    def go_on(self, step: int) -> None:
        """Open the next article of the library (step 1) or the previous one (step -1).

        Without a library the articles are those of the open article's folder.

        Raises:
            HashiyaError: the article cannot be read. What is found out later is shown as a notice.
        """
        reader = self.reader
        if reader is None:
            return
        path = reader.article.path
        shown = self._library.library.around(path) if self._library is not None else None
        missing = Message("tui.no_next_article") if step > 0 else Message("tui.no_previous_article")

        def show(opened: Opened | None) -> None:
            if opened is None:
                reader.say(missing)
            else:
                self.show_instead(opened)

        store, encoding = self.stores.of_a_thread(), self.encoding
        work = partial(read_neighbour, store, path, step, among=shown, encoding=encoding)
        self.errands.run(work, show, Message("tui.opening"), self.being_read(path))

    def back_to_library(self) -> None:
        """Close the article and show the library; without one, that of the article's folder."""
        path = self.reader.article.path if self.reader is not None else None
        self.leaving.leave(partial(self._show_library, path))

    def _show_library(self, path: Path | None) -> Awaitable[object]:
        shown: Awaitable[object]
        if self._library is None:
            self.paths = [path.parent if path is not None else Path()]
            shown = self._app.push_screen(self._new_library(also=path))
        else:
            shown = self._app.pop_screen()
        if path is not None and self._library is not None:
            self._library.come_back_from(path)
        return shown

    def _article_screen(self, reader: Reader) -> ArticleScreen:
        self.reader = reader
        if reader.settling is None:
            return ArticleScreen(reader, self._app)
        from hashiya.tui.screens.settling import SettlingScreen  # most articles are not being settled

        return SettlingScreen(reader, reader.settling, self._app)

    def _new_library(self, also: Path | None = None) -> LibraryScreen:
        """Make the library; it always includes the article `also`."""
        from hashiya.session.article_source import ArticleFiles
        from hashiya.session.library import Library
        from hashiya.tui.screens.library import LibraryScreen

        name: Message | str = Message("tui.paths", count=len(self.paths))
        if len(self.paths) == 1:
            name = name_of(self.paths[0])
        clear_key = self._app.bindings.key("library.clear")
        source: ArticleSource = ArticleFiles(self.paths, self.stores.own, also=also)
        team = self.stores.team if self.paths == [self.stores.own.root] else None
        if team is not None:
            from hashiya.session.assigned_articles import AssignedArticles  # most articles are files

            name = team.address.name
            take_key = self._app.bindings.key("library.take")
            source = AssignedArticles(self.paths[0], self.stores.of_a_thread(), team, take_key)
        library = Library(
            source, clear_key=clear_key, can_take=team is not None, story_finder=self._story_finder
        )
        self._library = LibraryScreen(library, name, self.labels, self._app)
        return self._library

    def _story_finder(self) -> StoryFinder:
        from hashiya.session.story_finder import StoryFinder  # not needed for the first frame

        return StoryFinder(self.stores.of_a_thread)

    # --- news

    @staticmethod
    def being_read(path: PurePath) -> Message:
        """Tell that an article is being read."""
        return Message("tui.being_read", name=path.name, escape=Key("escape"))

    def receive(self) -> None:
        """Apply the news of other threads about the open article."""
        if self.reader is not None:
            self.reader.outside.receive()
            self.reader.outside.look_at_file()
        for screen in self._app.screen_stack:
            if isinstance(screen, ArticleScreen):
                screen.show_saving()

    def retry(self) -> None:
        """Retry work that got no thread from the system; call this about once a second."""
        if self.reader is not None:
            self.reader.outside.retry()
        if self._listening is None:
            from hashiya.tui.listening import Listening  # the first frame does without

            self._listening = Listening(self._app, self.stores, self.look_soon)
        self._listening.start()

    def look_soon(self, keys: AbstractSet[str] | None, paths: Iterable[Path]) -> None:
        """Look for what others have just saved.

        Args:
            keys: of the articles that changed; None if any may have.
            paths: of these articles, as far as they have one.
        """
        reader = self.reader
        if reader is not None and (keys is None or reader.working_copy.key in keys):
            reader.outside.look_soon()
        if self._library is not None:
            self._library.look_again(paths)

    def look_at_saved(self) -> None:
        """Look again at the articles of the library in which something was saved meanwhile."""
        found = map(self.stores.own.path_of, self.workspace.saved_keys())
        if self._library is not None:
            self._library.look_again(path for path in found if path is not None)

    def end(self) -> None:
        """Hear nothing of others any more."""
        if self._listening is not None:
            self._listening.end()
