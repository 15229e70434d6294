"""Change annotations of one article by transactions, without a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.transaction import Origin, new_transaction
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.store.repository.conflict import Outcome
    from hashiya.store.repository.protocols import ArticleRepository


def commit(
    repository: ArticleRepository,
    edits: Sequence[Edit],
    *,
    command: str,
    origin: Origin = Origin.USER,
    by: str = "",
) -> Sequence[Outcome]:
    """Save edits of one article in one transaction, all or none; they are on the disk when this returns.

    Args:
        repository: the article's annotations.
        edits: the edits, in order.
        command: id of the command that makes them.
        origin: who or what makes them.
        by: name of the annotator, or an empty string.

    Returns:
        The conflicts: edits of annotations that another program has changed. Both versions are kept until a
        person decides.

    Raises:
        HashiyaError: the edits could not be saved; nothing is changed.
    """
    transaction = new_transaction(repository.key, edits, by=by, command=command, origin=origin)
    return [outcome for outcome in repository.commit(transaction) if outcome.asked]


def change(repository: ArticleRepository, edit: Edit, *, command: str, by: str = "") -> None:
    """Save one edit; it is on the disk when this returns.

    Args:
        repository: the article's annotations.
        edit: the edit.
        command: as in `commit`.
        by: as in `commit`.

    Raises:
        HashiyaError: the edit could not be saved, or is kept as a conflict.
    """
    for outcome in commit(repository, [edit], command=command, by=by):
        raise HashiyaError(conflict_of(outcome))


def conflict_of(outcome: Outcome) -> Message:
    """Describe the conflict that an edit has become."""
    if outcome.stored is None:
        return Message("services.conflict_with_removal", id=outcome.edit.id)
    return Message("services.conflict_with_change", id=outcome.edit.id)
