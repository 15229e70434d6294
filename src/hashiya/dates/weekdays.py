"""The names of weekdays in Arabic script, English, French and German."""

from __future__ import annotations

from functools import cache

from hashiya.text.folding import fold

# Monday to Sunday, a line each: Arabic, Persian, Urdu, Sorani, English in full and short, French, German
_NAMES = """
الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه
پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار
دووشەممە سێشەممە چوارشەممە پێنجشەممە هەینی شەممە یەکشەممە
monday tuesday wednesday thursday friday saturday sunday
mon tue wed thu fri sat sun
lundi mardi mercredi jeudi vendredi samedi dimanche
montag dienstag mittwoch donnerstag freitag samstag sonntag
"""


@cache
def weekdays() -> dict[str, int]:
    """Map each folded name to its number: 0 for Monday to 6 for Sunday."""
    return {name: number for line in fold(_NAMES).splitlines() for number, name in enumerate(line.split())}


@cache
def arabic_weekdays() -> dict[str, int]:
    """Map each folded Arabic name to its number, as `weekdays` does."""
    return {name: number for number, name in enumerate(fold(_NAMES).split()[:7])}
