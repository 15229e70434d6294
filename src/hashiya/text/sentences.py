"""The ends of sentences in Arabic news, and in the Latin text within it.

The base is UAX #29 (SB6–SB11). Arabic has no capitals to mark the beginning of a sentence, so the following
characters decide: with a comma after ``؟»`` the sentence continues. Two full stops are a pause, three an end;
``؛`` ends nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hashiya.text.acronyms import LETTER, LETTERS
from hashiya.text.addresses import ADDRESS
from hashiya.text.categories import formats, marks
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARABIC = r"\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
# compiled at first use, since few runs of the program need them
_TERMINATORS = "!?؟.…۔。！？"
_NOT_SPACE = r"\S"
_WORD = r"\w"
_GOES_ON = r"\s*(?:[,،;؛:]|[a-z]|[إا]لخ(?!\w))"
_OMISSION = r"[(\[{]\s?(?:\.\.+|…+|[؟?!]+)\s?[)\]}]"
_FOOTNOTE = r"\[\d{1,3}\]|\(\d{1,3}\)(?=[\s.،]|\Z)|[\xb9\xb2\xb3\u2070-\u2079†‡]"
_DOMAIN = r"(?:نت|كوم|[أا]ور[غجق]|com|net|org)(?!\w)"
_MOST_BEHIND = 64  # closing characters after a sign; bounds the memory for a long run
_BEFORE_DOT_LIMIT = 24
_SHORT = 3
_CLAUSE = r"\s+(?:و\w{2}|(?:ثم|كما|لكن|فيما)\s)"
_LATIN_ABBREVIATIONS = (
    r"(?i:mrs?|ms|dr|prof|st|gen|col|lt|sgt|capt|maj|rev|hon|sen|rep|gov|pres|amb"
    r"|nos?|vs|etc|e\.?g|i\.?e|cf|al|approx|est|vol|pp?|figs?|eds?|ph\.?d|[ap]\.?m"
    r"|inc|ltd|co|corp|bros|llc|jr|sr|ave|blvd|mt|ft|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)


def iter_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Find the sentences of the paragraph ``text[start:end]``, in order, without the spaces around them.

    A sentence has a word, and ends after ``. ! ? ؟ … ۔`` with the quotation marks, brackets, footnote numbers
    and further stops after them. A full stop ends no sentence in a number, an address, an acronym, after an
    initial or a short title (``د.``, ``أ.د.``, ``Dr.``), or before a comma; nor does an omission (``[...]``).
    The rest of the paragraph is a sentence, unless only spaces remain.

    Args:
        text: the whole text.
        start: first offset of the paragraph, in code points.
        end: offset after the paragraph.
    """
    first = _next(_NOT_SPACE, text, start, end)
    first_word = _next(_WORD, text, first, end)
    last_word = _after_last_word(text, start, end)
    for match in _signs().finditer(text, start, end):
        if match.end() >= last_word:
            break
        if match["sign"] and match.start() > first_word and _ends(text, match, first, end):
            yield Span(first, match.end())
            first = _next(_NOT_SPACE, text, match.end(), end)
            first_word = _next(_WORD, text, first, end)
    if first < end:
        yield Span(first, start + len(text[start:end].rstrip()))


def _next(pattern: str, text: str, start: int, end: int) -> int:
    found = re.compile(pattern).search(text, start, end)
    return found.start() if found else end


def _after_last_word(text: str, start: int, end: int) -> int:
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end


def _ends(text: str, match: re.Match[str], first: int, end: int) -> bool:
    """Tell whether terminators within a paragraph end the sentence that began at ``first``."""
    sign, before, following = match["sign"], text[match.start() - 1], text[match.end()]
    is_pause = sign == ".." and not match["more"]
    if is_pause or re.compile(_GOES_ON).match(text, match.end(), end):
        return False
    if _is_latin(before) and _is_latin(following):
        return False
    return sign != "." or bool(match["more"]) or not _is_inside(text, match, first, end)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_inside(text: str, match: re.Match[str], first: int, end: int) -> bool:
    """Tell whether a single full stop belongs to a number, name, initial, acronym or abbreviation."""
    dot = match.start()
    start = max(first, dot - _BEFORE_DOT_LIMIT)
    if match.end() == dot + 1 and _joins(text, start, dot, end):
        return True
    token = _before_dot().search(text, start, dot)
    return token is not None and bool(
        token["title"]
        or (token["letter"] and not token["year"])
        or (token["acronym"] and not re.compile(_CLAUSE).match(text, match.end(), end))
        or (token["number"] and token.start() == first)
        or (token["latin"] and re.fullmatch(_LATIN_ABBREVIATIONS, token["latin"]))
    )


def _joins(text: str, start: int, dot: int, end: int) -> bool:
    """Tell whether the text on both sides of a full stop is one number, name or acronym."""
    if text[dot + 1].isdecimal():
        word = re.compile(rf"[{_ARABIC}]*\Z").search(text, start, dot)
        return word is None or len(word.group()) <= _SHORT
    if re.compile(_DOMAIN).match(text, dot + 1, end):
        return True
    behind = re.compile(rf"{LETTER}(?!\w)").match(text, dot + 1, end)
    return behind is not None and re.compile(rf"{LETTERS}\Z").search(text, start, dot) is not None


@cache
def _signs() -> re.Pattern[str]:
    """Compile the pattern of signs that may end a sentence, unlike signs in an address or an omission."""
    closing = rf"[\"'”’❞»›≫>)\]}}\ufd3e〞」』》{formats()}]|[“‘„«‹](?=\W|\Z)"
    more = rf"(?P<more>\s{{0,2}}[{_TERMINATORS}])"
    return re.compile(
        rf"{ADDRESS}|{_OMISSION}|(?P<sign>\.+|[{_TERMINATORS}])(?:{closing}|{more}|{_FOOTNOTE}){{0,{_MOST_BEHIND}}}"
    )


@cache
def _before_dot() -> re.Pattern[str]:
    """Compile the pattern before a full stop: a number, a title, the letters of an acronym, a Latin word."""
    extending = rf"[{marks()}{formats()}\u0640]*"
    letter = rf"[{_ARABIC}A-Z]{extending}"
    return re.compile(
        rf"(?P<year>(?<=\d)\s*)?(?<![\w{marks()}])(?:(?P<number>\d+)|(?:و{extending})?(?:"
        rf"(?P<title>(?:[أا]{extending}\.\s?)?د{extending})|(?P<letter>{letter})"
        rf"|(?P<acronym>(?:{letter}|{LETTER})(?:\.\s?(?:{letter}|{LETTER}))+))"
        rf"|(?P<latin>[A-Za-z]+(?:\.[A-Za-z]+)*))\s?\Z"
    )
