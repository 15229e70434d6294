"""Where the caret goes: from a word to a word, each motion a function of the document and the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.passages import sentence_around

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.layout import Document, Place, Row
    from hashiya.session.word_index import WordIndex
    from hashiya.text.spans import Span


class Stand:
    """What a motion looks at.

    Attributes:
        document: the rows.
        words: the words of the same text.
        caret: the word the caret stands on.
        goal: page column, counted from the left edge of the page, that vertical motions keep to; None until
            one has set it.
    """

    def __init__(self, document: Document, words: WordIndex, caret: Span, goal: float | None = None) -> None:
        self.document = document
        self.words = words
        self.caret = caret
        self.goal = goal


def next_word(stand: Stand) -> Span | None:
    """The word behind the caret's in the text."""
    return stand.words.after(max(stand.caret.end, stand.caret.start + 1))


def previous_word(stand: Stand) -> Span | None:
    """The word in front of the caret's in the text."""
    return stand.words.before(stand.caret.start)


def next_sentence(stand: Stand) -> Span | None:
    """The first word of the next sentence."""
    sentence = _sentence(stand)
    return stand.words.after(sentence.end) if sentence else None


def previous_sentence(stand: Stand) -> Span | None:
    """The first word of the caret's sentence, or of the one before when the caret stands there already."""
    sentence = _sentence(stand)
    if sentence is None:
        return None
    first = stand.words.after(sentence.start)
    if first is not None and first.start < stand.caret.start:
        return first
    before = stand.words.before(sentence.start)
    if before is None:
        return None
    earlier = sentence_around(stand.document, before.start)
    return stand.words.after(earlier.start) if earlier else before


def row_start(stand: Stand) -> Span | None:
    """The first word of the caret's row, in reading order."""
    return next(iter(_words_on(stand, _row(stand))), None)


def row_end(stand: Stand) -> Span | None:
    """The last word of the caret's row, in reading order."""
    return next(reversed(_words_on(stand, _row(stand))), None)


def row_above(stand: Stand) -> Span | None:
    """The word nearest to the goal column on the next row up that has words."""
    return _vertical(stand, stand.document.previous_place)


def row_below(stand: Stand) -> Span | None:
    """The word nearest to the goal column on the next row down that has words."""
    return _vertical(stand, stand.document.next_place)


def to_left(
    forward: Callable[[Stand], Span | None], back: Callable[[Stand], Span | None], stand: Stand
) -> Span | None:
    """Goes forward where the caret's paragraph runs right to left, else back."""
    return (forward if _is_rtl(stand) else back)(stand)


MOTIONS: dict[str, Callable[[Stand], Span | None]] = {
    "left": lambda stand: to_left(next_word, previous_word, stand),
    "right": lambda stand: to_left(previous_word, next_word, stand),
    "up": row_above,
    "down": row_below,
    "sentence_left": lambda stand: to_left(next_sentence, previous_sentence, stand),
    "sentence_right": lambda stand: to_left(previous_sentence, next_sentence, stand),
    "sentence_forward": next_sentence,
    "sentence_back": previous_sentence,
    "row_start": row_start,
    "row_end": row_end,
    "start": lambda stand: stand.words.first(),
    "end": lambda stand: stand.words.last(),
}
KEEP_GOAL = frozenset({"up", "down", "page_up", "page_down"})


def page_column(document: Document, row: Row, word: Span) -> float:
    """The middle of a word on a row, in columns from the left edge of the page.

    Rows of right-to-left paragraphs stand at the right edge, others at the left.
    """
    ranges = row.columns(max(word.start, row.start), min(word.end, row.end))
    low, high = (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)
    return row_indent(document, row) + (low + high) / 2


def row_indent(document: Document, row: Row) -> int:
    """How many columns of the page are empty to the left of a row."""
    return document.width - row.width if row.base == "rtl" else 0


def nearest_word(stand: Stand, place: Place, goal: float) -> Span | None:
    """The word of a row that stands nearest to a page column, or None on a row without words."""
    row = stand.document.rows(place.paragraph)[place.row]
    indent = row_indent(stand.document, row)

    def distance(word: Span) -> float:
        ranges = row.columns(max(word.start, row.start), min(word.end, row.end))
        return min((max(indent + low - goal, goal - indent - high, 0) for low, high in ranges), default=1e9)

    return min(_words_on(stand, row), key=distance, default=None)


def _vertical(stand: Stand, step: Callable[[Place], Place | None]) -> Span | None:
    place = stand.document.place_of(stand.caret.start)
    if stand.goal is None:
        stand.goal = page_column(stand.document, _row(stand), stand.caret)
    if step == stand.document.next_place:
        # rows that the caret's word fills are passed at once: there may be thousands
        last = stand.document.place_of(max(stand.caret.start, stand.caret.end - 1))
        if last > place and (before := stand.document.previous_place(last)) is not None:
            place = before
    following = step(place)
    while following is not None:
        word = nearest_word(stand, following, stand.goal)
        if word is not None and word != stand.caret:
            return word
        following = step(following)
    return None


def _is_rtl(stand: Stand) -> bool:
    return stand.document.base(stand.document.paragraph_at(stand.caret.start)) == "rtl"


def _sentence(stand: Stand) -> Span | None:
    return sentence_around(stand.document, stand.caret.start)


def _row(stand: Stand) -> Row:
    place = stand.document.place_of(stand.caret.start)
    return stand.document.rows(place.paragraph)[place.row]


def _words_on(stand: Stand, row: Row) -> list[Span]:
    """The words that begin on a row, or the one too long for a row that goes on there."""
    words = stand.words.between(row.start, row.end) if row.end > row.start else []
    return [word for word in words if word.start >= row.start] or words
