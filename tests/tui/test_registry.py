"""The registry on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.services.registry import load_registry
from hashiya.tui import folder_errands
from hashiya.tui.screens.registry import RegistryScreen
from tests.tui.driving import drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from hashiya.services.registry import Registry
    from hashiya.store.repository.protocols import Repository

TEXT = "زار لافروف دمشق بعد موسكو.\n"


async def test_a_folder_without_names_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("_")
        assert driver.reader.notice == Message("tui.registry_empty")


async def test_entries_are_merged_and_the_merge_is_taken_back(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        for word, key in (("لافروف", "1"), ("دمشق", "1"), ("موسكو", "1")):
            await driver.go_to(word)
            await driver.press("a", key)
        await driver.press("_")
        screen = driver.app.screen
        assert isinstance(screen, RegistryScreen)
        assert [entry.canonical for entry in screen.browser.entries] == ["روسيا", "سوريا", "لافروف"]
        await driver.press("m", "down", "m")
        assert [entry.canonical for entry in screen.browser.entries] == ["سوريا", "لافروف"]
        assert screen._list.chosen == screen.browser.entries[0], "the one that both are now"
        await driver.press("down", "m", "up", "m", "m")
        assert screen.browser.merging == screen.browser.entries[0], "the last row's keys work"
        await driver.press("escape", "u", "u")
        assert len(screen.browser.entries) == 3


async def test_a_name_is_typed_in_the_list_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("لافروف")
        await driver.press("a", "1", "_", "r", *"سيرغي", "enter")
        screen = driver.app.screen
        assert isinstance(screen, RegistryScreen)
        assert [entry.canonical for entry in screen.browser.entries] == ["سيرغي"]
        await driver.press("r", "backspace", "enter")
        assert screen._said.message == Message("registry.name_empty")
        await driver.press("escape")
        assert driver.app.screen is driver.screen


async def test_a_mention_leads_to_its_words(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("موسكو")
        await driver.press("a", "1")
        await driver.go_to("زار")
        await driver.press("_", "enter", "enter")
        assert driver.app.screen is driver.screen
        assert driver.caret() == "موسكو"
        await driver.press("ctrl+o")
        assert driver.caret() == "زار"


async def test_a_mention_of_another_article_opens_it(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("في موسكو")
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("موسكو")
        await driver.press("a", "1", "$")
        await driver.pilot.pause()
        other = driver.app.articles.reader
        assert other is not None
        assert other.article.path.name == "other.txt"
        await driver.press("_", "enter", "enter")
        await driver.pilot.pause()
        reader = driver.app.articles.reader
        assert reader is not None
        assert reader.article.path.name != "other.txt"
        assert reader.subject is not None
        assert reader.subject.text == "موسكو"


async def test_the_list_is_filtered_while_one_types(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        for word in ("لافروف", "دمشق"):
            await driver.go_to(word)
            await driver.press("a", "1")
        await driver.press("_", "/", *"لاف")
        screen = driver.app.screen
        assert isinstance(screen, RegistryScreen)
        assert [entry.canonical for entry in screen.browser.rows] == ["لافروف"]  # type: ignore[union-attr]
        await driver.press("enter", "m", "escape", "escape")
        assert len(screen.browser.rows) == 2


async def test_a_mention_is_shown_with_the_words_around_it(tmp_path: Path) -> None:
    async with reading(tmp_path, "زار لافروف دمشق.\nعاد لافروف إلى موسكو.\n", size=(80, 24)) as driver:
        for word in ("زار", "عاد"):
            await driver.go_to(word)
            await driver.press("left", "a", "1")
        await driver.press("_", "enter")
        screen = driver.app.screen
        assert isinstance(screen, RegistryScreen)
        first, second = (screen._list.draw(index, 76, selected=False).text for index in range(2))
        assert drawn("زار لافروف دمشق") in first
        assert drawn("عاد لافروف إلى موسكو") in second
        assert drawn("عاد") not in first, "another paragraph"


async def test_a_registry_that_is_not_whole_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Message("services.registry_of_copies", count=1)

    def load(store: Repository) -> Registry:
        return load_registry(store)._replace(problems={"": told})

    monkeypatch.setattr(folder_errands, "load_registry", load)
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("_")
        assert driver.reader.notice == told
        await driver.go_to("لافروف")
        await driver.press("a", "1", "_")
        screen = driver.app.screen
        assert isinstance(screen, RegistryScreen)
        assert screen._said.message == told
