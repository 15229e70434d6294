from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.commands import COMMANDS
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.labels import labels_in
from hashiya.codebook.settings import load_settings
from hashiya.session.commands.bindings import Bindings
from hashiya.session.commands.remapping import bindings_in
from tests.readme.tables import README, TABLES, key_table, shell_table, with_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", TABLES)
def test_the_readme_holds_the_table(name: str) -> None:
    text = README.read_text(encoding="utf-8")
    _, _, rest = text.partition(f"<!-- {name}, by make tables -->\n")
    table, found, _ = rest.partition(f"\n<!-- end of {name} -->")
    assert found
    assert table == TABLES[name](), "make tables writes it anew"


def test_a_table_that_is_behind_is_written_anew() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_tables(text.replace("`annotation.remove`", "`annotation.old`")) == text


def test_every_key_of_a_screen_stands_in_the_table_of_keys() -> None:
    table = key_table()
    bindings = Bindings(DEFAULT)
    for commands in (bindings.page, bindings.margin, bindings.questions, bindings.library):
        for command in commands.commands:
            assert f"| {command.help} |" in table


def test_every_command_of_the_shell_stands_in_its_table() -> None:
    assert [line.split()[2] for line in shell_table().splitlines()[2:]] == [
        f"{name}`" if name == "terminal" else name for name in COMMANDS
    ]


def test_the_settings_that_the_readme_shows_are_understood(tmp_path: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "hashiya.toml").write_text("\n".join(shown), encoding="utf-8")
    settings = load_settings(tmp_path)
    labels = labels_in(settings)
    bindings = bindings_in([settings], labels)
    assert set(settings.content) == {"label", "keys"}
    assert "PLACE" in labels
    assert bindings.page["annotation.remove"].keys == ("x", "backspace")
