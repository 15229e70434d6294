"""Rows for terminals with their own bidi algorithm: each word in logical order."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hashiya.terminal import characters
from hashiya.terminal.pieces import PieceReader, joined_text, merged, reversed_cells, rows_with, with_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

S = TypeVar("S")


def rows_in_words(rows: Iterable[Iterable[tuple[str, S]]]) -> list[list[tuple[str, S]]]:
    """Write rows with each word in logical order and a left-to-right mark after it.

    All rows are written at once as if each word lay in one piece. Rows with longer words are written again.
    """
    merged_rows = [merged(row) for row in rows]
    text = joined_text(merged_rows)
    result = with_texts(_words_of(text), merged_rows)
    for index in rows_with(characters.word_going_on(), text):
        result[index] = _in_words(merged_rows[index])
    return result


def _words_of(text: str) -> str:
    """Write the words of a text in logical order, each with a left-to-right mark after it."""
    parts: list[str] = characters.words(text).split(text)
    if characters.is_rare(text):
        parts[1::2] = map(_word, parts[1::2])
    else:
        mark = characters.LEFT_TO_RIGHT_MARK
        parts[1::2] = [run[::-1] + mark if run.isalpha() else _word(run) for run in parts[1::2]]
    return "".join(parts)


def _word(run: str) -> str:
    """Write a run of letters, reversed, or of Arabic numbers, unchanged."""
    is_number = characters.is_number(run)
    return (run if is_number else reversed_cells(run)) + characters.LEFT_TO_RIGHT_MARK


def _in_words(pieces: list[tuple[str, S]]) -> list[tuple[str, S]]:
    """Write a row with words in logical order; a colour stays with its letter."""
    text = "".join([piece for piece, _ in pieces])
    result: list[tuple[str, S]] = []
    source = PieceReader(pieces)
    position = 0
    for match in characters.words(text).finditer(text):
        start, end = match.span()
        result += source.take(start - position)
        run = source.take(end - start)
        if not characters.is_number(match[0]):
            run = [(reversed_cells(piece), style) for piece, style in reversed(run)]
        last, style = run[-1]
        run[-1] = (last + characters.LEFT_TO_RIGHT_MARK, style)
        result += run
        position = end
    return merged([*result, *source.take(len(text) - position)])
