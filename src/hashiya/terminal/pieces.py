"""The pieces of rows: merged, taken by code points, and the text of all of them looked through at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from hashiya.terminal import characters

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

S = TypeVar("S")


def merged(pieces: Iterable[tuple[str, S]]) -> list[tuple[str, S]]:
    """Neighbours of one style as one piece."""
    result: list[tuple[str, S]] = []
    current: S | None = None
    for piece in pieces:
        style = piece[1]
        if result and (style is current or style == current):
            result[-1] = (result[-1][0] + piece[0], style)
        else:
            result.append(piece)
            current = style
    return result


class Source(Generic[S]):
    """The pieces of a row, taken from left to right by code points; they are cut where that is needed."""

    def __init__(self, pieces: Sequence[tuple[str, S]]) -> None:
        self._pieces = pieces
        self._index = 0
        self._offset = 0

    def take(self, count: int) -> list[tuple[str, S]]:
        """The next code points, as many as are asked for; the row must have them."""
        taken = []
        while count > 0:
            text, style = self._pieces[self._index]
            left = len(text) - self._offset
            if count < left:
                taken.append((text[self._offset : self._offset + count], style))
                self._offset += count
                break
            taken.append((text[self._offset :] if self._offset else text, style))
            self._index += 1
            self._offset = 0
            count -= left
        return taken


def joined_text(rows: Iterable[Iterable[tuple[str, S]]]) -> str:
    """The text of all rows, with `PIECE_END` between pieces and a `ROW_END` as the last piece of each row."""
    texts: list[str] = []
    for row in rows:
        texts += [text for text, _ in row]
        texts.append(characters.ROW_END)
    return characters.PIECE_END.join(texts)


def with_texts(text: str, rows: Iterable[Sequence[tuple[str, S]]]) -> list[list[tuple[str, S]]]:
    """Rows with what has been made of their `joined_text`; every piece must still have its end in it."""
    texts = text.split(characters.PIECE_END)
    result = []
    first = 0
    for row in rows:
        end = first + len(row)
        result.append([(its, style) for its, (_, style) in zip(texts[first:end], row, strict=True)])
        first = end + 1
    return result


def rows_with(pattern: re.Pattern[str], text: str) -> set[int]:
    """The indices of the rows in whose `joined_text` a pattern is found."""
    return {text.count(characters.ROW_END, 0, match.start()) for match in pattern.finditer(text)}


def reversed_cells(text: str) -> str:
    """Cells from the last to the first, each with its marks behind it."""
    if characters.joined(text).search(text) is None:
        return text[::-1]
    return "".join(characters.cells(text).findall(text)[::-1])
