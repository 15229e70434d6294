"""``hashiya team ACTION …``: the people of a team, their articles, and how far their work is."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import annotator, count, place, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.telling import print_message
from hashiya.cli.usage import UsageError, see_help
from hashiya.codebook.present_annotator import present_annotator
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.distribution import distribute
from hashiya.store import default_place, open_team
from hashiya.store.repository.assignment import Decision, after_decision
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.state_names import STATE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import SimpleNamespace

    from hashiya.store.postgresql.team import Team

_ANNOTATOR, _CURATOR, _MANAGER = ROLES = ("annotator", "curator", "manager")
_PASSWORD = "HASHIYA_NEW_PASSWORD"  # noqa: S105  the name of an environment variable
_TAKES: Mapping[str, tuple[str, ...]] = {
    "init": (),
    "add-person": ("role", "login"),
    "assign": ("annotators", "person", "all", "unassigned", "open", "hours", "take", "release"),
    "status": ("json",),
    "review": ("person",),
    "reopen": ("person", "note"),
    "lock": ("person",),
}
"""The options of each action."""


ARGUMENTS = (
    Word("action", "ACTION", Message("cli.word_team_action", choices=tuple(_TAKES)), choices=tuple(_TAKES)),
    Word("words", "NAME", Message("cli.word_team_names"), text, is_repeated=True),
    Option(("--role",), Message("cli.option_role"), "ROLE", choices=ROLES, default=_ANNOTATOR),
    Option(("--login",), Message("cli.option_login", variable=_PASSWORD), "LOGIN", text),
    Option(("--annotators",), Message("cli.option_annotators"), "N", count, default=1),
    Option(("--person",), Message("cli.option_person"), "NAME", annotator, is_repeated=True),
    Option(("--all",), Message("cli.option_all_articles")),
    Option(("--unassigned",), Message("cli.option_unassigned")),
    Option(("--open",), Message("cli.option_open")),
    Option(("--hours",), Message("cli.option_hours"), "N", count),
    Option(("--take",), Message("cli.option_take")),
    Option(("--release",), Message("cli.option_release")),
    Option(("--note",), Message("cli.option_reopening_note"), "TEXT", text, default=""),
    Option(("--json",), Message("cli.option_json")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Carry out the action and return the exit status.

    Raises:
        UsageError: an option does not belong to the action, or something is missing.
        HashiyaError: the store is no team's, or the server refuses.
    """
    _check_options(arguments)
    if arguments.action == "init" and arguments.words:
        arguments.store = place(_only_word(arguments))
    at = arguments.store or default_place()
    team = open_team(at)
    actions: Mapping[str, Callable[[Team, SimpleNamespace], int]] = {
        "init": _init,
        "add-person": _add_person,
        "assign": _assign,
        "status": _status,
    }
    try:
        return actions.get(arguments.action, _decide)(team, arguments)
    except AwayError as error:
        from hashiya.store.pending.team import with_unsent  # a server seldom is

        raise with_unsent(at, error) from error


def _check_options(arguments: SimpleNamespace) -> None:
    takes = _TAKES[arguments.action]
    for option in (each for each in ARGUMENTS if isinstance(each, Option)):
        if option.attribute not in takes and getattr(arguments, option.attribute) != (
            option.default if option.value else False
        ):
            told = Message("cli.not_of_action", option=option.names[0], action=arguments.action)
            raise UsageError(told, see_help("team"))


def _only_word(arguments: SimpleNamespace) -> str:
    words: Sequence[str] = arguments.words
    if len(words) != 1:
        raise UsageError(Message("cli.one_name", action=arguments.action), see_help("team"))
    return words[0]


def _init(team: Team, arguments: SimpleNamespace) -> int:
    made = team.create(present_annotator(arguments.annotator, os.environ))
    told = Message("cli.team_made") if made else Message("cli.team_up_to_date")
    me = team.me
    advice = None
    if me is not None and me.role == _MANAGER:
        advice = Message("cli.team_manager", name=me.name)
    print_message(told, advice)
    return 0


# --- people


def _add_person(team: Team, arguments: SimpleNamespace) -> int:
    name = annotator(_only_word(arguments))
    login: str | None = arguments.login
    password = os.environ.get(_PASSWORD) or None
    if login is not None and password is None and not team.has_login(login):
        password = _asked_password(login)
    team.put_person(name, arguments.role, login, password)
    print_message(Message("cli.person_added", name=name, role=_ROLE_NAMES[arguments.role]))
    return 0


