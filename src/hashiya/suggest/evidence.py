"""The evidence that all sources of proposals look at."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hashiya.text.paragraphs import find_paragraphs
from hashiya.text.sentences import iter_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from hashiya.annotation.annotation import Annotation
    from hashiya.registry.names import Names
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span


class Rejected(NamedTuple):
    """A proposal that a person rejected.

    Attributes:
        span: the words, in code points of the text.
        label: the name of the label.
    """

    span: Span
    label: str


class Evidence:
    """An article, and all that is known beside it; never changed, so that proposals are the same each time.

    Attributes:
        text: of the article.
        published: the day of the article, for dates such as «أمس»; None if it is unknown.
        annotations: those of the article, in the order of the text.
        names: the names of the folder by label, without those of this article.
        rejected: the proposals that were rejected, which are not made again.
    """

    def __init__(
        self,
        text: str,
        published: date | None,
        annotations: Sequence[Annotation],
        names: Mapping[str, Names],
        rejected: Sequence[Rejected] = (),
    ) -> None:
        self.text = text
        self.published = published
        self.annotations = annotations
        self.names = names
        self.rejected = rejected

    def part(self, span: Span) -> Evidence:
        """Return the evidence of a part of the text, from whose beginning offsets count."""
        if span == (0, len(self.text)):
            return self
        inside = [each for each in self.annotations if span.start <= each.start and each.end <= span.end]
        rejected = [
            each for each in self.rejected if span.start <= each.span.start and each.span.end <= span.end
        ]
        return Evidence(
            span.cut(self.text),
            self.published,
            [replace(each, start=each.start - span.start, end=each.end - span.start) for each in inside],
            self.names,
            [each._replace(span=each.span.moved(-span.start)) for each in rejected],
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, in order."""
        bounds = find_paragraphs(self.text)
        return tuple(
            sentence
            for start, end in zip(bounds.starts, bounds.ends, strict=False)
            for sentence in iter_sentences(self.text, start, end)
        )


class Source(Protocol):
    """One way to find annotations.

    Attributes:
        name: as proposals and records name it.
    """

    name: str

    def propose(self, evidence: Evidence, found: Sequence[Proposal]) -> Iterable[Proposal]:
        """Propose annotations.

        Args:
            evidence: the article.
            found: the proposals of the sources before this one, such as actors who may be speakers.
        """
