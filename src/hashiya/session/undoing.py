"""Undo and redo in the open article: what is taken back, when it was made, and where."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.annotation.transaction import Origin

if TYPE_CHECKING:
    from hashiya.annotation.transaction import Transaction
    from hashiya.session.reader import Reader

_LONGEST = 40
"""Letters of an annotation's words that are said."""
_COMMANDS = {
    "annotate": "the annotation of",
    "remove": "the removal of",
    "annotation.remove": "the removal of",
    "annotation.note": "the note on",
    "decide.mine": "the decision on",
    "decide.theirs": "the decision on",
    "decide.both": "the decision on",
    "decide.confirm": "the place of",
    "decide.place": "the place of",
    "decide.drop": "the removal of",
}


class Undoing:
    """Takes back the last change of the open article; one of other articles only when asked twice."""

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
        self._take_back(self._reader.working_copy.to_undo(), "undo")

    def redo(self) -> None:
        """Make the last change taken back again; raises what `undo` raises."""
        self._take_back(self._reader.working_copy.to_redo(), "redo")

    def _take_back(self, transaction: Transaction | None, what: str) -> None:
        reader = self._reader
        if transaction is None:
            reader.say(f"Nothing to {what}.")
            return
        reader.refuse_changes()
        is_here = reader.working_copy.key in transaction.edits
        if not is_here and self._offered != transaction.id:
            self._offered = transaction.id
            key = reader.bindings.key(f"annotation.{what}")
            offer = f"{key} again takes back what was done elsewhere at {when(transaction)}"
            reader.say(f"Nothing to {what} here; {offer}: {described(transaction)}.")
            return
        self._offered = ""
        made = reader.working_copy.take_back(transaction)
        edits = made.edits.get(reader.working_copy.key, ())
        if is_here and not any(made.edits.values()):
            reader.say(f"Nothing to {what}: another program changed that annotation.")
            return
        reader.show_replayed(edits, f"{what.capitalize()} of {when(transaction)}: {described(transaction)}.")


def described(transaction: Transaction) -> str:
    """Tell what a transaction did, to which words or how many annotations, in how many articles.

    Nothing may stand behind the words: a number there would run on with Arabic ones, to their left.

    Args:
        transaction: one that is to be taken back, or itself takes one back.
    """
    edits = [edit for group in transaction.edits.values() for edit in group]
    first = next((side for edit in edits for side in (edit.after, edit.before) if side is not None), None)
    what = _COMMANDS.get(transaction.command, "the change of")
    if transaction.command.startswith("label."):
        what = f"the label {transaction.command.removeprefix('label.')} of"
    elif transaction.origin is Origin.IMPORT:
        what = "the import of"
    if len(edits) == 1 and first is not None:
        words = " ".join(first.text[: 4 * _LONGEST].split())
        what += f" “{words[:_LONGEST]}{'…' * (len(words) > _LONGEST)}”"
    else:
        what += f" {len(edits):,} annotations"
    articles = len(transaction.edits)
    where = f" in {articles:,} articles" if articles > 1 else ""
    return what + where


def when(transaction: Transaction, now: float | None = None) -> str:
    """Tell the time of day of a transaction, with the day where that is not today, in this computer's zone.

    Args:
        transaction: as of `described`.
        now: seconds since the epoch; the clock's if left out.
    """
    from calendar import timegm  # behind the first frame

    with suppress(ValueError, OverflowError, OSError):
        moment = time.localtime(timegm(time.strptime(transaction.at, "%Y-%m-%dT%H:%M:%SZ")))
        is_today = moment[:3] == time.localtime(now)[:3]
        return time.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M", moment)
    return transaction.at
