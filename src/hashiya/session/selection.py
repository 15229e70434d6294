"""The selection: set as a whole, extended by motions, or adjusted by letters at either edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from hashiya.session.word_index import WordIndex


class Selection:
    """A stretch of the text, or nothing.

    Attributes:
        span: the selected span, never empty; None without a selection.
        selecting: whether every motion extends it, until that is ended.
        smaller: the spans from which the selection was grown, the smallest first.
    """

    def __init__(self) -> None:
        self.span: Span | None = None
        self.selecting = False
        self.smaller: tuple[Span, ...] = ()
        # what a selection that motions extend holds in any case
        self._extend_from: Span | None = None

    def drop(self) -> None:
        """Drop the selection, and end selecting."""
        self.span = None
        self.selecting = False
        self.smaller = ()
        self._extend_from = None

    def set(self, span: Span) -> None:
        """Select a span, which motions do not extend."""
        self.drop()
        self.span = Span(*span)

    def start(self, word: Span) -> None:
        """Select a word, which motions extend from now on."""
        self.selecting = True
        self.span = self._extend_from = word

    def begin_extending(self, caret: Span, words: WordIndex) -> Span:
        """Fix the end that extending keeps: the caret's word, or the beginning of the selection.

        Args:
            caret: the word of the caret.
            words: the words of the text.

        Returns:
            The starting word of a motion that extends.
        """
        if self._extend_from is not None:
            return caret
        if self.span is None:
            self._extend_from = caret
            return caret
        self._extend_from = self.span
        first, last = words.at(self.span.start), words.before(self.span.end)
        if first is None or last is None or not self.span.overlaps(first):
            return caret
        self._extend_from = Span(self.span.start, min(first.end, self.span.end))
        return last

    def extend_to(self, word: Span) -> None:
        """Select everything from the beginning of extending to a word, including the word."""
        self.smaller = ()
        self.span = (self._extend_from or word).union(word)

    def adjust(self, text: str, span: Span, edge: str, step: int, caret: Span | None) -> None:
        """Select a span with an edge moved by one letter with its marks, and end selecting.

        Args:
            text: the text.
            span: the span to adjust.
            edge: ``start`` or ``end``.
            step: 1 onwards in the text, -1 back; one letter at least stays.
            caret: the word of the caret; motions go on moving the end at the caret.
        """
        from hashiya.text.letters import next_letter, previous_letter  # the first frame does without

        move = next_letter if step > 0 else previous_letter
        if edge == "end":
            end = move(text, span.end)
            adjusted = Span(span.start, end) if end > span.start else span
        else:
            start = move(text, span.start)
            adjusted = Span(start, span.end) if start < span.end else span
        self.selecting = False
        self.smaller = ()
        self.span = adjusted
        if self._extend_from is None or caret is None:
            return
        start, end = self._extend_from
        if caret.start < start:
            self._extend_from = Span(min(start, adjusted.end - 1), adjusted.end)
        else:
            self._extend_from = Span(adjusted.start, max(adjusted.start + 1, min(end, adjusted.end)))
