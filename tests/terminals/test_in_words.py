from __future__ import annotations

from hypothesis import example, given

from hashiya.terminal.mode import Mode
from hashiya.terminal.rows import written, written_rows
from tests.terminals.drawn_rows import ALEF, BEH, GREEN, INK, LRM, RED, TEH, drawn_rows, plain, texts_of
from tests.terminals.simulators import Seen, Style, vte


def test_a_word_is_written_in_logical_order_with_a_mark_after_its_last_character() -> None:
    row = plain(f"a {TEH}{BEH}{ALEF}. {BEH}{ALEF} 12")
    assert texts_of(written(row, Mode.WORDS, INK)) == f"a {ALEF}{BEH}{TEH}{LRM}. {ALEF}{BEH}{LRM} 12"


def test_in_words_a_colour_stays_with_its_letter() -> None:
    row = [(f"{TEH}{BEH}", RED), (ALEF, GREEN)]
    assert written(row, Mode.WORDS, INK) == [(ALEF, GREEN), (f"{BEH}{TEH}{LRM}", RED)]


def test_a_mark_stays_behind_its_letter() -> None:
    row = plain(f"{TEH}\u064e", f"{ALEF}\u0651\u064b")
    assert texts_of(written(row, Mode.WORDS, INK)) == f"{ALEF}\u0651\u064b{TEH}\u064e{LRM}"


def test_a_word_that_goes_on_in_another_piece_is_written_whole_in_its_row_alone() -> None:
    rows = [plain(BEH), [(BEH, RED), (TEH, GREEN)], plain(f"{TEH}{ALEF}")]
    assert written_rows(rows, Mode.WORDS, INK) == [
        plain(f"{BEH}{LRM}"),
        [(TEH, GREEN), (f"{BEH}{LRM}", RED)],
        plain(f"{ALEF}{TEH}{LRM}"),
    ]


@given(drawn_rows())
@example(plain(*"\u0662\u0663 \u0664\u0665"))
@example(plain(*f"\u0662\u0663{ALEF}"))
def test_vte_shows_what_was_drawn(row: list[tuple[str, Style]]) -> None:
    assert vte(written(row, Mode.WORDS, INK)) == [Seen(*cell) for cell in row]
