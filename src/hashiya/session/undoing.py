"""Undo and redo in the open article, with a message on the change and its time."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.annotation.transaction import Origin
from hashiya.codebook.label import NOTHING
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.annotation.transaction import Transaction
    from hashiya.session.reader import Reader

_LABEL, _RELATE = "label.", "relate."
_EVERYWHERE, _NOTHING = "annotation.everywhere", "annotation.nothing"
_LONGEST = 40
"""Letters of an annotation's words that are said."""
_UNDO, _REDO = Message("commands.undo"), Message("commands.redo")


def _changed(annotations: Message) -> Message:
    return Message("session.did_change", annotations=annotations)


def _removed(annotations: Message) -> Message:
    return Message("session.did_remove", annotations=annotations)


def _named(annotations: Message) -> Message:
    return Message("session.did_registry", annotations=annotations)


def _decided(annotations: Message) -> Message:
    return Message("session.did_decide", annotations=annotations)


def _settled(annotations: Message) -> Message:
    return Message("session.did_settle", annotations=annotations)


def _placed(annotations: Message) -> Message:
    return Message("session.did_place", annotations=annotations)


_DONE: Mapping[str, Callable[[Message], Message]] = {
    "annotate": lambda annotations: Message("session.did_annotate", annotations=annotations),
    "annotation.attribute": lambda annotations: Message("session.did_attribute", annotations=annotations),
    "annotation.bounds": lambda annotations: Message("session.did_bounds", annotations=annotations),
    "annotation.join": lambda annotations: Message("session.did_join", annotations=annotations),
    "annotation.note": lambda annotations: Message("session.did_note", annotations=annotations),
    _NOTHING: lambda annotations: Message("session.did_nothing_to_mark", annotations=annotations),
    "annotation.relabel": lambda annotations: Message("session.did_relabel", annotations=annotations),
    "annotation.split": lambda annotations: Message("session.did_split", annotations=annotations),
    "others.take": lambda annotations: Message("session.did_take_over", annotations=annotations),
    "story.carry": lambda annotations: Message("session.did_carry", annotations=annotations),
    "proposal.accept": lambda annotations: Message("session.did_accept", annotations=annotations),
    "proposal.reject": lambda annotations: Message("session.did_reject", annotations=annotations),
    "settle.agreed": lambda annotations: Message("session.did_agreed", annotations=annotations),
    "settle.reason": lambda annotations: Message("session.did_reason", annotations=annotations),
    **dict.fromkeys(("settle.take", "settle.both", "settle.none", "settle.edit"), _settled),
    **dict.fromkeys(("remove", "annotation.remove", "decide.drop"), _removed),
    **dict.fromkeys(("registry.rename", "registry.merge", "registry.split"), _named),
    **dict.fromkeys(("decide.mine", "decide.theirs", "decide.both"), _decided),
    **dict.fromkeys(("decide.confirm", "decide.place"), _placed),
}
"""How a change is told, by the id of its command."""


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
    edits = _meant([edit for group in transaction.edits.values() for edit in group])
    sides = [max(filter(None, (each.after, each.before)), key=lambda side: len(side.text)) for each in edits]
    texts = {_in_short(side.text) for side in sides}
    count = len({side.id for side in sides})
    is_nothing = transaction.command == _NOTHING
    annotations = (
        Message("session.paragraphs", count=count)
        if is_nothing
        else Message("session.annotations", count=count)
    )
    if len(texts) == 1:
        words = Message("session.quoted", words=texts.pop())
        annotations = words if count == 1 else Message("session.annotations_of", words=words, count=count)
    what = _change(transaction, sides[0].label if sides else "", annotations)
    articles = sum(1 for group in transaction.edits.values() if group)
    return Message("session.in_articles", what=what, count=articles) if articles > 1 else what


def _in_short(text: str) -> str:
    words = " ".join(text[: 4 * _LONGEST].split())
    return f"{words[:_LONGEST]}{'…' * (len(words) > _LONGEST)}"


def _meant(edits: Sequence[Edit]) -> Sequence[Edit]:
    """Choose the edits that a change was made for, without those that follow from them.

    A label takes "read, nothing to mark" off its paragraph, and with an annotation go the relations to it. A
    decision on a difference replaces its own record.
    """
    edits = [each for each in edits if not _is_of_record(each)] or edits[-1:]
    resized = [each for each in edits if each.before and each.after and each.before.span != each.after.span]
    whole = [
        side for each in edits if (side := each.after or each.before) and not (each.before and each.after)
    ]
    real = {side.id for side in whole if side.label != NOTHING.name}
    return resized or [each for each in edits if each.id in real] or edits


def _is_of_record(edit: Edit) -> bool:
    """Tell whether an edit is of the record of a decision, which nothing shows."""
    side = edit.after or edit.before
    return side is not None and side.is_rejection and side.label == NOTHING.name


def _change(transaction: Transaction, label: str, annotations: Message) -> Message:
    command = transaction.command
    if transaction.origin is Origin.IMPORT:
        return Message("session.did_import", annotations=annotations)
    if command.startswith(_LABEL) or command == _EVERYWHERE:
        return Message("session.did_label", label=label, annotations=annotations)
    if command.startswith(_RELATE):
        return Message("session.did_relate", annotations=annotations)
    return _DONE.get(command, _changed)(annotations)


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
