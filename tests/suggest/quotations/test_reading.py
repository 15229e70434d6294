"""Words between marks: direct quotations, parts of reported clauses, and names."""

from __future__ import annotations

import pytest

from tests.suggest.quotations.found import Found, quotes, texts

ACTORS = ("سامي", "ليلى")
MARKS = ["«»", "“”", '""', "‹›", "‘’", "„“", "''", "”“", "״״"]


@pytest.mark.parametrize("marks", MARKS)
def test_marks_of_all_kinds(marks: str) -> None:
    text = f"وقال سامي: {marks[0]}لن نغادر البلاد{marks[1]}."
    assert quotes(text, ACTORS) == [Found("لن نغادر البلاد", "direct", "قال", "سامي")]


@pytest.mark.parametrize(
    "text",
    [
        'قال سامي: «لن نغادر البلاد".',
        "قال سامي: “ لن نغادر البلاد ”.",
        "قال سامي:«لن نغادر البلاد».",
        "قال سامي إن «لن نغادر البلاد».",
        "قال سامي أمس «لن نغادر البلاد».",
        "وقال سامي:\n\n«لن نغادر البلاد».",
        "«لن نغادر البلاد»، كما قال سامي.",
        "«لن نغادر البلاد»، وفقا لسامي.",
        "«لن نغادر البلاد»، يقول سامي.",
        "بحسب سامي، «لن نغادر البلاد».",
    ],
)
def test_introduced_before_or_behind(text: str) -> None:
    (found,) = quotes(text, ACTORS)
    assert (found.text, found.mode, found.speaker) == ("لن نغادر البلاد", "direct", "سامي")


def test_a_mark_without_a_partner_hides_nothing() -> None:
    assert texts("قال سامي: «لن نغادر. وأكدت ليلى أن الطريق مفتوح.", ACTORS)[-1] == "الطريق مفتوح"


def test_several_paragraphs_between_one_pair_of_marks() -> None:
    text = "قال سامي: «لن نغادر البلاد.\n\nهذه أرضنا». وأضاف أن الطريق مفتوح."
    assert texts(text, ACTORS) == ["لن نغادر البلاد.\n\nهذه أرضنا", "الطريق مفتوح"]


def test_a_quotation_continues_behind_a_conjunction() -> None:
    text = 'صرّح سامي بأن موسكو "تتفهم خيارات دمشق"، وأنها "تطوّر علاقاتها معها".'
    assert quotes(text, ACTORS) == [
        Found("تتفهم خيارات دمشق", "direct", "صرّح", "سامي"),
        Found("تطوّر علاقاتها معها", "direct", "صرّح", "سامي"),
    ]


def test_a_clause_that_only_wraps_a_quotation_is_left_out() -> None:
    assert quotes("أكد سامي أن موسكو «لن تغير موقفها من الأزمة».", ACTORS) == [
        Found("لن تغير موقفها من الأزمة", "direct", "أكد", "سامي")
    ]


def test_a_quotation_at_the_end_of_a_clause_behind_a_comma_stands_alone() -> None:
    text = "أكد سامي أنه في أول لقاء جمعه مع الصحافة أمس، «لن نغادر البلاد أبدا»."
    assert texts(text, ACTORS) == ["لن نغادر البلاد أبدا"]


def test_a_clause_and_a_short_quotation_coordinated_with_it() -> None:
    text = "وأضاف سامي أنهم لا يستطيعون الحضور وأن «المجزرة كبيرة»، ثم غادر."
    assert texts(text, ACTORS) == ["لا يستطيعون الحضور", "المجزرة كبيرة"]


def test_a_longer_clause_with_words_between_marks_is_mixed() -> None:
    text = "أكد سامي أن الوفد الذي وصل أمس إلى العاصمة «لن يغادر البلاد أبدا» قبل نهاية الشهر الجاري."
    assert [(each.text[:9], each.mode) for each in quotes(text, ACTORS)] == [("الوفد الذ", "mixed")]


def test_a_clause_with_a_name_between_marks_is_indirect() -> None:
    text = "أفاد سامي بأن مصير «قوات التحالف» ما زال موضع بحث."
    assert [each.mode for each in quotes(text, ACTORS)] == ["indirect"]


def test_a_name_between_marks_may_begin_a_clause() -> None:
    text = "قال سامي إن «رويترز» نشرت الخبر أمس."
    assert quotes(text, ACTORS) == [Found("«رويترز» نشرت الخبر أمس", "indirect", "قال", "سامي")]


def test_a_short_quotation_behind_a_complementiser_or_a_description() -> None:
    assert texts("أضاف سامي أن «المجزرة كبيرة».", ACTORS) == ["المجزرة كبيرة"]
    assert texts("وصف سامي العلاقات بأنها «استراتيجية».", ACTORS) == ["استراتيجية"]
    assert texts("وصف سامي ليلى بأنها «سيئة للغاية» و«أسوأ وزيرة في البلاد».", ACTORS) == [
        "سيئة للغاية",
        "أسوأ وزيرة في البلاد",
    ]
    assert texts("وصف سامي الضربة بـ«العدوان».", ACTORS) == ["العدوان"]


def test_a_quotation_in_a_quotation_has_its_own_speaker() -> None:
    text = "قال سامي: «أكدت ليلى أن الطريق مفتوح، ونحن نتفق معها»."
    assert [(each.text, each.speaker) for each in quotes(text, ACTORS)] == [
        ("أكدت ليلى أن الطريق مفتوح، ونحن نتفق معها", "سامي"),
        ("الطريق مفتوح، ونحن نتفق معها", "ليلى"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "قرأت رواية «لا أحد ينام في الإسكندرية» أمس.",
        "نظموا حملة تحت شعار «لن نغادر».",
        "عاد إلى «الوطن» السورية.",
        "قناة «إكسترا نيوز» مصرية.",
        "حضر معرض «أيام الشام» في المدينة.",
        "هذا «الانفتاح» مؤقت.",
        "بلغ طوله 5' و 6'' تقريبا.",
    ],
)
def test_names_titles_and_signs_are_no_quotations(text: str) -> None:
    assert texts(text, ACTORS) == []


def test_a_whole_paragraph_between_marks_is_of_the_last_speaker() -> None:
    text = "أكد سامي أن الطريق مفتوح.\n«نحن هنا ولن نغادر هذه البلاد»."
    assert quotes(text, ACTORS)[-1] == Found("نحن هنا ولن نغادر هذه البلاد", "direct", "", "سامي")
