"""How many keys an annotation takes: replays reference annotations through the reader's own key handling.

The planner sees the page alone. It takes the spans in reading order, and of each the cheapest way that the
screen offers: the hints of the first and of the last word, or the first one and a selection that grows.
Attributes are given on the line that offers them, or typed where they are not offered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.articles import ANNOTATOR
from hashiya.annotation.relations import targets
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.proposals import ProposalSettings
from hashiya.messages import Message
from hashiya.registry.name_forms import forms_of
from hashiya.session.defaults import without_clitics
from hashiya.session.everywhere import Everywhere
from hashiya.session.known_names import name_of
from hashiya.session.line_editor import LineEditor
from hashiya.session.passages import units_around
from hashiya.session.preferences import Preferences
from hashiya.store import open_repository
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

_MOST_KEYS = 7
"""No way that takes more keys for one annotation is taken, if there is another."""

_MOST_PAGES = 12
"""Pages of the offer that are looked through for a value."""

_MOST_PAGES_OF_NAMES = 3
"""A name that is further away takes fewer keys when it is typed."""

_CODED = ("kind", "canonical", "type", "mode", "speaker")
"""The attributes of a reference that are given."""


class Wanted(NamedTuple):
    """An annotation that is to be made.

    Attributes:
        span: in code points.
        label: name of its label.
        coding: its attributes and values, where they are to be given.
    """

    span: Span
    label: str
    coding: tuple[tuple[str, str], ...] = ()

    @property
    def speaker(self) -> str:
        """The canonical name of the speaker of a quote; empty if none is to be given."""
        return dict(self.coding).get("speaker", "")


class Made(NamedTuple):
    """An annotation that was made, with the keys that it took."""

    wanted: Wanted
    keys: tuple[str, ...]


def read_wanted(path: Path, *, with_attributes: bool = False) -> list[Wanted]:
    """Read reference annotations, one JSON object a line, in reading order, the outer of two first.

    A quote comes behind the first mention of its speaker, to whom it is related.
    """
    wanted = []
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        given = record.get("attributes", {}) if with_attributes else {}
        coding = tuple((name, given[name]) for name in _CODED if given.get(name))
        wanted.append(Wanted(Span(record["start"], record["end"]), record["label"], coding))
    mentioned: dict[str, int] = {}
    for each in wanted:
        if name := dict(each.coding).get("canonical"):
            mentioned[name] = min(each.span.start, mentioned.get(name, each.span.start))
    return sorted(
        wanted,
        key=lambda each: (
            max(each.span.start, mentioned.get(each.speaker, 0)),
            bool(each.speaker),
            -each.span.end,
        ),
    )


class Typist:
    """Types keys into a running reader, and counts them."""

    def __init__(self, pilot: Pilot[None], reader: Reader) -> None:
        self._pilot = pilot
        self._reader = reader
        self._keys: list[str] = []
        # the canonical names that were given
        self._named: set[str] = set()
        self.not_offered: list[tuple[str, str]] = []

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
        await self._trim(wanted)
        await self.press(DEFAULT[wanted.label].key)
        occurs_again = isinstance(reader.notice, Message) and reader.notice.id == "commands.occurs_again"
        for name, value in self._ordered(wanted.coding):
            await self._give(name, value)
            if name == "canonical":
                self._named.add(value)
        along = await self._label_everywhere(wanted, later) if occurs_again else []
        return [Made(wanted, tuple(self._keys)), *(Made(each, ()) for each in along)]

    async def mark_all(self, wanted: Sequence[Wanted]) -> list[Made]:
        """Type the keys of all annotations, and compare each with the one that was wanted.

        Raises:
            AssertionError: the reader made another annotation than was wanted.
        """
        made: list[Made] = []
        left = list(wanted)
        while left:
            along = await self.mark(left[0], left[1:])
            found = {(each.span, each.label): each for each in self._reader.annotations}
            for each in along:
                annotation = found[each.wanted.span, each.wanted.label]
                for attribute, value in each.wanted.coding:
                    is_given = annotation.attributes.get(attribute) == value or attribute == "speaker"
                    assert is_given or (attribute, value) in self.not_offered, (each, annotation)
                left.remove(each.wanted)
            made += along
        return made

    async def _label_everywhere(self, model: Wanted, later: Sequence[Wanted]) -> list[Wanted]:
        """Label the other occurrences, if striking those that are not wanted takes fewer keys."""
        everywhere = self._everywhere()
        found = [model._replace(span=each.span) for each in everywhere.found]
        wanted = [each for each in found if each in later]
        struck = {model._replace(span=each.span) for each in everywhere.struck}
        switched = [number for number, each in enumerate(found) if (each in later) == (each in struck)]
        keys = 2 + len(switched) + (switched[-1] if switched else 0)
        if len(wanted) * _KEYS_OF_A_NAME <= keys or len(self._keys) <= _MOST_KEYS < len(self._keys) + keys:
            return []
        await self.press("*")
        at = 0
        for number in switched:
            await self.press(*["down"] * (number - at), "x")
            at = number
        await self.press("enter")
        return wanted

    def _everywhere(self) -> Everywhere:
        annotation = self._reader.subject
        assert annotation is not None
        everywhere = Everywhere(self._reader, annotation)
        everywhere.add(everywhere.look_here())
        return everywhere

    def _ordered(self, coding: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        """Put the attribute that is offered first: the kind makes the words the name and offers names."""
        item = self._reader.offering.item
        is_kind_first = item is not None and item.name == "kind"
        return sorted(coding, key=lambda each: (each[0] == "kind") != is_kind_first)

    async def _give(self, name: str, value: str) -> None:
        """Give an attribute a value, or a quote its speaker: by its digit, or typed if it is not offered."""
        if self._value_of(name) == value:
            return
        is_listed = (
            name != "canonical" or value in self._named or self._suggests(value) or value in self._page
        )
        if is_listed and await self._choose(name, value):
            return
        if name == "canonical":
            await self.press('"', *self._typed(value), "enter")
        else:
            self.not_offered.append((name, value))

    def _suggests(self, value: str) -> bool:
        """Tell whether the words of the annotation suggest a name, as the forms of earlier words did."""
        reader = self._reader
        return reader.subject is not None and value in forms_of(name_of(reader.text, reader.subject.span))

    def _typed(self, value: str) -> list[str]:
        """Find the fewest keys that make the words on the line of input the value."""
        reader = self._reader
        assert reader.subject is not None
        editor = LineEditor(self._value_of("canonical") or name_of(reader.text, reader.subject.span))
        editor.move_end()
        ways = [self._with_completions("", value)]
        for count in range(len(editor.text.split()) + 1):
            if value.startswith(editor.text):
                ways.append(["end", *["ctrl+w"] * count, *self._with_completions(editor.text, value)])
            editor.delete_word_left()
        return ["space" if key == " " else key for key in min(ways, key=len)]

    def _with_completions(self, text: str, value: str) -> list[str]:
        """Type the letters of a value, and accept each completion that is on the way to it."""
        keys: list[str] = []
        while text != value:
            completions = self._reader.offering.completions(text)
            better = [
                (len(each) - len(text) - number - 1, number, each)
                for number, each in enumerate(completions)
                if value.startswith(each)
            ]
            gain, number, completion = max(better, default=(0, 0, ""))
            if gain > 0:
                keys += [*["down"] * number, "tab"]
                text = completion
            else:
                keys.append(value[len(text)])
                text = value[: len(text) + 1]
        return keys

    async def _choose(self, name: str, value: str) -> bool:
        """Go on to the page of the offer that has a value, and choose it; whether there is one."""
        offering = self._reader.offering
        pages = _MOST_PAGES_OF_NAMES if name == "canonical" else _MOST_PAGES
        for page in range(pages):
            item = offering.item
            if item is not None and item.name == name and (digit := self._page.get(value)) is not None:
                await self.press(digit)
                return True
            if page < pages - 1:
                await self.press("0")
        return False

    @property
    def _page(self) -> dict[str, str]:
        """The values on the bottom line, with their digits; annotations by their canonical names."""
        offering, annotations = self._reader.offering, self._reader.annotations
        found: dict[str, str] = {}
        for digit, value in enumerate(offering.values, 1):
            other = annotations.get(value.name)
            found[str(other.attributes.get("canonical")) if other is not None else value.name] = str(digit)
        return found

    def _value_of(self, name: str) -> str:
        annotation = self._reader.subject
        assert annotation is not None
        if name != "speaker":
            return str(annotation.attributes.get(name, ""))
        ends = [self._reader.annotations.get(each) for each in targets(annotation, name)]
        return "".join(str(each.attributes.get("canonical")) for each in ends if each is not None)

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

    async def _trim(self, wanted: Wanted) -> None:
        reader, span = self._reader, wanted.span
        if reader.target is not None and without_clitics(reader, wanted.label, reader.target) == span:
            return
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


class Replay(NamedTuple):
    """What a replay made.

    Attributes:
        made: the annotations, in the order of typing.
        not_offered: attributes that could be given by no key, with their values.
    """

    made: list[Made]
    not_offered: list[tuple[str, str]]


async def replay(
    article: Path,
    wanted: Sequence[Wanted],
    others: Sequence[tuple[Path, Path]] | None = None,
    *,
    rest: bool = False,
) -> Replay:
    """Make annotations, from the top of an article; each is compared with what was wanted.

    Args:
        article: the article, without annotations.
        wanted: what is to be made.
        others: articles with reference annotations from which the reader learns what to propose; if None, it
            proposes nothing.
        rest: whether the less certain proposals are shown, too.

    Raises:
        AssertionError: the reader made another annotation than was wanted.
    """
    with tempfile.TemporaryDirectory() as name:
        # a copy, of which no reading place is kept
        article = Path(shutil.copy(article, name))
        store = open_repository(Path(name) / "annotations", ANNOTATOR)
        if others is not None:
            from benchmarks.proposed_effort import annotate_others

            annotate_others(store, Path(name), others)
        app = HashiyaApp(
            [article],
            store,
            DEFAULT,
            Preferences(theme="dark"),
            proposals=ProposalSettings if others is not None else None,
        )
        app.articles.first = app.articles.reader_of(read_article(article))
        async with app.run_test(size=_SIZE) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, ArticleScreen)
            reader = app.screen.reader
            made: list[Made] = []
            left = list(wanted)
            typist = Typist(pilot, reader)
            if others is not None:
                from benchmarks.proposed_effort import Decider

                typist = decider = Decider(pilot, reader)
                made += await decider.decide(left, rest=rest)
                left = [each for each in left if each not in {one.wanted for one in made}]
            made += await typist.mark_all(left)
            assert len(reader.annotations) == len(wanted), "more was labelled than was wanted"
            assert reader.close(), "the annotations cannot be saved"
            return Replay(made, typist.not_offered)


def table_of(made: Sequence[Made], title: str) -> str:
    """Write the keys of each annotation as a table: a line a label, then all of them."""
    by_label: dict[str, list[int]] = defaultdict(list)
    for each in made:
        by_label[each.wanted.label].append(len(each.keys))
    lines = [f"{title}: {len(made)} annotations", "label      spans   keys   most"]
    for label, counts in (*sorted(by_label.items()), ("all", [len(each.keys) for each in made])):
        lines.append(f"{label:<8} {len(counts):>7} {sum(counts) / len(counts):>6.2f} {max(counts):>6}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Replay one article, or those that are named, and print the keys that an annotation takes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks effort", description=__doc__)
    parser.add_argument(
        "--article", type=Path, action="append", help="may be given again; default: those of the samples"
    )
    parser.add_argument(
        "--annotations", type=Path, action="append", help="JSON Lines, one file for each article"
    )
    parser.add_argument("--proposals", action="store_true", help="decide on proposals first")
    parser.add_argument(
        "--certain", action="store_true", help="with --proposals: do not show the less certain ones"
    )
    parser.add_argument(
        "--samples",
        type=Path,
        default=Path("samples/a"),
        help="reference annotations of other articles to learn from; default: %(default)s",
    )
    parser.add_argument(
        "--articles", type=Path, default=Path("seeds"), help="articles of the samples; default: %(default)s"
    )
    parser.add_argument("--keys", action="store_true", help="print a JSON object for each span")
    parser.add_argument(
        "--attributes", action="store_true", help="with --keys: give attributes and speakers, too"
    )
    given = parser.parse_args(arguments)
    samples = [(given.articles / f"{each.stem}.txt", each) for each in sorted(given.samples.glob("*.jsonl"))]
    if len(given.article or ()) != len(given.annotations or ()):
        parser.error("each --article needs its --annotations")
    pairs = list(zip(given.article, given.annotations, strict=True)) if given.article else samples
    if not pairs:
        parser.error("neither an --article nor a sample is there")
    for with_attributes in [given.attributes] if given.keys else [False, True]:
        everything: list[Made] = []
        kind = "with attributes" if with_attributes else "spans"
        for article, reference in pairs:
            wanted = read_wanted(reference, with_attributes=with_attributes)
            others = _others(article, pairs, samples) if given.proposals else None
            made, not_offered = asyncio.run(replay(article, wanted, others, rest=not given.certain))
            everything += made
            for name, value in not_offered:
                print(f"{article.name}: {name} {value} could not be given", file=sys.stderr)
            if given.keys:
                _print_keys(made)
            elif len(pairs) > 1:
                print(table_of(made, f"{kind}, {article.name}"), flush=True)
        if not given.keys:
            print(table_of(everything, f"{kind}, all articles" if len(pairs) > 1 else kind), flush=True)


def _others(
    article: Path, pairs: Sequence[tuple[Path, Path]], samples: Sequence[tuple[Path, Path]]
) -> list[tuple[Path, Path]]:
    """List the articles to learn from: the others that are measured, or else the other samples."""
    found = [each for each in pairs if each[0].name != article.name]
    return found or [each for each in samples if each[0].name != article.name]


def _print_keys(made: Sequence[Made]) -> None:
    for each in made:
        record = {**each.wanted.span._asdict(), "label": each.wanted.label, "keys": each.keys}
        print(json.dumps(record, ensure_ascii=False))
