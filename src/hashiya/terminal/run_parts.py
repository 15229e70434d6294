"""A run → the parts that kitty must give to HarfBuzz one by one, for no order of the whole is right."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hashiya.terminal import characters


class RunPart(NamedTuple):
    """What kitty gives to HarfBuzz at once.

    Attributes:
        text: as it is seen.
        is_turned: whether HarfBuzz turns it round.
        is_odd: whether it is in the other font; of neighbours one is.
    """

    text: str
    is_turned: bool
    is_odd: bool


def run_parts(run: str) -> list[RunPart]:
    """A run cut around cells with marks, which kitty moves within a run, and where else it must be cut."""
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
    """Whether each character of a run that has a direction is a right-to-left one."""
    return [match.lastindex is not None for match in characters.directed(run).finditer(run)]


def _parts_without_marks(text: str) -> list[RunPart]:
    """HarfBuzz takes the direction of the first character written that has one for all of it.

    With a right-to-left one last, as seen, a text is written from its end; with a left-to-right one first and
    last, as it is. Otherwise no order is right for the whole, and it is cut at its changes of direction;
    neutrals go with what is to their left.
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
