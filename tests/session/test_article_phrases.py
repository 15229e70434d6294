"""Phrases of an article that may be the full name of a mention."""

from __future__ import annotations

from hashiya.session.article_phrases import LONGEST_TEXT, ArticlePhrases

TEXT = (
    "استقبل الوزير سالم عبد الدايم وفداً من وزارة النقل. وقال الدائم إن اللجنة الوطنية للنقل ستجتمع، "
    "وإن اللجنة الفنية الوطنية عملت. والمجلس الأعلى وافق، فالمجلس الأعلى سيد.\n"
)


def fuller(name: str, *, at: int = 0) -> list[str]:
    return list(ArticlePhrases(TEXT).fuller(name, TEXT.index(name, at) + len(name)))


def test_a_name_is_found_in_full_by_its_end_in_another_spelling() -> None:
    assert "عبد الدايم" in fuller("الدائم")


def test_a_phrase_may_have_words_between_those_of_the_mention() -> None:
    assert fuller("اللجنة الوطنية")[0] == "اللجنة الفنية الوطنية"


def test_the_words_behind_the_mention_make_it_fuller_without_min() -> None:
    phrases = ArticlePhrases(TEXT).fuller("وفد", TEXT.index("وفداً") + len("وفداً"))
    assert "وفد وزارة النقل" in phrases


def test_a_phrase_begins_behind_a_clitic_and_ends_at_a_sign() -> None:
    phrases = ArticlePhrases(TEXT).fuller("المجلس", TEXT.index("المجلس") + len("المجلس"))
    assert phrases[0] == "المجلس الأعلى"
    assert all("\u060c" not in phrase and "." not in phrase for phrase in phrases)


def test_no_phrase_has_a_preposition() -> None:
    text = "عاد إلى حلب من حمص في حلب"
    assert ArticlePhrases(text).fuller("حلب", text.index("حلب") + 3) == ["حلب حمص"]


def test_words_follow_the_most_frequent_first() -> None:
    assert ArticlePhrases(TEXT).following("اللجنة") == ["الوطنية", "الفنية"]
    assert ArticlePhrases(TEXT).following("المجلس") == ["الأعلى"]


def test_a_text_without_words_and_one_that_is_too_long_have_no_phrases() -> None:
    for text in ("", "...", "كلمة أخرى " * LONGEST_TEXT):
        assert ArticlePhrases(text).fuller("كلمة", 4) == ()
        assert ArticlePhrases(text).following("كلمة") == []


def test_an_indefinite_phrase_is_made_definite() -> None:
    text = "زار وفد عسكري مصري المدينة، ثم عاد الوفد المصري."
    assert ArticlePhrases(text).fuller("الوفد المصري", len(text) - 1)[0] == "الوفد العسكري المصري"
