"""What every source of proposals looks at."""

from __future__ import annotations

from hashiya.suggest.evidence import Evidence


def test_a_sentence_ends_at_a_full_stop_and_at_the_end_of_its_paragraph() -> None:
    text = "عنوان الخبر\n\nقال الوزير. ثم غادر\n"
    evidence = Evidence(text, None, (), {})
    assert [each.cut(text) for each in evidence.sentences] == ["عنوان الخبر", "قال الوزير.", "ثم غادر"]


def test_a_text_without_a_word_has_no_sentence() -> None:
    assert Evidence("\n \n", None, (), {}).sentences == ()
