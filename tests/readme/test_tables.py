from __future__ import annotations

import pytest

from hashiya.cli.commands import COMMANDS
from hashiya.codebook.label import DEFAULT
from hashiya.session.commands.bindings import Bindings
from tests.readme.tables import README, TABLES, key_table, shell_table, with_tables


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
