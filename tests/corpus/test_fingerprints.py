"""Articles that are alike."""

from __future__ import annotations

import random
import struct
from typing import TYPE_CHECKING

from hashiya.corpus.fingerprints import ALIKE, SIZE, fingerprint_of, leaders_of, similarity, stories_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def words(seed: int, count: int = 300) -> list[str]:
    dice = random.Random(seed)  # noqa: S311
    return [f"w{dice.randrange(5000)}" for _ in range(count)]


def test_a_story_with_another_headline_and_a_cut_is_the_same_story() -> None:
    story = words(1)
    edited = [*words(2, 10), *story[5:120], *story[130:290]]
    assert similarity(fingerprint_of(" ".join(story)), fingerprint_of(" ".join(edited))) >= ALIKE


def test_other_stories_are_not_alike() -> None:
    prints = {seed: fingerprint_of(" ".join(words(seed))) for seed in range(200)}
    assert stories_of(prints) == [[seed] for seed in range(200)]


def test_stories_are_grouped_in_the_order_of_their_first_article() -> None:
    story, other = words(1), words(2)
    texts = {"b": other, "a": story, "c": story[3:], "d": words(3), "e": [*other, "x"]}
    prints = {name: fingerprint_of(" ".join(text)) for name, text in texts.items()}
    assert stories_of(prints) == [["b", "e"], ["a", "c"], ["d"]]


def test_short_and_empty_texts_have_a_fingerprint() -> None:
    for text in ("", "a", "a b", "a b c"):
        assert len(fingerprint_of(text)) == SIZE
    assert stories_of({1: fingerprint_of("a b"), 2: fingerprint_of("b a"), 3: fingerprint_of("a b")}) == [
        [1, 3],
        [2],
    ]
    assert stories_of({1: bytes(SIZE), 2: bytes(SIZE)}) == [[1], [2]]


def test_each_text_is_led_by_the_first_one_of_its_story() -> None:
    words = [f"w{number}" for number in range(300)]
    texts = {"a": words, "b": ["x", *words[:250]], "c": words[::-1], "d": words[:-3], "e": words[5::-1]}
    prints = {name: fingerprint_of(" ".join(each)) for name, each in texts.items()}

    class Read:
        def each(self) -> Iterator[tuple[str, bytes]]:
            yield from prints.items()

        def __getitem__(self, name: str) -> bytes:
            return prints[name]

    names: list[str] = []
    assert list(leaders_of(Read(), names)) == [0, 0, 2, 0, 4]
    assert names == list("abcde")
    assert stories_of(prints) == [["a", "b", "d"], ["c"], ["e"]]


_LETTERS = str.maketrans("w0123456789", "كابتثجحخدذر")


def _report(day: int, paper: int) -> str:
    """A daily report, which differs from that of another day in its numbers only."""
    text = " ".join(words(1, 120)).translate(_LETTERS)
    numbers = f"بلغ السعر {1000 + day} جنيه ثم صار {2000 + day} عند الإغلاق وكان {3000 + day} قبل عام"
    return f"صحيفة {'ابتث'[paper]} {text} {numbers} {text[:200]}"


def test_each_day_of_a_report_is_a_story_that_its_papers_share() -> None:
    prints = {(day, paper): fingerprint_of(_report(day, paper)) for paper in range(4) for day in range(40)}
    assert similarity(prints[0, 0], prints[39, 3]) >= ALIKE
    days = [[(day, paper) for paper in range(4)] for day in range(40)]
    assert sorted(map(sorted, stories_of(prints))) == days


def test_a_text_that_is_led_by_an_earlier_one_brings_no_other_text_to_it() -> None:
    first, other, third = [1] * 64, [9] * 62 + [7, 8], [1] * 62 + [7, 8]
    prints = {name: struct.pack("<64H", *bins) for name, bins in (("a", first), ("b", other), ("c", third))}
    assert stories_of(prints) == [["a", "c"], ["b"]]
