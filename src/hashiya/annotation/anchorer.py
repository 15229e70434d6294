"""Find the places of many quotations in one text that has changed since they were marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.anchor_alignment import edge, likeness
from hashiya.annotation.anchor_contexts import PARAGRAPH_ENDS, PIECE, Contexts, comparable
from hashiya.annotation.anchor_judgement import (
    ENOUGH,
    LEAD,
    LIKE,
    SOME,
    UNRELATED,
    Candidate,
    evidence,
    is_certain,
    is_clear,
)
from hashiya.annotation.anchor_rivals import is_made_of_copies
from hashiya.annotation.anchor_text import INDEXED, FoldedText
from hashiya.annotation.selector import CONTEXT, Resolution, Status, occurrences
from hashiya.text.beginnings import common_length
from hashiya.text.spans import Span, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.selector import Selector

_TOUCHING = 3
"""Letters on each side that must be the same for a quotation to count as untouched."""

_CANDIDATES = 256
_SEEDS = 16
_EDGE = 64


class Anchorer:
    """Resolve selectors in one text, which is indexed once for all of them."""

    def __init__(self, text: str, sha256: str = "") -> None:
        """Read nothing of the text yet.

        Args:
            text: the text as it is now.
            sha256: hash of the text, hexadecimal, so that a selector of the same text needs no search.
        """
        self.text = text
        self.sha256 = sha256
        self._folded: FoldedText | None = None
        self._places: dict[str, list[int]] = {}

    def resolve(self, selector: Selector) -> Resolution:
        """Find the place of a selector, and tell how certain it is."""
        here = Span(selector.start, selector.start + len(selector.exact))
        if selector.sha256 and selector.sha256 == self.sha256 and holds(self.text, here, selector.exact):
            return Resolution(Status.SAME, *here)
        quotation = comparable(selector.exact)
        if not quotation:
            return self._resolve_unfoldable(selector)
        return self._judge(selector, self._candidates(quotation, selector))

    @property
    def folded(self) -> FoldedText:
        """The text in the form that is compared."""
        if self._folded is None:
            self._folded = FoldedText(self.text)
        return self._folded

    # --- judging

    def _judge(self, selector: Selector, candidates: list[Candidate]) -> Resolution:
        if not candidates:
            return Resolution(Status.ORPHAN)
        candidates.sort(key=lambda candidate: (-candidate.score, -candidate.likeness))
        first = candidates[0]
        # of equal candidates the one nearest to the old place is the best guess
        equals = [each for each in candidates if (each.score, each.likeness) == (first.score, first.likeness)]
        span, best = min(
            ((self._span(each, selector), each) for each in equals),
            key=lambda pair: abs(pair[0].start - selector.start),
        )
        others = [candidate for candidate in candidates if candidate is not best]
        status = self._status(best, others, span, selector)
        return Resolution(status) if status == Status.ORPHAN else Resolution(status, *span)

    def _status(self, best: Candidate, others: Sequence[Candidate], span: Span, selector: Selector) -> Status:
        is_exact = span.cut(self.text) == selector.exact
        if not is_exact and is_clear(best, others):
            return Status.CHANGED
        if is_exact and is_certain(best, others, selector.rival):
            if is_made_of_copies(self.text, span) or self._is_split_around(best, selector):
                return Status.AMBIGUOUS
            if not self._is_untouched(span, selector):
                return Status.CHANGED
            return Status.SAME if span.start == selector.start else Status.MOVED
        is_likely = best.score >= UNRELATED and evidence(best) >= SOME
        is_only_one = selector.rival is None and not others and evidence(best) >= 1
        return Status.AMBIGUOUS if is_likely or is_only_one else Status.ORPHAN

    def _is_split_around(self, best: Candidate, selector: Selector) -> bool:
        """Tell whether the quotation surrounds a place in two parts, each beside its own context.

        If so, a copy of the quotation with some of its context was inserted into the quotation itself.
        """
        contexts = Contexts(selector.prefix, selector.suffix)
        folded = self.folded.folded
        before, after = contexts.before[-INDEXED:], contexts.after[:INDEXED]
        heads = [place + len(before) for place in self.folded.places(before, _SEEDS)] if before else [0]
        tails = self.folded.places(after, _SEEDS) if after else [len(folded)]
        quotation = folded[best.start : best.end]
        size = len(quotation)
        begun = (folded[at : at + size] for at in heads if at < best.start)
        ended = (folded[max(0, at - size) : at][::-1] for at in tails if at > best.end)
        head = max((common_length(quotation, each) for each in begun), default=0)
        tail = max((common_length(quotation[::-1], each) for each in ended), default=0)
        return head > 0 and tail > 0 and head + tail >= size

    def _is_untouched(self, span: Span, selector: Selector) -> bool:
        """Tell whether the letters beside a place, in its paragraph, are those beside the marked quotation.

        If they differ, an edit ended there, and the text at the place may be partly new.
        """
        text = self.text
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return _last_letters(before) == _last_letters(selector.prefix) and _first_letters(
            after
        ) == _first_letters(selector.suffix)

    def _span(self, candidate: Candidate, selector: Selector) -> Span:
        """Find the code points of a place; those of the quotation alone if it is there unchanged."""
        span = self.folded.span(candidate.start, candidate.end)
        exact = selector.exact
        for start in range(span.start, max(-1, span.start - len(exact)), -1):
            if self.text.startswith(exact, start):
                return Span(start, start + len(exact))
            if start and comparable(self.text[start - 1]):
                break
        return span

    def _resolve_unfoldable(self, selector: Selector) -> Resolution:
        """Find the place of a quotation without anything to compare, such as a space or a mark."""
        found = list(occurrences(self.text, selector)) if selector.exact else []
        if not found:
            return Resolution(Status.ORPHAN)
        span = min(found, key=lambda span: abs(span.start - selector.start))
        contexts = Contexts(selector.prefix, selector.suffix)
        enough = len(contexts.before) + len(contexts.after) >= ENOUGH * PIECE
        if len(found) > 1 or (selector.rival or 0) >= LEAD or not enough:
            return Resolution(Status.AMBIGUOUS, *span)
        return Resolution(Status.SAME if span.start == selector.start else Status.MOVED, *span)

    # --- looking for places

    def _candidates(self, quotation: str, selector: Selector) -> list[Candidate]:
        contexts = Contexts(selector.prefix, selector.suffix)
        spots = {Span(place, place + len(quotation)) for place in self._places_of(quotation, contexts)}
        for spot in self._changed_spots(quotation, contexts):
            if spot.start < spot.end and not any(map(spot.overlaps, spots)):
                spots.add(spot)
        folded = self.folded.folded
        found = []
        for start, end in sorted(spots):
            alike = likeness(quotation, folded[start:end])
            if alike >= LIKE:
                found.append(Candidate(start, end, alike, contexts.agreement(folded, start, end)))
        return found

    def _places_of(self, quotation: str, contexts: Contexts) -> list[int]:
        """Find the places of a quotation; of very many, those with some context beside them."""
        if quotation not in self._places:
            self._places[quotation] = self.folded.places(quotation, _CANDIDATES + 1)
        places = self._places[quotation]
        if len(places) <= _CANDIDATES:
            return places
        before, after = contexts.before[-INDEXED:], contexts.after[:INDEXED]
        found = {place + len(before) for place in self.folded.places(before + quotation, _CANDIDATES)}
        found.update(self.folded.places(quotation + after, _CANDIDATES))
        return sorted(found)

    def _changed_spots(self, quotation: str, contexts: Contexts) -> Iterator[Span]:
        """Find the spans that may hold a changed form of the quotation, beside pieces of its context."""
        before, after = contexts.before, contexts.after
        starts = {
            place + len(piece) + gap for piece, gap in _seeds_before(before) for place in self._seeds(piece)
        }
        ends = {place - gap for piece, gap in _seeds_after(after) for place in self._seeds(piece)}
        size, folded = len(quotation), self.folded.folded
        for start in starts:
            near = [end for end in ends if start < end <= start + 2 * size + _EDGE]
            if near:
                yield Span(start, min(near, key=lambda end: abs(end - start - size)))
            elif contexts.agrees_before(folded, start):
                yield Span(start, self._end_after(start, quotation, after))
        for end in ends:
            is_paired = any(end - 2 * size - _EDGE <= start < end for start in starts)
            if not is_paired and contexts.agrees_after(folded, end):
                yield Span(self._start_before(end, quotation, before), end)

    def _seeds(self, piece: str) -> list[int]:
        found = self.folded.places(piece, _SEEDS + 1) if len(piece) == INDEXED else []
        return found if len(found) <= _SEEDS else []

    def _end_after(self, start: int, quotation: str, after: str) -> int:
        """Find the end of a changed quotation that begins at a place."""
        skipped = max(0, len(quotation) - _EDGE)
        low = start + skipped
        kept, after = quotation[skipped:], after[:_EDGE]
        zone = self.folded.folded[low : low + len(kept) + len(after)]
        return low + edge(kept, after, zone, is_end=True)

    def _start_before(self, end: int, quotation: str, before: str) -> int:
        """Find the beginning of a changed quotation that ends at a place."""
        skipped = max(0, len(quotation) - _EDGE)
        high = max(0, end - skipped)
        kept, before = quotation[:_EDGE], before[-_EDGE:]
        low = max(0, high - len(kept) - len(before))
        return low + edge(before, kept, self.folded.folded[low:high], is_end=False)


def _last_letters(before: str) -> str:
    return comparable(PARAGRAPH_ENDS.split(before)[-1])[-_TOUCHING:]


def _first_letters(after: str) -> str:
    return comparable(PARAGRAPH_ENDS.split(after, maxsplit=1)[0])[:_TOUCHING]


def _seeds_before(before: str) -> Iterator[tuple[str, int]]:
    """Yield the two pieces next to the quotation, each with its distance from it."""
    yield before[-INDEXED:], 0
    yield before[-2 * INDEXED : -INDEXED], INDEXED


def _seeds_after(after: str) -> Iterator[tuple[str, int]]:
    yield after[:INDEXED], 0
    yield after[INDEXED : 2 * INDEXED], INDEXED
