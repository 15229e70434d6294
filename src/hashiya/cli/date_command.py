"""``hashiya date TEXT``: the dates in a text as JSON, one object a line."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import day, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.output import write_data
from hashiya.messages import Message

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.dates.finding import DateInText

_STANDARD_INPUT = "-"

ARGUMENTS = (
    Word("text", "TEXT", Message("cli.word_text"), text),
    Option(("--on",), Message("cli.option_on"), "YYYY-MM-DD", day),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the dates and return the exit status."""
    from hashiya.dates.finding import find_dates

    text = _standard_input() if arguments.text == _STANDARD_INPUT else arguments.text
    found = find_dates(text, arguments.on or date.today())
    write_data(date_to_line(text, each) for each in found)
    return 0


def date_to_line(text: str, found: DateInText) -> bytes:
    """Encode a date as a line of JSON, its place in code points."""
    start, end = found.span
    record = {"text": text[start:end], "start": start, "end": end, "value": found.value}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _standard_input() -> str:
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace") if sys.stdin is not None else ""
