"""``hashiya terminal``: tell which terminal this is and how rows are written for it, with a test card."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from hashiya.cli.arguments import Option
from hashiya.cli.output import write_own
from hashiya.cli.telling import Line, columns, print_lines, write_as
from hashiya.errors import HashiyaError
from hashiya.messages import Message, is_right_to_left
from hashiya.terminal.inquiry import Inquiry
from hashiya.terminal.kept_answers import KeptAnswers, state_file
from hashiya.terminal.mode import Mode
from hashiya.terminal.rows import written
from hashiya.terminal.sgr import SgrInk, coloured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

    from hashiya.terminal.recognition import Terminal

_SECONDS = 1.0
"""Seconds to wait for the answers of a terminal, which may be far away."""
_CARD = "«كتاب» (عربي) ٢٠٢٥: abc 123، النص العربي."
_MARKED = "عربي"
_PLAIN, _MARK = "38;2;136;136;136", "30;48;2;224;175;104"
_PROMPT = "> "
_CLEAR = "\x1b[2J"
_COLUMN = 10
_WIDTH = 80
_CARD_GAP = "  "
_ABOUT = {
    Mode.VISUAL: Message("cli.mode_visual"),
    Mode.WORDS: Message("cli.mode_words"),
    Mode.RUNS: Message("cli.mode_runs"),
    Mode.SPLIT: Message("cli.mode_split"),
}


ARGUMENTS = (
    Option(
        ("--choose",),
        Message("cli.option_choose", last=len(Mode)),
        "N",
        int,
        choices=tuple(map(str, range(len(Mode) + 1))),
    ),
)


def execute(arguments: SimpleNamespace) -> int:
    """Describe the terminal, print the card, keep the choice, and return the exit status.

    Raises:
        HashiyaError: the answer cannot be kept, or the mode that was named does not exist.
    """
    kept = KeptAnswers(state_file(os.environ))
    is_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    descriptors = (sys.stdin.fileno(), sys.stdout.fileno()) if is_terminal else None
    inquiry = Inquiry(os.environ, kept, arguments.terminal_mode, descriptors)
    try:
        terminal = inquiry.finish(_SECONDS)
    finally:
        inquiry.close()
    if arguments.choose is not None:
        _keep(kept, terminal, arguments.choose)
        return 0
    print_lines(_described(terminal))
    if descriptors is None:
        print_lines([Line(), Line(Message("cli.card_needs_terminal"))])
    else:
        _show_card(kept, terminal, inquiry, descriptors[0])
    return 0


def _described(terminal: Terminal) -> Iterator[Line]:
    """Describe the terminal, and why hashiya takes it for that one."""
    yield Line(_name_of(terminal), Message("cli.label_terminal"), column=_COLUMN)
    rows = Message("cli.rows_written", mode=str(terminal.mode), about=_ABOUT[terminal.mode])
    yield Line(rows, Message("cli.label_rows"), column=_COLUMN)
    for reason in terminal.evidence:
        yield Line(reason, Message("cli.label_because"), column=_COLUMN)
    if terminal.at_start:
        yield Line(Message("cli.bidi_off"), Message("cli.label_at_start"), column=_COLUMN)
    if terminal.notice is not None:
        yield Line()
        yield from map(Line, filter(None, terminal.notice))


def _name_of(terminal: Terminal) -> Message | str:
    """Name a terminal, and what runs between it and the program, for a person."""
    name = terminal.profile.name
    if not terminal.multiplexer:
        return name
    return Message("cli.terminal_within", terminal=name, multiplexer=terminal.multiplexer)


def card() -> str:
    """Draw one line of Arabic in every mode, numbered, with one word of it marked."""
    from hashiya.layout import lay_out_line

    start = _CARD.index(_MARKED)
    row = lay_out_line(_CARD)
    pieces = [
        (cell.text, _MARK if start <= cell.start < start + len(_MARKED) else _PLAIN) for cell in row.cells
    ]
    lines = [(str(number), coloured(written(pieces, mode, SgrInk()))) for number, mode in enumerate(Mode, 1)]
    if is_right_to_left():
        free = " " * (min(_WIDTH, columns()) - row.width - len(_CARD_GAP + "1" + _CARD_GAP))
        return "\n\n".join(f"{free}{line}{_CARD_GAP}{number}" for number, line in lines)
    return "\n\n".join(f"{_CARD_GAP}{number}{_CARD_GAP}{line}" for number, line in lines)


def _show_card(kept: KeptAnswers, terminal: Terminal, inquiry: Inquiry, descriptor: int) -> None:
    """Print the card as the reader would be drawn, and keep the choice.

    Args:
        kept: the answers that are kept.
        terminal: the terminal.
        inquiry: the inquiry, whose answers may still be on their way.
        descriptor: the input for the choice.

    Raises:
        HashiyaError: the answer cannot be kept, or names no line.
    """
    profile = terminal.profile
    is_prepared = bool(profile.at_start) and not terminal.multiplexer
    try:
        if is_prepared:
            write_own(profile.at_start.replace(_CLEAR, ""), sys.stdout)
            write_as(profile.mode)
        write_own(f"\n{card()}\n", sys.stdout)
        answer = _asked(inquiry, descriptor).strip()
    finally:
        if is_prepared:
            write_own(profile.at_exit, sys.stdout)
    if answer:
        if answer not in map(str, range(1, len(Mode) + 1)):
            raise HashiyaError(Message("cli.no_such_line", answer=answer), Message("cli.nothing_changed"))
        _keep(kept, terminal, int(answer))


def _asked(inquiry: Inquiry, descriptor: int) -> str:
    """Ask for the choice, and keep late answers of the terminal out of it; empty if the terminal is gone."""
    from hashiya.terminal.asking import QuietTerminal

    question = inquiry.question
    try:
        quiet = QuietTerminal(descriptor, question.receiver if question is not None else None)
    except OSError:
        return ""
    try:
        print_lines([Line(), Line(Message("cli.which_line", last=len(Mode)))])
        print(_PROMPT, end="", flush=True)
        typed = question.typed if question is not None else ()
        return quiet.read_line(lambda text: write_own(text, sys.stdout), typed)
    except OSError:
        return ""
    finally:
        quiet.restore()


def _keep(kept: KeptAnswers, terminal: Terminal, number: int) -> None:
    """Keep the mode of a line of the card for this terminal, or forget it with 0.

    Raises:
        HashiyaError: the file of answers cannot be written.
    """
    mode = list(Mode)[number - 1] if number else None
    if not kept.keep_mode(terminal.name, mode):
        told = Message("cli.no_home_for_answer")
        if kept.path is not None:
            told = Message("cli.answer_not_kept", path=kept.path)
        raise HashiyaError(told, Message("cli.set_mode", mode=str(mode or "")))
    if mode:
        print_lines([Line(Message("cli.mode_kept", mode=str(mode), terminal=_name_of(terminal)))])
    else:
        print_lines([Line(Message("cli.mode_forgotten", terminal=_name_of(terminal)))])
