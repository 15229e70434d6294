"""Operations on the pieces of rows, one row at a time or on the joined text of all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from hashiya.terminal import characters

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

S = TypeVar("S")


def merged(pieces: Iterable[tuple[str, S]]) -> list[tuple[str, S]]:
    """Merge adjacent pieces of one style."""
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


class PieceReader(Generic[S]):
    """Reads the pieces of a row from left to right by code points, and cuts pieces as needed."""

    def __init__(self, pieces: Sequence[tuple[str, S]]) -> None:
        self._pieces = pieces
        self._index = 0
        self._offset = 0

    def take(self, count: int) -> list[tuple[str, S]]:
        """Return the next ``count`` code points, which the row must have."""
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
    """Join the text of all rows, with `PIECE_END` between pieces and `ROW_END` as the last piece of a row."""
    texts: list[str] = []
    for row in rows:
        texts += [text for text, _ in row]
        texts.append(characters.ROW_END)
    return characters.PIECE_END.join(texts)


def with_texts(text: str, rows: Iterable[Sequence[tuple[str, S]]]) -> list[list[tuple[str, S]]]:
    """Split a changed `joined_text` into the pieces of its rows; all ends of pieces must still be in it."""
    texts = text.split(characters.PIECE_END)
    result = []
    first = 0
    for row in rows:
        end = first + len(row)
        result.append([(its, style) for its, (_, style) in zip(texts[first:end], row, strict=True)])
        first = end + 1
    return result


def rows_with(pattern: re.Pattern[str], text: str) -> set[int]:
    """Find the indices of the rows whose part of a `joined_text` matches a pattern."""
    return {text.count(characters.ROW_END, 0, match.start()) for match in pattern.finditer(text)}


def reversed_cells(text: str) -> str:
    """Reverse the cells of a text, each with its marks after its base."""
    if characters.joined(text).search(text) is None:
        return text[::-1]
    return "".join(characters.cells(text).findall(text)[::-1])
