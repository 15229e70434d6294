"""Thousands of random edits of repetitive texts: a wrong place is never taken without a word.

An edit knows where every code point of the old text went. A resolution is wrong when it is certain and names
another place than that; it is wrong too when the marked code points are gone.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.anchor import describe
from hashiya.annotation.selector import Resolution, Status
from tests.annotation.edited_texts import TEXTS, Origins, edited, some_quotation
from tests.annotation.resolving import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.text.spans import Span

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


class Trial(NamedTuple):
    """A span marked in a text, the text edited, and what became of the one in the other."""

    text: str
    marked: Span
    after: Origins
    resolution: Resolution

    @property
    def is_unique(self) -> bool:
        return self.text.count(self.marked.cut(self.text)) == 1

    @property
    def survived(self) -> bool:
        return self.after.span_of(self.marked) is not None

    @property
    def is_silently_wrong(self) -> bool:
        certain = self.resolution.status.is_certain
        return certain and self.resolution.span != self.after.span_of(self.marked)

    @property
    def is_as_good_as_right(self) -> bool:
        """Whether another edit with the same outcome would make the place right.

        Deleting the first or the second of two words that are the same gives one text; so does moving a
        paragraph, and copying it and deleting what was copied.
        """
        found = self.resolution.span
        assert found is not None
        return self.after.is_marked(found, self.marked) or self.after.is_copy(found, self.marked)

    def __str__(self) -> str:
        return f"{self.marked} of {self.text!r}\n  {self.resolution} in {self.after.text!r}"


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311  nothing secret


def trials(count: int, random: Random, texts: list[str] | None = None, edits: int = 1) -> Iterator[Trial]:
    while count:
        text = random.choice(texts) if texts else random.choice(TEXTS)(random)
        marked = some_quotation(text, random)
        after = edited(text, random, random.randint(1, edits))
        if after.text != text:  # else nothing tells what was done, and nothing need be
            count -= 1
            yield Trial(text, marked, after, resolve(describe(text, *marked), after.text))


def shown(found: list[Trial]) -> str:
    return "\n".join(map(str, found))


@pytest.mark.parametrize("count", [1000, pytest.param(10_000, marks=pytest.mark.exhaustive)])
def test_of_a_thousand_edits_hardly_any_misleads_and_none_if_the_quotation_is_unique(count: int) -> None:
    wrong: list[Trial] = []
    outcomes: Counter[tuple[bool, bool]] = Counter()
    for trial in trials(count, seeded(20_261_122)):
        if trial.is_silently_wrong:
            wrong.append(trial)
        if trial.survived:
            outcomes[trial.is_unique, trial.resolution.status.is_certain] += 1
    assert len(wrong) <= count / 1000, shown(wrong)
    misleading = [trial for trial in wrong if trial.is_unique and not trial.is_as_good_as_right]
    assert not misleading, shown(misleading)
    # giving up everywhere would be right too, but of no use
    assert outcomes[True, True] > outcomes[True, False]
    assert outcomes[False, True] > count * 0.03


@pytest.mark.parametrize(("edits", "share"), [(1, 0.95), (6, 0.9)])
@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.exhaustive)])
def test_in_real_articles_nearly_all_unique_quotations_are_found_again(
    count: int, edits: int, share: float
) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    found = list(trials(count, seeded(edits), texts, edits))
    wrong = [trial for trial in found if trial.is_silently_wrong and not trial.is_as_good_as_right]
    assert not wrong, shown(wrong)
    unique = [trial for trial in found if trial.is_unique and trial.survived]
    certain = [trial for trial in unique if trial.resolution.status.is_certain]
    assert len(certain) >= share * len(unique)


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.exhaustive)])
def test_after_several_edits_of_repetitive_text_hardly_any_misleads(count: int) -> None:
    wrong = [trial for trial in trials(count, seeded(4), edits=4) if trial.is_silently_wrong]
    assert len(wrong) <= count / 1000, shown(wrong)


@given(st.text(alphabet="ابه \nَـ1\u200fﻻ", min_size=1, max_size=60), st.text(max_size=40), st.data())
def test_any_answer_is_a_place_of_the_text_and_a_certain_one_is_the_quotation(
    text: str, other: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = describe(text, start, end)
    assert resolve(selector, text) == (Status.SAME, start, end)
    cut = data.draw(st.integers(0, len(text)))
    for new in (text[:cut] + other + text[cut:], text[cut:], text[:cut], other, ""):
        status, low, high = resolve(selector, new)
        if status == Status.ORPHAN:
            assert (low, high) == (None, None)
        else:
            assert low is not None
            assert high is not None
            assert 0 <= low < high <= len(new)
            if status.is_certain:
                assert new[low:high] == selector.exact
                assert (status == Status.SAME) == (low == start)
