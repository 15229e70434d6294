"""Reads the file of the open article again: in another encoding, or as it is now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.services.opened import read_in_next_encoding, read_to_open
from hashiya.tui.screens.asking import AskingScreen, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.services.opened import Opened
    from hashiya.services.other_reading import OtherReadingError
    from hashiya.session.reader import Reader
    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.articles import Articles


class Rereading:
    """Shows another reading of the open article."""

    def __init__(self, app: HashiyaApp, articles: Articles) -> None:
        """Read nothing yet.

        Args:
            app: shows the screens.
            articles: knows the open article, and runs the errands.
        """
        self._app = app
        self._articles = articles

    def switch_encoding(self) -> None:
        """Read the open article in the next encoding that can decode it; the present one is last."""
        reader, articles = self._articles.reader, self._articles
        if reader is None:
            return
        article = reader.article
        articles.errands.run(
            partial(read_in_next_encoding, articles.stores.of_a_thread(), article.path, article.encoding),
            lambda opened: articles.show_instead(
                opened, Message("tui.read_in", encoding=opened.article.encoding)
            ),
            Message("tui.reading_again"),
            articles.being_read(article.path),
        )

    def ask_about_encoding(self, error: OtherReadingError, again: Callable[[], object]) -> None:
        """Ask whether a change may record another encoding, and repeat the change if so.

        Args:
            error: the refusal of the change.
            again: repeats the change.
        """
        reader = self._articles.reader

        def answered(yes: bool) -> None:
            if reader is None or reader is not self._articles.reader:
                return
            if yes:
                reader.allow_other_encoding()
                again()
            else:
                reader.tell(Message("tui.nothing_changed"))

        question = Question(
            Message("tui.other_encoding"),
            error.told,
            Message("tui.agree_to_encoding"),
            Message("tui.refuse_encoding"),
        )
        self._app.push_screen(AskingScreen(question, self._app, answered))

    def reread(self) -> None:
        """Read the open article in its present encoding, and keep the reading position.

        The whole screen is redrawn, since another program may have written over a part of it.

        Raises:
            HashiyaError: the file cannot be read; the open text stays.
        """
        old, articles = self._articles.reader, self._articles
        if old is None:
            return
        self._app.repaint()
        path, other = old.article.path, old.other_reading
        encoding = articles.encoding if other is None else other.encoding
        articles.errands.run(
            partial(read_to_open, articles.stores.of_a_thread(), path, encoding),
            partial(self._show, old),
            Message("tui.reading_again"),
            articles.being_read(path),
        )

    def _show(self, old: Reader, opened: Opened) -> None:
        name = opened.article.path.name
        if opened.article.sha256 != old.article.sha256:
            self._articles.show_instead(opened, Message("tui.read_anew", name=name), old)
            return
        old.tell(Message("tui.same_text", name=name))
        if old.settling is not None:
            old.settling.start()
