"""Print the progress of a team: by person, by folder, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode
from hashiya.cli.output import write_data
from hashiya.cli.table import print_table
from hashiya.messages import Message
from hashiya.services.team_status import by_folder, by_person, status_record
from hashiya.store.repository.state_names import STATE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.services.team_status import Progress
    from hashiya.store.postgresql.team import Team

_NO_ROLE = "none"


def print_status(team: Team, *, as_json: bool) -> None:
    """Print the progress as tables, or all of it as JSON.

    Raises:
        HashiyaError: the team cannot be read.
    """
    tallies = team.tallies()
    roles = {each.name: each.role for each in team.people() if each.role != _NO_ROLE}
    if as_json:
        write_data([encode(status_record(tallies, roles, team.assignments())), b"\n"])
        return
    _print(Message("cli.person"), by_person(tallies, roles))
    if tallies:
        print()
        _print(Message("cli.folder"), by_folder(tallies))
    late = (
        [each for each in team.assignments() if each.is_overdue]
        if any(each.is_overdue for each in tallies)
        else []
    )
    if late:
        print()
        header = [Message("cli.overdue"), Message("cli.person"), Message("cli.due")]
        print_table(header, [[each.key, each.person, each.due] for each in late])


def _print(heading: Message, rows: Iterable[Progress]) -> None:
    header = [
        heading,
        *STATE_NAMES.values(),
        Message("cli.overdue"),
        Message("cli.free_places"),
        Message("cli.progress"),
    ]
    print_table(header, [_row(each) for each in rows])


def _row(progress: Progress) -> list[str | int]:
    states = [progress.states.get(state, 0) for state in STATE_NAMES]
    return [progress.name, *states, progress.overdue, progress.free, f"{progress.done:.0%}"]
