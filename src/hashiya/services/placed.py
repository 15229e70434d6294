"""The places of annotations in the present text of their article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.text.spans import Span


def placed(article: Article, annotations: Sequence[Annotation]) -> Iterator[tuple[Annotation, Span]]:
    """Generate annotations with their places in an article; those with uncertain places are left out."""
    if all(annotation.sha256 == article.sha256 for annotation in annotations):
        yield from ((each, each.span) for each in annotations)
        return
    from hashiya.annotation.anchorer import Anchorer  # most articles have not changed

    anchorer = Anchorer(article.text, article.sha256)
    for each in annotations:
        found = anchorer.resolve(each.selector)
        if found.span and found.status.is_certain:
            yield each, found.span
