"""Sort hits, and group them by story."""

from __future__ import annotations

import heapq
from itertools import chain, islice
from typing import TYPE_CHECKING

from hashiya.corpus.fingerprints import stories_of
from hashiya.corpus.words import as_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.services.searchable import Searchable
    from hashiya.services.searching import Hit

FOLDER, BEFORE, AFTER, DATE = "folder", "before", "after", "date"
ORDERS = (FOLDER, BEFORE, AFTER, DATE)
"""By the folder and the place, by the words before or behind the hit, by the date of the article."""

_LAST = "\U0010ffff"


def in_order(found: Iterable[Sequence[Hit]], order: str, limit: int | None = None) -> Iterator[Hit]:
    """Sort hits; equal ones keep the order in which they came.

    Args:
        found: the hits of each article, in the order of the folder.
        order: one of `ORDERS`; the words before a hit count from the nearest one on, folded.
        limit: the most hits to give; all if None.
    """
    hits = chain.from_iterable(found)
    if order == FOLDER:
        return islice(hits, limit)
    key = KEYS[order]
    return iter(sorted(hits, key=key) if limit is None else heapq.nsmallest(limit, hits, key))


def _before(hit: Hit) -> str:
    return " ".join(as_words(hit.before).split()[::-1])


def _after(hit: Hit) -> str:
    return " ".join(as_words(hit.after).split())


def _date(hit: Hit) -> str:
    return hit.date or _LAST  # an unknown date comes last


KEYS: Mapping[str, Callable[[Hit], str]] = {BEFORE: _before, AFTER: _after, DATE: _date}
"""The text by which hits are compared in each order but that of the folder."""


def once(corpus: Searchable, found: Iterable[Sequence[Hit]]) -> Iterator[Sequence[Hit]]:
    """Give the hits of one article of each story, with the keys of the others."""
    hits = {group[0].article: group for group in found}
    dates = {key: group[0].date for key, group in hits.items()}
    for first, copies in copies_in(corpus.fingerprints(hits), dates).items():
        yield [hit._replace(copies=copies) for hit in hits[first]]


def copies_in(fingerprints: Mapping[str, bytes], dates: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Find the articles that have the same story, and let one stand for it.

    Args:
        fingerprints: of the articles, by their keys.
        dates: of the articles, ISO 8601; empty if unknown.

    Returns:
        The keys of the others, by the key of the earliest article, or of the first if no date is known.
    """
    stories = stories_of(fingerprints)
    firsts = [min(story, key=lambda key: dates[key] or _LAST) for story in stories]
    return {
        first: tuple(key for key in story if key != first)
        for first, story in zip(firsts, stories, strict=True)
    }
