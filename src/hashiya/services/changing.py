"""Changes annotations of one article from outside of the reader, by transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.transaction import Origin, new_transaction
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation import Edit
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
    """Save edits of one article in one transaction, all or none; they are safe when this returns.

    Args:
        repository: the article's.
        edits: in order.
        command: id of the command that makes them.
        origin: who or what makes them.
        by: name of the annotator, or an empty string.

    Returns:
        The edits that another program came before, so that both versions are kept until a person decides.

    Raises:
        HashiyaError: they could not be saved; nothing is changed.
    """
    transaction = new_transaction(repository.key, edits, by=by, command=command, origin=origin)
    return [outcome for outcome in repository.commit(transaction) if outcome.asked]


def change(repository: ArticleRepository, edit: Edit, *, command: str, by: str = "") -> None:
    """Save one edit; it is safe when this returns.

    Args:
        repository: the article's.
        edit: the edit.
        command: as of `commit`.
        by: as of `commit`.

    Raises:
        HashiyaError: it could not be saved; or another program came before, and both versions are kept.
    """
    for outcome in commit(repository, [edit], command=command, by=by):
        raise HashiyaError(told(outcome))


def told(outcome: Outcome) -> str:
    """Tell of an edit that another program came before, in a sentence without a full stop."""
    done = "removed" if outcome.stored is None else "changed"
    return (
        f"another program has {done} annotation {outcome.edit.id} since; both versions are kept: "
        "r in the reader decides"
    )
