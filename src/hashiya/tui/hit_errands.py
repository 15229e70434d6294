"""The search over the folder: its screen, going to a hit, and changes of the hits."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.hit_labels import labelling
from hashiya.session.corpus_search import CorpusSearch
from hashiya.session.corpus_searcher import CorpusSearcher
from hashiya.session.folder_changes import FolderChanges
from hashiya.tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span
    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.articles import Articles


class HitErrands:
    """Shows the search, and carries out what its list asks for."""

    def __init__(self, app: HashiyaApp, articles: Articles) -> None:
        """Search for nothing yet.

        Args:
            app: shows the screen.
            articles: knows the open article, and runs the errands.
        """
        self._app = app
        self._articles = articles

    @cached_property
    def search(self) -> CorpusSearch:
        """The search, the same for the whole run."""
        articles = self._articles

        def flush() -> None:
            self._changes.flush()

        searcher = CorpusSearcher(articles.stores.of_a_thread, flush)
        return CorpusSearch(searcher, self._folders, articles.labels)

    def _folders(self) -> Sequence[Path]:
        """Name the articles and folders of the library; of an article that was opened alone, its folder."""
        articles = self._articles
        if articles.first is not None and articles.paths == [articles.first.article.path]:
            return [articles.first.article.path.parent]
        return articles.paths

    def close(self) -> None:
        """End the search with the program."""
        if "search" in self.__dict__:
            with suppress(HashiyaError):  # the index is closed with the process, too
                self.search.close()

    @property
    def _changes(self) -> FolderChanges:
        return FolderChanges(self._articles.workspace, self._articles.reader)

    @property
    def _screen(self) -> SearchScreen | None:
        """The screen of the search; None if it is closed."""
        return next((each for each in self._app.screen_stack if isinstance(each, SearchScreen)), None)

    def show(self) -> None:
        """Show the screen of the search, as it was left.

        Raises:
            HashiyaError: the system starts no thread.
        """
        reader = self._articles.reader
        self.search.enter(reader.article.path if reader is not None else None)
        if reader is not None:
            self.search.look_again([reader.working_copy.key])
        self._app.push_screen(SearchScreen(self.search, self._app))

    def go_to(self, key: str, span: Span) -> None:
        """Go to a place of an article; the list is left once the article is read.

        Raises:
            HashiyaError: the article cannot be read. An error found later is shown as a notice.
        """

        def go(reader: Reader) -> None:
            reader.select(span, reader.words.at(span.start))

        def leave() -> None:
            if (screen := self._screen) is not None:
                screen.close()

        self._articles.jumping.open_at(key, self.search.paths.get, go, leave)

    def label(self, label: str, attributes: Mapping[str, str]) -> None:
        """Label the chosen hits, or that of the cursor, in one transaction.

        Raises:
            HashiyaError: the annotations cannot be saved here. An error found later is shown as a notice.
        """
        search, changes = self.search, self._changes
        changes.refuse()
        hits = search.meant

        def work() -> tuple[Transaction, Mapping[str, HashiyaError]]:
            changes.flush()
            store = self._articles.stores.of_a_thread()
            made, failed = labelling(store, search.paths, hits, label, attributes)
            saved, not_saved = changes.save(made)
            return saved, {**failed, **not_saved}

        def show(result: tuple[Transaction, Mapping[str, HashiyaError]]) -> None:
            made, failed = result
            changes.show(made)
            search.keep_chosen(failed)
            count = sum(len(group) for group in made.edits.values())
            told = Message("commands.labelled_hits", count=count, label=label)
            told = Message("session.in_articles", what=told, count=len(made.edits))
            self._show_changed(told, made.edits, failed)

        self._articles.errands.run(work, show, Message("tui.labelling_title"), Message("tui.labelling_hits"))

    def carry_to_copies(self) -> None:
        """Carry the annotations of the open article to the articles with the same story, if that is agreed.

        Raises:
            HashiyaError: the articles or the store cannot be read. An error found later is shown as a notice.
        """
        from hashiya.tui.story_errands import carry_to_copies

        reader = self._articles.reader
        if reader is not None:
            carry_to_copies(self._app, self._articles, reader, self._changes, self._folders())

    def undo(self) -> None:
        """Take back the last change of any article.

        Raises:
            HashiyaError: there is none, or it cannot be saved. An error found later is shown as a notice.
        """
        changes = self._changes
        changes.refuse()

        def show(undone: tuple[Transaction, Mapping[str, HashiyaError]]) -> None:
            last, failed = undone
            self._show_changed(changes.show_undone(last), last.edits, failed)

        self._articles.errands.run(
            changes.save_undone, show, Message("tui.undoing_title"), Message("tui.undoing")
        )

    def _show_changed(self, told: Message, keys: Iterable[str], failed: Mapping[str, HashiyaError]) -> None:
        """Tell of a change on the list of hits, which shows the labels as they are now.

        Args:
            told: the change.
            keys: of the articles that it concerns.
            failed: why others were not changed, by their keys.
        """
        self.search.look_again(keys)
        if (screen := self._screen) is not None:
            screen.remark(told)
            screen.renew()
        for error in failed.values():
            self._app.complain_too(error)
