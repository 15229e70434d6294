"""Sources without a name are actors where they are cited."""

from __future__ import annotations

import pytest

from tests.suggest.actors.marking import marked_by_rules


@pytest.mark.parametrize(
    "sentence",
    [
        "نقلت الصحف عن [مصدر رسمي] أن الأمر انتهى.",
        "أفادت [تقارير متطابقة] بأن الأمر انتهى.",
        "رأى [محللون] أن الأمر انتهى.",
        "وقالت [مصادر دبلوماسية] إن الأمر انتهى.",
        "وقال [مصدر مصري رفيع المستوى] إن الأمر انتهى.",
        "بحسب [مراقبين] انتهى الأمر.",
        "التقى [مسؤولين سوريين] في المكتب.",
        "قال [مصدر أمني] إن الأمر انتهى. وأضاف [المصدر] أنه راض.",
        "المياه مصدر رزق لهم.",
        "يكتب تقارير كثيرة.",
        "في البلاد خبراء كثيرون.",
        "المصدر قريب من النهر.",
    ],
)
def test_a_source_counts_where_it_is_cited(sentence: str) -> None:
    assert marked_by_rules(sentence) == sentence
