"""Types the keys that decide on proposals, as an analyst would who sees the page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.effort import Made, Typist, Wanted
from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.session.passages import sentence_around
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.pilot import Pilot

    from hashiya.session.proposals import Proposals
    from hashiya.session.reader import Reader
    from hashiya.store.tinydb.store import Store
    from hashiya.suggest.proposal import Proposal

_MOST_CORRECTIONS = 2
"""Keys that correct the edges of a proposal, above which the words are marked by hints later."""


def annotate_others(store: Store, folder: Path, others: Iterable[tuple[Path, Path]]) -> None:
    """Copy articles into a folder and store their reference annotations, to learn from."""
    for path, reference in others:
        article = read_article(Path(shutil.copy(path, folder)))
        repository = store.open(article)
        records = map(json.loads, reference.read_text(encoding="utf-8").splitlines())
        edits = [
            Edit(
                None,
                new_annotation(
                    repository.key,
                    article.sha256,
                    article.text,
                    Span(each["start"], each["end"]),
                    each["label"],
                    attributes={name: value for name, value in each.get("attributes", {}).items() if value},
                    annotator=store.annotator,
                ),
            )
            for each in records
        ]
        repository.commit(new_transaction(repository.key, edits, by="", command="annotate"))


class Decider(Typist):
    """Decides on the shown proposals one after the other, and counts the keys."""

    def __init__(self, pilot: Pilot[None], reader: Reader) -> None:
        super().__init__(pilot, reader)
        assert reader.proposals is not None
        self._proposals: Proposals = reader.proposals

    async def decide(self, wanted: Sequence[Wanted], *, rest: bool) -> list[Made]:
        """Type the keys for all proposals, from the top of the article to its end.

        Args:
            wanted: the annotations that are to be made.
            rest: whether the less certain proposals are shown first.

        Returns:
            The annotations made, each with the keys since the last one; the last keys are those of the last.
        """
        left = list(wanted)
        made: list[Made] = []
        self._keys = []
        assert self._proposals.wait()
        if rest:
            await self.press(")")
        await self.press("tab")
        while (meant := self._proposals.meant) is not None:
            found = await self._decide(meant, left)
            assert self._proposals.wait()
            for number, each in enumerate(found):
                made.append(Made(each, () if number else tuple(self._keys)))
                left.remove(each)
            if found:
                self._keys = []
            if self._proposals.meant is None:
                # a proposal that vanished leaves the caret; the line below the page says when none follows
                await self.press("tab")
        if made:
            made[-1] = made[-1]._replace(keys=(*made[-1].keys, *self._keys))
        return made

    async def _decide(self, meant: Proposal, left: Sequence[Wanted]) -> list[Wanted]:
        """Accept, correct or reject a proposal, or accept all of its sentence if that is seen to be right."""
        by_place = {(each.span, each.label): each for each in left}
        if (found := by_place.get((meant.span, meant.label))) and self._match(meant, by_place) is None:
            return await self._label(found)
        if (exact := self._match(meant, by_place)) is not None:
            together = self._sentence_of(meant)
            matches = [self._match(each, by_place) for each in together]
            if len(together) > 1 and all(matches) and all(map(self._is_seen, together)):
                await self.press("s")
                return [each for each in matches if each is not None]
            await self.press("enter")
            return [exact]
        for each in left:
            keys = self._corrections(meant.span, each.span) if each.label == meant.label else None
            if keys and len(keys) <= _MOST_CORRECTIONS and not self._is_shown(each):
                await self.press(*keys)
                if self._reader.selection == each.span:
                    await self.press("enter")
                    return [each]
                break
        await self.press("backspace")
        return []

    async def _label(self, wanted: Wanted) -> list[Wanted]:
        """Label the words of a proposal that has other codes than are wanted, and give these codes."""
        await self.press(DEFAULT[wanted.label].key)
        for name, value in self._ordered(wanted.coding):
            await self._give(name, value)
            if name == "canonical":
                self._named.add(value)
        return [wanted]

    def _match(self, proposal: Proposal, by_place: dict[tuple[Span, str], Wanted]) -> Wanted | None:
        """Find what a proposal would make, if that is wanted with all of its codes."""
        found = by_place.get((proposal.span, proposal.label))
        coded = {**proposal.attributes, "speaker": self._speaker_of(proposal)}
        if found is None or any(coded.get(name) != value for name, value in found.coding):
            return None
        return found

    def _speaker_of(self, proposal: Proposal) -> str:
        """Return the name of the annotation on the words of the speaker."""
        span = proposal.ends.get("speaker")
        here = self._reader.annotations.overlapping(*span) if span is not None else []
        return next((str(each.attributes.get("canonical")) for each in here if each.span == span), "")

    def _sentence_of(self, meant: Proposal) -> Sequence[Proposal]:
        sentence = sentence_around(self._reader.document, meant.span.start)
        return self._proposals.within(*(sentence or meant.span))

    def _is_seen(self, proposal: Proposal) -> bool:
        viewport = self._reader.viewport
        rows = [viewport.row(place) for place in viewport.lines if place is not None]
        return rows[0].start <= proposal.span.start and proposal.span.end <= rows[-1].end

    def _is_shown(self, wanted: Wanted) -> bool:
        places = ((each.span, each.label) for each in self._proposals.shown)
        return (wanted.span, wanted.label) in places

    def _corrections(self, span: Span, target: Span) -> list[str] | None:
        """Find the keys that change the edges of a selection into others; None if no way is short."""
        if not span.overlaps(target):
            return None
        between = Span(min(span.end, target.end), max(span.end, target.end))
        words = [each for each in self._reader.words.between(*between) if each.start >= between.start]
        keys = ["shift+left" if target.end > span.end else "shift+right"] * len(words)
        letters = abs(span.start - target.start)
        return keys + ["'" if target.start > span.start else ";"] * letters
