"""The words that introduce a quotation are found beside it."""

from __future__ import annotations

import pytest

from hashiya.session.cue_words import cue_words
from tests.session.marking import span_of


@pytest.mark.parametrize(
    ("text", "quotation", "words"),
    [
        ("وقال الوزير: «سنعود غداً».", "سنعود غداً", ["قال"]),
        ("وصل أمس. وأكدت الوزارة أن العمل مستمر.", "العمل مستمر", ["أكدت"]),
        ("أعلن المدير الخطة، مشيراً إلى أنها جديدة.", "أنها جديدة", ["مشيراً", "أعلن"]),
        ("الطريق مغلق، بحسب بيان للشرطة.", "الطريق مغلق", ["بحسب بيان"]),
        ("الطريق مغلق، وفقاً لمصادر محلية.", "الطريق مغلق", ["وفقاً لمصادر"]),
        ("وبحسب الشرطة، الطريق مغلق.", "الطريق مغلق", ["بحسب"]),
        ("«سنعود غداً»، يقول سالم.", "سنعود غداً", ["يقول"]),
        ("نُشرت الصورة. الطريق مغلق.", "الطريق مغلق", []),
        ("Nothing is said.", "Nothing", []),
    ],
)
def test_the_words_of_saying_in_the_sentence_are_listed(text: str, quotation: str, words: list[str]) -> None:
    assert cue_words(text, span_of(text, quotation)) == words


def test_a_word_that_is_seldom_one_of_saying_comes_last() -> None:
    text = "أوضح سالم في رد على سؤال أن الأمر انتهى."
    assert cue_words(text, span_of(text, "الأمر انتهى"))[0] == "أوضح"
