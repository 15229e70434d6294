"""One change of an article, as it waits for its store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation, check_record
from hashiya.annotation.strict_json import decode, encode
from hashiya.annotation.transaction_record import record_of, transaction_from
from hashiya.article.article import Article
from hashiya.store.repository.conflict import Conflict, ConflictError
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Outcome
    from hashiya.store.repository.protocols import ArticleRepository

EDITS, DECISION, READING, DRAFT = "edits", "decision", "reading", "draft"
REPLACED = (READING, DRAFT)
"""The kinds of which only the newest of an article counts."""


class Operation(NamedTuple):
    """A call that changes the annotations of one article.

    Attributes:
        kind: ``edits``, ``decision``, ``reading`` or ``draft``.
        article: as it was read when the change was made, without its text; None if there was no text.
        transaction: of edits or of a decision, with edits of this article alone; else None.
        conflict: that a decision ends; else None.
        reading: the reading position; else None.
        draft: the unfinished note; None also if a draft is removed.
    """

    kind: str
    article: Article | None = None
    transaction: Transaction | None = None
    conflict: Conflict | None = None
    reading: Reading | None = None
    draft: Draft | None = None


def encoded(operation: Operation) -> bytes:
    """Write an operation as JSON.

    Raises:
        HashiyaError: an annotation cannot be stored.
    """
    record: dict[str, Any] = {}
    if (article := operation.article) is not None:
        record["article"] = [str(article.path), article.sha256, article.encoding, article.extractor]
    if operation.transaction is not None:
        for group in operation.transaction.edits.values():
            for edit in group:
                if edit.after is not None:
                    check_record(edit.after.to_stored_record())
        record["transaction"] = record_of(operation.transaction)
    if operation.conflict is not None:
        number, *versions, noticed = operation.conflict
        record["conflict"] = [number, *map(_record_of, versions), noticed]
    if operation.reading is not None:
        record["reading"] = list(operation.reading)
    if operation.draft is not None:
        record["draft"] = [operation.draft.base.to_stored_record(), operation.draft.note]
    return encode(record)


def decoded(kind: str, content: bytes) -> Operation:
    """Read an operation.

    Raises:
        HashiyaError, ValueError, TypeError, KeyError, AttributeError: the content is damaged.
    """
    record = decode(content)
    transaction, conflict = record.get("transaction"), record.get("conflict")
    reading, draft = record.get("reading"), record.get("draft")
    article = record.get("article")
    return Operation(
        kind,
        None if article is None else _article_from(*article),
        None if transaction is None else transaction_from(transaction, ""),
        None if conflict is None else _conflict_from(*conflict),
        None if reading is None else Reading(*reading),
        None if draft is None else Draft(Annotation.from_record(draft[0]), draft[1]),
    )


def perform(operation: Operation, article: ArticleRepository) -> Sequence[Outcome]:
    """Make an operation on an article; one that was made already changes nothing.

    Returns:
        The outcome of each edit that was not stored as it was made.

    Raises:
        HashiyaError: the operation could not be made; nothing is changed.
    """
    conflict, transaction = operation.conflict, operation.transaction
    if transaction is not None and conflict is None:
        return article.commit(transaction)
    if transaction is not None and conflict is not None:
        try:
            article.resolve(_present(conflict, article), transaction)
        except ConflictError:  # the conflict has changed: the decision is a change like any other
            return article.commit(transaction)
    elif operation.reading is not None:
        article.save_reading(operation.reading)
    else:
        article.save_draft(operation.draft)
    return ()


def _present(conflict: Conflict, article: ArticleRepository) -> Conflict:
    """Find the conflict of the same versions, which may have another number in the store."""
    versions = (conflict.base, conflict.mine, conflict.theirs)
    open_now = article.load().checked().conflicts
    if conflict in open_now:
        return conflict
    return next((each for each in open_now if (each.base, each.mine, each.theirs) == versions), conflict)


def _record_of(annotation: Annotation | None) -> dict[str, Any] | None:
    return None if annotation is None else annotation.to_stored_record()


def _article_from(path: str, sha256: str, encoding: str, extractor: str) -> Article:
    return Article(Path(path), "", sha256, encoding, extractor=extractor)


def _conflict_from(number: str, *rest: Any) -> Conflict:
    *records, noticed = rest
    base, mine, theirs = map(_annotation_from, records)
    return Conflict(number, base, mine, theirs, noticed)


def _annotation_from(record: Mapping[str, Any] | None) -> Annotation | None:
    return None if record is None else Annotation.from_record(record)
