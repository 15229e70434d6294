"""A value is completed while it is typed."""

from __future__ import annotations

from hashiya.session.article_phrases import ArticlePhrases
from hashiya.session.completing import completions

PHRASES = ArticlePhrases("اجتمع مجلس الأمن القومي. ثم انفض مجلس الأمن الدولي وبقي مجلس الأمن الدولي.")


def complete(typed: str, names: tuple[str, ...] = (), words: tuple[str, ...] = ()) -> str:
    return next(iter(completions(typed, names, words, PHRASES)), "")


def test_nothing_is_completed_before_a_letter() -> None:
    assert complete("") == complete("  ") == ""


def test_the_first_name_that_begins_so_in_any_spelling_completes() -> None:
    names = ("أحمد الشرع", "إبراهيم", "أنقرة")
    assert complete("ا", names) == "احمد الشرع"
    assert complete("إب", names) == "إبراهيم"
    assert complete("انقره", names) == ""


def test_words_of_the_mention_come_before_words_of_the_article() -> None:
    assert complete("م", words=("معهد",)) == "معهد"
    assert complete("م") == "مجلس"
    assert complete("ال", words=("جيش",)) == "الجيش"
    assert complete("ج", words=("الجيش",)) == "جيش"


def test_a_space_offers_the_word_that_follows_in_the_article() -> None:
    assert complete("مجلس ") == "مجلس الأمن"
    assert complete("قوى الأمن ") == "قوى الأمن الدولي"
    assert complete("قوى الأمن القو") == "قوى الأمن القومي"
    assert complete("شيء ") == ""


def test_the_other_completions_follow_without_repetition() -> None:
    found = completions("م", ("معهد", "مصرف"), ("معهد",), PHRASES)
    assert list(found[:3]) == ["معهد", "مصرف", "مجلس"]
    assert len(set(found)) == len(found)


def test_a_word_behind_and_is_completed() -> None:
    assert complete("القومي والدو") == "القومي والدولي"


def test_a_whole_word_is_followed_by_the_next_one() -> None:
    assert complete("مجلس") == "مجلس الأمن"
    assert complete("قوى الأمن") == "قوى الأمن الدولي"
