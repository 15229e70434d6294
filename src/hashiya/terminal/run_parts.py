"""Cut a run into parts that kitty must pass to HarfBuzz separately, if no order suits the whole run."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hashiya.terminal import characters


class RunPart(NamedTuple):
    """A part of a run that kitty passes to HarfBuzz at once.

    Attributes:
        text: in visual order.
        is_turned: whether HarfBuzz reverses it.
        is_odd: whether it is set in the other font; fonts of neighbouring parts alternate.
    """

    text: str
    is_turned: bool
    is_odd: bool


def run_parts(run: str) -> list[RunPart]:
    """Cut a run around cells with marks, which kitty moves within a run, and at changes of direction."""
    parts: list[RunPart] = []
    is_marked = True
    for text in characters.marked(run).split(run):
        is_marked = not is_marked
        if is_marked:
            parts.append(RunPart(text, is_turned=True, is_odd=True))
        elif text:
            parts += _parts_without_marks(text)
    if len(parts) == 1:
        return [parts[0]._replace(is_odd=False)]
    for index in range(1, len(parts)):
        parts[index] = parts[index]._replace(is_odd=not parts[index - 1].is_odd)
    return parts


def _directions(run: str) -> list[bool]:
    """Tell for each character with a direction whether it is right-to-left."""
    return [match.lastindex is not None for match in characters.directed(run).finditer(run)]


def _parts_without_marks(text: str) -> list[RunPart]:
    """Cut a text without marks at changes of direction, if no order suits the whole text.

    HarfBuzz gives a run the direction of its first written character that has one. So a text whose last
    character in visual order is right-to-left is written reversed, and one with left-to-right characters at
    both ends unchanged. Any other text is cut; neutrals stay with the part to their left.
    """
    turned = _directions(text)
    if not turned or turned[-1]:
        return [RunPart(text, is_turned=bool(turned), is_odd=False)]
    if not turned[0]:
        return [RunPart(text, is_turned=False, is_odd=False)]
    cuts: list[int] = [0]
    directions: list[bool] = []
    for match in characters.directed(text).finditer(text):
        is_turned = match.lastindex is not None
        if not directions:
            directions.append(is_turned)
        elif is_turned is not directions[-1]:
            cuts.append(match.start())
            directions.append(is_turned)
    cuts.append(len(text))
    texts = [text[start:end] for start, end in pairwise(cuts)]
    return [RunPart(part, turned, not turned) for part, turned in zip(texts, directions, strict=True)]
