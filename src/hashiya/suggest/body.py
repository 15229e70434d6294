"""Where the text of an article ends and the site's own lines begin: other news, tags, buttons."""

from __future__ import annotations

from functools import cache

from hashiya.text.folding import fold
from hashiya.text.paragraphs import find_paragraphs

_LONGEST_LINE = 30
_FIRST_PART = 0.4
"""The share of an article before which no such line is looked for."""

_LINES = """
آخر الأخبار
أخبار ذات صلة
أخبار متعلقة
الأخبار ذات الصلة
مواضيع ذات صلة
مواضيع متعلقة
مواضيع مرتبطة
مقالات ذات صلة
موضوعات ذات صلة
الأكثر قراءة
الأكثر مشاهدة
الأكثر تداولا
اقرأ أيضا
إقرأ أيضا
اقرأ المزيد
إقرأ المزيد
شاهد أيضا
العلامات الدالة
الكلمات المفتاحية
الكلمات الدلالية
كلمات مفتاحية
الوسوم
مشاركة المقال
شارك المقال
شارك هذا المقال
شارك الخبر
التعليقات
أضف تعليقا
اترك تعليقا
النشرة البريدية
"""


def end_of_body(text: str) -> int:
    """Find the offset after the last paragraph that belongs to an article."""
    bounds = find_paragraphs(text)
    least = len(text) * _FIRST_PART
    for start, end in zip(bounds.starts, bounds.ends, strict=False):
        if start >= least and end - start <= _LONGEST_LINE and _is_of_site(text[start:end]):
            return start
    return len(text)


def _is_of_site(line: str) -> bool:
    return " ".join(fold(line).split()).strip(" :،.") in _lines()


@cache
def _lines() -> frozenset[str]:
    return frozenset(map(fold, _LINES.strip().splitlines()))
