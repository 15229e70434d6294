"""Pairing of quotation marks at the least cost for a whole passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.paragraphs import SEPARATORS
from hashiya.text.quotation_marks import COSTLIEST_ALONE, NESTED, mixing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.text.quotation_marks import Family, QuotationMark

_DEEPEST = 4
_KEPT = 48
_ACROSS = 31
"""Cost of staying open over the end of a paragraph: too high for a mark with its space on the wrong side."""
_ALONE_INSIDE = 15
"""Cost added to a lone mark inside a pair of its family, so pairing the mark is cheaper."""


class _Open(NamedTuple):
    """An open mark.

    Attributes:
        family: its family.
        is_turned: whether its shape is a closing one.
        holds_another: whether a pair of its family opens directly inside.
    """

    family: Family
    is_turned: bool = False
    holds_another: bool = False


class _State(NamedTuple):
    """The open marks after a mark.

    Attributes:
        open: the open marks, the outermost first.
        is_empty: whether only spaces and marks have come since the last of them opened.
    """

    open: tuple[_Open, ...]
    is_empty: bool


class _Reading(NamedTuple):
    """The cheapest way to a state: the step of the last mark and the reading before it."""

    cost: int
    step: int
    before: _Reading | None


_OPENS, _ALONE, _CLOSES = 1, 0, -1


def pair_marks(text: str, marks: Sequence[QuotationMark]) -> list[tuple[QuotationMark, QuotationMark]]:
    """Pair the marks of a passage in nested pairs at the least total cost.

    Each mark opens, closes the last open mark, or is alone; a pair around nothing but space is not allowed.
    Marks are taken in order, and for each stack of open families only the cheapest reading is kept (dynamic
    programming), so the time is linear in the number of marks.
    """
    readings = {_State((), is_empty=False): _Reading(0, _ALONE, None)}
    end = 0
    for mark in marks:
        gap = text[end : mark.span.start]
        is_beside = not gap.strip()
        across = 0 if frozenset(SEPARATORS).isdisjoint(gap) else _ACROSS
        end = mark.span.end
        found: dict[_State, _Reading] = {}
        for state, reading in readings.items():
            before = reading.cost + (across if state.open else 0)
            for following, step, cost in _steps(state, mark, is_beside=is_beside):
                total = before + cost
                if following not in found or total < found[following].cost:
                    found[following] = _Reading(total, step, reading)
        readings = _promising(found)
    closed = [reading for state, reading in readings.items() if not state.open]
    return _pairs(marks, _steps_to(min(closed, key=lambda reading: reading.cost)))


def _promising(found: dict[_State, _Reading]) -> dict[_State, _Reading]:
    """Choose the readings that may still become the cheapest, at most `_KEPT`.

    A reading with open marks never does if one without any costs less, even with every mark that may close
    the open ones left alone.
    """
    closed = min(reading.cost for state, reading in found.items() if not state.open)
    kept = [item for item in found.items() if item[1].cost <= closed + COSTLIEST_ALONE * len(item[0].open)]
    # a reading without open marks is always among those kept
    return dict(sorted(kept, key=lambda item: (bool(item[0].open), item[1].cost))[:_KEPT])


def _steps(state: _State, mark: QuotationMark, *, is_beside: bool) -> Iterator[tuple[_State, int, int]]:
    """Iterate over the steps of a mark in a state: the next state, the step and its cost; closing first."""
    inner = state.open[-1] if state.open else None
    is_empty = state.is_empty and is_beside
    mixed = None if inner is None or is_empty else mixing(inner.family, mark.family)
    if inner is not None and mixed is not None:
        turned = mark.turned if mark.shape > 0 and not inner.is_turned else 0
        yield _State(state.open[:-1], is_empty=False), _CLOSES, mark.closes + mixed + turned
    is_missing = mark.alone and any(one.family is mark.family for one in state.open)
    yield _State(state.open, is_empty), _ALONE, mark.alone + (_ALONE_INSIDE if is_missing else 0)
    if len(state.open) == _DEEPEST:
        return
    is_turned = mark.shape < 0
    around, cost = state.open, mark.opens + (mark.turned if is_turned else 0)
    if inner is not None and inner.family is mark.family and not inner.holds_another:
        around = (*around[:-1], inner._replace(holds_another=True))
        cost += NESTED[mark.family]
    yield _State((*around, _Open(mark.family, is_turned)), is_empty=True), _OPENS, cost


def _steps_to(reading: _Reading) -> list[int]:
    steps = []
    while reading.before is not None:
        steps.append(reading.step)
        reading = reading.before
    return steps[::-1]


def _pairs(marks: Sequence[QuotationMark], steps: Sequence[int]) -> list[tuple[QuotationMark, QuotationMark]]:
    pairs = []
    opened: list[QuotationMark] = []
    for mark, step in zip(marks, steps, strict=True):
        if step == _OPENS:
            opened.append(mark)
        elif step == _CLOSES:
            pairs.append((opened.pop(), mark))
    return pairs
