"""States and their capitals by their Arabic names: news call a state by its capital («موسكو» for «روسيا»)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "state"

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
"""


def is_state(name: str) -> bool:
    """Tell whether a name is that of a state, however its letters are spelled."""
    return _folded(name) in _states()


def state_of(capital: str) -> str | None:
    """Find the state whose capital has a name; None if there is none."""
    return _by_capital().get(_folded(capital))


@cache
def _by_capital() -> Mapping[str, str]:
    pairs = (line.split(": ") for line in _CAPITALS.strip().splitlines())
    return {_folded(capital): state for state, capital in pairs}


@cache
def _states() -> frozenset[str]:
    return frozenset(map(_folded, _by_capital().values()))


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
