"""Find who quotes whom: the speakers of quotations, and the actors who appear in their words."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.relations import TARGET, TYPE, targets
from hashiya.registry.entries import ACTOR
from hashiya.report.names import name_of, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.annotation.annotation import Annotation

QUOTE = "QUOTE"
SPEAKER = "speaker"
_MOST = 200
"""Actors of one quotation that are looked at: no quotation has more, but a hostile file may."""


class Quotation(NamedTuple):
    """A quotation.

    Attributes:
        id: of its annotation.
        article: the anchor of its article.
        text: its first words.
        speakers: the names of the actors to whom the relation ``speaker`` leads.
        others: the names of the actors inside it, or at the end of another relation, without the speakers.
    """

    id: str
    article: str
    text: str
    speakers: tuple[str, ...]
    others: tuple[str, ...]


class Quoting(NamedTuple):
    """A speaker and an actor who appears in quotations of that speaker.

    Attributes:
        speaker: the name of the speaker.
        other: the name of the actor.
        quotations: the quotations in which the actor appears, each once.
    """

    speaker: str
    other: str
    quotations: Sequence[Quotation]

    @classmethod
    def counted(cls, quotations: Iterable[Quotation]) -> Sequence[Quoting]:
        """Count the quotations of each pair, the most frequent pair first."""
        pairs: dict[tuple[str, str], list[Quotation]] = {}
        for each in quotations:
            for speaker in each.speakers:
                for other in each.others:
                    pairs.setdefault((speaker, other), []).append(each)
        found = [cls(*pair, quotations) for pair, quotations in pairs.items()]
        return sorted(found, key=lambda each: (-len(each.quotations), each.speaker, each.other))


def quotations_in(annotations: Sequence[Annotation], article: str) -> list[Quotation]:
    """List the quotations of an article; only annotations of the same annotator are related.

    Args:
        annotations: of the article, in the order of the text.
        article: the anchor of the article.
    """
    by_id = {each.id: each for each in annotations}
    actors = [each for each in annotations if each.label == ACTOR]
    starts = [each.start for each in actors]
    found = []
    for quote in annotations:
        if quote.label != QUOTE:
            continue
        first, last = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        inside = [
            each
            for each in actors[first : min(last, first + _MOST)]
            if each.end <= quote.end and each.annotator == quote.annotator
        ]
        speakers = _names(by_id[target] for target in targets(quote, SPEAKER) if target in by_id)
        ends = (str(each[TARGET]) for each in quote.relations if each.get(TYPE) != SPEAKER and TARGET in each)
        related = (by_id[end] for end in ends if end in by_id and by_id[end].label == ACTOR)
        others = tuple(name for name in _names([*inside, *related]) if name not in speakers)
        found.append(Quotation(quote.id, article, shortened(quote.text), speakers, others))
    return found


def _names(annotations: Iterable[Annotation]) -> tuple[str, ...]:
    """List the names of actors, each once: the canonical name, or the words if there is none."""
    return tuple(islice(dict.fromkeys(map(name_of, annotations)), _MOST))
