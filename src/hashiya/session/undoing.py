"""Undo and redo in the open article, with a message on the change and its time."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.annotation.transaction import Origin
from hashiya.messages import Message

if TYPE_CHECKING:
    from hashiya.annotation.transaction import Transaction
    from hashiya.session.reader import Reader

_LABEL = "label."
_LONGEST = 40
"""Letters of an annotation's words that are said."""
_UNDO, _REDO = Message("commands.undo"), Message("commands.redo")


class Undoing:
    """Takes back the last change of the open article; a change elsewhere only if asked twice."""

    def __init__(self, reader: Reader) -> None:
        """Offer nothing yet.

        Args:
            reader: of the open article.
        """
        self._reader = reader
        # the id of the transaction elsewhere that was offered
        self._offered = ""

    def undo(self) -> None:
        """Take back the last change.

        Raises:
            HashiyaError: annotations cannot be saved, or the changes of earlier runs are not known yet.
        """
        self._take_back(self._reader.working_copy.to_undo(), _UNDO)

    def redo(self) -> None:
        """Redo the last undone change; raises the errors of `undo`."""
        self._take_back(self._reader.working_copy.to_redo(), _REDO)

    def _take_back(self, transaction: Transaction | None, action: Message) -> None:
        reader = self._reader
        if transaction is None:
            reader.say(Message("session.nothing_to", action=action))
            return
        reader.refuse_changes()
        time, what = when(transaction), described(transaction)
        is_here = reader.working_copy.key in transaction.edits
        if not is_here and self._offered != transaction.id:
            self._offered = transaction.id
            key = reader.bindings.key("annotation.undo" if action is _UNDO else "annotation.redo")
            reader.say(Message("session.nothing_to_here", action=action, key=key, time=time, what=what))
            return
        self._offered = ""
        made = reader.working_copy.take_back(transaction)
        if is_here and not any(made.edits.values()):
            reader.say(Message("session.nothing_to_any_more", action=action))
            return
        undone = Message("session.undone", time=time, what=what)
        done = undone if action is _UNDO else Message("session.redone", time=time, what=what)
        reader.show_replayed(made.edits.get(reader.working_copy.key, ()), done)


def described(transaction: Transaction) -> Message:
    """Tell the change of a transaction, the words or the number of its annotations, and of its articles.

    Args:
        transaction: one that is to be taken back, or itself takes one back.
    """
    edits = [edit for group in transaction.edits.values() for edit in group]
    first = next((side for edit in edits for side in (edit.after, edit.before) if side is not None), None)
    if len(edits) == 1 and first is not None:
        words = " ".join(first.text[: 4 * _LONGEST].split())
        shown = f"{words[:_LONGEST]}{'…' * (len(words) > _LONGEST)}"
        what = _change(transaction, Message("session.quoted", words=shown))
    else:
        what = _change(transaction, Message("session.annotations", count=len(edits)))
    articles = len(transaction.edits)
    return Message("session.in_articles", what=what, count=articles) if articles > 1 else what


def _change(transaction: Transaction, annotations: Message) -> Message:  # noqa: PLR0911 - one for each kind
    command = transaction.command
    if command.startswith(_LABEL):
        label = command.removeprefix(_LABEL)
        return Message("session.did_label", label=label, annotations=annotations)
    if transaction.origin is Origin.IMPORT:
        return Message("session.did_import", annotations=annotations)
    match command:
        case "annotate":
            return Message("session.did_annotate", annotations=annotations)
        case "remove" | "annotation.remove" | "decide.drop":
            return Message("session.did_remove", annotations=annotations)
        case "annotation.nothing":
            return Message("session.did_nothing_to_mark", annotations=annotations)
        case "registry.rename" | "registry.merge" | "registry.split":
            return Message("session.did_registry", annotations=annotations)
        case "annotation.note":
            return Message("session.did_note", annotations=annotations)
        case "decide.mine" | "decide.theirs" | "decide.both":
            return Message("session.did_decide", annotations=annotations)
        case "decide.confirm" | "decide.place":
            return Message("session.did_place", annotations=annotations)
    return Message("session.did_change", annotations=annotations)


def when(transaction: Transaction, now: float | None = None) -> str:
    """Return the local time of day of a transaction, with the date unless that is today.

    Args:
        transaction: as of `described`.
        now: seconds since the epoch; the clock's if left out.
    """
    from calendar import timegm  # after the first frame

    with suppress(ValueError, OverflowError, OSError):
        moment = time.localtime(timegm(time.strptime(transaction.at, "%Y-%m-%dT%H:%M:%SZ")))
        is_today = moment[:3] == time.localtime(now)[:3]
        return time.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M", moment)
    return transaction.at
