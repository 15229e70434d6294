"""Persons are found by their titles, usual given names and later short forms; titles stay outside."""

from __future__ import annotations

import pytest

from tests.suggest.actors.marking import marked_by_rules, propose


@pytest.mark.parametrize(
    "sentence",
    [
        "قال وزير الخارجية السوري [أسعد الشيباني] إن الاجتماع تأجل.",
        "استقبله وزير الخارجية المصري، [بدر عبد العاطي]، في المطار.",
        "التقى به رئيس الوزراء العراقي [محمد شياع السوداني] أمس.",
        "وتحدث المتحدث باسم الخارجية القطرية [ماجد الأنصاري] عن الاجتماع.",
        "حضر اللقاء اللواء [عباس كامل] والشيخ [أحمد الطيب].",
        "وصل الفريق أول [عبد الفتاح البرهان] صباح اليوم.",
        "بحث ولي العهد الأمير [محمد بن سلمان] الأمر مع الرئيس الفرنسي [إيمانويل ماكرون].",
        "كتب الدكتور [عصام أبو بكر] في مقاله أن الأمر معقد.",
        "أعلن الرئيس الجزائري [عبد المجيد تبون] أنه سيسافر غدا.",
        "زار رئيس الجمهورية التونسية [قيس سعيد] الولاية.",
        "وأوضح مدير المستشفى [خالد بن وليد الحربي]، أن العدد ارتفع.",
        "حضر الشاعر [أحمد عبد المعطي حجازي] وزرياب من الضيوف.",
        "أكد [خليل الحية]، عضو المكتب، أن الأمر انتهى.",
        "قال [نيكيتا سماغين]، خبير شؤون المنطقة، إن الوضع تغير.",
    ],
)
def test_a_name_behind_a_title_is_found_without_the_title(sentence: str) -> None:
    assert marked_by_rules(sentence) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "صدر القرار عن رئيس المحكمة في المدينة.",
        "قال الوزير إن الأسعار سترتفع.",
        "حضر الاجتماع أعضاء اللجنة المالية.",
        "هذا حسن نوايا من الطرفين.",
        "على حد قول أحد الحاضرين.",
        "تعتمد الخطة على التنسيق الميداني بين الفرق.",
    ],
)
def test_no_person_is_found_without_a_name(sentence: str) -> None:
    assert [each for each in propose(sentence) if each.attributes.get("kind") == "person"] == []


def test_a_person_is_found_by_the_family_name_once_the_full_name_was_read() -> None:
    marked = (
        "قال وزير الدفاع [مرهف أبو قصرة] إن الأمر انتهى. وأضاف [أبو قصرة] أنه راض، "
        "ثم شكر [سيرغي لافروف]. ورد [لافروف] على كلام ل[أبو قصرة] ."
    )
    assert marked_by_rules(marked) == marked


def test_a_short_form_has_the_full_name_as_its_canonical_name() -> None:
    found = propose("قال الرئيس فلاديمير بوتين إنه سيحضر. وأكد بوتين ذلك.")
    assert [each.attributes["canonical"] for each in found] == ["فلاديمير بوتين", "فلاديمير بوتين"]
    assert [each.reason.id for each in found] == ["suggest.title_and_name", "suggest.short_form"]


def test_a_byline_is_no_actor() -> None:
    assert propose("عنوان الخبر\nالثورة – منهل إبراهيم:\nالنص يبدأ هنا.") == []


def test_a_verb_with_its_object_is_no_part_of_a_name() -> None:
    marked = "الخطوات التي أعلن عنها الرئيس [أحمد الشرع] ستساعدها على تجاوز الأزمة."
    assert marked_by_rules(marked) == marked


def test_a_family_name_is_found_with_two_letters_changed_over() -> None:
    found = propose("زيارة يفيكروف. استقبله نائب الوزير يونس بك يفكيروف، ثم غادر يفكيروف.")
    assert [each.attributes["canonical"] for each in found] == ["يونس بك يفكيروف"] * 3
    assert [each.reason.id for each in found][::2] == ["suggest.other_spelling", "suggest.short_form"]


@pytest.mark.parametrize(
    "sentence",
    [
        "وصل الملك [محمد السادس] أمس.",
        "قال الشيخ [أحمد عبدالله الأحمد الصباح] ذلك.",
        "وقال الأمير [محمد صباح السالم الصباح] ذلك.",
        "استقبله وزير الدفاع البولندي [فلاديسلاف كوسينياك كاميش] أمس.",
        "فاز الحزب بزعامة [جان لوك ميلنشون] أمس.",
    ],
)
def test_names_of_kings_houses_and_leaders_are_found_whole(sentence: str) -> None:
    assert marked_by_rules(sentence).replace("[الحزب]", "الحزب") == sentence
