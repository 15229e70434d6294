from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.quotation_marks import quotation_marks, weigh
from hashiya.text.quotations import Quotation, inside_at, quotations_of
from hashiya.text.spans import Span

SEEDS = Path(__file__).parents[2] / "seeds"


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    return quotations_of(text, list(quotation_marks(text, start, end)), start, end)


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
        ("الغد\u064f'، ثم اليوم\u064f'، ثم", []),
    ],
)
def test_marks_without_a_partner_are_passed_over(text: str, expected: list[tuple[int, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the space on the wrong side of one mark
        ('قال:" نعم". وقال "لا".', [(0, "نعم"), (0, "لا")]),
        ('دار "سوذبيز "في نيويورك', [(0, "سوذبيز")]),
        ('دار "سوذبيز "في نيويورك و"أ" ثم', [(0, "سوذبيز"), (0, "أ")]),
        ('اللاعب "سامي "جاء مع اللاعب"وليد عمر" أمس', [(0, "سامي"), (0, "وليد عمر")]),
        ("قال « نعم وقال «لا» ثم", [(0, "لا")]),
        ("عنوان «نعم » و « لا»", [(0, "نعم"), (0, "لا")]),
        ('أكد أن" الفكرة حسنة" ثم', [(0, "الفكرة حسنة")]),
        # of both
        ('كتاب" أيام "الشهير', [(0, "أيام")]),
        ('كتاب " أيام " الشهير', [(0, "أيام")]),
        ('كتاب"أيام"الشهير', [(0, "أيام")]),
        # marks that are turned round, or both alike, or of two kinds
        ("التي قال ” نعم “، ثم ” لا ” ثم", [(0, "نعم"), (0, "لا")]),
        ("دول «خمسة + واحد « وفي", [(0, "خمسة + واحد")]),
        ("»نعم« و »لا«", [(0, "نعم"), (0, "لا")]),
        ('القرار “السخيف"، وهو', [(0, "السخيف")]),
        ('قال "نعم»، ثم', [(0, "نعم")]),
        ("الهاتف “جي 4\u2033 و”جي 5\u2033، وهو", [(0, "جي 4"), (0, "جي 5")]),
        # omissions at the edge
        ('قال "...ثم ذهب" وقال "جاء..." أمس', [(0, "...ثم ذهب"), (0, "جاء...")]),
    ],
)
def test_pairs_are_told_by_the_whole_paragraph(text: str, expected: list[tuple[int, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال "إن "الإرهاب" خطر". ثم', [(0, 'إن "الإرهاب" خطر'), (1, "الإرهاب")]),
        (
            'قال "بين "أ" و"ب" و"ج" و"د" فرق". ثم',
            [(0, 'بين "أ" و"ب" و"ج" و"د" فرق'), (1, "أ"), (1, "ب"), (1, "ج"), (1, "د")],
        ),
        ('«قال "نعم" و ‹لا›»', [(0, 'قال "نعم" و ‹لا›'), (1, "نعم"), (1, "لا")]),
        ("«<‹نعم›>»", [(0, "<‹نعم›>"), (1, "نعم")]),
    ],
)
def test_quotations_in_quotations(text: str, expected: list[tuple[int, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quotation that goes on in the next paragraph, or comes from the one before
        ('"قال ثم "نعم" وسكت', [(0, "نعم")]),
        ('قال "نعم" ثم سكت"', [(0, "نعم")]),
        ("«نعم: «لا يعلم", []),
        # inches, feet, apostrophes
        ('شاشة 15" ثم "نعم" ثم', [(0, "نعم")]),
        ('الحلقة "15" ثم "نعم"', [(0, "15"), (0, "نعم")]),
        ('مخيم "بسمة 5" يأتي بعد شفاههم".', [(0, "بسمة 5")]),
        ("6' 2\" ثم 'نعم' ثم", [(0, "نعم")]),
        ('شاشة 65" و 55" ثم "نعم" ثم', [(0, "نعم")]),
        ("6' 2\" و 5' 3\" ثم", []),
        ("rock 'n' roll and the '90s", [(0, "n")]),
        ("شاشة 65\u2033 و 55\u2033 ثم “نعم” ثم", [(0, "نعم")]),
        ("ثم ‘If I live I’ll go’ ثم", [(0, "If I live I’ll go")]),
        # commas by mistake, brackets in brackets
        ("نعم،، لا،، ثم", []),
        ("((أ) ب) ج", []),
        ("1 << 2", []),
    ],
)
def test_marks_that_quote_nothing_leave_the_others_alone(text: str, expected: list[tuple[int, str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال ''نعم'' ثم",
        "قال ``نعم'' ثم",
        "قال ‘‘نعم’’ ثم",
        "قال ,,نعم'' ثم",
        "قال ،،نعم،، ثم",
        "قال <<نعم>> ثم",
        "قال ‹‹نعم›› ثم",
        "قال ((نعم)) ثم",
        "قال ❝نعم❞ ثم",
        "قال ❛نعم❜ ثم",
        "قال „نعم“ ثم",
        "قال ‚نعم‘ ثم",
        "قال 〝نعم〞 ثم",
        "قال ＂نعم＂ ثم",
        "قال ＇نعم＇ ثم",
        "قال 「نعم」 ثم",
        "قال 『نعم』 ثم",
        "قال 《نعم》 ثم",
        "قال ≪نعم≫ ثم",
        "قال ﴿نعم﴾ ثم",
        "قال ﴾نعم﴿ ثم",
        "قال `نعم´ ثم",
    ],
)
def test_every_kind_of_marks_makes_pairs(text: str) -> None:
    assert quoted(text) == [(0, "نعم")]


@pytest.mark.parametrize(
    ("before", "follows_clitic"), [("و", True), ("بال", True), ("حقًا", False), ("كما", False)]
)
def test_only_a_whole_clitic_speaks_for_opening(before: str, follows_clitic: bool) -> None:
    text = f'ثم {before}"نعم" ثم'
    at = text.index('"')
    mark = weigh(text, Span(at, at + 1), 0, len(text))
    assert (mark.opens < mark.closes) == follows_clitic


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


def test_a_quotation_stays_in_its_passage() -> None:
    text = "“أ\nب”"
    assert quotations(text, 0, 2) == []
    assert quotations(text, 3, 5) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال "نعم.\n\nثم لا". وقال "كلا"', [(0, "نعم.\n\nثم لا"), (0, "كلا")]),
        ("قال: «أقول\r\nلصاحبي\r\nوالعيش» ثم", [(0, "أقول\r\nلصاحبي\r\nوالعيش")]),
        ('قال "نعم\nوقال "لا" ثم "كلا"', [(0, "لا"), (0, "كلا")]),
        ('قال نعم".\nوقال "لا" ثم', [(0, "لا")]),
        ("«نعم\n«لا\n«كلا»", [(0, "كلا")]),
        ('قال "نعم\nوقال "لا\nوسكت', []),
    ],
)
def test_a_quotation_reaches_over_a_paragraph_where_both_marks_are_plain(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert quoted(text) == expected


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


def test_a_paragraph_of_any_size_is_looked_at_around_the_offset() -> None:
    for unit in ('"ا" ', '"', "«", "“ا «ب ‘ج", "'ا"):
        text = unit * (1_000_000 // len(unit))
        assert len(inside_at(text, len(text) // 2, 0, len(text))) <= 4
    text = "ا " * 500_000 + '"نعم" ' + "ا " * 500_000
    assert [span.cut(text) for span in inside_at(text, 1_000_002, 0, len(text))] == ["نعم"]


@given(st.text(alphabet="اب وa'\"“”«»‘’,،<>(). \u064e\u200f"))
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
