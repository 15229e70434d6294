"""Blocks of a long passage, to be searched for words: each ends after a space, so no word is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 16_384
"""Code points of a block, which then extends to the next space."""


def block_at(text: str, offset: int, start: int, end: int, length: int = BLOCK) -> Span:
    """Find the block of ``text[start:end]`` that holds an offset; the last block holds the end.

    Blocks depend on the passage alone, so any block is found without those before it.

    Args:
        text: the whole text.
        offset: in code points, from ``start`` to ``end``.
        start: first offset of the passage.
        end: offset after the passage.
        length: code points of a block.
    """

    def after_space(number: int) -> int:
        """Return the first offset after a space, at or after so many lengths."""
        space = text.find(" ", start + number * length, end)
        return end if space < 0 else space + 1

    offset = min(offset, end - 1)
    space = text.rfind(" ", start, max(start, offset))
    number = max(0, space - start) // length
    first = after_space(number) if number else start
    return Span(first, after_space(number + 1))


def blocks_from(text: str, offset: int, start: int, end: int, length: int = BLOCK) -> Iterator[Span]:
    """Iterate over the block that holds an offset of a passage and the blocks after it (see `block_at`)."""
    while offset < end:
        block = block_at(text, offset, start, end, length)
        yield block
        offset = block.end


def blocks_to(text: str, offset: int, start: int, end: int, length: int = BLOCK) -> Iterator[Span]:
    """Iterate backwards over the blocks that end at or before an offset of a passage."""
    while offset > start:
        block = block_at(text, offset - 1, start, end, length)
        yield block
        offset = block.start
