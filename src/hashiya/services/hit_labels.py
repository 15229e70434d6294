"""Label many hits of a search at once, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import annotation_at
from hashiya.annotation.selector import Selector
from hashiya.annotation.transaction import transaction_over
from hashiya.services.everywhere import Occurrence, edits_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.errors import HashiyaError
    from hashiya.services.corpus import Corpus
    from hashiya.services.progress import Progress
    from hashiya.services.searching import Hit

COMMAND = "annotation.everywhere"
"""An undo calls both ways to label many places by one name."""


def labelling(
    corpus: Corpus,
    hits: Sequence[Hit],
    label: str,
    attributes: Mapping[str, Any],
    progress: Progress | None = None,
) -> tuple[Transaction, Mapping[str, HashiyaError]]:
    """Make the transaction that labels hits; nothing is saved.

    A hit that an annotation of the same label overlaps already is left out.

    Args:
        corpus: the articles of the hits.
        hits: the hits that a person chose; at least one.
        label: the name of the label.
        attributes: of each annotation.
        progress: is told how many articles are done.

    Returns:
        The transaction, and the errors of articles without edits, such as one whose words have changed.
    """
    store = corpus.store
    new = [hit for hit in hits if all(each["label"] != label for each in hit.annotations)]
    occurrences = [_occurrence(corpus, hit) for hit in new]
    model = annotation_at(_place(hits[0]), hits[0].article, label, attributes=attributes)
    edits, failed = edits_for(store, occurrences, model, by=store.annotator, progress=progress)
    return transaction_over(edits, by=store.annotator, command=COMMAND), failed


def _occurrence(corpus: Corpus, hit: Hit) -> Occurrence:
    """Make the occurrence of a hit; without a version, its article is read again before it is labelled."""
    return Occurrence(hit.article, corpus.paths[hit.article], _place(hit), hit.before, hit.after)


def _place(hit: Hit) -> Selector:
    return Selector(hit.text, start=hit.span.start)
