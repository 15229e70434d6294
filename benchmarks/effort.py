"""How many keys an annotation takes: replays reference annotations through the reader's own key handling.

The planner sees the page alone. It takes the spans in reading order, and of each the cheapest way that the
screen offers: the hints of the first and of the last word, or the first one and a selection that grows.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.everywhere import occurrences_in
from hashiya.session.passages import units_around
from hashiya.session.preferences import Preferences
from hashiya.store.tinydb.store import Store
from hashiya.text.occurrences import Name
from hashiya.text.spans import Span
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

    from hashiya.session.reader import Reader

_SIZE = (120, 40)
_MOST_GROWTH = 4
_KEYS_OF_A_NAME = 2.5
"""What a name takes that is labelled by itself."""


class Wanted(NamedTuple):
    """An annotation that is to be made.

    Attributes:
        span: in code points.
        label: name of its label.
    """

    span: Span
    label: str


class Made(NamedTuple):
    """An annotation that was made, with the keys that it took."""

    wanted: Wanted
    keys: tuple[str, ...]


def read_wanted(path: Path) -> list[Wanted]:
    """Read reference annotations, one JSON object a line, in reading order, the outer of two first."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    wanted = [Wanted(Span(each["start"], each["end"]), each["label"]) for each in records]
    return sorted(wanted, key=lambda each: (each.span.start, -each.span.end))


class Typist:
    """Types keys into a running reader, and counts them."""

    def __init__(self, pilot: Pilot[None], reader: Reader) -> None:
        self._pilot = pilot
        self._reader = reader
        self._keys: list[str] = []

    async def press(self, *keys: str) -> None:
        """Type some keys."""
        for key in keys:
            self._keys.append(key)
            await self._pilot.press(key)

    async def mark(self, wanted: Wanted, later: Sequence[Wanted]) -> list[Made]:
        """Type the keys of one annotation, and of those that are labelled along with it.

        Args:
            wanted: the annotation.
            later: those that are still to be made.

        Returns:
            The annotation with all of the keys, and the others without any.
        """
        reader = self._reader
        self._keys = []
        if not reader.is_hinting:
            await self.press("j")
        first, last = self._words_of(wanted.span)
        while not self._is_in_sight(first):
            await self.press("pagedown" if first > max(reader.hinting.codes.values()) else "pageup")
        await self.press(*self._hint(first))
        if last != first or wanted.span.end > last.end:
            await self._extend(wanted.span, last)
        await self._trim(wanted.span)
        await self.press(DEFAULT[wanted.label].key)
        along = []
        if isinstance(reader.notice, Message) and reader.notice.id == "commands.occurs_again":
            along = await self._label_everywhere(wanted, later)
        return [Made(wanted, tuple(self._keys)), *(Made(each, ()) for each in along)]

    async def _label_everywhere(self, model: Wanted, later: Sequence[Wanted]) -> list[Wanted]:
        """Label the other occurrences, if striking those that are not wanted takes fewer keys."""
        found = self._occurrences(model)
        wanted = [Wanted(span, model.label) for span in found if Wanted(span, model.label) in later]
        struck = [number for number, span in enumerate(found) if Wanted(span, model.label) not in later]
        steps = struck[-1] + 1 if struck else 0
        if len(wanted) * _KEYS_OF_A_NAME <= 2 + steps + len(struck):
            return []
        await self.press("*")
        at = 0
        for number in struck:
            await self.press(*["down"] * (number - at), "x")
            at = number
        await self.press("enter")
        return wanted

    def _occurrences(self, model: Wanted) -> list[Span]:
        reader = self._reader
        annotation = reader.subject
        assert annotation is not None
        name = Name(model.span.cut(reader.text))
        found = occurrences_in(reader.article, "", reader.annotations, annotation, name)
        return [each.span for each in found]

    async def _extend(self, span: Span, last: Span) -> None:
        """Go on from the first word to the last one, by growing if that takes no more keys than a hint."""
        reader = self._reader
        begun = reader.selection
        assert begun is not None
        units = units_around(reader.document, begun)
        target = Span(begun.start, max(last.end, span.end))
        growth = units.index(target) + 1 if target in units else len(units) + _MOST_GROWTH
        if growth <= (len(self._hint(last)) if self._is_in_sight(last) else _MOST_GROWTH):
            await self.press(*"k" * growth)
            return
        while not self._is_in_sight(last):
            await self.press("pagedown")
        await self.press(*self._hint(last))

    def _is_in_sight(self, word: Span) -> bool:
        return word in self._reader.hinting.codes.values()

    async def _trim(self, span: Span) -> None:
        reader = self._reader
        while reader.selection is not None and reader.selection.start < span.start:
            await self.press("'")
        if reader.selection is not None and reader.selection.end > span.end:
            await self.press("enter")
            while reader.selection is not None and reader.selection.end > span.end:
                await self.press("[")

    def _hint(self, word: Span) -> str:
        return next(code for code, each in self._reader.hinting.codes.items() if each == word)

    def _words_of(self, span: Span) -> tuple[Span, Span]:
        words = self._reader.words
        first, last = words.at(span.start), words.before(span.end)
        assert first is not None
        assert last is not None
        return first, last


async def replay(article: Path, wanted: Sequence[Wanted]) -> list[Made]:
    """Make annotations in an empty store, from the top of an article; each is compared with what was wanted.

    Raises:
        AssertionError: the reader made another annotation than was wanted.
    """
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "annotations")
        app = HashiyaApp([article], store, DEFAULT, Preferences(theme="dark"))
        app.articles.first = app.articles.reader_of(read_article(article))
        async with app.run_test(size=_SIZE) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, ArticleScreen)
            reader = app.screen.reader
            typist = Typist(pilot, reader)
            made: list[Made] = []
            left = list(wanted)
            while left:
                along = await typist.mark(left[0], left[1:])
                found = {(annotation.span, annotation.label) for annotation in reader.annotations}
                for each in along:
                    assert each.wanted in found, each
                    left.remove(each.wanted)
                made += along
            assert len(reader.annotations) == len(wanted), "more was labelled than was wanted"
            return made


def table_of(made: Sequence[Made], names: Sequence[str]) -> str:
    """Write the keys of each annotation as a table: a line a label, then all of them."""
    by_label: dict[str, list[int]] = defaultdict(list)
    for each in made:
        by_label[each.wanted.label].append(len(each.keys))
    lines = [f"{', '.join(names)}: {len(made)} annotations", "label      spans   keys   most"]
    for label, counts in (*by_label.items(), ("all", [len(each.keys) for each in made])):
        lines.append(f"{label:<8} {len(counts):>7} {sum(counts) / len(counts):>6.2f} {max(counts):>6}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Replay one article, or those that are named, and print the keys that an annotation takes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks effort", description=__doc__)
    parser.add_argument("--article", type=Path, action="append", required=True)
    parser.add_argument("--annotations", type=Path, action="append", required=True)
    parser.add_argument("--keys", action="store_true", help="print a JSON object for each span")
    given = parser.parse_args(arguments)
    everything: list[Made] = []
    for article, reference in zip(given.article, given.annotations, strict=True):
        made = asyncio.run(replay(article, read_wanted(reference)))
        everything += made
        if given.keys:
            for each in made:
                record = {**each.wanted.span._asdict(), "label": each.wanted.label, "keys": each.keys}
                print(json.dumps(record, ensure_ascii=False))
        else:
            print(table_of(made, [article.name]), file=sys.stderr)
    if not given.keys:
        print(table_of(everything, [article.name for article in given.article]))


if __name__ == "__main__":
    main(sys.argv[1:])
