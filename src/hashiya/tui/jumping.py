"""Goes to an annotation or to words by the key of their article, which is opened if need be."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.opened import read_to_open

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.services.opened import Opened
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span
    from hashiya.tui.articles import Articles


class Jumping:
    """Shows places of articles, the open one or others."""

    def __init__(self, articles: Articles) -> None:
        """Go nowhere yet.

        Args:
            articles: knows the open article, and opens others.
        """
        self._articles = articles

    def go_to_mention(self, key: str, annotation: str) -> None:
        """Go to an annotation, by the key of its article, which is opened if need be.

        Raises:
            HashiyaError: the article cannot be read. An error found later is shown as a notice.
        """
        reader = self._articles.reader
        if reader is None:
            return
        self.open_at(key, self._path_of, lambda reader: reader.jump(annotation))

    def go_to_span(self, key: str, span: Span | None, label: str) -> None:
        """Go to the words of a span, by the key of its article, which is opened if need be.

        Raises:
            HashiyaError: the article cannot be read. An error found later is shown as a notice.
        """

        def go(reader: Reader) -> None:
            if span is not None:
                reader.go_to_span(span, label)

        self.open_at(key, self._path_of, go)

    def _path_of(self, key: str) -> Path | None:
        return self._articles.stores.own.path_of(key)

    def open_at(
        self,
        key: str,
        find: Callable[[str], Path | None],
        go: Callable[[Reader], object],
        before: Callable[[], object] = lambda: None,
    ) -> None:
        """Go to a place in an article, which is opened if it is not open.

        Args:
            key: of the article.
            find: finds the path of the article, in a thread, since a team's article may have to be copied.
            go: goes to the place.
            before: called before the article is shown.

        Raises:
            HashiyaError: the article cannot be read. An error found later is shown as a notice.
        """
        reader = self._articles.reader
        if reader is not None and key == reader.working_copy.key:
            before()
            reader.jumps.remember()
            go(reader)
            return
        store, encoding = self._articles.stores.of_a_thread(), self._articles.encoding

        def read() -> Opened:
            path = find(key)
            if path is None:
                raise HashiyaError(Message("tui.article_elsewhere", article=key))
            return read_to_open(store, path, encoding)

        def show(opened: Opened) -> None:
            before()
            self._articles.show_instead(opened, go=go)

        being_read = self._articles.being_read(PurePosixPath(key))
        self._articles.errands.run(read, show, Message("tui.opening"), being_read)
