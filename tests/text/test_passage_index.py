"""Passages found through the index are those that a plain search finds."""

from __future__ import annotations

import random

import pytest

from hashiya.text import passage_index
from hashiya.text.passage_index import PassageIndex

NEWS = "وصل وفد رسمي من وزارة الدفاع السورية، صباح اليوم الخميس، إلى العاصمة الروسية موسكو. "


def searched(text: str, passage: str) -> list[int]:
    return [at for at in range(len(text)) if passage and text.startswith(passage, at)]


@pytest.mark.parametrize("alphabet", ["اب", "ابتثجحخدذرزسش"])
def test_every_place_is_found_in_order(alphabet: str) -> None:
    dice = random.Random(5)  # noqa: S311  the same text every time
    pieces = ["".join(dice.choices(alphabet, k=90)) for _ in range(6)]
    text = "".join(dice.choices([*pieces, "\r\n", " "], k=80))
    index = PassageIndex(text)
    for _ in range(300):
        start = dice.randrange(len(text))
        passage = text[start : start + dice.randrange(140)]
        assert list(index.starts(passage)) == searched(text, passage)


def test_a_text_of_copies_is_found_wherever_its_copies_are() -> None:
    text = NEWS * 200
    passage = text[7:107]
    assert list(PassageIndex(text).starts(passage)) == searched(text, passage)


def test_a_passage_that_is_nowhere_has_no_place() -> None:
    index = PassageIndex(NEWS)
    for passage in ("", "لا أحد", NEWS[1:] + NEWS[:2], NEWS[:70] + "س", "س" + NEWS[:70]):
        assert list(index.starts(passage)) == []
    assert list(PassageIndex("").starts(NEWS)) == []


def test_a_long_passage_is_not_searched_for_from_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(passage_index.PassageIndex, "_searched")
    text = "".join(f"{number} {NEWS}" for number in range(100))
    at = text.index("57 ")
    assert list(PassageIndex(text).starts(text[at : at + 80])) == [at]
