"""Says a cause once that many lines, articles or files have, with how many and which are the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.services.complaint import Complaint

_SHOWN = 5
"""So many places of one cause are named."""


class Group(NamedTuple):
    """The complaints of one cause, in the order in which they came.

    Attributes:
        complaints: one at least.
    """

    complaints: Sequence[Complaint]

    def told(self, noun: str = "", plural: str = "") -> str:
        """Tell the cause with its places: a single one, or how many there are and the first of them.

        Where the reasons differ, the first of them is the example.

        Args:
            noun: of one place, such as ``line``; empty where the place's name is enough.
            plural: of more.
        """
        first = self.complaints[0]
        names = [each.place for each in self.complaints]
        if len(names) == 1:
            return f"{noun} {first.place}: {first.reason}".lstrip()
        more = ", …" if len(names) > _SHOWN else ""
        differ = any(each.reason != first.reason for each in self.complaints)
        example = f", as in {noun} {first.place}".replace("  ", " ") if differ else ""
        return f"{len(names):,} {plural} ({', '.join(names[:_SHOWN])}{more}){example}: {first.reason}"


def grouped(complaints: Iterable[Complaint]) -> list[Group]:
    """Gather complaints by their causes; the groups stand in the order of their first complaints."""
    groups: dict[object, list[Complaint]] = {}
    for complaint in complaints:
        groups.setdefault(complaint.cause, []).append(complaint)
    return [Group(each) for each in groups.values()]
