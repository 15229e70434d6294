"""Numbers of texts with the words around them."""

from __future__ import annotations

import random

import pytest

from hashiya.corpus.number_facts import are_facts, contradict, facts_of
from hashiya.corpus.words import words_of

_TOLL = (
    "غزة أعلنت وزارة الصحة ارتفاع الحصيلة إلى {0} قتيلا و{1} مصابا منذ السابع من أكتوبر 2023 وقالت إن"
    " المستشفيات استقبلت {2} قتيلا خلال يوم واحد"
)


def facts(text: str) -> bytes:
    return facts_of(words_of(text).split())


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (_TOLL.format(67_000, 169_000, 12), False),  # the same day
        (_TOLL.format("٦٧٠٠٠", 169_000, 12), False),  # other digits
        (_TOLL.format(67_000, 169_000, 13), False),  # one number was corrected
        (_TOLL.format(67_053, 169_140, 31), True),  # the next day
        (_TOLL[:40], False),  # a part without numbers
        ("استقر سعر الدولار عند 48.25 جنيه و بلغ 49.30 جنيه للبيع", False),  # other places
    ],
)
def test_texts_contradict_that_have_other_numbers_in_the_same_places(other: str, *, expected: bool) -> None:
    mine = facts(_TOLL.format(67_000, 169_000, 12))
    assert contradict(mine, facts(other)) == contradict(facts(other), mine) == expected


def test_a_place_that_occurs_twice_says_nothing() -> None:
    assert facts("أ ب 1 ج أ ب 2 ج") == b""
    assert facts("أ ب 1 ج") != b""


def test_the_edges_of_a_text_say_nothing() -> None:
    assert facts("18 11 2025") == facts("") == facts("1") == b""


def test_long_texts_keep_the_same_facts_and_few() -> None:
    dice = random.Random(3)  # noqa: S311 - no secret
    parts = [
        f"كلمة{chr(0x628 + n % 30)} موضع{chr(0x628 + n // 30)} {dice.randrange(999)} نهاية"
        for n in range(600)
    ]
    whole, cut = facts(" ".join(parts)), facts(" ".join(parts[:550]))
    assert are_facts(whole)
    assert len(whole) == len(cut) == 64
    changed = facts(" ".join(part.replace(" 1", " 7") for part in parts[:550]))
    assert not contradict(whole, cut)
    assert whole != changed
    assert not contradict(whole, changed)  # few numbers begin with 1
    every = facts(" ".join(part.replace("نهاية", "9 نهاية") for part in parts))
    assert not contradict(whole, every)  # other words are around the numbers


@pytest.mark.parametrize(
    ("data", "expected"), [(b"", True), (bytes(4), True), (bytes(3), False), (bytes(68), False)]
)
def test_data_of_another_size_are_no_facts(data: bytes, *, expected: bool) -> None:
    assert are_facts(data) == expected
