"""Where sentences end in Arabic news, and in the Latin that stands in it.

The base is UAX #29 (SB6–SB11). Arabic has no capitals that tell where a sentence begins, so what follows
must tell: with a comma after ``؟»`` the sentence goes on. Two full stops are a pause, three an end; ``؛``
ends nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hashiya.text.categories import formats, marks
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARABIC = r"\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
# compiled where they are used: few starts of the program need them
_NOT_SPACE = r"\S"
_GOES_ON = r"\s*(?:[,،;؛:]|[a-z])"
_BEFORE_DOT_LIMIT = 24
_LATIN_ABBREVIATIONS = (
    r"(?i:mrs?|ms|dr|prof|st|gen|col|lt|sgt|capt|maj|rev|hon|sen|rep|gov"
    r"|no|vs|etc|e\.?g|i\.?e|inc|ltd|co|jr|sr)"
)


def iter_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of the paragraph ``text[start:end]``, in order, without the spaces around them.

    A sentence ends after ``. ! ? ؟ … ۔`` and the quotation marks and brackets that close behind them. A
    full stop ends none in a decimal number, after an initial or a short title (``د.``, ``أ.د.``, ``Dr.``),
    or before a comma. What is left at the end of the paragraph is a sentence, spaces alone are none.

    Args:
        text: the whole text.
        start: first offset of the paragraph, in code points.
        end: offset after the paragraph.
    """
    first = _after_spaces(text, start, end)
    for match in _terminators().finditer(text, start, end):
        if match.start() >= first and _ends(text, match, first, end):
            yield Span(first, match.end())
            first = _after_spaces(text, match.end(), end)
    if first < end:
        yield Span(first, start + len(text[start:end].rstrip()))


def _after_spaces(text: str, start: int, end: int) -> int:
    found = re.compile(_NOT_SPACE).search(text, start, end)
    return found.start() if found else end


def _ends(text: str, match: re.Match[str], first: int, end: int) -> bool:
    """Whether the terminators found end the sentence that began at ``first``."""
    sign = match["sign"]
    if match.end() == end:
        return True
    if sign == ".." or re.compile(_GOES_ON).match(text, match.end(), end):
        return False
    following = text[match.end()]
    if following.isascii() and following.isalnum():
        return False
    return sign != "." or not _is_inside(text, match, first)


def _is_inside(text: str, match: re.Match[str], first: int) -> bool:
    """Whether a single full stop belongs to a number, an initial or an abbreviation."""
    dot = match.start()
    if text[match.end()].isdecimal() and match.end() == dot + 1:
        return True
    token = _before_dot().search(text, max(first, dot - _BEFORE_DOT_LIMIT), dot)
    if token is None:
        return False
    if token["number"] is not None:
        return token.start() == first
    if token["letter"] is not None:
        return not token["year"]
    return token["latin"] is not None and re.fullmatch(_LATIN_ABBREVIATIONS, token["latin"]) is not None


@cache
def _terminators() -> re.Pattern[str]:
    closing = rf"[\"'”’»›)\]}}\ufd3e{formats()}]|[“‘„«‹](?=\W|\Z)"
    return re.compile(rf"(?P<sign>\.+|[!?؟…۔。！？][.!?؟…]*)(?:{closing})*")


@cache
def _before_dot() -> re.Pattern[str]:
    """What stands right before a full stop: a number, one letter (after others with stops), a Latin word."""
    extending = rf"[{marks()}{formats()}\u0640]*"
    letter = rf"[{_ARABIC}A-Z]{extending}"
    return re.compile(
        rf"(?P<year>(?<=\d)\s*)?(?<!\w)(?:(?P<number>\d+)|(?:و{extending})?(?P<letter>{letter}(?:\.\s?{letter})*)"
        r"|(?P<latin>[A-Za-z]+(?:\.[A-Za-z]+)*))\Z"
    )
