"""``hashiya serve [PATH…]``: the reader in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import count, path, port, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.telling import print_message
from hashiya.errors import HashiyaError
from hashiya.exchange.extras import extra_module
from hashiya.messages import Message

if TYPE_CHECKING:
    from types import SimpleNamespace

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_here"), path, is_repeated=True),
    Option(("--port",), Message("cli.option_port"), "N", port, default=8000),
    Option(("--host",), Message("cli.option_host"), "HOST", text, default="127.0.0.1"),
    Option(("--visitors",), Message("cli.option_visitors"), "N", count, default=8),
    Option(("--idle",), Message("cli.option_idle"), "MINUTES", count, default=60),
)
_PASSED_ON = ("store", "language", "theme", "annotator", "encoding", "terminal_mode")
"""The general options that a visitor's reader is given, too."""


def execute(arguments: SimpleNamespace) -> int:
    """Serve until the command is ended, print the address, and return the exit status.

    Raises:
        HashiyaError: textual-serve is not installed, a path does not exist, or the port cannot be
            listened on.
    """
    extra_module("textual_serve", "web")
    from hashiya.serving.admission import is_loopback
    from hashiya.serving.running import serve
    from hashiya.serving.terms import Terms

    for each in arguments.paths:
        if not each.exists():
            raise HashiyaError(Message("cli.file_failed", path=each, reason=Message("files.missing")))
    if not is_loopback(arguments.host):
        print_message(
            Message("cli.served_to_others", host=arguments.host),
            Message("cli.tunnel_is_safer", command=_tunnel(arguments.port)),
        )
    given = ((name, getattr(arguments, name)) for name in _PASSED_ON)
    options = tuple(f"--{name.replace('_', '-')}={value}" for name, value in given if value is not None)
    terms = Terms(
        words=tuple(map(str, arguments.paths)),
        options=(sys.executable, "-m", "hashiya", *options),
        title=f"hashiya · {_title(arguments.paths)}",
        visitors=arguments.visitors,
        idle=arguments.idle * 60.0,
    )
    serve(terms, arguments.host, arguments.port, tell=_tell, warn=print_message)
    return 0


def _title(paths: list[Path]) -> str:
    return " · ".join(each.name or str(each) for each in paths or [Path.cwd()])


def _tunnel(port: int) -> str:
    return f"ssh -L {port}:localhost:{port} HOST"


def _tell(address: str) -> None:
    print(address, flush=True)
    print_message(Message("cli.served_until"), Message("cli.address_is_key"))
