"""Tables of an article's records, wherever they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from hashiya.messages import Message

ANNOTATIONS = "annotations"
ARTICLE = "article"
CONFLICTS = "conflicts"
DRAFTS = "drafts"
READING = "reading"
REMOVED = "removed"

LARGEST_NUMBER = 10**15 - 1
"""Of a record; written in one way, so that no two numbers of a table are one."""

_NO_RECORD: Mapping[str, Any] = {}


class Table:
    """Records by number, of which whole ones are put, replaced and removed."""

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """The records by number, without copying; neither the mapping nor a record is to be changed."""
        raise NotImplementedError

    def rewrite(self, update: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Let a function change a copy of the table, which takes the place of the table then."""
        raise NotImplementedError

    def only(self) -> Mapping[str, Any]:
        """The record of a table that holds one; an empty one if there is none yet."""
        return next(iter(self.records().values()), _NO_RECORD)

    def set_only(self, record: Mapping[str, Any]) -> None:
        """Make this the table's one record; of several, as only a damaged table has, the first gives way."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            table[next(iter(table), 1)] = record

        self.rewrite(update)

    def set_numbered(self, number: int | str | None, record: Mapping[str, Any] | None) -> None:
        """Put a record in the place of that number, or of a new one; no record takes it away."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            place = next(_free_numbers(table)) if number is None else int(number)
            if record is None:
                table.pop(place, None)
            else:
                table[place] = record

        self.rewrite(update)

    def change(self, records: Iterable[Mapping[str, Any]], removed: Collection[str] = ()) -> None:
        """Remove the records of some ids; put others in the place of those of the same id, or at the end."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            # of records with one id (a damaged table) the first is meant
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
    """What keeps tables from being written, and whether they are there.

    Attributes:
        read_only: why nothing can be saved; empty if it can.
        hint: what to do about that, if anything can be done.
        vanished: where the tables were before they were taken away; empty if they are there.
        is_older: whether an older copy is read, since the tables are damaged, which `read_only` tells.
    """

    read_only: Message | str = ""
    hint: Message | str = ""
    vanished: str = ""
    is_older: bool = False


class Tables(Protocol):
    """The tables of one article, read together and written together.

    Attributes:
        name: of the place where they are kept, for messages.
        guard: held by the thread that reads or writes.
    """

    name: str
    guard: threading.RLock

    @property
    def generation(self) -> int:
        """A number that grows whenever a table changes, whoever changes it; the guard is held.

        Raises:
            HashiyaError: the tables cannot be read.
        """

    @property
    def condition(self) -> Condition:
        """What is known, without trying, of whether they can be written; raises nothing."""

    def table(self, name: str) -> Table:
        """The table of a name, which is empty if it is not there."""

    def transaction(self) -> AbstractContextManager[None]:
        """Let nobody else write, until what is changed meanwhile is safe, all or nothing of it.

        Raises:
            HashiyaError: they cannot be read or written; nothing is changed.
        """

    def confirm(self) -> None:
        """Wait until the tables are safe as they are, whoever changed them; they are held.

        Raises:
            HashiyaError: they are not known to be.
        """


def _free_numbers(taken: Collection[int]) -> Iterator[int]:
    """The numbers after the largest that is taken; once there are no more of these, those between."""
    yield from range(max(taken, default=0) + 1, LARGEST_NUMBER + 1)
    yield from (number for number in range(1, LARGEST_NUMBER + 1) if number not in taken)
