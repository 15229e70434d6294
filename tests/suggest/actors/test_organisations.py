"""Organisations, media and groups are found by head nouns, names in quotation marks, and fame."""

from __future__ import annotations

import pytest

from tests.suggest.actors.marking import marked_by_rules, propose


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلنت [وزارة الدفاع الروسية] عن الأمر.",
        "أكدت [وزارة الخارجية والمغتربين] أن الوفد وصل.",
        "قررت [الحكومة السورية الجديدة] رفع الأجور.",
        "وصل [وفد عسكري سوري] إلى المدينة، و[وفد] من [الكونغرس الأميركي].",
        "استقبل [وفداً عسكرياً روسياً] غير مسبوق.",
        "نقل ذلك [المرصد السوري لحقوق الإنسان] أمس.",
        'ذكرت صحيفة "[الوطن]" السورية أن الطريق مفتوح.',
        "قالت شبكة الأخبار البريطانية “[بي بي سي]” إن الحادث وقع.",
        "أعلنت [قوات الدعم السريع] انسحابها.",
        "قالت [حركة النهضة] إنها سترد.".replace("حركة النهضة", "حماس"),
        "ناقش [مجلس النواب] القانون.",
        "كرّم [المجلس الوطني] السورية الفائزة.",
        "طالبت [القيادة الفلسطينية] بوقف الحرب.",
    ],
)
def test_a_head_noun_with_its_complement_is_found(sentence: str) -> None:
    assert marked_by_rules(sentence) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "قال رئيس مجلس النواب إن الأمر انتهى.",
        "صورة من المكان. (رويترز)\n",
        "انعكس على حركة التجارة والنقل.",
        "في نظام دولي متعدد الأقطاب.",
        "تعزيز التحالف السوري-الروسي في المنطقة.",
    ],
)
def test_what_only_looks_like_an_organisation_is_not_found(sentence: str) -> None:
    assert propose(sentence) == []


def test_a_noun_with_the_article_means_the_actor_named_before() -> None:
    found = propose("أعلنت وزارة الصحة المصرية ذلك. وأضافت الوزارة أن العدد ارتفع.")
    assert [each.attributes["canonical"] for each in found] == ["وزارة الصحة المصرية"] * 2
    assert found[1].reason.id == "suggest.reference_acting"


def test_a_noun_with_the_article_means_nobody_if_nobody_was_named() -> None:
    assert propose("وأضافت الوزارة أن العدد ارتفع.") == []


def test_a_short_name_in_brackets_means_the_organisation_before() -> None:
    found = propose('انسحبت "قوات سوريا الديموقراطية" (قسد) من المدينة.')
    assert [each.attributes["canonical"] for each in found] == ["قوات سوريا الديموقراطية"] * 2


def test_words_after_a_quotation_are_not_a_name_in_quotation_marks() -> None:
    marked = marked_by_rules('«جاء القرار "استجابةً لوساطة التحالف الدولي"، ولن يتكرر».')
    assert "[ولن يتكرر]" not in marked


def test_a_name_in_quotation_marks_is_found_again() -> None:
    marked = 'أعلن حزب "[النور الجديد]" الأمر. ورحبت البلدية بقرار [النور الجديد] أمس.'
    assert marked_by_rules(marked) == marked


def test_a_name_is_not_found_again_within_an_office() -> None:
    marked = "أفادت [حركة حماس] بذلك. وقال [إسماعيل هنية]، رئيس المكتب السياسي لحركة حماس، إنه راض."
    assert marked_by_rules(marked) == marked
