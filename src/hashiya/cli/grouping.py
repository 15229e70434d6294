"""Tell a cause once that many lines, annotations or files have, with their number and the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.services.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.errors import HashiyaError

_SHOWN = 5
"""Places of one cause that are named."""


class Group(NamedTuple):
    """The complaints of one cause, in the order in which they came.

    Attributes:
        complaints: at least one.
    """

    complaints: Sequence[Complaint]

    @property
    def first(self) -> Complaint:
        """The complaint that is told as an example."""
        return self.complaints[0]

    @property
    def is_single(self) -> bool:
        """Whether only one place has the cause."""
        return len(self.complaints) == 1

    @property
    def differs(self) -> bool:
        """Whether the sentences of the places differ, such as in a name."""
        return any(each.reason != self.first.reason for each in self.complaints)

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the first places, each once."""
        places = list(dict.fromkeys(each.place for each in self.complaints))
        return (*places[:_SHOWN], *(("…",) if len(places) > _SHOWN else ()))


def grouped(complaints: Iterable[Complaint]) -> list[Group]:
    """Gather complaints by their causes, in the order of the first complaint of each cause."""
    groups: dict[object, list[Complaint]] = {}
    for complaint in complaints:
        groups.setdefault(complaint.cause, []).append(complaint)
    return [Group(each) for each in groups.values()]


def first_of_each(errors: Sequence[HashiyaError]) -> Iterator[tuple[Message, Message | None]]:
    """Generate the first error of each cause, with how many more there are, and its advice."""
    by_message = {error.told: error for error in reversed(errors)}
    for group in grouped(Complaint("", error.told) for error in errors):
        first = by_message[group.first.reason]
        more = len(group.complaints) - 1
        yield Message("cli.and_alike", problem=first.told, count=more) if more else first.told, first.advice


def of_lines(group: Group) -> Message:
    """Tell the cause that lines of a file have; a line may hold an article with many annotations."""
    (place, reason), count = group.first, len(group.complaints)
    if group.is_single:
        return Message("cli.line_problem", place=place, reason=reason)
    distinct = len({each.place for each in group.complaints})
    if distinct < count:
        if distinct == 1:
            return Message("cli.records_of_line", count=count, place=place, reason=reason)
        if group.differs:
            return Message("cli.records_differ", count=count, places=group.places, place=place, reason=reason)
        return Message("cli.records_problem", count=count, places=group.places, reason=reason)
    if group.differs:
        return Message("cli.lines_differ", count=count, places=group.places, place=place, reason=reason)
    return Message("cli.lines_problem", count=count, places=group.places, reason=reason)


def of_annotations(group: Group) -> Message:
    """Tell the cause that annotations have, and name each of them."""
    (place, reason), count = group.first, len(group.complaints)
    if group.is_single:
        return Message("services.annotation_problem", id=place, problem=reason)
    places = tuple(each.place for each in group.complaints)
    if group.differs:
        return Message("cli.annotations_differ", count=count, places=places, place=place, reason=reason)
    return Message("cli.annotations_problem", count=count, places=places, reason=reason)


def of_files(group: Group) -> Message:
    """Tell the cause that files have; a reason that is not the same for all of them names the file."""
    reason, count = group.first.reason, len(group.complaints)
    if group.is_single:
        return reason
    if group.differs:
        return Message("cli.files_differ", count=count, places=group.places, reason=reason)
    return Message("cli.files_problem", count=count, places=group.places, reason=reason)
