"""Divides suites too long for every run: ``make test`` runs the first share, ``make test-all`` all."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Case = TypeVar("Case")
_CASES = pytest.StashKey[dict[str, int]]()
"""How many cases of each test of a module were collected."""
SAMPLE, WHOLE = "sample", "whole"
"""The profiles of Hypothesis of `make test` and of `make test-all`."""


def examples(count: int) -> settings:
    """Look at a number of examples of a property, or at a fifth of them where a sample is taken."""
    is_sample = settings.get_current_profile_name() == SAMPLE
    return settings(max_examples=count // 5 if is_sample else count)


def in_shares(count: int, first: int = 1) -> pytest.MarkDecorator:
    """Run a test once for each ``share``, numbered from 0.

    Args:
        count: the shares that make up the whole suite.
        first: the shares that every run takes; the others are marked ``exhaustive``.
    """
    shares = [
        pytest.param(share, marks=[] if share < first else pytest.mark.exhaustive) for share in range(count)
    ]
    return pytest.mark.parametrize("share", shares)


def exhaustive(*cases: object) -> list[object]:
    """Mark cases of a parametrized test that only ``make test-all`` runs; a tuple holds one case's values."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.exhaustive)
        for case in cases
    ]


def sampled(every: int) -> pytest.MarkDecorator:
    """Run the first case of a parametrized test and every ``every``-th after it; a module has it for all."""
    return pytest.mark.sampled(every)


def leave_out(item: pytest.Item) -> None:
    """Mark a case of a sampled test ``exhaustive`` if the sample does not hold it."""
    mark = item.get_closest_marker("sampled")
    if mark is None or item.parent is None:
        return
    counts = item.parent.stash.setdefault(_CASES, {})
    name = item.name.partition("[")[0]
    counts[name] = counts.get(name, -1) + 1
    if counts[name] % mark.args[0]:
        item.add_marker(pytest.mark.exhaustive)


def of_share(cases: Iterable[Case], share: int, count: int) -> Iterator[Case]:
    """Take every ``count``-th case, from the one with the number of the share on."""
    return islice(cases, share, None, count)
