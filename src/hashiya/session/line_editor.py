"""An input without a screen, of one line or several: text, caret, selection and history, in any script.

The caret moves and deletes in the order of the text, by letters with their marks; where it is seen is
asked of the row that shows the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from hashiya.text.letters import next_letter, previous_letter
from hashiya.text.spans import Span
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from hashiya.layout import Direction, Row

LONGEST = 10_000
_BREAKS = r"\r\n|[\n\v\f\r\x85\u2028\u2029]"
_REFUSED = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]"

_Kind = Literal["typing", "rubbing", "other"]


class _Line(NamedTuple):
    """A state that undo brings back.

    Attributes:
        text: the code points of the line.
        caret: offset of the letter after the caret.
        anchor: offset where the selection began; the caret's when nothing is selected.
    """

    text: str = ""
    caret: int = 0
    anchor: int = 0

    @property
    def selection(self) -> Span:
        return Span(min(self.caret, self.anchor), max(self.caret, self.anchor))


class LineEditor:
    """Edits a line of text; every offset, in code points, is before a letter, never before its mark.

    Typing one word, or rubbing out one letter after another, is undone in one step.
    """

    def __init__(self, text: str = "", *, max_length: int = LONGEST, several_lines: bool = False) -> None:
        """Start with a text and the caret after it.

        Args:
            text: taken as if it were typed.
            max_length: most code points of the text; more are not taken.
            several_lines: whether line breaks are kept; else they become spaces.
        """
        self._max_length = max_length
        self._line_break = "\n" if several_lines else " "
        kept = _shorten(_cleaned(text, self._line_break), max_length)
        self._line = _Line(kept, len(kept), len(kept))
        self._undone: list[_Line] = []
        self._done: list[_Line] = []
        self._kind: _Kind = "other"

    @property
    def text(self) -> str:
        """The text, without controls and lone surrogates, and as a single line without line breaks."""
        return self._line.text

    @property
    def caret(self) -> int:
        """The offset of the letter after the caret; the length of the text at its end."""
        return self._line.caret

    @property
    def selection(self) -> Span | None:
        """The selected span, or None."""
        selection = self._line.selection
        return selection if selection.start < selection.end else None

    # --- editing

    def insert(self, text: str) -> None:
        """Put a text where the caret or the selection is.

        Tabs become spaces, and so do line breaks in a single line; other controls and lone surrogates are
        left out.
        """
        line = self._line
        start, end = line.selection
        room = self._max_length - (len(line.text) - (end - start))
        taken = _shorten(_cleaned(text, self._line_break), room)
        if not taken:
            return
        is_letter = len(taken) == 1 and not taken.isspace() and start == end
        changed = line.text[:start] + taken + line.text[end:]
        self._change(changed, start + len(taken), "typing" if is_letter else "other")

    def delete_left(self) -> None:
        """Delete the selection, or one code point before the caret: a mark first, then its letter."""
        if not self._delete_selection() and self.caret:
            self._delete(self.caret - 1, self.caret, "rubbing")

    def delete_right(self) -> None:
        """Take away the selection, or the letter at the caret with its marks."""
        if not self._delete_selection():
            self._delete(self.caret, next_letter(self.text, self.caret), "rubbing")

    def delete_word_left(self) -> None:
        """Delete the selection, or the text from the start of the word before the caret to the caret."""
        if not self._delete_selection():
            self._delete(self._previous_word(), self.caret, "other")

    def delete_word_right(self) -> None:
        """Delete the selection, or the text from the caret to the end of the word after it."""
        if not self._delete_selection():
            self._delete(self.caret, self._next_word(), "other")

    def cut(self) -> str:
        """Delete the selection and return its text."""
        text = self.copy()
        self._delete_selection()
        return text

    def copy(self) -> str:
        """Return the selected text; empty if nothing is selected."""
        return self._line.selection.cut(self.text)

    def undo(self) -> None:
        """Bring back the text before the last change, with its caret and selection."""
        if self._done:
            self._undone.append(self._line)
            self._line = self._done.pop()
            self._kind = "other"

    def redo(self) -> None:
        """Redo the last undone change."""
        if self._undone:
            self._done.append(self._line)
            self._line = self._undone.pop()
            self._kind = "other"

    # --- moving

    def move_next(self, *, extend: bool = False) -> None:
        """Move to the next letter of the text, or to the end of the selection."""
        to = next_letter(self.text, self.caret) if extend or not self.selection else self.selection.end
        self.move_to(to, extend=extend)

    def move_previous(self, *, extend: bool = False) -> None:
        """Move to the letter before, or to the start of the selection."""
        to = previous_letter(self.text, self.caret) if extend or not self.selection else self.selection.start
        self.move_to(to, extend=extend)

    def move_visual_left(self, base: Direction, *, extend: bool = False) -> None:
        """Move on in a right-to-left line, back in a left-to-right one."""
        (self.move_next if base == "rtl" else self.move_previous)(extend=extend)

    def move_visual_right(self, base: Direction, *, extend: bool = False) -> None:
        """Move back in a right-to-left line, on in a left-to-right one."""
        (self.move_previous if base == "rtl" else self.move_next)(extend=extend)

    def move_word_next(self, *, extend: bool = False) -> None:
        """Move after the word at the caret or the next one."""
        self.move_to(self._next_word(), extend=extend)

    def move_word_previous(self, *, extend: bool = False) -> None:
        """Move before the word at the caret or the one before it."""
        self.move_to(self._previous_word(), extend=extend)

    def move_home(self, *, extend: bool = False) -> None:
        """Move to the start of the line."""
        self.move_to(self.text.rfind("\n", 0, self.caret) + 1, extend=extend)

    def move_end(self, *, extend: bool = False) -> None:
        """Move after the last letter of the line."""
        end = self.text.find("\n", self.caret)
        self.move_to(end if end >= 0 else len(self.text), extend=extend)

    def move_to(self, offset: int, *, extend: bool = False) -> None:
        """Move before the letter that holds `offset`; end the selection, or with `extend` move its end."""
        caret = _letter_start(self.text, offset)
        self._line = self._line._replace(caret=caret, anchor=self._line.anchor if extend else caret)
        self._kind = "other"

    def select_all(self) -> None:
        """Select the whole text, with the caret at its end."""
        self._line = self._line._replace(anchor=0, caret=len(self.text))
        self._kind = "other"

    # --- within

    def _next_word(self) -> int:
        words = iter_words(self.text, self.caret, len(self.text))
        return next((_letter_end(self.text, word.end) for word in words), len(self.text))

    def _previous_word(self) -> int:
        before = [word.start for word in iter_words(self.text, 0, len(self.text)) if word.start < self.caret]
        return before[-1] if before else 0

    def _delete_selection(self) -> bool:
        selection = self.selection
        if selection is None:
            return False
        self._delete(*selection, "other")
        return True

    def _delete(self, start: int, end: int, kind: _Kind) -> None:
        if start < end:
            self._change(self.text[:start] + self.text[end:], start, kind)

    def _change(self, text: str, caret: int, kind: _Kind) -> None:
        if kind == "other" or kind != self._kind:
            self._done.append(self._line)
        self._undone.clear()
        caret = _letter_end(text, caret)
        self._line = _Line(text, caret, caret)
        self._kind = kind


def caret_column(row: Row, offset: int, text_length: int) -> int:
    """Return the column of the caret in the row of the whole line, counted from the leftmost cell.

    A caret before a letter is on that letter's cell. At the end of the text the caret is beside the row,
    where the next letter of the base direction would come: -1 in a right-to-left row, the row's width in
    another.
    """
    column = row.column_of(offset) if offset < text_length else None
    if column is None:
        return -1 if row.base == "rtl" else row.width
    return column


def offset_at_column(row: Row, column: int, text_length: int) -> int:
    """Return the offset of the caret after a click on a column; the inverse of `caret_column`.

    Beside the row it is the end of the text on the side where the row ends, its start on the other.
    """
    index = row.cell_index_at(column)
    if index is not None:
        return row.cells[index].start
    return text_length if (column < 0) == (row.base == "rtl") else 0


def _cleaned(text: str, line_break: str) -> str:
    """Leave out controls and lone surrogates; tabs become spaces, line breaks what is given for them."""
    return re.sub(_REFUSED, "", re.sub(_BREAKS, line_break, text).replace("\t", " ")) if text else ""


def _shorten(text: str, length: int) -> str:
    """Cut a text to the letters that fit into so many code points."""
    return text if len(text) <= length else text[: _letter_start(text, max(length, 0))]


def _letter_start(text: str, offset: int) -> int:
    """Return the start of the letter that holds `offset`; at or after the end, the length of the text."""
    if offset >= len(text):
        return len(text)
    return previous_letter(text, max(offset, 0) + 1)


def _letter_end(text: str, offset: int) -> int:
    """Return an offset at which a letter begins or the text ends; within a letter, the end of that letter."""
    return next_letter(text, offset - 1) if offset else 0
