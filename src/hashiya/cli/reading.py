"""Opens the reader, which needs a terminal on both sides, or a browser."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.output import print_error
from hashiya.cli.usage import UsageError

if TYPE_CHECKING:
    import argparse

    from hashiya.terminal.inquiry import Inquiry
    from hashiya.terminal.mode import Mode


def execute(arguments: argparse.Namespace) -> int:
    """Open the reader, give the terminal back afterwards, and answer the exit status.

    Raises:
        HashiyaError: there is no terminal that can show the reader, or `open_reader` refuses.
    """
    is_in_browser = bool(os.environ.get("TEXTUAL_DRIVER"))
    if not is_in_browser:
        _check_terminal()
    gc.disable()  # nothing made before the first frame is garbage; the app switches it on again
    inquiry = None if is_in_browser else _inquire(arguments.terminal_mode)
    try:
        from hashiya.store import default_folder
        from hashiya.tui.launch import open_reader

        return open_reader(
            [Path(word) for word in arguments.words],
            arguments.store or default_folder(),
            theme=arguments.theme,
            annotator=arguments.annotator,
            encoding=arguments.encoding or "",
            inquiry=inquiry,
            mode=_mode_in_browser(arguments.terminal_mode),
            tell=print_error,
        )
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
