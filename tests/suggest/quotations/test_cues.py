"""The forms of words of saying."""

from __future__ import annotations

import pytest

from hashiya.suggest.quotations.cues import Form, cues
from hashiya.text.folding import fold


@pytest.mark.parametrize(
    ("form", "verb", "is_feminine"),
    [
        ("قال", "قال", False),
        ("قالت", "قال", True),
        ("قالا", "قال", None),
        ("يقولون", "قال", None),
        ("وأكدت", "أكد", True),
        ("فأكدت", "أكد", True),
        ("سيعلن", "أعلن", False),
        ("وستعلن", "أعلن", True),
        ("رأت", "رأى", True),
        ("يرون", "رأى", None),
        ("نفوا", "نفى", None),
        ("دعت", "دعا", True),
        ("يدعو", "دعا", False),
        ("وصفها", "وصف", False),
        ("يؤكّد", "أكد", False),
        ("اكد", "أكد", False),
    ],
)
def test_a_finite_verb_is_known_in_all_its_forms(form: str, verb: str, is_feminine: bool | None) -> None:
    found = {(cue.verb, cue.is_feminine) for cue in cues()[fold(form)] if cue.form is Form.FINITE}
    assert found == {(fold(verb), is_feminine)}


@pytest.mark.parametrize(
    ("form", "verb"),
    [("مؤكداً", "أكد"), ("مؤكدة", "أكد"), ("مشيرين", "أشار"), ("قائلاً", "قال"), ("نافيا", "نفى")],
)
def test_a_participle_continues_a_sentence(form: str, verb: str) -> None:
    assert [(cue.verb, cue.form) for cue in cues()[fold(form)]] == [(fold(verb), Form.PARTICIPLE)]


@pytest.mark.parametrize(
    ("form", "has_pronoun"), [("تأكيد", False), ("قوله", True), ("إشارة", False), ("إشارتها", True)]
)
def test_a_verbal_noun_may_have_its_speaker_as_a_pronoun(form: str, has_pronoun: bool) -> None:
    assert [cue.has_pronoun for cue in cues()[fold(form)] if cue.form is Form.NOUN] == [has_pronoun]


@pytest.mark.parametrize("word", ["القول", "ليقول", "الذي", "كتاب", "موسكو", "نقول"])
def test_other_words_are_no_cues(word: str) -> None:
    assert fold(word) not in cues()


def test_the_letters_before_a_form_are_counted() -> None:
    assert [cue.clitics for cue in cues()[fold("وسيقول")]] == [2]
    assert [cue.clitics for cue in cues()[fold("وصف")]] == [0, 0]
