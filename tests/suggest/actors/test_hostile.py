"""Texts that nobody writes take time in proportion to their length, and break nothing."""

from __future__ import annotations

import time

import pytest

from tests.shares import sampled
from tests.suggest.actors.marking import propose

pytestmark = sampled(3)

LENGTH = 100_000
UNITS = [
    "ا",
    "و",
    "ال",
    "\u064b",
    "\n",
    '"',
    "a.",
    "عبد ",
    "بن ",
    "محمد ",
    "رئيس ",
    "الرئيس العام ",
    'صحيفة "',
    "وزارة الدفاع ",
    "وسوريا ",
    "مصدر رسمي ",
    "أحمد الشرع، ",
    "\u200f(\u2067",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_one_repeated_unit_is_read(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    for each in propose(text):
        assert 0 <= each.span.start < each.span.end <= len(text)


def test_the_time_grows_with_the_length() -> None:
    sentence = "قال وزير الخارجية السوري أسعد الشيباني إن موسكو ودمشق اتفقتا، وأكد الشيباني ذلك.\n"
    propose(sentence)
    times = []
    for count in (200, 2000):
        start = time.process_time()
        assert len(propose(sentence * count)) == 4 * count
        times.append(time.process_time() - start)
    assert times[1] < 40 * times[0]
