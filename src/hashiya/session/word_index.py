"""The words of a text, found a block at a time when asked, so that a caret can step over any article."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING

from hashiya.text.blocks import BLOCK, blocks_from, blocks_to
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.layout import Document
    from hashiya.text.spans import Span

_KEPT_BLOCKS = 256


class WordIndex:
    """Steps from word to word through the paragraphs of a document.

    The words do not depend on the document's width: `document` may be replaced by a rewrapped one.
    """

    def __init__(self, document: Document, *, block: int = BLOCK) -> None:
        """Look for no word yet.

        Args:
            document: the paragraphs.
            block: code points that are looked through at a time in a long paragraph.
        """
        self.document = document
        self._block = block
        # offset at which a block begins → its words
        self._words: OrderedDict[int, list[Span]] = OrderedDict()

    def first(self) -> Span | None:
        """Return the first word of the text, or None."""
        return self._first_from(0)

    def last(self) -> Span | None:
        """Return the last word of the text, or None."""
        return self._last_to(self.document.paragraph_count - 1)

    def at(self, offset: int) -> Span | None:
        """Return the word that holds `offset`, else the next one of the text, else the last.

        An offset after the text counts as its end: an annotation may be older than the article.
        """
        if not self.document.paragraph_count:
            return None
        offset = min(offset, len(self.document.text))
        paragraph = self.document.paragraph_at(offset)
        for _, words in self._blocks_from(paragraph, offset):
            index = bisect_right(words, offset, key=lambda word: word.end)
            if index < len(words):
                return words[index]
        return self._first_from(paragraph + 1) or self._last_to(paragraph)

    def after(self, offset: int) -> Span | None:
        """Return the first word that starts at or after `offset`, or None."""
        if not self.document.paragraph_count:
            return None
        paragraph = self.document.paragraph_at(offset)
        for _, words in self._blocks_from(paragraph, offset):
            index = bisect_right(words, offset - 1, key=lambda word: word.start)
            if index < len(words):
                return words[index]
        return self._first_from(paragraph + 1)

    def before(self, offset: int) -> Span | None:
        """Return the last word that starts before `offset`, or None."""
        if not self.document.paragraph_count:
            return None
        paragraph = self.document.paragraph_at(offset)
        for words in self._blocks_to(paragraph, offset):
            index = bisect_right(words, offset - 1, key=lambda word: word.start)
            if index:
                return words[index - 1]
        return self._last_to(paragraph - 1)

    def between(self, start: int, end: int) -> list[Span]:
        """Return the words that touch ``[start, end)``, a range within one paragraph."""
        found: list[Span] = []
        for block, words in self._blocks_from(self.document.paragraph_at(start), start):
            if block.start >= end:
                break
            low = bisect_right(words, start, key=lambda word: word.end)
            high = bisect_right(words, end - 1, key=lambda word: word.start)
            found += words[low:high]
        return found

    def _first_from(self, paragraph: int) -> Span | None:
        for index in range(paragraph, self.document.paragraph_count):
            start, end, _ = self.document.paragraph(index)
            if start == end:  # there may be a million of them
                continue
            for _, words in self._blocks_from(index, start):
                if words:
                    return words[0]
        return None

    def _last_to(self, paragraph: int) -> Span | None:
        for index in range(paragraph, -1, -1):
            start, end, _ = self.document.paragraph(index)
            if start == end:
                continue
            for words in self._blocks_to(index, end):
                if words:
                    return words[-1]
        return None

    def _blocks_from(self, paragraph: int, offset: int) -> Iterator[tuple[Span, list[Span]]]:
        """Return the blocks of a paragraph from the block of an offset on, each with its words."""
        start, end, _ = self.document.paragraph(paragraph)
        for block in blocks_from(self.document.text, offset, start, end, self._block):
            yield block, self._words_of(block)

    def _blocks_to(self, paragraph: int, offset: int) -> Iterator[list[Span]]:
        """Return the words of the blocks of a paragraph before an offset, the last block first."""
        start, end, _ = self.document.paragraph(paragraph)
        for block in blocks_to(self.document.text, min(offset, end), start, end, self._block):
            yield self._words_of(block)

    def _words_of(self, block: Span) -> list[Span]:
        words = self._words.get(block.start)
        if words is None:
            words = self._words[block.start] = list(iter_words(self.document.text, *block))
            if len(self._words) > _KEPT_BLOCKS:
                self._words.popitem(last=False)
        else:
            self._words.move_to_end(block.start)
        return words
