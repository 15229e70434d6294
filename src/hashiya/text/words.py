"""The words of a text, as a reader of Arabic would mark them.

The base is UAX #29 (WB4–WB13) with these differences:

- A full stop, a colon or an apostrophe joins nothing in Arabic script, where it more often separates two
  words (``الجديد.كما``, ``و'داعش'``). Only an acronym keeps its stops (``سي.إن.إن``).
- Digits with a sign between them are one word (``12:10``, ``3,366``, ``18-11-2025``, ``2014–2015``, ``5+1``).
  A currency or percent sign belongs to its number (``50$``, ``%50``).
- A hyphen joins a name to its number (``كوفيد-19``), but no number to a word (``1-تركيا`` begins a list).
- An address is one word. So is an ``@name`` or a ``#tag``, also after a clitic (``و@name`` is two words).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hashiya.text.categories import format_characters, formats, marks, punctuation
from hashiya.text.ranges import expand_ranges
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIGNS = r"\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"
_CURRENCIES = r"$\xa2-\xa5\u060b\u20a0-\u20c0\ufdfc"
_RIGHT_TO_LEFT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_HEBREW = r"\u05d0-\u05ea"
_HYPHENS = r"\-\u2010\u2011\u2013"
_MOST_PIECES = 256
# code points of nearly all news, whose words a shorter pattern finds: ASCII, Arabic, its marks; and spaces
_COMMON = "20-7E AB BB 60C 61B 61F 621-63A 640-66C 2010-2027"
_COMMON_MARKS = r"\u064b-\u065f"
# without any of these a text has no address and no acronym, so their patterns need not be compiled
_IN_ADDRESS_OR_ACRONYM = r"[@/]|\.\S"
_CHECKED_LENGTH = 100_000


def iter_words(text: str, start: int, end: int) -> Iterator[Span]:
    """Find the words of ``text[start:end]``, in order.

    Words are letters, digits, marks, tatweel and the zero-widths between them, or runs of symbols, such as
    emoji. Punctuation, mathematical signs and spaces belong to no word.

    Args:
        text: the whole text.
        start: first offset of the range, in code points.
        end: offset after the range; words are cut there.
    """
    invisible = _invisible()
    for match in _pattern_for(text).finditer(text, start, end):
        first, last = match.span()
        while text[last - 1] in invisible:
            last -= 1
        yield Span(first, last)


@cache
def _invisible() -> frozenset[str]:
    """Return the characters that no word ends with: format characters except joiners, and the low line."""
    return format_characters() - {"\u200c", "\u200d"} | {"_"}


def _pattern_for(text: str) -> re.Pattern[str]:
    return _checked_pattern(text) if len(text) <= _CHECKED_LENGTH else _pattern()


@lru_cache(maxsize=4)
def _checked_pattern(text: str) -> re.Pattern[str]:
    if not all(map(str.isspace, set(text) - _common())):
        return _pattern()
    return _common_pattern() if re.search(_IN_ADDRESS_OR_ACRONYM, text) else _plain_pattern()


@cache
def _common() -> frozenset[str]:
    return frozenset(map(chr, expand_ranges(_COMMON)))


# each is built at first use and holds each large class once, since compiling a class takes time
@cache
def _plain_pattern() -> re.Pattern[str]:
    return re.compile(_common_word())


@cache
def _common_pattern() -> re.Pattern[str]:
    return re.compile(_or_special(_common_word()))


@cache
def _pattern() -> re.Pattern[str]:
    word = _word_pattern(
        not_arabic=rf"^\W\d_{_RIGHT_TO_LEFT}",
        extending=marks() + formats(),
        amount=rf"%‰\u066a\xb0{_CURRENCIES}",
        ties=r".,:/\\+\xd7\u2014\u2212\u066b\u066c\u060c",
        apostrophes=r"'\u2019\xb7",
        tags=r"@#\uff20\uff03",
        signs=_SIGNS,
        symbol=rf"[^\w\s\x00-\x1f\x7f-\x9f\ud800-\udfff{punctuation()}]",
        further=(rf"(?<=[{_HEBREW}])[\"'\u05f3\u05f4](?=[{_HEBREW}])",),
    )
    return re.compile(_or_special(word))


def _or_special(word: str) -> str:
    from hashiya.text.acronyms import ACRONYM  # most articles do without
    from hashiya.text.addresses import ADDRESS

    return rf"{ADDRESS}|{ACRONYM}|{word}"


def _common_word() -> str:
    """Return the pattern for the code points of common text only."""
    return _word_pattern(
        not_arabic="A-Za-z",
        extending=_COMMON_MARKS,
        amount=r"$%\u066a",
        ties=r".,:/\\+\u2014\u066b\u066c\u060c",
        apostrophes=r"'\u2019",
        tags="@#",
        signs="",
        symbol=rf"[${_COMMON_MARKS}]",
    )


def _word_pattern(
    *,
    not_arabic: str,
    extending: str,
    amount: str,
    ties: str,
    apostrophes: str,
    tags: str,
    signs: str,
    symbol: str,
    further: Sequence[str] = (),
) -> str:
    """Return the pattern of a word other than an address or an acronym.

    Nothing after a repeated group can fail, so matching never backtracks: it takes linear time without
    possessive quantifiers, which Python matches wrongly before 3.11.5.

    Args:
        not_arabic: letters of other scripts, like all but the last two the inside of a character class.
        extending: characters that extend the letter before them.
        amount: currency and percent signs.
        ties: signs that join two numbers.
        apostrophes: signs that join two letters that are not Arabic.
        tags: signs that begin a name or a tag.
        signs: signs of numbers, which begin a word.
        symbol: a character class of symbols, which make words of their own.
        further: patterns of other joints between parts of a word.
    """
    joined = "|".join(
        (
            rf"(?:(?<=\d)[{amount}])?(?<!\bو)[{_HYPHENS}][{amount}]?(?=\d)",
            rf"(?<=\d)[{ties}](?=\d)",
            rf"(?<=[{not_arabic}])[{apostrophes}](?=[{not_arabic}])",
            r"(?<=[A-Za-z0-9])[.@&](?=[A-Za-z0-9])",
            r"(?<=[A-Za-z])\$(?=\d)",
            *further,
        )
    )
    first = rf"(?:[{tags}](?=\w)|[+{amount}](?=\d)|(?=[\w{signs}])(?!_))"
    word = rf"{first}(?:[\w{signs}{extending}]+(?:{joined})?){{1,{_MOST_PIECES}}}(?:(?<=\d)[{amount}])?"
    return rf"{word}|(?![{extending}]){symbol}+"
