"""``hashiya serve [PATH…]``: the reader in a browser."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import count, path, port, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.telling import print_error, print_message
from hashiya.cli.usage import UsageError
from hashiya.errors import HashiyaError
from hashiya.exchange.extras import extra_module
from hashiya.messages import Message
from hashiya.store import default_place, enter

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.serving.entrant import Entrant
    from hashiya.store.postgresql.address import Address

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_here"), path, is_repeated=True),
    Option(("--port",), Message("cli.option_port"), "N", port, default=8000),
    Option(("--host",), Message("cli.option_host"), "HOST", text, default="127.0.0.1"),
    Option(("--visitors",), Message("cli.option_visitors"), "N", count, default=8),
    Option(("--name",), Message("cli.option_served_name"), "NAME", text, default=(), is_repeated=True),
    Option(("--idle",), Message("cli.option_idle"), "MINUTES", count, default=60),
)
_PASSED_ON = ("store", "annotator", "theme", "encoding", "terminal_mode")
"""The general options that a visitor's reader is given, too."""


def execute(arguments: SimpleNamespace) -> int:
    """Serve until the command is ended, print the address, and return the exit status.

    Raises:
        UsageError: an annotator is named for the store of a team.
        HashiyaError: textual-serve is not installed, a path does not exist, or the port cannot be
            listened on.
    """
    extra_module("textual_serve", "web")
    from hashiya.serving.admission import is_loopback
    from hashiya.serving.running import Entry, serve
    from hashiya.serving.terms import Terms

    for each in arguments.paths:
        if not each.exists():
            raise HashiyaError(Message("cli.file_failed", path=each, reason=Message("files.missing")))
    if not is_loopback(arguments.host):
        print_message(
            Message("cli.served_to_others", host=arguments.host),
            Message("cli.tunnel_is_safer", command=_tunnel(arguments.port)),
        )
    place = arguments.store or default_place()
    judge = None if isinstance(place, Path) else partial(_judged, place)
    if judge is not None and arguments.annotator is not None:
        raise UsageError(Message("cli.login_names_annotator"))
    # who logs in is the annotator, and a store with a password is kept out of the command line
    names = _PASSED_ON if judge is None else _PASSED_ON[2:]
    given = ((name, getattr(arguments, name)) for name in names)
    options = tuple(f"--{name.replace('_', '-')}={value}" for name, value in given if value is not None)
    terms = Terms(
        words=tuple(map(str, arguments.paths)),
        options=(sys.executable, "-m", "hashiya", *options),
        title=f"hashiya · {_title(arguments.paths)}",
        visitors=arguments.visitors,
        idle=arguments.idle * 60.0,
        language=arguments.language,
    )
    entry = Entry(arguments.host, arguments.port, tuple(arguments.name), judge)
    serve(terms, entry, tell=_tell, warn=print_message, report=print_error)
    return 0


def _judged(team: Address, login: str, password: str) -> Entrant | None:
    """Return a person of a team, whose reader opens the store as that person; None for a wrong password.

    Raises:
        HashiyaError: the database does not answer.
    """
    from hashiya.serving.entrant import Entrant

    entered = enter(team, login, password)
    if entered is None:
        return None
    name, store = entered
    return Entrant(name, {"HASHIYA_STORE": store, "PGPASSWORD": None, "PGPASSFILE": None, "PGUSER": None})


def _title(paths: list[Path]) -> str:
    return " · ".join(each.name or str(each) for each in paths or [Path.cwd()])


def _tunnel(port: int) -> str:
    return f"ssh -L {port}:localhost:{port} HOST"


def _tell(address: str) -> None:
    print(address, flush=True)
    advice = Message("cli.address_is_key") if "token=" in address else Message("cli.people_log_in")
    print_message(Message("cli.served_until"), advice)
