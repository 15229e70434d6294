"""Numbers in a text, in digits and in Arabic words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_AND = "و"
_MOST_DIGITS = 4


def _numbered(text: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Number the words of a text; "/" separates the forms of one number."""
    return {
        form: first + step * place
        for place, forms in enumerate(fold(text).split())
        for form in forms.split("/")
    }


_ORDINALS = _numbered(
    """
    الأول/الأولى الثاني/الثانية الثالث/الثالثة الرابع/الرابعة الخامس/الخامسة السادس/السادسة السابع/السابعة
    الثامن/الثامنة التاسع/التاسعة العاشر/العاشرة
    """
)
_ORDINAL_UNITS = _ORDINALS | _numbered("الحادي/الحادية")
_ORDINAL_TENS = _numbered("العشرون/العشرين الثلاثون/الثلاثين", 20, 10)
_CARDINALS = _numbered(
    """
    واحد/واحدة/أحد/إحدى اثنين/اثنان/اثنتين/اثني/اثنا/اثنتي/اثنتا ثلاث/ثلاثة أربع/أربعة خمس/خمسة ست/ستة
    سبع/سبعة ثمان/ثماني/ثمانية تسع/تسعة عشر/عشرة
    """
)
_TENS = _numbered(
    """
    عشرين/عشرون ثلاثين/ثلاثون أربعين/أربعون خمسين/خمسون ستين/ستون سبعين/سبعون ثمانين/ثمانون تسعين/تسعون
    مئة/مائة
    """,
    20,
    10,
)
# the Maghreb says «فاتح ماي» for the first day and «سابع أكتوبر» for the seventh
_INDEFINITE_ORDINALS = {
    **{word.removeprefix("ال"): number for word, number in _ORDINALS.items()},
    **dict.fromkeys(fold("فاتح الفاتح").split(), 1),
}
_TEEN = frozenset(fold("عشر عشرة").split())
NUMBER_WORDS = frozenset((*_INDEFINITE_ORDINALS, *_ORDINAL_UNITS, *_ORDINAL_TENS, *_CARDINALS, *_TENS))


def digits_at(words: Sequence[str], index: int) -> int | None:
    """Read a number of at most four digits."""
    word = words[index]
    return int(word) if len(word) <= _MOST_DIGITS and word.isdecimal() else None


def ordinal_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Read a definite ordinal up to 39 in words, such as ``الحادي والعشرين``.

    Returns:
        The number and the index after it.
    """
    return _written(words, index, _ORDINALS, _ORDINAL_UNITS, _ORDINAL_TENS)


def ordinal_before_month_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Read an ordinal that stands directly before a month, such as ``فاتح``, as `ordinal_at` does."""
    number = _INDEFINITE_ORDINALS.get(words[index])
    return None if number is None else (number, index + 1)


def cardinal_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Read a cardinal in digits, or up to 109 in words, such as ``خمسة وعشرين``.

    Returns:
        The number and the index after it.
    """
    number = digits_at(words, index)
    if number is not None:
        return number, index + 1
    return _written(words, index, _CARDINALS, _CARDINALS, _TENS)


def _written(
    words: Sequence[str],
    index: int,
    alone: Mapping[str, int],
    units: Mapping[str, int],
    tens: Mapping[str, int],
) -> tuple[int, int] | None:
    """Read a number in words: a unit, a teen, tens, or a unit and tens."""
    word = words[index]
    if word in units:
        if words[index + 1] in _TEEN:
            return 10 + units[word], index + 2
        if words[index + 1] == _AND and words[index + 2] in tens:
            return units[word] + tens[words[index + 2]], index + 3
    if word in alone:
        return alone[word], index + 1
    return (tens[word], index + 1) if word in tens else None
