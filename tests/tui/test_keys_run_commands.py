"""Keys on both keyboard layouts run the commands of the place that has the keys, in the running reader."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key

from hashiya.codebook.labels import labels_in
from hashiya.codebook.settings import load_settings
from hashiya.messages import Message
from hashiya.session.commands.remapping import bindings_in
from hashiya.session.working_copy import STATUS_NAMES
from hashiya.store.repository.reading import DONE, IN_PROGRESS
from hashiya.tui.launch import open_reader
from hashiya.tui.screens.base import RunsCommands
from hashiya.tui.widgets.article_list import ArticleList
from tests.refusals import refused
from tests.tui.driving import TEXT, Driver, drawn, reading
from tests.tui.test_questions import make_conflict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from hashiya.session.commands.command import Command


async def go_to_place(driver: Driver, place: str) -> None:
    """Go where the keys of a place are, in an article with a conflict."""
    await make_conflict(driver)
    keys = {"page": [], "margin": ["shift+tab"], "questions": ["r"], "library": ["o"]}
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
        assert driver.app.articles.screen.reader.open_questions == 1


@pytest.mark.parametrize(
    ("keys", "named", "not_named"),
    [
        ([], "1 person", "space select"),
        (["left"], "space select", "go there"),
        (["shift+tab"], "enter go there", "space select"),
        (["shift+tab", "tab", "left"], "space select", "go there"),
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
    [([], "word on the row above"), (["shift+tab"], "annotation above"), (["o"], "article above")],
)
async def test_all_keys_and_the_palette_name_the_commands_of_the_place(
    tmp_path: Path, keys: list[str], title: str
) -> None:
    async with reading(tmp_path, size=(100, 60)) as driver:
        await driver.press("a", *keys, "ctrl+p", *"above")
        commands = driver.app.screen.query_one("#commands")
        assert title in commands.render_line(0).text
        await driver.press("escape", "?")
        key_list = driver.app.screen.query_one("#key-list")
        lines = [key_list.render_line(y).text for y in range(key_list.size.height)]
        assert any(title in line for line in lines)


# --- keys of the user's own


@asynccontextmanager
async def reading_with(
    folder: Path, settings: str, size: tuple[int, int] = (100, 60), text: str = TEXT
) -> AsyncIterator[Driver]:
    """Opens an article where a hashiya.toml holds settings."""
    (folder / "hashiya.toml").write_text(settings, encoding="utf-8")
    read = load_settings(folder)
    labels = labels_in(read)
    bindings = bindings_in([read], labels)
    async with reading(folder, text, size, labels=labels, bindings=bindings) as driver:
        yield driver


@pytest.mark.parametrize("key", ["z", "ئ", "backspace"])
async def test_a_key_of_the_users_own_runs_its_command_on_both_layouts(tmp_path: Path, key: str) -> None:
    settings = '[keys]\n"annotation.remove" = ["ئ", "backspace"]\n'
    async with reading_with(tmp_path, settings) as driver:
        await driver.press("a", "x")
        assert len(driver.reader.annotations) == 1
        await driver.press(key)
        assert len(driver.reader.annotations) == 0


async def test_footer_keys_and_palette_name_the_keys_of_the_users_own(tmp_path: Path) -> None:
    settings = '[keys]\n"annotation.undo" = "W"\n"annotation.redo" = []\n"view.done" = ["Z"]\n'
    async with reading_with(tmp_path, settings, size=(100, 120)) as driver:
        assert f"W {drawn(Message('commands.undo'))}" in driver.line_text("keys")
        await driver.press("?")
        key_list = driver.app.screen.query_one("#key-list")
        lines = [" ".join(key_list.render_line(y).text.split()) for y in range(key_list.size.height)]
        assert {"W undo", "redo"} <= set(lines)
        await driver.press("escape", "ctrl+p", *"redo")
        row = driver.app.screen.query_one("#commands").render_line(0).text
        assert row.split() == ["Annotations:", "redo"]
        await driver.press("escape", "a", "W", "ctrl+p", *"redo", "enter")
        assert len(driver.reader.annotations) == 1
        await driver.press("Z")
        assert driver.reader.working_copy.status == "done"


async def test_sentences_name_the_keys_of_the_users_own(tmp_path: Path) -> None:
    keys = {"view.hidden": "shift+f12", "view.reload": "Z", "library.clear": "f7", "find.open": "shift+f9"}
    settings = "[keys]\n" + "".join(f'"{command}" = "{key}"\n' for command, key in keys.items())
    async with reading_with(tmp_path, settings, text="نص \u202e هنا\u202c\n") as driver:
        assert driver.reader.notice == Message(
            "session.holds_controls", controls=(Message("session.overrides", count=1),), key="shift+f12"
        )
        (tmp_path / "article.txt").write_text("نص آخر\n", encoding="utf-8")
        async with asyncio.timeout(20):
            while "Z reads it again" not in driver.line_text("title"):
                await driver.pilot.pause(0.05)
        assert driver.reader.notice == Message("session.others_edited_file", name="article.txt", key="Z")
        await driver.press("f")
        assert driver.reader.notice == Message("commands.no_search", key="shift+f9")
        await driver.press("o", "/", *"nothing", "enter")
        library = driver.app.screen.query_one("#articles", ArticleList).library
        assert library.notices == (Message("session.none_pass", key="f7"),)


async def test_one_quits_by_the_key_of_the_users_own_from_every_dialog(tmp_path: Path) -> None:
    async with reading_with(tmp_path, '[keys]\n"app.leave" = "shift+f12"\n') as driver:
        await driver.press("?", "ctrl+q")
        assert driver.app.screen is driver.app.articles.screen
        await driver.press("?", "shift+f12")
        assert driver.app.return_code == 0


def test_a_clash_is_said_before_the_reader_opens(tmp_path: Path) -> None:
    (tmp_path / "hashiya.toml").write_text('[keys]\n"view.done" = "w"\n', encoding="utf-8")
    with refused("commands.same_key"):
        open_reader([tmp_path], tmp_path / "annotations")


def test_the_keys_of_the_user_are_read_from_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hashiya").mkdir()
    (tmp_path / "hashiya" / "hashiya.toml").write_text('[keys]\n"view.done" = "w"\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with refused("commands.same_key"):
        open_reader([tmp_path], tmp_path / "annotations")


# --- what is painted again


async def test_done_is_painted_in_the_title_at_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        for status in (DONE, IN_PROGRESS):
            await driver.press("d")
            strips = driver.app.screen._compositor.render_strips(driver.app.size)
            assert drawn(STATUS_NAMES[status]) in strips[0].text
