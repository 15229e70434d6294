"""The command line: finds out what is wanted and calls it, and prints every error."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.interruption import INTERRUPTED, unwound_when_interrupted
from hashiya.cli.output import drop_output, flush_output, prepare_streams, print_error, print_message
from hashiya.cli.usage import UsageError
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.terminal.inquiry import Inquiry
    from hashiya.terminal.mode import Mode

FINE, REFUSED, WRONG_USE = 0, 1, 2

COMMANDS = {
    "annotate": "add one annotation and print its id",
    "remove": "remove one annotation",
    "edit": "change one annotation",
    "list": "the articles with counts per label and status",
    "export": "write the annotations out (default: JSON Lines to standard output)",
    "import": "add the annotations of a file",
    "check": "verify what is stored",
    "layout": "the rows of an article as JSON",
    "show": "an article's rows with their labels, for a terminal or a pager",
    "terminal": "what this terminal is, with a test card to choose a way of writing",
}
"""Each command with what it does; its module is ``hashiya.cli.<name>_command``."""

_HELP = """\
usage: hashiya [OPTION…] [PATH…]      read: a folder's articles, or one article
       hashiya [OPTION…] COMMAND …    see below

With no PATH the current folder is opened. A file that is named like a command
is opened as ./NAME.

options:
  --store DIR       where the annotations are (default: $HASHIYA_STORE, or
                    ./annotations)
  --theme THEME     light or dark, this time (default: as it was left)
  --annotator NAME  who annotates
  --encoding NAME   how articles are encoded, such as utf-8, cp1256 or
                    iso-8859-6 (default: as when they were annotated, or
                    found out, or guessed)
  --terminal-mode MODE
                    how rows are written: visual, words, runs or split
                    (default: found out, or $HASHIYA_TERMINAL_MODE; see
                    hashiya terminal)
  --version         print the version
  --help            print this

commands (hashiya COMMAND --help says it all):
{commands}"""

_WITH_VALUE = ("--store", "--theme", "--annotator", "--terminal-mode", "--encoding")
_OF_READER = ("--theme", "--annotator", "--encoding")
_THEMES = ("light", "dark")


@dataclass(slots=True)
class _Request:
    """What stands on the command line before a command's own arguments."""

    options: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    command: str = ""
    rest: list[str] = field(default_factory=list)


def execute(arguments: Sequence[str]) -> int:
    """Do what the command line says.

    Returns:
        0 if all is fine, 1 if something was found or refused, 2 if the command line is wrong.
    """
    prepare_streams()
    try:
        status = _dispatch(arguments)
        flush_output()
    except HashiyaError as error:
        print_error(error)
        return WRONG_USE if isinstance(error, UsageError) else REFUSED
    except BrokenPipeError:
        drop_output()
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (MemoryError, OSError) as error:
        print_message(_describe(error))
        drop_output()
        return REFUSED
    return status


def _describe(error: MemoryError | OSError) -> str:
    if isinstance(error, MemoryError):
        return "there is not enough memory for this"
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
    return f"{where}{error.strerror or error}"


def _dispatch(arguments: Sequence[str]) -> int:
    request = _parse(arguments)
    if "--help" in request.flags:
        print(_HELP.format(commands="\n".join(f"  {name:10}{does}" for name, does in COMMANDS.items())))
        return FINE
    if "--version" in request.flags:
        from hashiya import __version__

        print(f"hashiya {__version__}")
        return FINE
    if request.command:
        return _call(request)
    return _read(request)


def _parse(arguments: Sequence[str]) -> _Request:
    """Take the options apart from what follows; the first word that is no option may be a command."""
    request = _Request()
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, has_value, value = word.partition("=")
        if word == "--":
            request.rest += rest
            break
        if name in _WITH_VALUE:
            if not has_value and not rest:
                msg = f"{name} needs a value"
                raise _wrong(msg)
            request.options[name] = value if has_value else rest.pop(0)
        elif word in ("-h", "--help", "--version"):
            request.flags.add("--help" if word == "-h" else word)
        elif word.startswith("-") and word != "-":
            msg = f"the option {name} is not known"
            raise _wrong(msg)
        elif word in COMMANDS and not request.rest:
            request.command, request.rest = word, rest
            break
        else:
            request.rest.append(word)
    if request.options.get("--theme", "light") not in _THEMES:
        msg = f"--theme is {' or '.join(_THEMES)}"
        raise _wrong(msg)
    if (mode := request.options.get("--terminal-mode")) is not None:
        _check_mode(mode)
    if request.options.get("--store") == "":
        raise _wrong("--store needs a folder")
    if "--encoding" in request.options:
        request.options["--encoding"] = _encoding(request.options["--encoding"])
    return request


