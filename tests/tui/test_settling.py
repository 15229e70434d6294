"""Settling on the screen: each annotator's version of a difference, and single keys that decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from hashiya.agreement.decisions import Reason
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, sentence, speak
from hashiya.tui import others_notice
from hashiya.tui.palette import label_style
from hashiya.tui.screens.base import Dialog
from hashiya.tui.screens.settling import SettlingScreen
from tests.settling import NAMES, differing, marked
from tests.tui.driving import TEXT, drawn, reading, screen_lines

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.differing import Differing
    from hashiya.tui.versions_around import VersionsAround
    from tests.tui.driving import Driver

DELEGATION, LONGER, MINISTRY, DEPUTY = "وفد عسكري", "وفد عسكري إلى روسيا", "الوزارة", "نائب الوزير"


def mark(part: str, label: str = "ACTOR", **attributes: str) -> Annotation:
    return marked(TEXT, part, label, attributes=attributes)


def pair() -> Differing:
    """Two agree on the ministry, and differ in bounds, in an attribute and in one annotation."""
    return differing(
        [mark(DELEGATION, "EVENT"), mark(MINISTRY), mark("اللواء", kind="person"), mark(DEPUTY)],
        [mark(LONGER, "EVENT"), mark(MINISTRY), mark("اللواء", kind="group")],
    )


def gold(driver: Driver) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in driver.reader.annotations]


def versions_of(driver: Driver) -> VersionsAround:
    assert isinstance(driver.screen, SettlingScreen)
    return driver.screen.versions


def versions(driver: Driver) -> list[str]:
    """The lines about the difference, from the top down."""
    around = versions_of(driver)
    shown = around.beside if around.beside.display else around.below
    return [shown.render_line(line).text for line in range(shown.size.height)]


def has(lines: list[str], message: Message | str) -> bool:
    return any(drawn(message) in line for line in lines)


async def test_the_first_difference_is_shown_with_each_version(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24), differing=pair()) as driver:
        assert gold(driver) == [("ACTOR", MINISTRY)]
        assert driver.selected() == LONGER
        head, first, _, second, _ = versions(driver)
        assert drawn(Message("tui.number_of", number=1, total=3)) in head
        assert drawn(Message("session.differs_boundary")) in head
        assert drawn(Message("tui.undecided")) in head
        assert (first.split()[0], second.split()[0]) == ("1", "2")
        assert drawn(NAMES[0]) in first
        assert NAMES[1] in second


async def test_each_version_has_the_look_of_its_label_on_its_own_words(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24), differing=pair()) as driver:
        around = versions_of(driver)
        look = label_style(DEFAULT["EVENT"], driver.app.palette)
        marked_words = []
        for line in (1, 3):
            strip = around.below.render_line(line)
            marked_words.append("".join(part.text for part in strip if part.style == look))
        assert marked_words == [drawn(DELEGATION), drawn(LONGER)]


async def test_the_footer_names_the_annotators_and_their_keys(tmp_path: Path) -> None:
    async with reading(tmp_path, differing=pair()) as driver:
        footer = driver.line_text("keys")
        assert f"1 {drawn(NAMES[0])}" in footer
        assert f"2 {NAMES[1]}" in footer
        assert "3 " not in footer


async def test_keys_decide_and_go_on_on_either_layout(tmp_path: Path) -> None:
    async with reading(tmp_path, differing=pair()) as driver:
        await driver.press("2", "ث")
        assert gold(driver)[0] == ("EVENT", LONGER)
        assert not driver.reader.is_deciding
        await driver.press("escape", "tab", "١")
        assert driver.on_disk().count(("ACTOR", DEPUTY)) == 1
        assert driver.reader.notice == Message(
            "session.all_settled", key=driver.reader.bindings.key("view.done")
        )
        await driver.press("u", "u")
        assert ("ACTOR", DEPUTY) not in gold(driver)


async def test_other_keys_are_those_of_the_page(tmp_path: Path) -> None:
    async with reading(tmp_path, differing=pair()) as driver:
        await driver.press("a")
        assert ("ACTOR", LONGER) in gold(driver)
        await driver.press("escape", "G")
        assert driver.reader.is_deciding
        await driver.press("shift+tab", "tab")
        assert driver.selected() is not None


async def test_a_digit_decides_although_an_annotation_was_gone_to(tmp_path: Path) -> None:
    async with reading(tmp_path, differing=pair()) as driver:
        await driver.press("n", "1")
        assert gold(driver)[0] == ("EVENT", DELEGATION)


async def test_a_digit_gives_a_value_while_an_annotation_is_edited(tmp_path: Path) -> None:
    async with reading(tmp_path, differing=pair()) as driver:
        await driver.press("tab", "e", "2")
        [edited] = [each for each in driver.reader.annotations if each.text == "اللواء"]
        assert edited.rev == 2
        assert dict(edited.attributes) != {"kind": "person"}
        assert driver.screen.table is driver.app.bindings.correcting
        assert drawn(Message("commands.settle_back_short")) in driver.line_text("keys")
        await driver.press("escape", "2")
        assert driver.screen.table is driver.app.bindings.settling


async def test_all_keys_are_shown_without_those_that_do_something_else_here(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 60), differing=pair()) as driver:
        await driver.press("?")
        shown = " ".join(screen_lines(driver.app))
        assert drawn(Message("commands.take_version", number=2)) in shown
        assert drawn(Message("commands.next_difference")) in shown
        assert drawn(Message("commands.next_proposal")) not in shown


@pytest.mark.parametrize("key", ["?", "ctrl+p"])
async def test_all_keys_are_shown_after_an_annotation_was_edited(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path, differing=pair()) as driver:
        await driver.press("e", "escape", key)
        assert isinstance(driver.app.screen, Dialog)


async def test_the_decision_and_its_reason_are_told(tmp_path: Path) -> None:
    async with reading(tmp_path, differing=pair()) as driver:
        await driver.press("r", "1", "shift+tab")
        lines = versions(driver)
        assert has(lines, sentence(Message("session.choice_taken", names=(NAMES[0],)), str)[:4])
        assert has(lines, Message("session.reason_slip"))
        assert driver.reader.settling is not None
        assert driver.reader.settling.reason is Reason.UNTOLD


async def test_without_room_for_facts_a_difference_of_attributes_shows_them(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(40, 10), differing=pair()) as driver:
        await driver.press("tab")
        head, first, second = versions(driver)
        assert drawn(Message("session.differs_attribute")) in head
        assert first.split()[-1] == "person"
        assert second.split()[-1] == "group"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(80, 24), (40, 10), (120, 40), (20, 6)])
async def test_page_versions_and_bars_share_every_window(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    speak(language)
    async with reading(tmp_path, size=size, differing=pair()) as driver:
        around = versions_of(driver)
        is_wide = size[0] >= 100
        assert (around.beside.display, around.below.display) == (is_wide, not is_wide)
        assert driver.screen.page.size.height >= 1
        assert all(cell_len(line) <= size[0] for line in screen_lines(driver.app))
        if is_wide:
            await driver.press("h")
            assert (around.beside.display, driver.screen.margin.display) == (False, True)


async def test_where_nobody_differs_the_page_is_as_always(tmp_path: Path) -> None:
    async with reading(tmp_path, differing=differing([], [])) as driver:
        assert driver.reader.notice == Message("session.nothing_to_settle")
        assert versions(driver)[0].strip()
        await driver.go_to("جديد")
        await driver.press("a")
        assert gold(driver) == [("ACTOR", "جديد")]
        await driver.press("tab")
        assert driver.reader.notice == Message("session.no_difference_after")


@pytest.mark.parametrize("settles", [True, False])
async def test_nobody_is_asked_for_a_name_while_settling(
    settles: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(others_notice, "tell_of_others", lambda *given: asked.append(given))
    async with reading(tmp_path, size=(80, 24), differing=pair() if settles else None) as driver:
        await driver.pilot.pause()
        assert bool(asked) is not settles
