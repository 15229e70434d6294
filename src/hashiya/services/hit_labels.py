"""Label many hits of a search at once, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.anchor import describe
from hashiya.annotation.annotation import annotation_at
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import transaction_over
from hashiya.corpus.places import Places
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.opening import read_listed
from hashiya.services.placed import placed
from hashiya.services.progress import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.services.progress import Progress
    from hashiya.services.searching import Hit
    from hashiya.store.repository.protocols import Repository

COMMAND = "annotation.everywhere"
"""An undo calls both ways to label many places by one name."""


def labelling(
    store: Repository,
    paths: Mapping[str, Path],
    hits: Sequence[Hit],
    label: str,
    attributes: Mapping[str, Any],
    *,
    progress: Progress | None = None,
) -> tuple[Transaction, Mapping[str, HashiyaError]]:
    """Make the transaction that labels hits; nothing is saved.

    A hit that an annotation of the same label overlaps already is left out. The present annotations decide,
    which the hits need not have any longer.

    Args:
        store: the store.
        paths: the files of the articles, by their keys.
        hits: the hits that a person chose.
        label: the name of the label.
        attributes: of each annotation.
        progress: is told how many articles are done.

    Returns:
        The transaction, and the errors of articles without edits, such as one whose words have changed.
    """
    by_article: dict[str, list[Hit]] = {}
    for hit in hits:
        by_article.setdefault(hit.article, []).append(hit)
    edits: dict[str, Sequence[Edit]] = {}
    failed: dict[str, HashiyaError] = {}
    for key in counted(list(by_article), progress):
        try:
            made = list(_edits(store, paths[key], by_article[key], label, attributes))
        except HashiyaError as error:
            failed[key] = error
        else:
            edits |= {key: made} if made else {}
    return transaction_over(edits, by=store.annotator, command=COMMAND), failed


def _edits(
    store: Repository, path: Path, hits: Sequence[Hit], label: str, attributes: Mapping[str, Any]
) -> Iterator[Edit]:
    """Generate the edits of one article.

    Raises:
        HashiyaError: the article or its annotations cannot be read, or its words have changed.
    """
    key = hits[0].article
    article = read_listed(store, path)
    if any(hit.span.cut(article.text) != hit.text for hit in hits):
        raise HashiyaError(Message("services.article_changed", article=key))
    annotations = store.load(key).annotations if store.is_kept(key) else ()
    having = [each for each in annotations if (each.label, each.annotator) == (label, store.annotator)]
    taken = Places(sorted(span for _, span in placed(article, having)))
    for hit in hits:
        if not taken.overlapping(hit.span):
            place = describe(article.text, *hit.span, article.sha256)
            made = annotation_at(place, key, label, attributes=attributes, annotator=store.annotator)
            yield Edit(None, made)
