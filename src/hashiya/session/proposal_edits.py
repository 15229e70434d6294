"""The edits that accept and reject proposals of the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.record import REJECTED
from hashiya.registry.entries import ACTOR
from hashiya.services.proposed import annotation_of, related
from hashiya.session.defaults import default_attributes
from hashiya.session.nothing_marked import nothing_marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.session.reader import Reader
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span


def rejection(reader: Reader, proposal: Proposal) -> Edit:
    """Make the edit that remembers a rejected proposal."""
    key, by = reader.working_copy.key, reader.annotator
    return Edit(None, annotation_of(proposal, reader.article, key, by=by, status=REJECTED))


class Acceptance:
    """Makes annotations of proposals, and relates them when both ends of a relation are annotated."""

    def __init__(self, reader: Reader) -> None:
        """Accept nothing yet."""
        self._reader = reader
        # the ends of accepted proposals, by the id of the annotation: some may be accepted later
        self._ends: dict[str, Mapping[str, Span]] = {}

    def edits(self, chosen: Sequence[tuple[Proposal, Span]]) -> list[Edit]:
        """Make the edits that accept proposals, each with the edges that a person gave it.

        Annotations of earlier proposals are related to those that are made now.
        """
        reader, copy = self._reader, self._reader.working_copy
        made = [
            annotation_of(
                each,
                reader.article,
                copy.key,
                by=reader.annotator,
                span=span,
                defaults=default_attributes(reader, each.label, span),
            )
            for each, span in chosen
        ]
        ids = {each.span: one.id for (each, _), one in zip(chosen, made, strict=True) if each.label == ACTOR}
        ended = {each.id: each for _, span in chosen for each in nothing_marked(reader, span)}
        edits = [Edit(each, None) for each in ended.values()]
        for name, ends in self._ends.items():
            if (stored := copy.annotations.get(name)) is not None:
                linked = related(stored, ends, ids)
                if linked is not stored:
                    edits.append(Edit(stored, changed(stored, relations=linked.relations)))
        for (each, _), one in zip(chosen, made, strict=True):
            edits.append(Edit(None, related(one, each.ends, {**self._annotated(each.ends), **ids})))
            if each.ends:
                self._ends[one.id] = each.ends
        return edits

    def _annotated(self, ends: Mapping[str, Span]) -> dict[Span, str]:
        """Return the ids of the actors that are annotated on the ends of a proposal, by their words."""
        around = [each for span in ends.values() for each in self._reader.annotations.overlapping(*span)]
        return {each.span: each.id for each in around if each.label == ACTOR}
