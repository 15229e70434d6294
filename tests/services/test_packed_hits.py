"""Many hits in little memory, in any order."""

from __future__ import annotations

import random
import sys

import pytest

from hashiya.services import packed_hits
from hashiya.services.hit_order import AFTER, BEFORE, DATE, FOLDER, ORDERS, in_order
from hashiya.services.packed_hits import PackedHits, arranged, pack
from hashiya.services.searching import Hit
from hashiya.text.spans import Span

WORDS = ["زار", "وزير", "الخارجية", "الروسي", "دمشق", "وبحث", "العلاقات", "بين", "البلدين", "في", "موسكو"]
LONE = "\ud800"


def hits_of(count: int) -> list[Hit]:
    dice = random.Random(1)  # noqa: S311
    found = []
    for number in range(count):
        before, after = (" ".join(dice.choices(WORDS, k=9)) for _ in range(2))
        date = dice.choice(("", "2025-10-03", "2024-01-01"))
        labels = [{"label": "EVENT"}, {"label": "ACTOR"}, {"label": "EVENT"}] if number % 7 == 0 else []
        key = f"n/{number // 3:05}.txt"
        found.append(Hit(key, Span(number, number + 5), "روسيا" + LONE, before, after, date, labels))
    by_key: dict[str, str] = {}
    return [hit._replace(date=by_key.setdefault(hit.article, hit.date)) for hit in found]


def packed(hits: list[Hit], at_once: int = 50) -> PackedHits:
    made = PackedHits()
    for start in range(0, len(hits), at_once):
        for block in pack(hits[start : start + at_once]):
            made.add(block)
    return made


def test_a_hit_comes_out_as_it_went_in_but_for_its_annotations() -> None:
    hits = hits_of(500)
    made = packed(hits)
    assert list(made) == [hit._replace(annotations=()) for hit in hits]
    assert made.labels[7] == ("ACTOR", "EVENT")
    assert made.labels[1] == ()
    assert made.articles == list(dict.fromkeys(hit.article for hit in hits))
    assert [made.article_of(each) for each in made.of_article(4)] == [4, 4, 4]


@pytest.mark.parametrize("order", ORDERS)
def test_hits_are_in_the_order_of_the_command_line(monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr(packed_hits, "_SORTED_AT_ONCE", 64)
    hits = hits_of(500)
    made = packed(hits)
    expected = [hit.span for hit in in_order([hits], order)]
    assert [made[number].span for number in arranged(made, order)] == expected
    assert {FOLDER, BEFORE, AFTER, DATE} == set(ORDERS)


def test_articles_that_are_left_out_have_no_rows() -> None:
    made = packed(hits_of(9))
    assert list(arranged(made, FOLDER, {1})) == [0, 1, 2, 6, 7, 8]


def test_work_that_is_no_longer_wanted_ends() -> None:
    def go_on() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        arranged(packed(hits_of(9)), BEFORE, go_on=go_on)


def test_hits_take_less_memory_than_their_words() -> None:
    hits = hits_of(2_000)
    whole = sum(sys.getsizeof(hit.before) + sys.getsizeof(hit.after) for hit in hits)
    data = [block.data for start in range(0, 2_000, 500) for block in pack(hits[start : start + 500])]
    assert sum(map(len, data)) < whole / 3
