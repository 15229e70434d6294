"""The tables of an article at its first change, made without reading any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import check_record
from hashiya.store.records.article_record import describe
from hashiya.store.records.judgement import judge
from hashiya.store.records.tables import ANNOTATIONS, ARTICLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from hashiya.annotation.edits import Edit


def first_tables(key: str, edits: Sequence[Edit]) -> Mapping[str, Mapping[str, Mapping[str, Any]]] | None:
    """Make the tables that `ArticleRecords` makes of edits of an article for which nothing is stored.

    Args:
        key: of the article, whose text is not known.
        edits: the edits, in order.

    Returns:
        The records by number by table; None if the edits are more than additions.

    Raises:
        HashiyaError: an annotation cannot be stored.
    """
    states, refused, carried = judge(edits, {})
    made = [annotation for annotation in states.values() if annotation is not None]
    if refused or carried or not made or len(made) < len(states):
        return None
    records = [annotation.to_stored_record() for annotation in made]
    for record in records:
        check_record(record)
    return {
        ARTICLE: {"1": describe({}, key, None, made[0].sha256)},
        ANNOTATIONS: {str(number): record for number, record in enumerate(records, 1)},
    }
