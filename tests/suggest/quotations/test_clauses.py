"""Where a reported clause or noun phrase begins and ends."""

from __future__ import annotations

import pytest

from tests.suggest.quotations.found import quotes, texts

ACTORS = ("سامي", "ليلى", "رويترز")


@pytest.mark.parametrize(
    "following",
    [
        "",
        ". ثم غادر القاعة",
        "، مؤكداً أن الجسر مغلق",
        " مشيرة إلى أن الجسر مغلق",
        "، وأضاف أن الجسر مغلق",
        " وأضاف أن الجسر مغلق",
        "، كما شدد على الحوار",
        "، فيما رأت ليلى أن الجسر مغلق",
        "، إلا أنه أوضح أن الجسر مغلق",
        "، وفي المقابل، عاد الوفد",
        "، من جهتها عادت ليلى",
        "، الأمر الذي أثار الجدل",
        "، ما يعكس حجم الخلاف",
        "، وهو ما يعكس حجم الخلاف",
        "، مما أثار الجدل",
        "، بحسب رويترز",
        "، وذلك خلال مؤتمر صحفي",
    ],
)
def test_a_clause_ends_before(following: str) -> None:
    text = f"قال سامي إن الطريق إلى الساحل مفتوح{following}."
    assert texts(text, ACTORS)[0] == "الطريق إلى الساحل مفتوح"


@pytest.mark.parametrize(
    "clause",
    [
        "الطريق مفتوح، لكن الجسر مغلق",
        "الطريق مفتوح، وأن الجسر مغلق",
        "الطريق مفتوح، كما أن الجسر مغلق",
        "الوفد، الذي أكد حضوره أمس، سيعود",
        "البلاد التي تتابع الأزمة، تطالب بوقف القتال",
        "السؤال قائم، وهو ما إذا كان الوفد سيعود",
        "مناطق انتشار قوات التحالف (قسد)",
    ],
)
def test_a_clause_goes_on(clause: str) -> None:
    assert texts(f"قال سامي إن {clause}.", ACTORS)[0] == clause


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("شدد سامي على أهمية الحوار، ثم غادر.", "أهمية الحوار"),
        ("شدد سامي على أهمية الحوار خلال لقائه الوفد.", "أهمية الحوار"),
        ("أكد سامي على الحوار، وعلى المصالحة، ثم غادر.", "الحوار، وعلى المصالحة"),
        ("شدد سامي على الاحترام المتبادل، والمصالح المشتركة.", "الاحترام المتبادل، والمصالح المشتركة"),
        ("أعرب سامي عن قلقه العميق، وأمله في الحل.", "قلقه العميق، وأمله في الحل"),
        ("أفاد سامي بمقتل 5 جنود، و3 مدنيين، في انفجار.", "مقتل 5 جنود، و3 مدنيين"),
        ("نفى سامي، في مؤتمر صحفي أمس، وجود خلاف.", "وجود خلاف"),
        ("أعلن سامي الخميس مقتل جنديين.", "مقتل جنديين"),
        ("وتمنى سامي له النجاح.", "النجاح"),
        ("أشار سامي في حديثه إلى دور الشباب.", "دور الشباب"),
    ],
)
def test_a_noun_phrase_ends_at_a_comma_unless_a_coordinated_noun_follows(text: str, phrase: str) -> None:
    assert texts(text, ACTORS) == [phrase]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("لم يعد مجرد لقاء، بل جاء في إطار التنسيق، وفقاً لسامي.", "جاء في إطار التنسيق"),
        ("عاد الوفد أمس، وقد زار الجسر، بحسب بيان لسامي.", "زار الجسر"),
        ("قُتل خمسة أشخاص في انفجار، بحسب ما أعلنت ليلى.", "قُتل خمسة أشخاص في انفجار"),
    ],
)
def test_a_clause_before_its_source_is_the_last_of_its_sentence(text: str, clause: str) -> None:
    assert texts(text, ACTORS) == [clause]


def test_an_apart_clause_of_another_source_stays_with_its_cue() -> None:
    found = quotes("قال سامي إن الطريق مفتوح، بحسب رويترز.", ACTORS)
    assert [(each.text, each.speaker) for each in found] == [("الطريق مفتوح", "سامي")]
