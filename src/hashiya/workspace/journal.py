"""The journal: the transactions of one person, kept for undo in later runs."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hashiya.annotation.transaction_record import head_of, record_of_edit, transaction_from
from hashiya.errors import HashiyaError
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.line_log import LineLog

_READ = 4_000_000
"""Bytes read from the end of a journal, besides those of large transactions: a few thousand transactions."""
_MOST_READ = 64_000_000
"""Bytes read at most, whatever the size of the transactions."""
_EDITS_A_LINE = 200
"""A transaction of more edits takes several lines, so that no thread is held up by the parsing of one."""


class Journal:
    """A log to which each transaction is appended as JSON Lines after it was saved.

    A torn, damaged or missing line only makes its transaction impossible to undo.

    Attributes:
        log: of the lines.
    """

    def __init__(self, log: LineLog, annotator: str = "") -> None:
        """Read nothing yet.

        Args:
            log: of the lines.
            annotator: whose transactions are read. Those that name nobody are theirs.
        """
        self.log = log
        self._annotator = annotator
        # each article reports the transactions that change it, and again after a repeated save
        self._appended: set[str] = set()

    def append(self, *transactions: Transaction) -> None:
        """Append saved transactions; those that cannot be written cannot be undone in later runs."""
        new = [each for each in transactions if each.edits and each.id not in self._appended]
        self._appended.update(each.id for each in new)
        if new:
            self.log.append(line for each in new for line in _lines_of(each))

    def read(self) -> Sequence[Transaction]:
        """Read the newest transactions in the order in which they were made, without damaged lines.

        As many are read as have `_READ` bytes together, and large ones beside them, up to `_MOST_READ`.
        """
        found: list[Transaction] = []
        parts: dict[str, dict[int, Transaction]] = {}
        small = large = 0
        for line in self.log.backwards():
            transaction, number, count = _part_of(line, self._annotator)
            if count > 1:
                large += len(line)
            else:
                small += len(line)
            # a large transaction that has been begun is read to its first line
            if large + small > _MOST_READ or (small > _READ and found and not parts):
                break
            if transaction is None:
                continue
            if count == 1:
                found.append(transaction)
                continue
            known = parts.setdefault(transaction.id, {})
            known[number] = transaction
            if len(known) == count:
                found.append(_joined([known[each] for each in range(count)]))
            if number == 0:
                del parts[transaction.id]
        return tuple(each for each in reversed(found) if self._is_own(each))

    def _is_own(self, transaction: Transaction) -> bool:
        """Tell whether a transaction changes the annotations of this annotator alone."""
        edits = (edit for group in transaction.edits.values() for edit in group)
        versions = (version for edit in edits for version in (edit.before, edit.after) if version is not None)
        return all(settled_name(version.annotator) == self._annotator for version in versions)


def _lines_of(transaction: Transaction) -> Iterator[bytes]:
    """Write a transaction as lines, each with the number of the line and their count if there are several."""
    every = [(key, edit) for key, group in transaction.edits.items() for edit in group]
    # an article without edits is one of the transaction, too
    empty: dict[str, list[Any]] = {key: [] for key, group in transaction.edits.items() if not group}
    count = max(1, -(-len(every) // _EDITS_A_LINE))
    head = head_of(transaction)
    for number in range(count):
        edits = dict(empty) if number == 0 else {}
        for key, edit in every[number * _EDITS_A_LINE : (number + 1) * _EDITS_A_LINE]:
            edits.setdefault(key, []).append(record_of_edit(edit))
        part = {} if count == 1 else {"part": [number, count]}
        record = {**head, **part, "edits": edits}
        yield json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _part_of(line: bytes, annotator: str) -> tuple[Transaction | None, int, int]:
    """Read the transaction of a line, or a part of one, with the part's number and the count of parts."""
    with suppress(HashiyaError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        record = json.loads(line)
        number, count = map(int, record.get("part", (0, 1)))
        return transaction_from(record, annotator), number, count
    return None, 0, 1


def _joined(parts: Sequence[Transaction]) -> Transaction:
    """Join the parts of a transaction; an article may have edits in several of them."""
    edits: dict[str, tuple[Edit, ...]] = {}
    for part in parts:
        for key, group in part.edits.items():
            edits[key] = (*edits.get(key, ()), *group)
    return parts[0]._replace(edits=edits)
