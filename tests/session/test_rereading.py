from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.session.rereading import carry_over, offset_in
from tests.session.marking import caret, put, span_of

if TYPE_CHECKING:
    from tests.conftest import ReaderOf

OLD = (
    "أعلنت وزارة الدفاع أن الوفد وصل إلى موسكو.\n\n"
    "وقال حسام نجار إن الزيارة مهمة جدا.\n\n"
    "وعاد الوفد إلى دمشق في المساء.\n"
)


@pytest.mark.parametrize("word", ["أعلنت", "نجار", "دمشق"])
@pytest.mark.parametrize(
    "new",
    [
        OLD,
        "سطر جديد قبل كل شيء.\n\n" + OLD,
        OLD + "\nسطر جديد في النهاية.\n",
        "بداية.\n" + OLD + "نهاية.\n",
        OLD.replace("مهمة جدا", "ليست مهمة"),
        OLD.replace("\n\n", "\n\nفقرة أخرى بين الفقرات.\n\n"),
        OLD.replace(" ", "  "),
    ],
)
def test_the_caret_stays_on_its_word(new: str, word: str) -> None:
    assert offset_in(new, OLD, span_of(OLD, word)) == new.index(word)


def test_of_repeated_lines_it_stays_in_its_own() -> None:
    old = "".join("السطر نفسه مرة أخرى\n" for _ in range(30))
    word = span_of("x" + "السطر نفسه مرة أخرى\n", "نفسه")
    start = 20 * (len(old) // 30) + word.start - 1
    span = word._replace(start=start, end=start + 4)
    assert offset_in("جديد\n" + old, old, span) == start + 5
    assert offset_in(old + "جديد\n", old, span) == start


@pytest.mark.parametrize(
    ("new", "offset"), [("", 0), (OLD.replace("حسام نجار", "أحد"), OLD.index("حسام")), ("x", 0)]
)
def test_a_word_that_is_gone_leaves_a_place_in_the_text(new: str, offset: int) -> None:
    found = offset_in(new, OLD, span_of(OLD, "نجار"))
    assert 0 <= found <= len(new)
    assert abs(found - offset) <= 12


def test_the_search_goes_on(reader_of: ReaderOf) -> None:
    old, new = reader_of(OLD), reader_of("جديد\n" + OLD)
    put(old, "نجار")
    old.search("الوفد")
    carry_over(old, new)
    assert (caret(new), new.finder.query) == ("نجار", "الوفد")


def test_a_text_without_words_has_no_caret_to_carry(reader_of: ReaderOf) -> None:
    carry_over(reader_of("—"), reader_of(OLD))
    carry_over(reader_of(OLD), reader_of(""))
