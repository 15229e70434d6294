"""The key v: marks on the page, names on the status line, the file as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.text.hidden import hidden_characters
from tests.tui.driving import TEXT, drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

RLO, PDF, ZWNJ, NBSP, SHY, RLM = "\u202e", "\u202c", "\u200c", "\u00a0", "\u00ad", "\u200f"
TROJAN = (
    f"\u0642\u0627\u0644 {RLO}invoice{PDF} \u0643\u062a\u0627\u0628{ZWNJ}\u0647\u0627{NBSP}10 soft{SHY}ly\n"
)
RLO_AT, ZWNJ_AT, NBSP_AT = TROJAN.index(RLO), TROJAN.index(ZWNJ), TROJAN.index(NBSP)
MARKS = {RLO: "\u21d0", PDF: "\u21a7", ZWNJ: "\u00a6", NBSP: "\u237d", SHY: "\u00ac"}
WARNING = "This text holds 1 direction override; v shows them."


@pytest.mark.parametrize("key", ["v", "\u0631"])
async def test_v_on_either_layout_draws_a_mark_for_each_and_a_second_time_none(
    tmp_path: Path, key: str
) -> None:
    async with reading(tmp_path, TROJAN) as driver:
        whole = (0, len(TROJAN))
        assert not {text for text, _ in driver.cells_of(*whole)} & set(MARKS.values())
        before = driver.cells_of(*whole)
        await driver.press(key)
        for offset in (RLO_AT, ZWNJ_AT, NBSP_AT):
            [(text, style)] = driver.cells_of(offset, offset + 1)
            assert text == MARKS[TROJAN[offset]]
            assert style.dim
        [(_, letter)] = driver.cells_of(NBSP_AT + 1, NBSP_AT + 2)
        assert not letter.dim
        kinds = (
            Message("session.hidden_kind", number=1, name=name)
            for name in ["RLO", "PDF", "ZWNJ", "NBSP", "SHY"]
        )
        assert driver.reader.notice == Message("session.hidden_shown", count=5, kinds=tuple(kinds))
        await driver.press(key)
        assert driver.cells_of(*whole) == before
    assert (tmp_path / "article.txt").read_bytes() == TROJAN.encode()


async def test_the_marks_on_the_screen_stand_where_the_document_puts_them(tmp_path: Path) -> None:
    async with reading(tmp_path, TROJAN) as driver:
        await driver.press("v")
        strips = driver.screen._compositor.render_strips(driver.app.size)
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        [line] = [line for line in lines if "eciovni" in line]
        assert f"{MARKS[PDF]}eciovni{MARKS[RLO]}" in line or f"{MARKS[RLO]}eciovni{MARKS[PDF]}" in line
        assert not set("".join(lines)) & MARKS.keys()


async def test_the_status_line_names_the_hidden_characters_of_the_caret_s_word(tmp_path: Path) -> None:
    async with reading(tmp_path, TROJAN) as driver:
        await driver.go_to("invoice")
        await driver.press("v", "left", "right")
        assert driver.caret() == "invoice"
        assert f"{MARKS[RLO]} U+202E RLO  {MARKS[PDF]} U+202C PDF" in driver.line_text("status")
        await driver.press("v", "left", "right")
        assert "U+202E" not in driver.line_text("status")


async def test_a_selection_with_an_override_is_named_without_being_asked(tmp_path: Path) -> None:
    async with reading(tmp_path, TROJAN) as driver:
        await driver.press("s")
        status = driver.line_text("status")
        assert f"{MARKS[RLO]} U+202E RLO  {MARKS[PDF]} U+202C PDF" in status
        assert "ZWNJ" not in status


async def test_an_article_with_an_override_says_so_until_the_next_key(tmp_path: Path) -> None:
    async with reading(tmp_path, TROJAN) as driver:
        assert WARNING in driver.line_text("status")
        await driver.press("left")
        assert WARNING not in driver.line_text("status")
        await driver.press("left", "right", "u", "g")
        assert WARNING not in driver.line_text("status")


async def test_an_article_without_one_says_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT + RLM) as driver:
        assert driver.reader.notice is None


async def test_what_is_labelled_and_copied_keeps_its_controls(tmp_path: Path) -> None:
    async with reading(tmp_path, TROJAN) as driver:
        await driver.press("v", "p", "q")
        assert driver.on_disk() == [("QUOTE", TROJAN.rstrip("\n"))]


async def test_the_note_dialog_and_the_margin_show_the_quotation_in_its_order_with_the_controls(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, f"{RLO}abc{PDF} def\n", size=(140, 24)) as driver:
        await driver.press("p", "q")
        await driver.press("m")
        strips = driver.app.screen._compositor.render_strips(driver.app.size)
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        quoting = [line for line in lines if "<U+202E>abc<U+202C> def" in line]
        assert [line for line in quoting if drawn(Message("tui.note_on", label="QUOTE")) in line]
        assert [line for line in quoting if line.startswith("▸Q ")]
        assert not set("".join(lines)) & MARKS.keys()


@pytest.mark.parametrize(
    "controls",
    ["\u202e", "\u202d", "\u2067", "\u2069", "\u202b" * 150 + "\u2066" * 150],
    ids=["rlo_open", "lro_open", "rli_open", "pdi_stray", "nested_300"],
)
async def test_a_control_without_its_counterpart_is_shown_and_reaches_nothing_else(
    tmp_path: Path, controls: str
) -> None:
    first, second = f"قال {controls} abc\n", "نص (abc) آخر\n"
    async with reading(tmp_path, first + second) as driver:
        bars = driver.line_text("title"), driver.line_text("status")[-12:]
        following = driver.cells_of(len(first), len(first + second))
        await driver.press("v")
        assert isinstance(driver.reader.notice, Message)
        assert driver.reader.notice.id == "session.hidden_shown"
        strips = driver.screen._compositor.render_strips(driver.app.size)
        seen = "".join(segment.text for strip in strips for segment in strip)
        marks = {hidden_characters()[control].mark for control in controls}
        assert sum(map(seen.count, marks)) == len(controls)
        assert not set(seen) & hidden_characters().keys()
        assert driver.cells_of(len(first), len(first + second)) == following
        assert (driver.line_text("title"), driver.line_text("status")[-12:]) == bars
