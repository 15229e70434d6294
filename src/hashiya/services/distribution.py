"""Distribute articles evenly among annotators."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


def distribute(
    articles: Iterable[tuple[str, Collection[str]]],
    people: Sequence[str],
    annotators: int,
    loads: Mapping[str, int],
) -> Iterator[tuple[str, str]]:
    """Choose the annotators of articles so that each has as many articles as the others.

    Of people with the same number of articles, those come first who share the fewest articles with the
    others of this article, since agreement is measured between all pairs.

    Args:
        articles: the key of each article, with the people who have it already.
        people: the names to choose from.
        annotators: how many people each article is to have, those who have it already included.
        loads: how many articles each person has already; none by default.

    Yields:
        The key of an article and a person who gets it.
    """
    load = Counter({name: loads.get(name, 0) for name in people})
    shared: Counter[frozenset[str]] = Counter()
    for key, taken in articles:
        chosen = list(taken)
        while len(chosen) < annotators and (free := [name for name in people if name not in chosen]):
            together = {name: sum(shared[frozenset((name, each))] for each in chosen) for name in free}
            name = min((load[each], together[each], number, each) for number, each in enumerate(free))[-1]
            chosen.append(name)
            load[name] += 1
            yield key, name
        shared.update(frozenset(pair) for pair in combinations(chosen, 2))
