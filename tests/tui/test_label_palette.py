"""A label is found by typing parts of its name or title, whether it has a key or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.labels import load_labels
from hashiya.tui.screens.command_palette import CommandPaletteScreen
from tests.tui.driving import annotations_in, found, reading, screen_lines

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from hashiya.codebook.label import LabelSet
    from tests.tui.driving import Driver


def many_labels(folder: Path) -> LabelSet:
    """200 labels without a key; one has an Arabic title."""
    entries = [f'[[label]]\nname = "CODE-{number}"\ntitle = "code {number}"\n' for number in range(199)]
    entries.append('[[label]]\nname = "RELIEF"\ntitle = "إغاثة"\n')
    (folder / "hashiya.toml").write_text("".join(entries), encoding="utf-8")
    return load_labels(folder)


def offered(driver: Driver) -> list[str]:
    """Ids of the commands in the palette, the first ones first."""
    palette = driver.app.screen
    assert isinstance(palette, CommandPaletteScreen)
    return [command.id for command in palette.matching]


async def test_a_label_without_a_key_is_found_by_its_folded_title(tmp_path: Path) -> None:
    async with reading(tmp_path, labels=many_labels(tmp_path)) as driver:
        await driver.go_to("روسيا\n")
        await driver.press("L", *"اغاثه")
        assert offered(driver) == ["label.RELIEF"]
        await driver.press("enter")
        assert [(each.label, each.text) for each in driver.reader.annotations] == [("RELIEF", "روسيا")]


async def test_all_labels_are_listed_with_their_keys(tmp_path: Path) -> None:
    async with reading(tmp_path, labels=many_labels(tmp_path)) as driver:
        await driver.press("f12")
        assert len(offered(driver)) == 203
        assert any("ACTOR" in line and "a" in line.split() for line in screen_lines(driver.app))


async def test_names_that_begin_with_the_typed_letters_come_first(tmp_path: Path) -> None:
    async with reading(tmp_path, labels=many_labels(tmp_path)) as driver:
        await driver.press("L", *"e")
        assert offered(driver)[0] == "label.EVENT"
        assert "label.CODE-7" in offered(driver)


async def test_an_annotation_gets_another_label_by_its_name(tmp_path: Path) -> None:
    async with reading(tmp_path, labels=many_labels(tmp_path)) as driver:
        await driver.go_to("روسيا\n")
        await driver.press("a", "#")
        assert driver.reader.notice is not None
        assert driver.reader.notice.id == "commands.relabel_how"
        await driver.press("L", *"code-17", "enter")
        assert [each.label for each in driver.reader.annotations] == ["CODE-17"]


async def test_a_label_is_chosen_first_while_hints_are_shown(tmp_path: Path) -> None:
    async with reading(tmp_path, labels=many_labels(tmp_path)) as driver:
        await driver.press("j", "L", *"relief", "enter")
        assert driver.reader.is_hinting
        assert driver.reader.hinting.label == "RELIEF"


async def test_a_name_that_no_label_has_labels_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("L", *"zzz", "enter")
        assert isinstance(driver.app.screen, CommandPaletteScreen)
        await driver.press("escape")
        assert not driver.reader.annotations


async def test_hits_get_a_label_without_a_key_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    async with reading(tmp_path, labels=many_labels(tmp_path)) as driver:
        reader = driver.reader
        await driver.press("F", *"روسيا", "enter")
        await found(driver.app, driver.pilot)
        await driver.press("*", "L", *"اغاثه")
        assert offered(driver) == ["hits.RELIEF"]
        await driver.press("enter", "enter")
        await found(driver.app, driver.pilot)
        assert reader.working_copy.flush()
        stored = annotations_in(tmp_path / "annotations")
        assert stored
        assert set(stored) == {("RELIEF", "روسيا")}
