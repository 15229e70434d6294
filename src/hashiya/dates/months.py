"""The names of months of three calendars, in Arabic script, English, French and German."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Calendar(Enum):
    """A calendar used to date news."""

    GREGORIAN = "Gregorian"
    JALALI = "Jalali"
    HIJRI = "Hijri"


class Month(NamedTuple):
    """A month of a calendar.

    Attributes:
        calendar: the calendar.
        number: 1 to 12.
    """

    calendar: Calendar
    number: int


class NamedMonth(NamedTuple):
    """A month as words name it.

    Attributes:
        month: the month.
        end: index after its name.
        is_repeated: whether several names say the same, as in ``تشرين الثاني/نوفمبر``.
    """

    month: Month
    end: int
    is_repeated: bool


BETWEEN_NAMES = frozenset("/-–([،")
"""Signs between two names of one month."""
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")

# twelve months a block, in order; "/" separates spellings, "_" the words of a name
_ARABIC_NAMES = {
    # Egypt and the Gulf; Algeria and Tunisia; Morocco; Mauritania; the Levant and Iraq
    Calendar.GREGORIAN: """
        يناير فبراير مارس أبريل مايو يونيو/يونيه يوليو/يوليه أغسطس سبتمبر أكتوبر/أوكتوبر نوفمبر ديسمبر

        جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوڤمبر ديسمبر

        يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر/شتمبر أكتوبر نونبر دجنبر/ديسنبر

        يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر

        كانون_الثاني/كانون_ثاني/كانون_ثان/كانون_2 شباط آذار نيسان أيار حزيران تموز آب أيلول
        تشرين_الأول/تشرين_أول/تشرين_1 تشرين_الثاني/تشرين_ثاني/تشرين_ثان/تشرين_2
        كانون_الأول/كانون_أول/كانون_1
    """,
    Calendar.HIJRI: """
        محرم/المحرم صفر ربيع_الأول/ربيع_أول ربيع_الآخر/ربيع_الثاني/ربيع_ثاني
        جمادى_الأولى/جمادى_الأول/جماد_الأول
        جمادى_الآخرة/جمادى_الآخر/جمادى_الثانية/جمادى_الثاني/جماد_الثاني/جماد_الآخر
        رجب شعبان رمضان شوال
        ذو_القعدة/ذي_القعدة/ذوالقعدة ذو_الحجة/ذي_الحجة/ذوالحجة
    """,
}
_OTHER_NAMES = {
    # the Levant, abbreviated; Persian; Pashto; Urdu; Sorani by the names of Iraq and by those from Europe;
    # English; French; German
    Calendar.GREGORIAN: """
        ك_2 شباط آذار نيسان أيار حزيران تموز آب أيلول ت_1 ت_2 ك_1

        ژانویه فوریه مارس آوریل مه/می ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر

        جنوري فبروري مارچ اپرېل مۍ جون جولای اګست سپتمبر اکتوبر نومبر ډسمبر

        جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر

        کانوونی_دووەم/کانونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەممووز/تەمووز/تەمموز ئاب
        ئەیلوول/ئەیلول تشرینی_یەکەم تشرینی_دووەم کانوونی_یەکەم/کانونی_یەکەم

        جانیوەری/جێنیوەری فێبریوەری/فێبرووەری مارس/مارچ ئەپریل مەی/مای جوون جوولای ئۆگست/ئاگۆست
        سێپتەمبەر ئۆکتۆبەر/ئۆکتوبەر نۆڤەمبەر/نۆڤێمبەر دیسەمبەر/دیسێمبەر

        january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep
        october/oct november/nov december/dec

        janvier/janv février/févr mars avril/avr mai juin juillet/juil août septembre/sept octobre/oct
        novembre/nov décembre/déc

        januar/jänner/jan februar/feber/feb märz/maerz/mär april/apr mai juni/jun juli/jul august/aug
        september/sept/sep oktober/okt november/nov dezember/dez
    """,
    # Persian; Dari; Pashto
    Calendar.JALALI: """
        فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند

        حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت

        وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب
    """,
}


def month_at(words: Sequence[str], index: int) -> tuple[Month, int] | None:
    """Read the name of a month from folded words.

    The ezafe of Persian or Sorani, or the Persian word for a month, may be attached to the name.

    Returns:
        The month and the index after its name; None if no name begins at `index`.
    """
    for length in (2, 1):
        name = " ".join(words[index : index + length])
        spellings = (name, name.removesuffix("ي"), name.removesuffix("ماه"))
        month = next(filter(None, map(_months().get, spellings)), None)
        if month and index + length <= len(words):
            return month, index + length
    return None


def named_month(words: Sequence[str], index: int) -> NamedMonth | None:
    """Read the names of one month, of which there may be several, from folded words.

    Returns:
        The month; None if no name begins at `index`.
    """
    first = month_at(words, index)
    if first is None:
        return None
    month, end = first
    is_repeated = False
    while another := another_month(words, end):
        if another[0] != month:
            break
        is_in_brackets = words[end] in _OPENING
        end, is_repeated = another[1], True
        if is_in_brackets and end < len(words) and words[end] in _CLOSING:
            end += 1
    return NamedMonth(month, end, is_repeated)


def another_month(words: Sequence[str], index: int) -> tuple[Month, int] | None:
    """Read the name of a month after another name, as `month_at` does."""
    return month_at(words, index + (index < len(words) and words[index] in BETWEEN_NAMES))


def month_names(calendar: Calendar) -> list[str]:
    """Return the names of a calendar's months, folded."""
    return [name for name, month in _months().items() if month.calendar is calendar]


@cache
def arabic_months() -> frozenset[str]:
    """Return the Arabic names of months, folded."""
    return frozenset(_by_name(_ARABIC_NAMES))


@cache
def foreign_months() -> frozenset[str]:
    """Return the names of months in other languages, folded."""
    return frozenset(_by_name(_OTHER_NAMES))


@cache
def _months() -> dict[str, Month]:
    return _by_name(_OTHER_NAMES) | _by_name(_ARABIC_NAMES)


def _by_name(names: Mapping[Calendar, str]) -> dict[str, Month]:
    return {
        name.replace("_", " "): Month(calendar, number)
        for calendar, blocks in names.items()
        for block in fold(blocks).split("\n\n")
        for number, spellings in enumerate(block.split(), 1)
        for name in spellings.split("/")
    }
