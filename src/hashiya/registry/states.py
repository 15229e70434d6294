"""States and their capitals by their Arabic names: news call a state by its capital («موسكو» for «روسيا»)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hashiya.registry.territories import name_of_territory
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "state"

_ARTICLE = "\u0627\u0644"
_ENDINGS = re.compile("\u064a(?:\u0647|\u0647\u0645|\u0648\u0646|\u064a\u0646)?$")
"""The endings of an adjective of relation, folded, in all numbers."""
_STATE_ENDINGS = re.compile("(?:\u064a\u0627|\u064a\u0647|\u0627|\u0647)$")
"""The endings that a state's name loses before them: «سوريا», «السعودية», «فرنسا»."""

_AMERICAN = ("\u0627\u0645\u064a\u0631\u0643", "\u0627\u0645\u0631\u064a\u0643")
_UNITED_STATES = "الولايات المتحدة"

_CAPITALS = """
سوريا: دمشق
لبنان: بيروت
الأردن: عمّان
العراق: بغداد
فلسطين: رام الله
إسرائيل: تل أبيب
مصر: القاهرة
السودان: الخرطوم
جنوب السودان: جوبا
ليبيا: طرابلس
تونس: تونس العاصمة
الجزائر: الجزائر العاصمة
المغرب: الرباط
موريتانيا: نواكشوط
السعودية: الرياض
الإمارات: أبو ظبي
قطر: الدوحة
الكويت: الكويت العاصمة
البحرين: المنامة
عُمان: مسقط
اليمن: صنعاء
الصومال: مقديشو
إثيوبيا: أديس أبابا
إريتريا: أسمرة
كينيا: نيروبي
نيجيريا: أبوجا
مالي: باماكو
النيجر: نيامي
تركيا: أنقرة
إيران: طهران
أفغانستان: كابول
باكستان: إسلام آباد
الهند: نيودلهي
الصين: بكين
اليابان: طوكيو
كوريا الشمالية: بيونغ يانغ
كوريا الجنوبية: سيول
إندونيسيا: جاكرتا
ماليزيا: كوالالمبور
أستراليا: كانبيرا
روسيا: موسكو
أوكرانيا: كييف
بيلاروسيا: مينسك
جورجيا: تبليسي
أرمينيا: يريفان
أذربيجان: باكو
كازاخستان: أستانا
الولايات المتحدة: واشنطن
كندا: أوتاوا
المكسيك: مكسيكو سيتي
البرازيل: برازيليا
الأرجنتين: بوينس آيرس
فنزويلا: كاراكاس
كوبا: هافانا
بريطانيا: لندن
فرنسا: باريس
ألمانيا: برلين
إيطاليا: روما
إسبانيا: مدريد
البرتغال: لشبونة
بلجيكا: بروكسل
هولندا: لاهاي
سويسرا: برن
النمسا: فيينا
بولندا: وارسو
المجر: بودابست
التشيك: براغ
رومانيا: بوخارست
بلغاريا: صوفيا
صربيا: بلغراد
اليونان: أثينا
قبرص: نيقوسيا
السويد: ستوكهولم
النرويج: أوسلو
الدنمارك: كوبنهاغن
فنلندا: هلسنكي
أيرلندا: دبلن
جيبوتي: جيبوتي العاصمة
تشاد: نجامينا
السنغال: داكار
غانا: أكرا
كوت ديفوار: ياموسوكرو
بوركينا فاسو: واغادوغو
الكاميرون: ياوندي
الغابون: ليبرفيل
الكونغو الديمقراطية: كينشاسا
الكونغو: برازافيل
أفريقيا الوسطى: بانغي
أوغندا: كمبالا
رواندا: كيغالي
تنزانيا: دودوما
موزمبيق: مابوتو
زيمبابوي: هراري
زامبيا: لوساكا
أنغولا: لواندا
ناميبيا: ويندهوك
جنوب أفريقيا: بريتوريا
مدغشقر: أنتاناناريفو
أوزبكستان: طشقند
تركمانستان: عشق آباد
طاجيكستان: دوشنبه
قيرغيزستان: بيشكيك
منغوليا: أولان باتور
نيبال: كاتماندو
بنغلاديش: دكا
سريلانكا: كولومبو
ميانمار: نايبيداو
تايلاند: بانكوك
كمبوديا: بنوم بنه
فيتنام: هانوي
لاوس: فيينتيان
الفلبين: مانيلا
تايوان: تايبيه
نيوزيلندا: ويلينغتون
كولومبيا: بوغوتا
بيرو: ليما
تشيلي: سانتياغو
الإكوادور: كيتو
بوليفيا: لاباز
باراغواي: أسونسيون
أورغواي: مونتيفيديو
نيكاراغوا: ماناغوا
غواتيمالا: غواتيمالا سيتي
سلوفاكيا: براتيسلافا
سلوفينيا: ليوبليانا
كرواتيا: زغرب
البوسنة: سراييفو
الجبل الأسود: بودغوريتسا
ألبانيا: تيرانا
مقدونيا الشمالية: سكوبيه
كوسوفو: بريشتينا
مولدوفا: كيشيناو
إستونيا: تالين
لاتفيا: ريغا
ليتوانيا: فيلنيوس
آيسلندا: ريكيافيك
مالطا: فاليتا
"""

# capitals by other names, or seats of government
_ALSO_CALLED = """
الولايات المتحدة: واشنطن العاصمة
أوكرانيا: كييڤ
إسرائيل: تل ابيب
كوريا الشمالية: بيونغيانغ
الهند: نيو دلهي
باكستان: إسلام أباد
الإمارات: أبوظبي
"""


def is_state(name: str) -> bool:
    """Tell whether a name is that of a state or territory, however its letters are spelled."""
    folded = _folded(name)
    return folded in _states() or folded in name_of_territory()


def state_of(capital: str) -> str | None:
    """Find the state whose capital has a name; None if there is none."""
    return by_capital().get(_folded(capital))


def state_of_adjective(word: str) -> str | None:
    """Find the state to which an adjective belongs, such as «التركي»; None if it is unknown."""
    stem = _ENDINGS.sub("", _folded(word).removeprefix(_ARTICLE))
    return _by_stem().get(stem)


@cache
def _by_stem() -> Mapping[str, str]:
    states = [state for state in by_capital().values() if " " not in state]
    stems = {_STATE_ENDINGS.sub("", _folded(state).removeprefix(_ARTICLE)): state for state in states}
    return stems | dict.fromkeys(_AMERICAN, _UNITED_STATES)


@cache
def by_capital() -> Mapping[str, str]:
    """Map each folded name of a capital to its state."""
    lines = [line for names in (_CAPITALS, _ALSO_CALLED) for line in names.strip().splitlines()]
    pairs = (line.split(": ") for line in lines)
    return {_folded(capital): state for state, capital in pairs}


@cache
def _states() -> frozenset[str]:
    return frozenset(map(_folded, by_capital().values()))


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
