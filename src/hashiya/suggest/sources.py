"""The sources of proposals, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.suggest.actors.source import Actors
from hashiya.suggest.quotations.source import Quotations

if TYPE_CHECKING:
    from hashiya.suggest.evidence import Evidence, Source
    from hashiya.suggest.proposal import Proposal

SOURCES: tuple[Source, ...] = (Actors(), Quotations())
"""All sources; each sees the proposals of those before it."""


def run_sources(evidence: Evidence) -> list[Proposal]:
    """Collect the proposals of all sources, in the order of the sources."""
    found: list[Proposal] = []
    for source in SOURCES:
        found.extend(source.propose(evidence, tuple(found)))
    return found
