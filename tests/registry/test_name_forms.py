"""Words suggest names by the grammar of Arabic."""

from __future__ import annotations

import pytest

from hashiya.registry.name_forms import forms_of
from hashiya.registry.states import state_of_adjective


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("موسكو", ["روسيا", "موسكو"]),
        ("الجانب التركي", ["تركيا", "الجانب التركي"]),
        ("وفد سوري", ["وفد سوري", "الوفد السوري"]),
        ("القوى الدولية الأخرى", ["القوى الدولية الأخرى", "القوى الأخرى", "القوى الدولية"]),
        ("ضباط عراقيين", ["ضباط عراقيين", "ضباط عراقيون"]),
        ("ممثلي النقابات", ["ممثلي النقابات", "ممثلو النقابات"]),
        ("وزارتي الداخلية", ["وزارتي الداخلية", "وزارتا الداخلية"]),
        ("عناصر من الشرطة", ["عناصر من الشرطة", "عناصر الشرطة"]),
        ("وزارة النقل المصري", ["وزارة النقل المصري", "وزارة النقل المصرية"]),
        ("هذه المنظمات", ["هذه المنظمات", "المنظمات"]),
        ("عدد من السكان", ["عدد من السكان", "السكان"]),
        ("علي النعسان", ["علي النعسان"]),
        ("Reuters", ["Reuters"]),
        ("و", ["و"]),
    ],
)
def test_words_suggest_names_the_likeliest_first(name: str, forms: list[str]) -> None:
    assert forms_of(name)[: len(forms)] == forms


@pytest.mark.parametrize("name", ["الفصائل المسلحة المحلية", "مراكز الأبحاث العسكرية والمدنية"])
def test_a_definite_description_suggests_an_indefinite_one(name: str) -> None:
    indefinite = {"فصائل مسلحة محلية", "مراكز أبحاث عسكرية ومدنية"}
    assert indefinite & set(forms_of(name))


@pytest.mark.parametrize(
    ("adjective", "state"),
    [
        ("المصرية", "مصر"),
        ("فرنسيون", "فرنسا"),
        ("السعودي", "السعودية"),
        ("الليبيين", "ليبيا"),
        ("الأميركي", "الولايات المتحدة"),
        ("الرسمي", None),
        ("", None),
    ],
)
def test_an_adjective_belongs_to_a_state(adjective: str, state: str | None) -> None:
    assert state_of_adjective(adjective) == state
