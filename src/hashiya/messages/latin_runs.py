"""Keep options and paths in order within a sentence that runs right to left.

``--help`` begins with hyphens, which have no direction: between an Arabic and a Latin word they would be
drawn on the wrong side, as in ``help--``. A left-to-right mark gives them the direction of the Latin word.
"""

from __future__ import annotations

import re
from functools import cache

_LRM = "\u200e"
_VALUE = r"\{\w+\}"
_OPTION = rf"(?:-[-a-z]+|\{{(?:option|arguments)\}})(?:[= ]{_VALUE})?"
"""An option, or a parameter that holds a part of a command line."""
_WORD = rf"[$./~]*[A-Za-z](?:[A-Za-z0-9_./=+:-]*[A-Za-z0-9_/=+-])?(?:(?<==){_VALUE})?"


@cache
def in_order(template: str) -> str:
    """Add left-to-right marks to the Latin runs of a template that would not stay in order without them.

    A value beside an option belongs to its run, as in ``--format {format}`` and ``{program} --help``.
    """
    return _runs().sub(_marked, template)


@cache
def _runs() -> re.Pattern[str]:
    word = f"(?:{_OPTION}|{_WORD})"
    return re.compile(rf"(?<![\w{{-])(?:{_VALUE} (?=[-{{]))?{word}(?: {word})*")


def _marked(match: re.Match[str]) -> str:
    run = match.group()
    before = "" if run[0].isalnum() else _LRM
    after = "" if run[-1].isalnum() else _LRM
    return f"{before}{run}{after}"
