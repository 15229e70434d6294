from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.folding import fold
from hashiya.text.search import search


def hits(text: str, query: str) -> list[str]:
    return [hit.cut(text) for hit in search(text, query)]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f"),  # alef with hamza above
        ("\u0632\u064a\u0627\u0631\u0629", "\u0632\u064a\u0627\u0631\u0647"),  # teh marbuta
        ("\u0662\u0660\u0662\u0665", "2025"),  # Arabic-Indic digits
        ("Stra\u00dfe", "STRASSE"),
    ],
)
def test_spellings_of_one_word_find_each_other(text: str, query: str) -> None:
    assert hits(text, query) == [text]
    assert hits(query, text) == [query]


def test_a_hit_takes_in_the_marks_and_tatweel_of_its_last_letter() -> None:
    text = "ثم قَالَـــ\u064b، هذا"
    ((start, end),) = search(text, "قال")
    assert text[start:end] == "قَالَـــ\u064b"


def test_a_hit_begins_at_its_first_letter_not_at_marks_before_it() -> None:
    text = "بَ\u200fقال"
    ((start, end),) = search(text, "قال")
    assert (start, end) == (3, 6)


def test_half_of_a_ligature_finds_the_whole_of_it() -> None:
    text = "\ufefbx\u0627\ufdf2"  # lam-alef, x, alef, the ligature of Allah
    assert list(search(text, "\u0627")) == [(0, 1), (2, 3), (3, 4)]
    assert list(search(text, "\u0644\u0647")) == [(3, 4)]
    assert list(search(text, "\u0644\u0627x\u0627")) == [(0, 3)]


def test_a_word_is_found_in_its_presentation_forms_where_it_stands() -> None:
    # "x", then misr as forms: meem initial, sad medial, reh final
    assert list(search("x \ufee3\ufebc\ufeae", "\u0645\u0635\u0631")) == [(2, 5)]
    # salam with the ligature of lam and alef in it: three code points are four letters
    assert list(search("\ufeb3\ufefc\ufee1", "\u0633\u0644\u0627\u0645")) == [(0, 3)]


def test_a_quranic_word_is_found_without_its_marks() -> None:
    # lahu with damma and small waw, then a space and ma
    text = "\u0644\u064e\u0647\u064f\u06e5 \u0645\u064e\u0627"
    assert list(search(text, "\u0644\u0647 \u0645\u0627")) == [(0, 9)]
    assert list(search(text, "\u0644\u0647")) == [(0, 5)]


def test_spaces_stand_for_any_spaces_of_the_line_but_not_for_its_end() -> None:
    assert hits("a \u00a0 b\na\nb\r\na b", " A  B ") == ["a \u00a0 b", "a b"]


def test_a_query_is_no_regular_expression() -> None:
    assert hits("a.b(c a+b(c", "a.b(c") == ["a.b(c"]


@pytest.mark.parametrize("query", ["", "  ", "\u064e\u0640\u200f"])
def test_a_query_without_letters_is_found_nowhere(query: str) -> None:
    assert hits("ab \u064e\u0640", query) == []


def test_the_range_bounds_the_hits() -> None:
    assert list(search("ababab", "ab", 1, 5)) == [(2, 4)]


def test_hits_far_apart_are_found_in_order() -> None:
    line = "\u0643\u064e\u062a\u0628 " * 3000
    text = f"{line}\u0646\u0647\u0627\u064a\u0629\n{line}\u0646\u0647\u0627\u064a\u0629"
    first = len(line)
    assert list(search(text, "\u0646\u0647\u0627\u064a\u0647")) == [
        (first, first + 5),
        (2 * first + 6, 2 * first + 11),
    ]


@given(
    st.text(alphabet="\u0627\u0623\u0644\u064e\u0640\ufefb\ufdf2\u200f x\nß"),
    st.text(alphabet="\u0627\u0644\u0647xs ", min_size=1, max_size=4),
)
def test_hits_are_those_of_a_letter_by_letter_comparison(text: str, query: str) -> None:
    origins = [offset for offset, character in enumerate(text) for _ in fold(character)]
    folded = fold(text)
    wanted = query.strip()
    if " " in wanted or not wanted:
        return
    expected = []
    at = folded.find(wanted)
    while at >= 0:
        end = origins[at + len(wanted) - 1] + 1
        while end < len(text) and not fold(text[end]):
            end += 1
        expected.append((origins[at], end))
        at = folded.find(wanted, at + len(wanted))
    assert list(search(text, query)) == expected