def _asked_password(login: str) -> str | None:
    """Ask for the password of a new login; None, if nobody can be asked, makes a login without one.

    Raises:
        HashiyaError: the password was typed differently the second time.
    """
    if not sys.stdin.isatty():
        print_message(
            Message("cli.no_password", login=login), Message("cli.password_variable", variable=_PASSWORD)
        )
        return None
    password = getpass.getpass(f"{Message('cli.ask_password', login=login)} ")
    if getpass.getpass(f"{Message('cli.ask_password_again')} ") != password:
        raise HashiyaError(Message("cli.passwords_differ"))
    return password or None


_ROLE_NAMES = {
    _ANNOTATOR: Message("cli.role_annotator"),
    _CURATOR: Message("cli.role_curator"),
    _MANAGER: Message("cli.role_manager"),
}

# --- giving out articles


def _assign(team: Team, arguments: SimpleNamespace) -> int:
    if arguments.take:
        return _take(team, arguments)
    if arguments.release:
        count = sum(map(team.release, arguments.person)) if arguments.person else team.release_overdue()
        print_message(Message("cli.released", count=count))
        return 0
    if not (arguments.words or arguments.all or arguments.unassigned):
        raise UsageError(Message("cli.assign_what"), see_help("team"))
    names = None if arguments.all or not arguments.words else list(arguments.words)
    places = team.places_of(names)
    for name in names or ():
        if not any(key == name or key.startswith(f"{name}/") for key, _ in places):
            raise HashiyaError(Message("cli.no_team_article", name=name), Message("cli.add_first"))
    if arguments.unassigned:
        places = [(key, people) for key, people in places if not people]
    if arguments.open:
        missing = ((key, arguments.annotators - len(people)) for key, people in places)
        wanted = [(key, "") for key, number in missing for _ in range(number)]
    else:
        people = _chosen(team, arguments.person)
        loads = _loads(team)
        wanted = list(distribute(places, people, arguments.annotators, loads))
    made = team.assign(wanted, arguments.hours)
    told = Message("cli.assigned", count=made.assignments)
    if arguments.open:
        told = Message("cli.places_opened", count=made.assignments)
    print_message(Message("cli.assigned_in", told=told, articles=Message("cli.copies", count=made.articles)))
    return 0


def _take(team: Team, arguments: SimpleNamespace) -> int:
    names = arguments.person or [_myself(team)]
    status = 0
    for name in names:
        key = team.take_next(name)
        if key is None:
            print_message(Message("cli.nothing_to_take", name=name))
            status = 1
        else:
            print(key)
    return status


def _myself(team: Team) -> str:
    me = team.me
    if me is None:
        raise HashiyaError(Message("cli.login_of_nobody"), Message("cli.ask_to_be_added"))
    return me.name


def _chosen(team: Team, names: Sequence[str]) -> Sequence[str]:
    """Return the people who get articles: those who are named, or all annotators.

    Raises:
        HashiyaError: a name is not in the team, or the team has no annotator.
    """
    people = {each.name: each.role for each in team.people()}
    for name in names or ():
        if name not in people:
            raise HashiyaError(Message("cli.not_in_team", name=name), Message("cli.add_person_first"))
    chosen = names or [name for name, role in people.items() if role == _ANNOTATOR]
    if not chosen:
        raise HashiyaError(Message("cli.no_annotators"), Message("cli.add_person_first"))
    return chosen


def _loads(team: Team) -> Mapping[str, int]:
    loads: dict[str, int] = {}
    for each in team.tallies():
        loads[each.person] = loads.get(each.person, 0) + each.number
    return loads


# --- following the work


def _status(team: Team, arguments: SimpleNamespace) -> int:
    from hashiya.cli.team_status import print_status  # the other actions do without

    print_status(team, as_json=arguments.json)
    return 0


def _decide(team: Team, arguments: SimpleNamespace) -> int:
    """Review, reopen or lock the work in articles, of the people named or of all whose state allows it."""
    decision = Decision(arguments.action)
    if not arguments.words:
        raise UsageError(Message("cli.decide_what", action=arguments.action), see_help("team"))
    found = [each for each in team.assignments(keys=arguments.words) if each.person]
    for key in arguments.words:
        of_key = [each for each in found if each.key == key]
        names = arguments.person or [
            each.person for each in of_key if after_decision(each.state, decision) is not None
        ]
        if not names:
            raise HashiyaError(Message("cli.nothing_to_decide", article=key), Message("cli.status_shows"))
        for name in names:
            state = team.decide(key, name, decision, arguments.note)
            print_message(Message("cli.decided", article=key, name=name, state=STATE_NAMES[state]))
    return 0
