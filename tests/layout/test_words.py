"""The cache of words and the cache of paragraphs."""

from __future__ import annotations

from hashiya.layout import words
from hashiya.layout.bounded_cache import BoundedCache
from hashiya.layout.words import WordCache

BEH = "\u0628"


def test_a_word_has_the_cells_of_itself_and_of_the_space_after_it() -> None:
    (word,) = WordCache().lay_out([BEH + "\u064b" + BEH])
    assert word.texts == ("\ufe91\u064b", "\ufe90", " ")
    assert tuple(word.lengths) == (2, 1, 1)
    assert len(word.kinds) == 3


def test_a_word_is_shaped_once(monkeypatch) -> None:
    shaped: list[str] = []
    shape = words.shape
    monkeypatch.setattr(words, "shape", lambda text: shaped.append(text) or shape(text))
    cache = WordCache()
    cache.lay_out([BEH, "a", BEH])
    cache.lay_out(["a", BEH])
    assert sorted("".join(shaped).split()) == ["a", BEH]


def test_words_beyond_the_limit_are_forgotten_together() -> None:
    cache = WordCache(code_points_kept=100)
    for index in range(1000):
        (word,) = cache.lay_out([f"{index:04}"])
        assert "".join(word.texts) == f"{index:04} "
    assert len(cache._words) < 20


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
