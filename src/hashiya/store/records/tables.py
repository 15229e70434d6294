"""Tables of the records of an article, independent of their storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from hashiya.messages import Message

    Content = Mapping[str, Mapping[int, Mapping[str, Any]]]

ANNOTATIONS = "annotations"
ARTICLE = "article"
CONFLICTS = "conflicts"
DRAFTS = "drafts"
READING = "reading"
REMOVED = "removed"

LARGEST_NUMBER = 10**15 - 1
"""The largest number of a record; up to it each number has exactly one spelling in a file."""

_NO_RECORD: Mapping[str, Any] = {}


class Table:
    """Records by number; a record is added, replaced or removed as a whole."""

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the records by number, uncopied; the caller must not change them."""
        raise NotImplementedError

    def rewrite(self, update: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Replace the table by a copy that a function has changed."""
        raise NotImplementedError

    def only(self) -> Mapping[str, Any]:
        """Return the only record of a table, or an empty one."""
        return next(iter(self.records().values()), _NO_RECORD)

    def set_only(self, record: Mapping[str, Any]) -> None:
        """Set the only record of a table; in a damaged table with several the first is replaced."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            table[next(iter(table), 1)] = record

        self.rewrite(update)

    def set_numbered(self, number: int | str | None, record: Mapping[str, Any] | None) -> None:
        """Set the record of a number, or of a new number for None; a record of None removes it."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            place = next(_free_numbers(table)) if number is None else int(number)
            if record is None:
                table.pop(place, None)
            else:
                table[place] = record

        self.rewrite(update)

    def change(self, records: Iterable[Mapping[str, Any]], removed: Collection[str] = ()) -> None:
        """Remove records by id; let others replace the record of their id, or append them."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            # of several records with one id, in a damaged table, the first counts
            numbers = {
                identifier: number
                for number, record in reversed(table.items())
                if isinstance(identifier := record.get("id"), str)
            }
            for identifier in removed:
                table.pop(numbers.pop(identifier), None)
            free = _free_numbers(frozenset(table))
            for record in records:
                number = numbers.get(record["id"])
                if number is None:
                    number = numbers[record["id"]] = next(free)
                table[number] = record

        self.rewrite(update)


class Condition(NamedTuple):
    """Whether tables can be written, and whether they exist.

    Attributes:
        read_only: why nothing can be saved; None if it can.
        advice: on that; None if there is none.
        vanished: the file of the tables, if it was removed; else empty.
        is_older: whether the tables are damaged, so that an older copy was read; `read_only` says why.
        is_away: whether the store of the tables could not be reached; `read_only` says why.
    """

    read_only: Message | None = None
    advice: Message | None = None
    vanished: str = ""
    is_older: bool = False
    is_away: bool = False


class Tables(Protocol):
    """The tables of one article, read and written together.

    Attributes:
        name: the file or the key, for messages.
        guard: held by the thread that reads or writes.
    """

    name: str
    guard: threading.RLock

    @property
    def generation(self) -> int:
        """Return a number that grows with every change of a table by any program; the guard is held.

        Raises:
            HashiyaError: the tables cannot be read.
        """

    @property
    def condition(self) -> Condition:
        """Tell whether the tables can be written, as far as known without writing; raises nothing."""

    def table(self, name: str) -> Table:
        """Return a table by name; a missing table is empty."""

    def content(self) -> Content:
        """Return all tables by name, each with its records by number, as of the last reading."""

    def transaction(self) -> AbstractContextManager[None]:
        """Exclude all other writers; at the end the changes are saved, all or none.

        Raises:
            HashiyaError: the tables cannot be read or written; nothing is changed.
        """

    def confirm(self) -> None:
        """Wait until the present tables are safe on the disk; the tables are held.

        Raises:
            HashiyaError: this could not be confirmed.
        """


def _free_numbers(taken: Collection[int]) -> Iterator[int]:
    """Generate the numbers after the largest taken one, then the free ones below it."""
    yield from range(max(taken, default=0) + 1, LARGEST_NUMBER + 1)
    yield from (number for number in range(1, LARGEST_NUMBER + 1) if number not in taken)
