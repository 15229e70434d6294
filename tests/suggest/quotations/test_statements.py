"""Sentences in which a quotation between marks is one word."""

from __future__ import annotations

from hashiya.suggest.evidence import Evidence
from hashiya.suggest.quotations.actors import Actors
from hashiya.suggest.quotations.statements import Statement, find_statements
from hashiya.text.quotation_marks import quotation_marks
from hashiya.text.quotations import quotations_of


def statements(text: str) -> list[Statement]:
    marks = list(quotation_marks(text, 0, len(text)))
    pairs = [each for each in quotations_of(text, marks, 0, len(text)) if not each.depth]
    return list(find_statements(text, Evidence(text, None, (), {}).sentences, pairs, Actors([])))


def spelled(text: str) -> list[list[str]]:
    return [[word.span.cut(text) for word in each.words] for each in statements(text)]


def test_a_quotation_is_one_word_with_its_marks() -> None:
    assert spelled("قال: «لن نغادر» ثم غادر") == [["قال", "«لن نغادر»", "ثم", "غادر"]]


def test_a_quotation_of_two_sentences_holds_its_statement_together() -> None:
    (words,) = spelled("قال: «جئنا أمس. لن نغادر اليوم». وغادر")[:1]
    assert words == ["قال", "«جئنا أمس. لن نغادر اليوم»"]


def test_a_quotation_may_span_paragraphs() -> None:
    assert spelled("قال: «جئنا أمس.\nلن نغادر اليوم».") == [["قال", "«جئنا أمس.\nلن نغادر اليوم»"]]


def test_the_beginnings_of_sentences_are_known_outside_quotations() -> None:
    text = "«جئنا. ذهبنا» قال سامي. وأضاف أن الطريق مفتوح"
    begins = [word.span.cut(text) for each in statements(text) for word in each.words if word.begins]
    assert begins == ["«جئنا. ذهبنا»", "وأضاف"]


def test_sentences_without_a_cue_a_colon_or_marks_are_passed_over() -> None:
    assert spelled("عاد الوفد. قال سامي إنه متعب. نام الجميع") == [["قال", "سامي", "إنه", "متعب"]]


def test_the_spelling_tells_verbs_from_what_folds_alike() -> None:
    def verbs(text: str) -> list[str]:
        return [word.form for each in statements(text + ":") for word in each.words if word.cues]

    assert verbs("ثم رأى سامي") == ["راي"]
    assert verbs("في رأي سامي") == []
    assert verbs("ثم نُقل الخبر") == []
    assert verbs("ثم أعترف بذلك") == []
    assert verbs("ثم اعترف بذلك") == ["اعترف"]
    assert verbs("مر عبر الجسر") == []
    assert verbs("ثم عبّر سامي") == ["عبر"]
