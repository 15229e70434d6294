"""Motions of the caret from word to word, each a function of the document and the word."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.layout import Document, Place, Row
    from hashiya.session.word_index import WordIndex
    from hashiya.text.spans import Span


class MotionContext:
    """The context of a motion.

    Attributes:
        document: the rows.
        words: the words of the same text.
        caret: the word of the caret.
        goal: page column, counted from the left edge of the page, that vertical motions keep to; None until
            one has set it.
    """

    def __init__(self, document: Document, words: WordIndex, caret: Span, goal: float | None = None) -> None:
        self.document = document
        self.words = words
        self.caret = caret
        self.goal = goal


Motion: TypeAlias = "Callable[[MotionContext], Span | None]"
"""A function that finds the next word of the caret, or None."""


def next_word(context: MotionContext) -> Span | None:
    """Return the word after the caret's in the text."""
    return context.words.after(max(context.caret.end, context.caret.start + 1))


def previous_word(context: MotionContext) -> Span | None:
    """Return the word in front of the caret's in the text."""
    return context.words.before(context.caret.start)


def next_sentence(context: MotionContext) -> Span | None:
    """Return the first word of the next sentence."""
    sentence = _sentence(context)
    return context.words.after(sentence.end) if sentence else None


def previous_sentence(context: MotionContext) -> Span | None:
    """Return the first word of the caret's sentence; if the caret is on that word, of the sentence before."""
    sentence = _sentence(context)
    if sentence is None:
        return None
    first = context.words.after(sentence.start)
    if first is not None and first.start < context.caret.start:
        return first
    before = context.words.before(sentence.start)
    if before is None:
        return None
    from hashiya.session.passages import sentence_around  # the first frame does without

    earlier = sentence_around(context.document, before.start)
    return context.words.after(earlier.start) if earlier else before


def row_start(context: MotionContext) -> Span | None:
    """Return the first word of the caret's row, in reading order."""
    return next(iter(_words_on(context, _row(context))), None)


def row_end(context: MotionContext) -> Span | None:
    """Return the last word of the caret's row, in reading order."""
    return next(reversed(_words_on(context, _row(context))), None)


def row_above(context: MotionContext) -> Span | None:
    """Return the word nearest to the goal column on the next row up that has words."""
    return _vertical(context, context.document.previous_place)


def row_below(context: MotionContext) -> Span | None:
    """Return the word nearest to the goal column on the next row down that has words."""
    return _vertical(context, context.document.next_place)


def to_left(
    forward: Callable[[MotionContext], Span | None],
    back: Callable[[MotionContext], Span | None],
    context: MotionContext,
) -> Span | None:
    """Move forward if the caret's paragraph runs right to left, else back."""
    return (forward if _is_rtl(context) else back)(context)


MOTIONS: dict[str, Motion] = {
    "left": lambda context: to_left(next_word, previous_word, context),
    "right": lambda context: to_left(previous_word, next_word, context),
    "up": row_above,
    "down": row_below,
    "sentence_left": lambda context: to_left(next_sentence, previous_sentence, context),
    "sentence_right": lambda context: to_left(previous_sentence, next_sentence, context),
    "sentence_forward": next_sentence,
    "sentence_back": previous_sentence,
    "row_start": row_start,
    "row_end": row_end,
    "start": lambda context: context.words.first(),
    "end": lambda context: context.words.last(),
}
KEEP_GOAL = frozenset({"up", "down", "page_up", "page_down"})


def page_column(document: Document, row: Row, word: Span) -> float:
    """Return the middle of a word on a row, in columns from the left edge of the page.

    Rows of right-to-left paragraphs begin at the right edge, others at the left.
    """
    ranges = row.columns(max(word.start, row.start), min(word.end, row.end))
    low, high = (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)
    return row_indent(document, row) + (low + high) / 2


def row_indent(document: Document, row: Row) -> int:
    """Return the number of empty columns to the left of a row."""
    return document.width - row.width if row.base == "rtl" else 0


def nearest_word(context: MotionContext, place: Place, goal: float) -> Span | None:
    """Return the word of a row that is nearest to a page column, or None on a row without words."""
    row = context.document.rows(place.paragraph)[place.row]
    indent = row_indent(context.document, row)

    def distance(word: Span) -> float:
        ranges = row.columns(max(word.start, row.start), min(word.end, row.end))
        return min((max(indent + low - goal, goal - indent - high, 0) for low, high in ranges), default=1e9)

    return min(_words_on(context, row), key=distance, default=None)


def _vertical(context: MotionContext, step: Callable[[Place], Place | None]) -> Span | None:
    place = context.document.place_of(context.caret.start)
    if context.goal is None:
        context.goal = page_column(context.document, _row(context), context.caret)
    if step == context.document.next_place:
        # rows that the caret's word fills are passed at once: there may be thousands
        last = context.document.place_of(max(context.caret.start, context.caret.end - 1))
        if last > place and (before := context.document.previous_place(last)) is not None:
            place = before
    following = step(place)
    while following is not None:
        word = nearest_word(context, following, context.goal)
        if word is not None and word != context.caret:
            return word
        following = step(following)
    return None


def _is_rtl(context: MotionContext) -> bool:
    return context.document.base(context.document.paragraph_at(context.caret.start)) == "rtl"


def _sentence(context: MotionContext) -> Span | None:
    from hashiya.session.passages import sentence_around  # the first frame does without

    return sentence_around(context.document, context.caret.start)


def _row(context: MotionContext) -> Row:
    place = context.document.place_of(context.caret.start)
    return context.document.rows(place.paragraph)[place.row]


def _words_on(context: MotionContext, row: Row) -> list[Span]:
    """Return the words that begin on a row, or the word of several rows that continues there."""
    words = context.words.between(row.start, row.end) if row.end > row.start else []
    return [word for word in words if word.start >= row.start] or words
