"""The cache of paragraphs and rows."""

from __future__ import annotations

from hashiya.layout.bounded_cache import BoundedCache


def test_the_bounded_cache_forgets_what_was_used_longest_ago() -> None:
    cache: BoundedCache[str] = BoundedCache(limit=3)
    cache.put(1, "one", 1)
    cache.put(2, "two", 1)
    cache.put(3, "three", 1)
    assert cache.get(1) == "one"
    cache.put(4, "four", 1)
    assert [cache.get(key) for key in (1, 2, 3, 4)] == ["one", None, "three", "four"]


def test_the_bounded_cache_keeps_the_newest_however_heavy() -> None:
    cache: BoundedCache[str] = BoundedCache(limit=3)
    cache.put(1, "one", 1)
    cache.put(2, "heavy", 99)
    assert (cache.get(1), cache.get(2)) == (None, "heavy")
    cache.put(2, "light", 1)
    cache.put(3, "three", 2)
    assert (cache.get(2), cache.get(3)) == ("light", "three")
