"""A proposed annotation, with the reason for it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.messages import Message
    from hashiya.text.spans import Span

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_ENDS: Mapping[str, Span] = MappingProxyType({})


class Proposal(NamedTuple):
    """An annotation that a person may accept or reject.

    Attributes:
        span: the marked words, in code points of the text.
        label: the name of the label.
        source: the name of the source that found it, such as ``quotations``.
        reason: the rule or the evidence, in words for people.
        score: the probability that a person would mark exactly this, from 0 to 1.
        attributes: values by attribute, such as ``canonical``.
        ends: the other ends of relations by type, such as ``speaker``: the span of an annotation or of
            another proposal.
    """

    span: Span
    label: str
    source: str
    reason: Message
    score: float
    attributes: Mapping[str, str] = _NOTHING
    ends: Mapping[str, Span] = _NO_ENDS

    def moved(self, offset: int) -> Proposal:
        """Return the proposal some code points further on."""
        ends = {name: end.moved(offset) for name, end in self.ends.items()}
        return self._replace(span=self.span.moved(offset), ends=ends) if offset else self
