"""Keys on both keyboard layouts run the commands of the place that has the keys, in the running reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key

from hashiya.tui.screens.base import RunsCommands
from tests.tui.driving import Driver, reading
from tests.tui.test_questions import make_conflict

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.session.commands.command import Command


async def go_to_place(driver: Driver, place: str) -> None:
    """Go where the keys of a place are, in an article with a conflict."""
    await make_conflict(driver)
    keys = {"page": [], "margin": ["tab"], "questions": ["r"], "library": ["o"]}
    await driver.press(*keys[place])


@pytest.mark.parametrize("place", ["page", "margin", "questions", "library"])
async def test_each_key_runs_its_command_on_both_layouts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    async with reading(tmp_path) as driver:
        await go_to_place(driver, place)
        ran: list[str] = []

        def note(_: object, command: Command[Any]) -> None:
            ran.append(command.id)

        monkeypatch.setattr(RunsCommands, "run_command", note)
        screen = driver.app.screen
        assert isinstance(screen, RunsCommands)
        pairs = [(key, command.id) for command in screen.commands for key in command.all_keys]
        for key, _ in pairs:  # the pilot's own `press` knows no Arabic question mark
            await driver.app.on_event(Key(key, key if len(key) == 1 else None))
        assert list(zip((key for key, _ in pairs), ran, strict=True)) == pairs


async def test_a_key_does_nothing_where_its_command_has_no_meaning(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await go_to_place(driver, "questions")
        screen = driver.app.screen
        assert isinstance(screen, RunsCommands)
        assert "decide.confirm" not in [command.id for command in screen.commands]
        await driver.press("c")
        assert driver.app.screen is screen
        assert len(driver.app.article.reader.questions) == 1


@pytest.mark.parametrize(
    ("keys", "named", "not_named"),
    [
        ([], "space select", "go there"),
        (["tab"], "enter go there", "space select"),
        (["tab", "tab"], "space select", "go there"),
        (["o"], "enter open", "select"),
    ],
)
async def test_the_footer_names_the_keys_of_the_place(
    tmp_path: Path, keys: list[str], named: str, not_named: str
) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("a", *keys)
        footer = driver.app.screen.query_one("#keys").render_line(0).text
        assert named in footer
        assert not_named not in footer


@pytest.mark.parametrize(
    ("keys", "title"),
    [([], "word on the row above"), (["tab"], "annotation above"), (["o"], "article above")],
)
async def test_all_keys_and_the_palette_name_the_commands_of_the_place(
    tmp_path: Path, keys: list[str], title: str
) -> None:
    async with reading(tmp_path, size=(100, 60)) as driver:
        await driver.press("a", *keys, "ctrl+p", *"above")
        commands = driver.app.screen.query_one("#commands")
        assert title in commands.render_line(0).text
        await driver.press("escape", "?")
        drawn = driver.app.screen.query_one("#key-list")
        lines = [drawn.render_line(y).text for y in range(drawn.size.height)]
        assert any(title in line for line in lines)
