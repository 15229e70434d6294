"""Collect the evidence of an article, for proposals and for learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.heading import published
from hashiya.suggest.evidence import Evidence, Rejected
from hashiya.text.spans import Span, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.registry.names import Names

_LONGEST_EXAMPLE = 50_000
"""Code points of one article that are learnt from, so that one book does not outweigh all others."""


def evidence_of(
    article: Article,
    annotations: Iterable[Annotation],
    rejected: Iterable[Annotation],
    names: Mapping[str, Names],
    within: Span | None = None,
) -> Evidence:
    """Collect the evidence of an article; annotations of another text of the article are left out.

    Args:
        article: the article.
        annotations: its annotations.
        rejected: its rejected proposals.
        names: the names in the other articles, by label.
        within: a part of the text, from which offsets count; the whole article if left out.
    """
    text = article.text
    part = within or Span(0, len(text))
    inside = (each for each in annotations if part.start <= each.start and each.end <= part.end)
    sound = [each for each in inside if holds(text, each.span, each.text)]
    places = ((place_of(each, text), each.label) for each in rejected)
    left_out = [Rejected(place, label) for place, label in places if place is not None]
    return Evidence(text, published(article), sound, names, left_out).part(part)


def place_of(rejected: Annotation, text: str) -> Span | None:
    """Find the words of a rejected proposal in a text, which may have changed; None if they are gone."""
    if holds(text, rejected.span, rejected.text):
        return rejected.span
    at = text.find(rejected.prefix + rejected.text + rejected.suffix)
    start = at + len(rejected.prefix)
    return None if at < 0 else Span(start, start + len(rejected.text))


def example_of(
    article: Article, annotations: Iterable[Annotation], rejected: Iterable[Annotation]
) -> Evidence:
    """Make an example to learn from of an article; of a very long one, of its beginning."""
    end = len(article.text)
    if end > _LONGEST_EXAMPLE:
        end = article.text.rfind("\n", 0, _LONGEST_EXAMPLE) + 1 or _LONGEST_EXAMPLE
    return evidence_of(article, annotations, rejected, {}, Span(0, end))
