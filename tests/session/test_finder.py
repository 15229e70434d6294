from __future__ import annotations

import pytest

import hashiya.session.finder as finder_module
from hashiya.session.finder import Finder
from hashiya.text.spans import Span
from tests.session.marking import span_of

TEXT = "زار أحمدُ المدينةَ.\nثم عاد احمد إلى مدينـة أخرى.\nقال أَحْمَد: 2025 و٢٠٢٥"
FIRST, SECOND, THIRD = (span_of(TEXT, spelling) for spelling in ("أحمدُ", "احمد", "أَحْمَد"))


def finder_of(text: str, query: str) -> Finder:
    finder = Finder(text)
    finder.look_for(query)
    return finder


def test_the_next_match_is_found_in_any_spelling_and_after_the_last_the_first() -> None:
    finder = finder_of(TEXT, "أحمد")
    assert finder.after(0) == FIRST
    assert finder.after(FIRST.start) == FIRST
    assert finder.after(FIRST.start + 1) == SECOND
    assert finder.after(SECOND.end) == THIRD
    assert finder.after(THIRD.end) == FIRST
    assert finder.after(len(TEXT)) == FIRST


def test_the_previous_match_is_found_and_before_the_first_the_last() -> None:
    finder = finder_of(TEXT, "احمد")
    assert finder.before(len(TEXT)) == THIRD
    assert finder.before(THIRD.start) == SECOND
    assert finder.before(SECOND.start) == FIRST
    assert finder.before(FIRST.start) == THIRD
    assert finder.before(0) == THIRD


@pytest.mark.parametrize(
    ("query", "found"), [("مدينه", ["مدينةَ", "مدينـة"]), ("٢٠٢٥", ["2025", "٢٠٢٥"]), ("اخري", ["أخرى"])]
)
def test_matches_within_a_stretch_are_whole_original_letters(query: str, found: list[str]) -> None:
    finder = finder_of(TEXT, query)
    assert [match.cut(TEXT) for match in finder.within(0, len(TEXT))] == found


def test_matches_within_a_stretch_lie_inside_it() -> None:
    finder = finder_of(TEXT, "احمد")
    line = TEXT.index("\n")
    assert finder.within(0, line) == [FIRST]
    assert finder.within(line + 1, TEXT.rindex("\n")) == [SECOND]
    assert finder.within(FIRST.start + 1, SECOND.end - 1) == []


def test_nothing_is_found_without_a_query_or_where_nothing_matches() -> None:
    for finder in (Finder(TEXT), finder_of(TEXT, "زيبق"), finder_of("", "أحمد")):
        assert finder.after(0) is finder.before(0) is None
        assert finder.within(0, 5) == []


def test_another_query_forgets_what_the_last_one_found() -> None:
    finder = finder_of(TEXT, "احمد")
    assert finder.within(0, len(TEXT))
    finder.look_for("زيبق")
    assert finder.within(0, len(TEXT)) == []
    finder.look_for("")
    assert finder.within(0, len(TEXT)) == []


def test_a_match_that_reaches_over_the_offset_is_found_after_the_round_however_long_it_is() -> None:
    text = "قـــــــــال الوزيرُ"
    finder = finder_of(text, "قال الوزير")
    assert finder.after(text.index("ال")) == Span(0, len(text))
    assert finder.before(0) == Span(0, len(text))


def test_going_back_finds_the_last_match_before_in_long_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder_module, "_STEP_BACK", 10)
    text = "احمد " + "كلمة " * 40 + "أَحْمَد " + "كلمة\n" * 40
    finder = finder_of(text, "أحمد")
    second = span_of(text, "أَحْمَد")
    for offset in range(second.start + 1, len(text), 7):
        assert finder.before(offset) == second
    for offset in range(1, second.start + 1, 7):
        assert finder.before(offset) == Span(0, 4)


def test_going_back_folds_a_long_text_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(text: str, query: str, start: int = 0, end: int | None = None) -> list[Span]:
        asked.append((len(text) if end is None else end) - start)
        return []

    monkeypatch.setattr("hashiya.text.search.search", lambda *arguments: iter(counted(*arguments)))
    text = "كلمة " * 400_000  # one line
    assert finder_of(text, "زيبق").before(len(text) // 2) is None
    assert sum(asked) < 16 * len(text)
    asked.clear()
    lines = "كلمة\n" * 400_000
    assert finder_of(lines, "زيبق").before(len(lines) // 2) is None
    assert sum(asked) < 2 * len(lines)


# --- from a place


def beside(text: str, query: str, place: str, step: int) -> str | None:
    match = finder_of(text, query).beside(span_of(text, place), step)
    return match and f"{match.start} {match.cut(text)}"


def test_from_a_place_the_search_goes_round_in_both_directions() -> None:
    text = "قال أحمد ثم قالت سعاد"
    assert beside(text, "قال", "أحمد", 1) == f"{text.index('قالت')} قال"
    assert beside(text, "قال", "سعاد", 1) == "0 قال"
    assert beside(text, "قال", "أحمد", -1) == "0 قال"
    assert beside("أحمد ثم قالت", "قال", "أحمد", -1) == "8 قال"


def test_the_only_match_may_be_the_place_itself() -> None:
    assert beside("أحمد قال", "احمد", "أحمد", 1) == "0 أحمد"
    assert beside("أحمد قال", "احمد", "أحمد", -1) == "0 أحمد"


def test_two_matches_in_a_word_are_two() -> None:
    text = "قلقل"
    assert finder_of(text, "قل").beside(Span(0, 2), 1) == Span(2, 4)
    assert finder_of(text, "قل").beside(Span(2, 4), -1) == Span(0, 2)


def test_what_is_nowhere_is_beside_nothing() -> None:
    assert beside("أحمد قال", "سعاد", "أحمد", 1) is None


def test_a_span_is_a_match_if_it_is_no_more_and_no_less() -> None:
    finder = finder_of(TEXT, "احمد")
    start, end = FIRST
    assert finder.is_match(FIRST)
    assert not finder.is_match(Span(start, end - 1))  # less its last mark
    assert not finder.is_match(Span(start - 1, end))
    assert not finder.is_match(Span(start, SECOND.end))
