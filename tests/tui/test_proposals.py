"""Proposals on the screen: drawn apart from annotations, decided by single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.codebook.proposals import ProposalSettings
from hashiya.messages import Message, sentence
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.tui.palette import label_style, palette_for, proposed_style
from tests.proposing import REASON, use
from tests.tui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

    from tests.tui.driving import Driver

TEXT = (
    "قال النعسان للصحافة: «العلاقة مع روسيا قديمة». وأضاف النعسان أن موسكو ترحب بذلك.\n"
    "وعاد النعسان إلى دمشق، ورحبت روسيا بالزيارة.\n"
)
SCORES = {"النعسان": 0.99, "روسيا": 0.95, "موسكو": 0.5}

LAST = TEXT.rindex("روسيا")


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, SCORES)


def styles_of(driver: Driver, start: int, end: int) -> set[Style]:
    return {style for _, style in driver.cells_of(start, end)}


async def test_a_proposal_is_underlined_in_the_ink_of_its_label_and_no_letter_moves(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        before = [text for text, _ in driver.cells_of(0, len(TEXT))]
        [plain] = styles_of(driver, LAST, LAST + 5)
    (tmp_path / "b").mkdir()
    async with reading(tmp_path / "b", TEXT, proposals=ProposalSettings()) as driver:
        assert [text for text, _ in driver.cells_of(0, len(TEXT))] == before
        [drawn] = styles_of(driver, LAST, LAST + 5)
        assert (drawn.underline, drawn.bgcolor) == (True, plain.bgcolor)
        assert drawn.color != plain.color
        less_certain = TEXT.index("موسكو")
        assert not any(style.underline for style in styles_of(driver, less_certain, less_certain + 5))
        await driver.press(")")
        assert all(style.underline for style in styles_of(driver, less_certain, less_certain + 5))


async def test_a_row_with_a_proposal_has_a_mark_before_it(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT + "\nسطر بلا اسم\n", proposals=ProposalSettings()) as driver:
        rows = [driver.screen.page.render_line(line).text for line in range(6)]
        assert ["\u00b7" in row for row in rows] == [True, False, False, True, False, False]


@pytest.mark.parametrize("depth", list(ColourDepth))
@pytest.mark.parametrize("dark", [True, False])
def test_a_proposal_differs_from_text_and_from_an_annotation_in_any_number_of_colours(
    depth: ColourDepth, dark: bool
) -> None:
    palette = palette_for(depth, DEFAULT, dark=dark)
    for label in DEFAULT:
        proposed, annotated = proposed_style(label, palette), label_style(label, palette)
        assert proposed.dim or proposed.underline
        assert proposed.bgcolor is None
        assert (
            (annotated.bgcolor and annotated.bgcolor.name != palette.paper)
            or annotated.underline
            or (annotated.underline2)
        )


async def test_tab_tells_label_values_reason_and_score_and_names_the_keys(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        assert "tab proposal" in driver.line_text("keys")
        await driver.press("tab")
        line = driver.line_text("status")
        assert all(part in line for part in ("actor", "person", sentence(REASON)))
        assert sentence(Message("tui.sure", percent=99)) in line
        for words in ("enter accept", "backspace reject", "* all mentions", "s sentence"):
            assert words in driver.line_text("keys")
        await driver.press("tab")
        assert "→" in driver.line_text("status")


async def test_enter_accepts_backspace_rejects_and_both_go_on(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab", "enter", "backspace", "enter")
        assert driver.selected() == "النعسان"
        assert driver.on_disk() == [
            ("ACTOR", "النعسان"),
            ("QUOTE", "العلاقة مع روسيا قديمة"),
            ("ACTOR", "روسيا"),
        ]
        assert [each.text for each in driver.reader.annotations] == ["النعسان", "روسيا"]
        await driver.press("u", "u")
        assert [each.text for each in driver.reader.annotations] == ["النعسان"]
        assert len(driver.reader.proposals.shown if driver.reader.proposals else ()) == 5


async def test_shift_and_arrows_and_letters_correct_the_edges(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab", "shift+left", "[", "enter")
        assert driver.on_disk() == [("ACTOR", "النعسان للصحاف")]


async def test_a_star_accepts_all_mentions_and_s_the_sentence(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab", "*")
        assert driver.on_disk() == [("ACTOR", "النعسان")] * 3
        await driver.press("u", "g", "tab", "s")
        assert len(driver.reader.annotations) == 3


async def test_escape_and_a_motion_leave_the_proposal_and_the_keys_are_those_of_the_page(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab", "escape", "enter", "backspace")
        assert driver.on_disk() == []
        await driver.press("tab", "left", "s")
        assert driver.selected() is not None
        assert driver.on_disk() == []


async def test_keys_without_a_command_for_proposals_work_as_on_the_page(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab", "e")
        assert driver.on_disk() == [("EVENT", "النعسان")]
        assert driver.reader.proposals is not None
        assert len(driver.reader.proposals.shown) == 5
        await driver.press("tab", "j")
        assert driver.reader.is_hinting
        await driver.press("tab")
        assert driver.reader.is_at_proposal
        assert not driver.reader.is_hinting


async def test_with_the_arabic_layout_on_the_keys_are_the_same(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab", "س")
        assert len(driver.on_disk()) == 3


async def test_an_article_that_changes_is_proposed_anew(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab")
        (tmp_path / "article.txt").write_text("عاد النعسان", encoding="utf-8")
        await driver.press("f5")
        assert not driver.reader.is_at_proposal
        reader = driver.reader
        assert reader.proposals is not None
        assert reader.proposals.wait()
        assert [each.span.start for each in reader.proposals.shown] == [4]


async def test_the_palette_lists_the_commands_of_the_proposal_and_of_the_page(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings()) as driver:
        await driver.press("tab")
        names = [command.id for command in driver.screen.commands]
        assert {"proposal.accept", "label.ACTOR", "view.wider", "app.leave"} <= set(names)
        assert len(names) == len(set(names))
        await driver.press("e", "tab", "ctrl+p", *"reject the", "enter")
        assert driver.reader.working_copy.annotations.rejected


async def test_proposals_can_be_switched_off(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, proposals=ProposalSettings(show=False)) as driver:
        await driver.press("tab")
        assert driver.reader.proposals is None
        assert driver.reader.notice == Message("session.no_proposals")
        assert "proposal" not in driver.line_text("keys")
