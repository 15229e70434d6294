"""Open the reader, which needs a terminal for its input and output, or a browser."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.telling import print_error
from hashiya.cli.usage import UsageError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.errors import HashiyaError
    from hashiya.store.places import Place
    from hashiya.terminal.inquiry import Inquiry
    from hashiya.terminal.mode import Mode


def read(
    words: Sequence[str | Path],
    *,
    store: Place | None = None,
    theme: str | None = None,
    annotator: str | None = None,
    encoding: str | None = None,
    terminal_mode: str | None = None,
    settling: Sequence[str] = (),
) -> int:
    """Open the reader, give the terminal back afterwards, and return the exit status.

    Args:
        words: the paths to open.
        store: as each of the following, the general option of this name, or None.
        theme: light or dark.
        annotator: who annotates.
        encoding: how articles are encoded.
        terminal_mode: how rows are written.
        settling: the annotators between whom differences are settled; with none the reader opens as usual.

    Raises:
        HashiyaError: there is no terminal that can show the reader, or `open_reader` refuses.
    """
    is_in_browser = bool(os.environ.get("TEXTUAL_DRIVER"))
    if not is_in_browser:
        _check_terminal()
    gc.disable()  # nothing made before the first frame is garbage; the app switches it on again
    inquiry = None if is_in_browser else _inquire(terminal_mode)
    try:
        from hashiya.tui.launch import open_reader

        place, name = _prepared(store, annotator, has_words=bool(words))
        farewells: list[HashiyaError] = []

        def tell(error: HashiyaError) -> None:
            farewells.append(error)
            print_error(error)

        status = open_reader(
            [Path(word) for word in words],
            place,
            theme=theme,
            annotator=name,
            encoding=encoding or "",
            inquiry=inquiry,
            mode=_mode_in_browser(terminal_mode),
            tell=tell,
            settling=settling,
        )
        if is_in_browser:
            from hashiya.tui.web_driver import report_end  # most readers are in a terminal

            report_end(farewells)
        return status
    finally:
        if inquiry is not None:
            inquiry.close()


def _prepared(store: Place | None, annotator: str | None, *, has_words: bool) -> tuple[Place, str]:
    """Find the place of the store and the annotator, and bring the store up to date.

    Args:
        store: as the command line names it; None for the default one.
        annotator: likewise.
        has_words: whether the command line names articles; if not, those of a team are copied.

    Raises:
        HashiyaError: the settings are wrong, or the store cannot be read.
    """
    from hashiya.codebook.present_annotator import present_annotator
    from hashiya.store import copied_place, default_place, is_undivided, known_as

    place = store or default_place()
    if not has_words:
        place = copied_place(place)
    if isinstance(place, Path) or has_words:
        known = known_as(place) if annotator is None else None
        name = present_annotator(annotator, os.environ) if known is None else known
    else:
        from hashiya.cli.local_copies import name_with_copies  # most stores are folders

        name = name_with_copies(place, annotator)
    if is_undivided(place):
        from hashiya.cli.older_stores import divide_older  # once for each store

        divide_older(place, name)
    return place, name


def _mode_in_browser(mode: str | None) -> Mode:
    """Choose how rows are written in a browser: as named, or in visual order."""
    from hashiya.terminal.mode import Mode
    from hashiya.terminal.recognition import named_mode

    return named_mode(os.environ, mode) or Mode.VISUAL


def _inquire(mode: str | None) -> Inquiry:
    """Begin to ask which terminal this is; its answers arrive while the reader is loaded."""
    from hashiya.terminal.inquiry import Inquiry
    from hashiya.terminal.kept_answers import KeptAnswers, state_file

    kept = KeptAnswers(state_file(os.environ))
    try:
        descriptors = (sys.stdin.fileno(), sys.stdout.fileno())
    except OSError:  # streams that only imitate a terminal
        return Inquiry(os.environ, kept, mode)
    return Inquiry(os.environ, kept, mode, descriptors)


def _check_terminal() -> None:
    """Refuse to open the reader without a terminal that can show it.

    Raises:
        UsageError: there is no terminal, or it cannot move its cursor.
    """
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise UsageError(Message("cli.no_terminal"), Message("cli.commands_need_none"))
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(Message("cli.dumb_terminal"), Message("cli.show_prints_rows"))
