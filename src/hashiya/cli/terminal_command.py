"""``hashiya terminal``: what this terminal is, how rows are written for it, and a card to test it with."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from hashiya.cli.arguments import Option
from hashiya.cli.output import readable, write_own
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.terminal.inquiry import Inquiry
from hashiya.terminal.kept_answers import KeptAnswers, state_file
from hashiya.terminal.mode import Mode
from hashiya.terminal.rows import written
from hashiya.terminal.sgr import SgrInk, coloured

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.terminal.recognition import Terminal

_SECONDS = 0.5
_CARD = "«كتاب» (عربي) ٢٠٢٥: abc 123، النص العربي."
_MARKED = "عربي"
_PLAIN, _MARK = "38;2;136;136;136", "30;48;2;224;175;104"
_QUESTION = f"\nWhich line reads right, the first if several do? 1 to {len(Mode)}, or Enter to leave it: "
_CLEAR = "\x1b[2J"
_ABOUT = {
    Mode.VISUAL: "the letters in the order in which they are seen",
    Mode.WORDS: "each word in the order in which it is read",
    Mode.RUNS: "each word reversed with what stands at it",
    Mode.SPLIT: "each letter in a colour of its own",
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
    """Say what is known, print the card, keep what is chosen, and return the exit status.

    Raises:
        HashiyaError: the answer cannot be kept, or the mode that was named is none.
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
    print(describe(terminal))
    if descriptors is None:
        print("\nThe test card needs a terminal.")
    else:
        _show_card(kept, terminal, inquiry, descriptors[0])
    return 0


def describe(terminal: Terminal) -> str:
    """What is known, a line for each part of it."""
    within = f", in {terminal.multiplexer}" if terminal.multiplexer else ""
    lines = [
        f"terminal  {terminal.profile.name}{within}",
        f"rows      {terminal.mode}: {_ABOUT[terminal.mode]}",
        *(f"because   {readable(str(reason))}" for reason in terminal.evidence),
    ]
    if terminal.at_start:
        lines.append("at start  its own bidi is switched off, and on again at the end")
    if terminal.notice is not None:
        lines += ["", *map(str, terminal.notice)]
    return "\n".join(lines)


def card() -> str:
    """One line of Arabic in every mode, numbered; one word of it is marked."""
    from hashiya.layout import lay_out_line

    start = _CARD.index(_MARKED)
    row = lay_out_line(_CARD)
    pieces = [
        (cell.text, _MARK if start <= cell.start < start + len(_MARKED) else _PLAIN) for cell in row.cells
    ]
    lines = [
        f"  {number}  {coloured(written(pieces, mode, SgrInk()))}" for number, mode in enumerate(Mode, 1)
    ]
    return "\n\n".join(lines)


def _show_card(kept: KeptAnswers, terminal: Terminal, inquiry: Inquiry, descriptor: int) -> None:
    """Print the card as the reader would be shown, and keep what is chosen.

    Args:
        kept: where.
        terminal: what is known of it.
        inquiry: whose answers may still be on their way.
        descriptor: to read the choice from.

    Raises:
        HashiyaError: the answer cannot be kept or is none.
    """
    profile = terminal.profile
    is_prepared = bool(profile.at_start) and not terminal.multiplexer
    try:
        write_own(profile.at_start.replace(_CLEAR, "") if is_prepared else "", sys.stdout)
        write_own(f"\n{card()}\n", sys.stdout)
        answer = _asked(inquiry, descriptor).strip()
    finally:
        if is_prepared:
            write_own(profile.at_exit, sys.stdout)
    if answer:
        if answer not in map(str, range(1, len(Mode) + 1)):
            msg = f"{answer} is none of the lines"
            raise HashiyaError(msg, "nothing was changed")
        _keep(kept, terminal, int(answer))


def _asked(inquiry: Inquiry, descriptor: int) -> str:
    """Ask for the choice, apart from late answers of the terminal; empty if the terminal is gone."""
    from hashiya.terminal.asking import QuietTerminal

    question = inquiry.question
    try:
        quiet = QuietTerminal(descriptor, question.receiver if question is not None else None)
    except OSError:
        return ""
    try:
        print(_QUESTION, end="", flush=True)
        typed = question.typed if question is not None else ()
        return quiet.read_line(lambda text: write_own(text, sys.stdout), typed)
    except OSError:
        return ""
    finally:
        quiet.restore()


def _keep(kept: KeptAnswers, terminal: Terminal, number: int) -> None:
    """Keep the mode of a line of the card for this terminal, or with 0 none.

    Raises:
        HashiyaError: it cannot be written.
    """
    mode = list(Mode)[number - 1] if number else None
    if not kept.keep_mode(terminal.name, mode):
        where = str(kept.path) if kept.path is not None else "there is no home folder"
        msg = f"the answer cannot be kept: {where}"
        raise HashiyaError(msg, f"set HASHIYA_TERMINAL_MODE={mode or ''} instead")
    said = f"are written {mode}" if mode else "are written as is found out"
    print(f"From now on rows {said} in {readable(terminal.name)}.")
