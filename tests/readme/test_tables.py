from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.commands import COMMANDS
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.labels import labels_in
from hashiya.codebook.settings import OF_FOLDER, load_settings
from hashiya.messages import sentence, speak
from hashiya.session.commands.bindings import Bindings
from hashiya.session.commands.remapping import bindings_in
from tests.readme.tables import READMES, TABLES, key_table, name_table, shell_table, with_tables

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = {language: path for language, path in READMES.items() if path.exists()}
LANGUAGES = pytest.mark.parametrize("language", READMES)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("language", WRITTEN)
def test_the_readme_holds_the_table(language: str, name: str) -> None:
    text = WRITTEN[language].read_text(encoding="utf-8")
    _, _, rest = text.partition(f"<!-- {name}, by make tables -->\n")
    table, found, _ = rest.partition(f"\n<!-- end of {name} -->")
    assert found
    speak(language)
    assert table == TABLES[name](), "make tables writes it anew"


@LANGUAGES
def test_an_outdated_table_is_replaced_and_nothing_else(language: str) -> None:
    speak(language)
    frame = "before\n" + "".join(
        f"<!-- {name}, by make tables -->\n{{{name}}}\n<!-- end of {name} -->\nbetween\n" for name in TABLES
    )
    outdated = frame.format_map(dict.fromkeys(TABLES, "| outdated |"))
    assert with_tables(outdated) == frame.format_map({name: make() for name, make in TABLES.items()})


@LANGUAGES
def test_every_key_of_a_screen_stands_in_the_table_of_keys(language: str) -> None:
    speak(language)
    table = key_table()
    bindings = Bindings(DEFAULT)
    for commands in (bindings.page, bindings.margin, bindings.questions, bindings.library):
        for command in commands.commands:
            assert f"| {sentence(command.help)} |" in table


def test_the_arabic_tables_are_in_arabic_and_name_keys_as_the_arabic_keyboard_has_them() -> None:
    speak("ar")
    assert key_table().startswith("| المفتاح | ما يفعله |\n|---|---|\n")
    assert "| `ش` `ث` `ض` | " in key_table()
    assert "| `مسافة` | " in key_table()
    assert "| `annotation.remove` | `x` `delete` | حذف الوسم |" in name_table()


def test_every_command_of_the_shell_stands_in_its_table() -> None:
    names = [line.split()[2].removesuffix("`") for line in shell_table().splitlines()[2:]]
    assert names == list(COMMANDS)


@pytest.mark.parametrize("path", WRITTEN.values(), ids=WRITTEN)
def test_the_settings_that_the_readme_shows_are_understood(path: Path, tmp_path: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "hashiya.toml").write_text("\n".join(shown), encoding="utf-8")
    settings = load_settings(tmp_path)
    labels = labels_in(settings)
    bindings = bindings_in([settings], labels)
    assert set(settings.content) == set(OF_FOLDER)
    assert "PLACE" in labels
    assert bindings.page["annotation.remove"].keys == ("x", "backspace")
