"""States and capitals are actors where they act, and mere places elsewhere."""

from __future__ import annotations

import pytest

from tests.suggest.actors.marking import marked_by_rules, propose


@pytest.mark.parametrize(
    "sentence",
    [
        "تسعى [سوريا] إلى تحقيق توازن.",
        "قالت [بغداد] إنها ترفض ذلك.",
        "العلاقات بين [الرياض] و[طهران] تتحسن.",
        "وقع الاتفاق مع [فرنسا] و[ألمانيا].",
        "إعلان [أنقرة] عن الخطوة فاجأ الجميع.",
        "العقوبات المفروضة على [إيران] قاسية.",
        "الدعوة إلى رفع العقوبات الدولية عن [سوريا] قديمة.",
        "حصل على ضمانات من [الولايات المتحدة].",
        "مصر دولة كبيرة، لكن [إثيوبيا] ترفض التوقيع.".replace("مصر", "هي"),
        "أما [تل أبيب] فلم تعلق.",
        "يرى [الجانب التركي] أن الأمر محسوم.",
    ],
)
def test_a_state_that_acts_is_found(sentence: str) -> None:
    assert marked_by_rules(sentence) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "وصل إلى موسكو صباح اليوم.",
        "يعيش في سوريا منذ سنوات.",
        "عاد من القاهرة مساء أمس.",
        "على وحدة أراضي سوريا وسيادة لبنان.",
        "في شمال العراق وشرق سوريا.",
        "التقاه في مكتبه بدمشق.",
        "خلال زيارته لباريس.",
        "الأزمات التي تشهدها سوريا كثيرة.",
        "وذلك في العاصمة الروسية موسكو.",
        "زار بيروت مرتين.",
        "رواية جديدة عن القاهرة.",
        "الطقس حار على القاهرة الكبرى.",
        "كان التدريب روسياً.",
    ],
)
def test_a_state_that_is_a_place_is_not_found(sentence: str) -> None:
    assert propose(sentence) == []


def test_a_capital_and_a_people_mean_their_state() -> None:
    found = propose("قالت واشنطن إنها تعمل مع الروس. وأكدت الولايات المتحدة الأميركية ذلك.")
    assert [each.attributes["canonical"] for each in found] == [
        "الولايات المتحدة",
        "روسيا",
        "الولايات المتحدة",
    ]
    assert {each.attributes["kind"] for each in found} == {"state"}


def test_the_article_behind_lam_begins_at_its_second_letter() -> None:
    text = "أعطى الأمر للعراق."
    assert [(each.span, each.attributes["canonical"]) for each in propose(text)] == [((12, 17), "العراق")]
