"""Who speaks."""

from __future__ import annotations

import pytest

from tests.suggest.quotations.found import quotes

ACTORS = (
    "روسيا",
    "بعثة السلام",
    "لافروف",
    "الوزارة",
    "رويترز",
    "نجار",
    "دمشق",
    "مصدر رسمي",
    "ليلى",
    "بوتين",
    "الشرع",
)


def speakers(text: str) -> list[str]:
    return [each.speaker for each in quotes(text, ACTORS)]


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير الخارجية لافروف إن الطريق مفتوح.",
        "قال وزير الخارجية، لافروف، إن الطريق مفتوح.",
        "قال الخبير في الشؤون الروسية، لافروف، إن الطريق مفتوح.",
        "لافروف يؤكد أن الطريق مفتوح.",
        "لافروف الذي يرى أن الطريق مفتوح عاد أمس.",
        "وكان لافروف قد أعلن أن الطريق مفتوح.",
        "الطريق مفتوح، وفقا للافروف.",
        "في تصريحات للافروف أكد فيها أن الطريق مفتوح.",
        "من جهته، أوضح لافروف أن الطريق مفتوح.",
        "جاء في بيان لافروف أن الطريق مفتوح.",
    ],
)
def test_the_subject_speaks(text: str) -> None:
    assert speakers(text) == ["لافروف"]


def test_a_person_speaks_rather_than_the_state_in_the_title() -> None:
    assert speakers("قال وزير خارجية روسيا لافروف إن الطريق مفتوح.") == ["لافروف"]


def test_the_object_of_a_verb_does_not_speak() -> None:
    assert speakers("بعثة السلام، حثت جميع الأطراف على الحوار.") == ["بعثة السلام"]
    assert speakers("لافروف اتهم ليلى بأنها ستغادر.") == ["لافروف"]


def test_the_one_whom_a_clause_is_about_does_not_speak_in_it() -> None:
    text = "أكد نجار أن السياق العام للأزمة يؤكد أنها ستطول."
    assert speakers(text) == ["نجار"]


def test_a_source_behind_a_clause_is_not_the_last_speaker() -> None:
    assert speakers("قال نجار إن الطريق مفتوح، بحسب رويترز. وأضاف أن الجسر مغلق.") == ["نجار", "نجار"]


def test_the_first_of_a_sentence_is_the_subject_of_its_later_verbs() -> None:
    text = "بعث بوتين رسالة إلى الشرع، أعرب فيها عن دعمه للحل، مؤكداً أن الطريق مفتوح."
    assert speakers(text) == ["بوتين", "بوتين"]


def test_the_one_who_is_cited_speaks_and_not_the_one_who_cites() -> None:
    assert speakers("نقلت رويترز عن مصدر رسمي أن الطريق مفتوح.") == ["مصدر رسمي"]
    assert speakers("نقلت رويترز عن مصدر رسمي قوله إن الطريق مفتوح.") == ["مصدر رسمي"]
    assert speakers("نُقل عن مصدر رسمي قوله إن الطريق مفتوح.") == ["مصدر رسمي"]
    assert speakers("وهذا ما نقلته رويترز عن توقف القتال في المدينة.") == ["رويترز"]


def test_a_verb_without_a_subject_has_the_last_speaker_of_its_gender() -> None:
    text = "قالت ليلى إن الطريق مفتوح. ورأى نجار أن الجسر مغلق. وأضافت أن السوق هادئ. وأضاف أن الميناء يعمل."
    assert speakers(text) == ["ليلى", "نجار", "ليلى", "نجار"]


def test_a_participle_has_the_speaker_of_the_main_verb_and_not_of_the_clause() -> None:
    text = "تؤكد رويترز أن دمشق تشدد على وحدة البلاد، مشيرة إلى أن الطريق مفتوح."
    assert speakers(text) == ["رويترز", "دمشق", "رويترز"]


def test_a_verb_of_knowing_names_the_speaker_of_a_participle() -> None:
    text = "ويرى نجار أن السوق هادئ، وفي المقابل، تدرك دمشق أن الطريق طويل، مؤكدة على مصالحها."
    assert speakers(text)[-1] == "دمشق"


def test_no_one_speaks_in_an_impersonal_phrase() -> None:
    assert speakers("ويشير التحليل إلى أن الطريق مفتوح.") == []
    assert speakers("ويُذكر أن الطريق مفتوح.") == []
    assert speakers("وتجدر الإشارة إلى أن الطريق مفتوح.") == []
    assert speakers("جاءت الزيارة لتؤكد على عمق الشراكة.") == []
    assert speakers("مثّل القرار تأكيداً على أن الطريق مفتوح.") == []


def test_his_own_words_are_of_the_last_speaker() -> None:
    text = "ورأى نجار أن السوق هادئ. ثم غادر القاعة «لأن الأمر انتهى تماما ولن يعود»، على حد قوله."
    assert speakers(text) == ["نجار", "نجار"]
    assert speakers("ورأى نجار أن السوق هادئ. ووفقا له، فإن الطريق مفتوح.") == ["نجار", "نجار"]
