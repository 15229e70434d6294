"""The articles of a library as columns: by the number in the order found, in about 100 bytes each."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import deque
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from hashiya.files.folders import name_order
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.compact_lines import SEPARATOR, CompactLines, narrowed
from hashiya.session.places_by_name import PlacesByName
from hashiya.store.repository.reading import UNREAD
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

_BLOCK = 512
"""Most articles of a block; a change of one is as dear as a copy of its block."""
_KEPT = 1_000
"""Entries kept whole; other articles are looked into again when they come into sight."""

_PIECE = 1_000
"""Names that are sorted at once."""

_WIDER = {"B": "H", "H": "I"}
"""The next type of an array with more bytes for each code."""

_V = TypeVar("_V", bound="Hashable")


class Block(NamedTuple):
    """Some articles that were found one after the other.

    Attributes:
        first: the number of the first one.
        names: of their files.
        folded_names: the names after search folding; the same object if folding changes none of them.
        titles: the titles after search folding; empty for articles that were not looked into.
    """

    first: int
    names: CompactLines
    folded_names: CompactLines
    titles: CompactLines

    def has(self, word: str) -> bool:
        """Tell whether a narrowed word is in some title or name."""
        return word in self.titles.text or word in self.folded_names.text

    def headings(self) -> list[str]:
        """Return the titles, narrowed; the folded name for an article without a title."""
        pairs = zip(self.titles.split(), self.folded_names.split(), strict=True)
        return [title or name for title, name in pairs]


class Column(Generic[_V]):
    """A column of values that repeat: each value is kept once, and few values take one byte an article.

    Attributes:
        values: the values by their codes; the first is that of articles nothing is known about.
        codes: by the number of the article; another array once the codes need more bytes.
    """

    def __init__(self, unknown: _V) -> None:
        self.values = [unknown]
        self.codes = array("B")
        self._code_of = {unknown: 0}

    def extend(self, count: int) -> None:
        """Add articles nothing is known about."""
        self.codes.frombytes(bytes(self.codes.itemsize * count))

    def __getitem__(self, number: int) -> _V:
        return self.values[self.codes[number]]

    def __setitem__(self, number: int, value: _V) -> None:
        code = self._code_of.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
            if code >> 8 * self.codes.itemsize:
                self.codes = array(_WIDER[self.codes.typecode], self.codes)
        self.codes[number] = code

    def code(self, value: _V) -> int:
        """Return the code of a value; -1 if no article has it."""
        return self._code_of.get(value, -1)


class ArticleTable:
    """The articles and their facts; one thread adds articles, and another one does all else.

    Attributes:
        found: the number of articles added.
        count: the number of articles that are taken over from the thread that adds; all others are ignored.
        blocks: all articles, in order.
        folders: the paths of their folders; the articles of a folder follow each other.
        places: of the articles in the order of names.
    """

    def __init__(self) -> None:
        self.found = self.count = 0
        self.blocks: list[Block] = []
        self.folders: list[str] = []
        self.places = PlacesByName()
        self._block_firsts, self._folder_firsts = array("I"), array("I")
        self._parts: list[range] = []  # the blocks of each part of the last folder
        self._sorted: deque[tuple[int, array[int], array[int]]] = deque()
        self.lengths: Column[int | None] = Column(None)
        self.dates: Column[str] = Column("")
        self.statuses: Column[str] = Column(UNREAD)
        self.counts: Column[tuple[tuple[str, int], ...]] = Column(())
        self._kept: dict[int, ArticleEntry] = {}

    # --- adding articles

    def add(self, folder: Path, names: Sequence[str]) -> None:
        """Add articles of a folder, or a part of them in the order of their names, behind all others."""
        path, blocks = str(folder), len(self.blocks)
        if not self.folders or self.folders[-1] != path:
            self._folder_firsts.append(self.found)
            self.folders.append(path)
            self._parts = []
        for start in range(0, len(names), _BLOCK):
            part = names[start : start + _BLOCK]
            # folding a block at once is several times faster than folding each name
            joined = SEPARATOR.join(part)
            folded, lines = fold(joined), CompactLines(part)
            folded_lines = lines if folded == joined else CompactLines(folded.split(SEPARATOR))
            self._block_firsts.append(self.found)
            self.blocks.append(Block(self.found, lines, folded_lines, CompactLines([""] * len(part))))
            self.found += len(part)
        self._parts.append(range(blocks, len(self.blocks)))

    def sort_last_folder(self) -> Iterator[None]:
        """Find the places of the articles of the last folder, in pieces, if it came in several parts."""
        if len(self._parts) <= 1:
            return
        first = self._folder_firsts[-1]
        numbers, places = array("I"), array("I", bytes(4 * (self.found - first)))
        for place, (_, number) in enumerate(merge(*map(self._names_of, self._parts)), first):
            numbers.append(number)
            places[number - first] = place
            if len(numbers) % _PIECE == 0:
                yield
        self._sorted.append((first, numbers, places))

    def _names_of(self, part: range) -> Iterator[tuple[object, int]]:
        """Generate the articles of a part of a folder, each with the key of its name."""
        for block in map(self.blocks.__getitem__, part):
            for number, name in enumerate(narrowed(block.names.text).split(SEPARATOR), block.first):
                yield name_order(name), number

    def take_over(self) -> bool:
        """Count the articles that were added meanwhile, and tell whether there are any; take their places."""
        new = self.found - self.count
        for column in (self.lengths, self.dates, self.statuses, self.counts):
            column.extend(new)
        self.count += new
        while self._sorted:
            self.places = self.places.with_folder(*self._sorted.popleft())
        return new > 0

    # --- finding articles

    def _index_of_block(self, number: int) -> int:
        return bisect_right(self._block_firsts, number) - 1

    def path(self, number: int) -> Path:
        """Return the path of an article."""
        return Path(self.folders[self.folder_of(number)], self.name(number))

    def name(self, number: int) -> str:
        """Return the name of the file of an article."""
        block = self.blocks[self._index_of_block(number)]
        return narrowed(block.names[number - block.first])

    def folder_of(self, number: int) -> int:
        """Return the index of the folder of an article."""
        return bisect_right(self._folder_firsts, number) - 1

    def articles_of(self, folder: int) -> range:
        """Return the numbers of the articles of a folder."""
        is_last = folder + 1 == len(self._folder_firsts)
        return range(self._folder_firsts[folder], self.found if is_last else self._folder_firsts[folder + 1])

    def folder_at(self, path: Path) -> int | None:
        """Return the index of a folder; None if no article is in it."""
        if (text := str(path)) in self.folders:
            return self.folders.index(text)
        whole = path.absolute()
        return next(
            (index for index, text in enumerate(self.folders) if Path(text).absolute() == whole), None
        )

    def number_at(self, path: Path) -> int | None:
        """Return the number of an article; None if it is not listed."""
        if (folder := self.folder_at(path.parent)) is None:
            return None
        name, numbers = narrowed(path.name), self.articles_of(folder)
        for index in range(self._index_of_block(numbers.start), self._index_of_block(numbers.stop - 1) + 1):
            block = self.blocks[index]
            if name in block.names.text:
                for number, each in enumerate(block.names.split(), block.first):
                    if each == name and number in numbers and number < self.count:
                        return number
        return None

    # --- facts

    def entry(self, number: int) -> ArticleEntry:
        """Return the entry of an article, as far as it is known."""
        if number in self._kept:
            return self._kept[number]
        path = self.path(number)
        return ArticleEntry(
            path,
            path.name,
            self.dates[number],
            self.lengths[number],
            dict(self.counts[number]),
            self.statuses[number],
            number=number,
        )

    def title(self, number: int) -> str:
        """Return the folded title of an article, narrowed, for sorting; its folded name if it has none."""
        block = self.blocks[self._index_of_block(number)]
        index = number - block.first
        return block.titles[index] or block.folded_names[index]

    def is_known(self, number: int) -> bool:
        """Tell whether the entry of an article is kept whole."""
        return number in self._kept

    def put(self, entries: Mapping[int, ArticleEntry], in_sight: Iterable[int]) -> None:
        """Take in the entries of articles that were looked into.

        Args:
            entries: by the numbers of the articles.
            in_sight: the articles on the screen, whose entries are kept rather than others.
        """
        seen = set(in_sight)
        titles: dict[int, dict[int, str]] = {}
        for number, entry in entries.items():
            self.lengths[number], self.dates[number] = entry.length, entry.date
            self.statuses[number], self.counts[number] = entry.status, tuple(sorted(entry.counts.items()))
            if number in self._kept or number in seen or len(self._kept) < _KEPT:
                self._kept.pop(number, None)  # the last one put is the last one given up
                self._kept[number] = entry._replace(number=number)
            index = self._index_of_block(number)
            titles.setdefault(index, {})[number - self._block_firsts[index]] = fold(entry.title)
        for index, texts in titles.items():
            self.blocks[index].titles.replace(texts)
        for number in list(self._kept)[: max(0, len(self._kept) - _KEPT)]:
            del self._kept[number]
