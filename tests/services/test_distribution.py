"""Articles are distributed evenly among annotators."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.services.distribution import distribute

PEOPLE = ["سارة", "علي", "منى", "يوسف"]


def _keys(count: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"{number:03}.txt", ()) for number in range(count)]


def test_each_article_gets_as_many_annotators_as_asked() -> None:
    given_ = Counter(key for key, _ in distribute(_keys(10), PEOPLE, 3, {}))
    assert given_ == Counter(dict.fromkeys((key for key, _ in _keys(10)), 3))


@pytest.mark.parametrize("annotators", [1, 2, 3])
def test_everybody_gets_as_many_articles_as_the_others(annotators: int) -> None:
    loads = Counter(name for _, name in distribute(_keys(101), PEOPLE, annotators, {}))
    assert set(loads) == set(PEOPLE)
    assert max(loads.values()) - min(loads.values()) <= 1


def test_every_pair_of_annotators_shares_about_as_many_articles_as_another() -> None:
    by_key: dict[str, list[str]] = {}
    for key, name in distribute(_keys(120), PEOPLE, 2, {}):
        by_key.setdefault(key, []).append(name)
    pairs = Counter(frozenset(names) for names in by_key.values())
    assert set(pairs) == {frozenset(pair) for pair in combinations(PEOPLE, 2)}
    assert max(pairs.values()) - min(pairs.values()) <= 2


def test_those_with_less_work_are_given_more() -> None:
    loads = Counter(name for _, name in distribute(_keys(6), PEOPLE[:2], 1, {PEOPLE[0]: 4}))
    assert loads == {PEOPLE[0]: 1, PEOPLE[1]: 5}


def test_people_who_have_an_article_already_count() -> None:
    assert list(distribute([("a.txt", PEOPLE[:2])], PEOPLE, 2, {})) == []
    (only,) = distribute([("a.txt", PEOPLE[:1])], PEOPLE, 2, {})
    assert only[1] != PEOPLE[0]


def test_an_article_gets_nobody_twice_if_there_are_too_few_people() -> None:
    assert list(distribute([("a.txt", ())], PEOPLE[:2], 5, {})) == [("a.txt", each) for each in PEOPLE[:2]]


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 40))
def test_nobody_gets_an_article_twice(people: int, annotators: int, articles: int) -> None:
    names = [str(number) for number in range(people)]
    found = list(distribute(_keys(articles), names, annotators, {}))
    assert len(set(found)) == len(found) == articles * min(people, annotators)
