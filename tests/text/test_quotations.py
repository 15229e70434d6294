from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.quotations import inside_at, quotations

SEEDS = Path(__file__).parents[2] / "seeds"


def quoted(text: str) -> list[tuple[int, str]]:
    return [(found.depth, found.inner.cut(text)) for found in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال “نعم”، ثم", [(0, "نعم")]),
        ("قال ”نعم“، ثم ”لا“", [(0, "نعم"), (0, "لا")]),
        ("قال «نعم» و ‹لا› و ‘كلا’", [(0, "نعم"), (0, "لا"), (0, "كلا")]),
        ("„Ja“ »so«", [(0, "Ja"), (0, "so")]),
        ('قال:"نعم"، ("لا") "كلا".', [(0, "نعم"), (0, "لا"), (0, "كلا")]),
        ('(نعم)"لا"', [(0, "لا")]),
        ('و"الوطن" ول"لا" لـ"حلب"', [(0, "الوطن"), (0, "لا"), (0, "حلب")]),
        ('حملة " السويداء منا" بين', [(0, "السويداء منا")]),
        ("حملة « السويداء » بين", [(0, "السويداء")]),
        ('\u200f"نعم"\u200f.', [(0, "نعم")]),
        ('مستقبلاً "غداً".', [(0, "غداً")]),
        ("قال ”(نعم)“، ثم", [(0, "(نعم)")]),
        ("قال „(نعم)“، ثم", [(0, "(نعم)")]),
        ("و'داعش' و‘تصفير’", [(0, "داعش"), (0, "تصفير")]),
        ('("نعم ") (" لا")', [(0, "نعم"), (0, "لا")]),
    ],
)
def test_pairs_however_they_are_typed(text: str, expected: list[tuple[int, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“أ “ب”، “ج” د”", [(0, "أ “ب”، “ج” د"), (1, "ب"), (1, "ج")]),
        ("“أ ‘ب «ج»’”", [(0, "أ ‘ب «ج»’"), (1, "ب «ج»"), (2, "ج")]),
        ("«أ» «ب «ج»»", [(0, "أ"), (0, "ب «ج»"), (1, "ج")]),
        ('"قال و"الوطن" نعم"', [(0, 'قال و"الوطن" نعم'), (1, "الوطن")]),
    ],
)
def test_nested_pairs_have_their_depth(text: str, expected: list[tuple[int, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“أ “ب” ج", [(0, "ب")]),
        ("أ ب” ج", []),
        ('شاشة 15" و"داعش"', [(0, "داعش")]),
        ("don't say 'yes' to the boys' toys", [(0, "yes")]),
        ("O\u2019Neil\u2019s", []),
        ('"" «  »', []),
        ("«أ “ب» ج”", [(0, "أ “ب")]),
        ("أ ” ب، ج” د", []),
        ("الغد\u064f'، ثم اليوم\u064f'، ثم", []),
    ],
)
def test_marks_without_a_partner_are_passed_over(text: str, expected: list[tuple[int, str]]) -> None:
    assert quoted(text) == expected


def test_outer_takes_in_the_marks_and_inner_leaves_out_the_spaces_beside_them() -> None:
    ((outer, inner, depth),) = quotations("قال « نعم »", 0, 11)
    assert (outer, inner, depth) == ((4, 11), (6, 9), 0)


def test_inside_at_gives_the_innermost_first() -> None:
    #       01234567890
    text = "“أ ‘بج’ د” ه"
    assert inside_at(text, 4, 0, len(text)) == [(4, 6), (1, 9)]
    assert inside_at(text, 6, 0, len(text)) == [(4, 6), (1, 9)]
    assert inside_at(text, 8, 0, len(text)) == [(1, 9)]
    assert inside_at(text, 0, 0, len(text)) == [(1, 9)]
    assert inside_at(text, 10, 0, len(text)) == []


def test_a_quotation_stays_in_its_paragraph() -> None:
    text = "“أ\nب”"
    assert quotations(text, 0, 2) == []
    assert quotations(text, 3, 5) == []


@pytest.mark.parametrize(
    ("seed", "count", "nested"),
    [("000", 7, ["تصفير الأعداء"]), ("001", 12, []), ("002", 9, None), ("003", 7, []), ("004", 0, [])],
)
def test_every_mark_of_the_seed_articles_finds_its_partner(
    seed: str, count: int, nested: list[str] | None
) -> None:
    text = next(SEEDS.glob(f"{seed}_*.txt")).read_bytes().decode()
    found = quotations(text, 0, len(text))
    assert len(found) == count == sum(text.count(mark) for mark in '“”‘’"') / 2
    if nested is not None:
        assert [quotation.inner.cut(text) for quotation in found if quotation.depth] == nested


@given(st.text(alphabet="اب وa'\"“”«»‘’(). \u064e\u200f"))
def test_pairs_never_cross_and_never_hold_nothing(text: str) -> None:
    found = quotations(text, 0, len(text))
    for first in found:
        assert first.inner.cut(text).strip() == first.inner.cut(text) != ""
        assert first.outer.start < first.inner.start < first.inner.end < first.outer.end
        for second in found:
            nested = first.outer.start <= second.outer.start and second.outer.end <= first.outer.end
            around = second.outer.start <= first.outer.start and first.outer.end <= second.outer.end
            assert nested or around or not first.outer.overlaps(second.outer)
        assert first.depth == sum(
            other.outer.start < first.outer.start and first.outer.end < other.outer.end for other in found
        )
