"""Guesses at the kind of a word by its letters: a verb, or a word behind a clitic."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hashiya.suggest.actors.function_words import common_words
from hashiya.suggest.actors.verbs import verbs
from hashiya.suggest.actors.words import ARTICLE, readings
from hashiya.suggest.events.forms import noun_forms, verb_form
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_WAW, _LAM = "و", "ل"
# words of news whose first letter is no clitic
_WITH_WAW = """
وزارة وزارات وزير وزراء وكالة وكالات وفد وفود وثيقة وثائق وحدة وحدات وسيط وسطاء وساطة وقف وقود ولاية ولايات
ولي والي وصول وفاة وجود وعد وقت وضع وطني وطنية وسائل ورقة ورشة واقع واردات وباء واسع واسعة واضح واضحة وجه وجهة
وظيفة وظائف واشنطن وارسو وداع وقائع وشيك وشيكة وثيق ودي ودية وصاية
"""
_WITH_LAM = """
لجنة لجان لجوء لاجئ لاجئين لاجئون لقاء لقاءات لواء لغة لاعب لاعبين لاحق لافت لبنان ليبيا لندن
"""
_ADJECTIVES = """
عنيف كبير جديد شديد خطير واسع ضخم قوي مكثف مباشر عاجل طارئ مفاجئ مشترك متبادل قصير طويل محدود مهم
هام نادر مسلح دام شامل كامل نهائي مؤقت دائم سري مغلق موسع مصغر منفصل متزامن صادر
"""
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")
_RELATING = ("يه", "ييا")
_LEAST_LETTERS = 4


def is_prefixed(letters: str) -> bool:
    """Tell whether a folded word is likely to begin with clitics.

    They are «و» and «ل», with which few other words begin, or the article or a known word is behind them.
    """
    if letters in _without_clitic():
        return False
    if letters.startswith(_LAM) or (letters.startswith(_WAW) and len(letters) >= _LEAST_LETTERS):
        return True
    return any(
        reading.cut and (reading.rest.startswith(ARTICLE) or reading.rest in _known())
        for reading in readings(letters)
    )


def is_adjective(letters: str) -> bool:
    """Tell whether a folded indefinite word is likely to be an adjective: a usual one, or one of relation."""
    return letters.removesuffix("ا").removesuffix("ه") in _usual_adjectives() or letters.endswith(_RELATING)


def is_verb(letters: str) -> bool:
    """Tell whether a folded word is a known verb, or looks like one of the present and like no noun."""
    if letters in noun_forms():
        return False
    if letters in verbs() or verb_form(letters):
        return True
    if any(letters.endswith(each) and letters.removesuffix(each) in verbs() for each in _PRONOUNS):
        return True
    is_long = len(letters) >= _LEAST_LETTERS
    return is_long and letters[0] in "يت" and not letters.endswith(("ه", "ي", "ا", "ات"))


@cache
def _usual_adjectives() -> frozenset[str]:
    return frozenset(fold(_ADJECTIVES).split())


@cache
def _without_clitic() -> frozenset[str]:
    return frozenset(fold(_WITH_WAW + _WITH_LAM).split())


@cache
def _known() -> AbstractSet[str]:
    return common_words() | noun_forms().keys()
