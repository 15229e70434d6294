"""A source of proposals for tests, which knows a few words, in the place of the real ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.codebook.proposals import ProposalSettings
from hashiya.messages import Message
from hashiya.session.proposer import Teacher
from hashiya.store.tinydb.store import Store
from hashiya.suggest.proposal import Proposal
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import pytest

    from hashiya.session.proposals import Proposals
    from hashiya.session.reader import Reader
    from hashiya.suggest.evidence import Evidence

REASON = Message("suggest.title_and_name")


class KnownWords:
    """Proposes some words as actors, and all within « » as quotations of the first actor."""

    name = "known"

    def __init__(self, scores: Mapping[str, float]) -> None:
        self._scores = scores

    def propose(self, evidence: Evidence, found: Sequence[Proposal]) -> Iterator[Proposal]:
        text = evidence.text
        actors = [
            Proposal(
                Span(*match.span()), "ACTOR", self.name, REASON, score, {"canonical": word, "kind": "person"}
            )
            for word, score in self._scores.items()
            for match in re.finditer(word, text)
        ]
        yield from actors
        for match in re.finditer("«(.+?)»", text, re.DOTALL):
            before = [each.span for each in actors if each.span.end <= match.start()]
            ends = {"speaker": min(before)} if before else {}
            yield Proposal(Span(*match.span(1)), "QUOTE", self.name, REASON, 0.95, {"mode": "direct"}, ends)


def use(monkeypatch: pytest.MonkeyPatch, scores: Mapping[str, float]) -> None:
    """Propose some words, each with its score, and quotations, in the place of all other proposals."""
    monkeypatch.setattr("hashiya.suggest.sources.SOURCES", (KnownWords(scores),))


def teacher_of(folder: Path, *, precision: float = 0.9) -> Teacher:
    """What a folder of annotations teaches, for proposals of a precision."""
    return Teacher(lambda: Store(folder), ProposalSettings(precision))


def propose(reader: Reader) -> Proposals:
    """Let a reader propose, and wait for the proposals of the page."""
    reader.start_proposing()
    assert reader.proposals is not None
    assert reader.proposals.wait()
    return reader.proposals