def _encoding(name: str) -> str:
    from hashiya.article.encodings import known_name

    try:
        return known_name(name)
    except HashiyaError as error:
        raise UsageError(error.message, error.hint) from error


def _check_mode(name: str) -> None:
    from hashiya.terminal.mode import Mode

    if name not in set(Mode):
        msg = f"--terminal-mode is {', '.join(Mode)}, not {name}"
        raise _wrong(msg)


def _wrong(message: str) -> HashiyaError:
    return UsageError(message, "hashiya --help says what there is")


def _call(request: _Request) -> int:
    """Call a command with what is left of the command line."""
    import importlib

    from hashiya.cli.arguments import CommandParser, text

    module = importlib.import_module(f"hashiya.cli.{request.command}_command")
    parser = CommandParser(
        prog=f"hashiya {request.command}", description=COMMANDS[request.command], allow_abbrev=False
    )
    module.add_arguments(parser)
    parser.add_argument("--store", metavar="DIR", type=Path, help="where the annotations are")
    store = request.options.get("--store")
    annotator = request.options.get("--annotator")
    parser.set_defaults(store=Path(store) if store else None)
    parser.set_defaults(encoding=request.options.get("--encoding"))
    parser.set_defaults(terminal_mode=request.options.get("--terminal-mode"))
    if annotator is not None and request.command == "annotate":
        parser.set_defaults(annotator=text(annotator))
    try:
        parsed = parser.parse_args(request.rest)
    except SystemExit:  # it has printed its help
        return FINE
    with unwound_when_interrupted():
        status: int = module.execute(parsed)
        flush_output()
    return status


def _read(request: _Request) -> int:
    """Open the reader, which needs a terminal on both sides, or a browser."""
    is_in_browser = bool(os.environ.get("TEXTUAL_DRIVER"))
    if not is_in_browser:
        _check_terminal()
    gc.disable()  # nothing made before the first frame is garbage; the app switches it on again
    mode = request.options.get("--terminal-mode")
    with unwound_when_interrupted():
        return _open(request, mode, None if is_in_browser else _inquire(mode))


def _open(request: _Request, mode: str | None, inquiry: Inquiry | None) -> int:
    """Open the reader, and make the terminal as it was."""
    try:
        from hashiya.store import default_folder
        from hashiya.tui.launch import open_reader

        options = {name[2:]: request.options[name] for name in _OF_READER if name in request.options}
        store = request.options.get("--store")
        folder = Path(store) if store else default_folder()
        paths = [Path(path) for path in request.rest]
        found = _mode_in_browser(mode)
        return open_reader(paths, folder, inquiry=inquiry, mode=found, tell=print_error, **options)
    finally:
        if inquiry is not None:
            inquiry.close()


def _mode_in_browser(mode: str | None) -> Mode:
    """How rows are written where nobody can be asked: as named, or as they are seen."""
    from hashiya.terminal.mode import Mode
    from hashiya.terminal.recognition import named_mode

    return named_mode(os.environ, mode) or Mode.VISUAL


def _inquire(mode: str | None) -> Inquiry:
    """Begin to find out which terminal this is; it answers while the reader is loaded."""
    from hashiya.terminal.inquiry import Inquiry
    from hashiya.terminal.kept_answers import KeptAnswers, state_file

    kept = KeptAnswers(state_file(os.environ))
    try:
        descriptors = (sys.stdin.fileno(), sys.stdout.fileno())
    except OSError:  # streams that stand for a terminal and are none
        return Inquiry(os.environ, kept, mode)
    return Inquiry(os.environ, kept, mode, descriptors)


def _check_terminal() -> None:
    """Refuse to open the reader where nothing can be shown."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        hint = "its commands work without one: hashiya --help lists them"
        raise UsageError("hashiya needs a terminal", hint)
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError("this terminal cannot show the reader", "hashiya show FILE prints an article's rows")
