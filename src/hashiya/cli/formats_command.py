"""``hashiya formats``: list the formats of exchange, and what each cannot hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode_array
from hashiya.cli.arguments import Option
from hashiya.cli.output import write_data
from hashiya.cli.table import print_table
from hashiya.exchange.formats import FORMATS
from hashiya.messages import Message

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.exchange.formats import Format

ARGUMENTS = (Option(("--json",), Message("cli.option_json")),)

_HEADER = (
    Message("cli.format"),
    Message("cli.direction"),
    Message("cli.endings"),
    Message("cli.description"),
    Message("cli.cannot_hold"),
    Message("cli.extra"),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the formats and return the exit status, always 0."""
    if arguments.json:
        write_data(
            encode_array(
                {
                    "name": each.name,
                    "in": each.read is not None,
                    "out": True,
                    "endings": list(each.endings),
                    "title": str(each.title),
                    "lacks": [str(loss.title) for loss in each.lacks],
                    "extra": each.extra,
                }
                for each in FORMATS.values()
            )
        )
    else:
        print_table(_HEADER, [_line(each) for each in FORMATS.values()])
    return 0


def _line(format_: Format) -> tuple[Message | str, ...]:
    direction = Message("cli.in_and_out") if format_.read is not None else Message("cli.only_out")
    lacks = Message("cli.items", items=tuple(loss.title for loss in format_.lacks)) if format_.lacks else "–"
    extra = f"hashiya[{format_.extra}]" if format_.extra else ""
    return format_.name, direction, " ".join(format_.endings), format_.title, lacks, extra
