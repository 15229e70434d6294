"""Many hits in little memory; each is made whole when it is asked for."""

from __future__ import annotations

import marshal
import zlib
from array import array
from bisect import bisect_right
from functools import lru_cache
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from hashiya.services.hit_order import FOLDER, KEYS
from hashiya.services.searching import Hit
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_AT_ONCE = 32
"""Hits of a block: more take less memory, fewer are unpacked faster."""
_BLOCKS_UNPACKED = 128
_SORTED_AT_ONCE = 5_000
"""Hits that are sorted without a break in which another thread may run."""


class Block(NamedTuple):
    """Some hits that follow each other, packed.

    Attributes:
        data: their places and words.
        articles: key and date of the article of each.
        labels: names of the labels of the annotations that overlap each.
    """

    data: bytes
    articles: Sequence[tuple[str, str]]
    labels: Sequence[tuple[str, ...]]


def pack(hits: Sequence[Hit]) -> Iterator[Block]:
    """Pack hits, in blocks; slow, and callable from any thread."""
    for start in range(0, len(hits), _AT_ONCE):
        some = hits[start : start + _AT_ONCE]
        parts = [(*hit.span, hit.text, hit.before, hit.after) for hit in some]
        yield Block(
            zlib.compress(marshal.dumps(parts), 1),
            [(hit.article, hit.date) for hit in some],
            [labels_in(hit.annotations) for hit in some],
        )


def labels_in(annotations: Sequence[dict[str, object]]) -> tuple[str, ...]:
    """List the labels of annotations, each once."""
    return tuple(sorted({str(each["label"]) for each in annotations})) if annotations else ()


class PackedHits:
    """The hits of a search in the order of the folder, by their number.

    Attributes:
        labels: names of the labels of the annotations that overlap each hit.
    """

    def __init__(self) -> None:
        """Begin without hits."""
        self.labels: list[tuple[str, ...]] = []
        self._blocks: list[bytes] = []
        self._starts = array("L")
        self._articles: list[tuple[str, str]] = []
        self._first = array("L")  # hit of each article
        self._count = 0
        self._unpacked = lru_cache(_BLOCKS_UNPACKED)(self._unpack)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Hit:
        """Make a hit, without its annotations.

        Raises:
            IndexError: there are fewer hits.
        """
        block = bisect_right(self._starts, number) - 1
        start, end, text, before, after = self._unpacked(block)[number - self._starts[block]]
        article, date = self._articles[self.article_of(number)]
        return Hit(article, Span(start, end), text, before, after, date)

    def __iter__(self) -> Iterator[Hit]:
        return (self[number] for number in range(self._count))

    @property
    def articles(self) -> Sequence[str]:
        """The keys of the articles with hits, in order."""
        return [key for key, _ in self._articles]

    @property
    def article_count(self) -> int:
        """The number of articles with hits."""
        return len(self._articles)

    def add(self, block: Block) -> None:
        """Append hits."""
        self._starts.append(self._count)
        self._blocks.append(block.data)
        self.labels += block.labels
        for article in block.articles:
            if not self._articles or self._articles[-1] != article:
                self._articles.append(article)
                self._first.append(self._count)
            self._count += 1

    def article_of(self, number: int) -> int:
        """Return the number of the article of a hit."""
        return bisect_right(self._first, number) - 1

    def of_article(self, number: int) -> range:
        """Return the numbers of the hits in an article, by the number of the article."""
        last = self._first[number + 1] if number + 1 < len(self._first) else self._count
        return range(self._first[number], last)

    def _unpack(self, block: int) -> Sequence[tuple[int, int, str, str, str]]:
        found: Sequence[tuple[int, int, str, str, str]] = marshal.loads(zlib.decompress(self._blocks[block]))  # noqa: S302 - made by `pack` in this process
        return found


def arranged(
    hits: PackedHits,
    order: str,
    left_out: Collection[int] = (),
    go_on: Callable[[], object] = lambda: None,
) -> array[int]:
    """Return the numbers of hits in an order of `hit_order`; slow, and callable from any thread.

    Args:
        hits: the hits, to which none are added meanwhile.
        order: the order.
        left_out: numbers of articles whose hits are left out.
        go_on: called now and then; may raise, to end the work.
    """
    numbers = array("L")
    for article in range(hits.article_count):
        if article not in left_out:
            numbers.extend(hits.of_article(article))
    if order == FOLDER:
        return numbers
    runs = []
    for start in range(0, len(numbers), _SORTED_AT_ONCE):
        go_on()
        some = numbers[start : start + _SORTED_AT_ONCE]
        runs.append(sorted([(KEYS[order](hits[number]), number) for number in some]))
    go_on()
    return array("L", (number for _, number in merge(*runs)))
