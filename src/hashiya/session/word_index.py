"""The words of a text by paragraph, found when asked, so that a caret can step over them in any article."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING

from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from hashiya.layout import Document
    from hashiya.text.spans import Span

_KEPT_PARAGRAPHS = 256


class WordIndex:
    """Steps from word to word through the paragraphs of a document.

    The words do not depend on the document's width: `document` may be replaced by a rewrapped one.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._words: OrderedDict[int, list[Span]] = OrderedDict()

    def of_paragraph(self, paragraph: int) -> list[Span]:
        """The words of a paragraph, in reading order; not to be changed."""
        words = self._words.get(paragraph)
        if words is None:
            bounds = self.document.paragraph(paragraph)
            if (
                bounds.start == bounds.end
            ):  # a million of them must not wait for the search, nor fill the cache
                return []
            words = self._words[paragraph] = list(iter_words(self.document.text, bounds.start, bounds.end))
            if len(self._words) > _KEPT_PARAGRAPHS:
                self._words.popitem(last=False)
        else:
            self._words.move_to_end(paragraph)
        return words

    def first(self) -> Span | None:
        """The first word of the text, or None where there is none."""
        return self._first_from(0)

    def last(self) -> Span | None:
        """The last word of the text, or None where there is none."""
        return self._last_to(self.document.paragraph_count - 1)

    def at(self, offset: int) -> Span | None:
        """The word that holds `offset`, else the next one of the text, else the last.

        An offset behind the text counts as its end: an annotation may be older than the article.
        """
        if not self.document.paragraph_count:
            return None
        offset = min(offset, len(self.document.text))
        paragraph = self.document.paragraph_at(offset)
        for word in self._following(paragraph, offset):
            return word
        return self._first_from(paragraph + 1) or self._last_to(paragraph)

    def after(self, offset: int) -> Span | None:
        """The first word that starts at or after `offset`, or None."""
        if not self.document.paragraph_count:
            return None
        paragraph = self.document.paragraph_at(offset)
        words = self.of_paragraph(paragraph)
        index = bisect_right(words, offset - 1, key=lambda word: word.start)
        return words[index] if index < len(words) else self._first_from(paragraph + 1)

    def before(self, offset: int) -> Span | None:
        """The last word that starts before `offset`, or None."""
        if not self.document.paragraph_count:
            return None
        paragraph = self.document.paragraph_at(offset)
        words = self.of_paragraph(paragraph)
        index = bisect_right(words, offset - 1, key=lambda word: word.start)
        return words[index - 1] if index else self._last_to(paragraph - 1)

    def between(self, start: int, end: int) -> list[Span]:
        """The words that touch ``[start, end)``, which lies in one paragraph."""
        words = self.of_paragraph(self.document.paragraph_at(start))
        low = bisect_right(words, start, key=lambda word: word.end)
        high = bisect_right(words, end - 1, key=lambda word: word.start)
        return words[low:high]

    def _following(self, paragraph: int, offset: int) -> list[Span]:
        words = self.of_paragraph(paragraph)
        index = bisect_right(words, offset, key=lambda word: word.end)
        return words[index : index + 1]

    def _first_from(self, paragraph: int) -> Span | None:
        for index in range(paragraph, self.document.paragraph_count):
            if words := self.of_paragraph(index):
                return words[0]
        return None

    def _last_to(self, paragraph: int) -> Span | None:
        for index in range(paragraph, -1, -1):
            if words := self.of_paragraph(index):
                return words[-1]
        return None
