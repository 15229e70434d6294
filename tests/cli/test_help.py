"""The help of every command in both languages: whole, within the terminal, and in that language alone."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category, normalize

import hatch_build
import pytest

from hashiya.cli.arguments import Option
from hashiya.cli.commands import COMMANDS
from hashiya.cli.main import main
from hashiya.cli.options import OPTIONS
from hashiya.cli.output import TerminalStream
from hashiya.exchange.formats import FORMATS
from hashiya.messages import LANGUAGES
from hashiya.messages.catalogue import LOCALE
from tests.terminals.pty_program import PtyProgram

if TYPE_CHECKING:
    from collections.abc import Iterator

HELPS = (("--help",), *((name, "--help") for name in COMMANDS))
COLUMNS = 80
NAMES = """
    ACTOR COMMAND CSV EDTF Enter HASHIYA_STORE HASHIYA_TERMINAL_MODE ISO JSON LANG Lines OPTION PATH OUT
    HASHIYA_NEW_PASSWORD PostgreSQL AND EVENT IN NEAR NOT OR a b canonical date event-date folder label note
    annotations gold hashiya hashiya.toml language less qdc REFI-QDA utf-8 cp1256 iso-8859-6"""
"""Words of programs that no language translates, beside options, commands, values and formats."""


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    monkeypatch.setenv("HASHIYA_TERMINAL_MODE", "visual")


def drawn(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """The rows that a terminal is given."""
    raw = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", TerminalStream(raw, encoding="utf-8"))
        assert main(arguments) == 0
    return raw.getvalue().decode().splitlines()


def letters(text: str) -> Counter[str]:
    """The letters of a text, whichever form and place they have."""
    return Counter(
        letter for letter in normalize("NFKC", text) if not letter.isspace() and category(letter) != "Cf"
    )


def width(row: str) -> int:
    return sum(category(character) != "Mn" for character in row)


def words_in(text: str) -> set[str]:
    """The Latin words of a text."""
    return set(re.findall(r"[A-Za-z][\w.-]*[A-Za-z0-9]", text, re.ASCII))


def names() -> Iterator[str]:
    """Every word that is a name."""
    yield from NAMES.split()
    yield from FORMATS
    yield from COMMANDS
    options = list(OPTIONS.values())
    for name in COMMANDS:
        for argument in import_module(f"hashiya.cli.{name}_command").ARGUMENTS:
            if isinstance(argument, Option):
                options.append(argument)
            else:
                yield from (argument.value, *argument.choices)
    for option in options:
        yield from (option.value, *option.choices, *(name.lstrip("-") for name in option.names))
    yield from ("help", "version")


@pytest.mark.parametrize("arguments", HELPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_shows_the_whole_help_within_its_columns(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    arguments: tuple[str, ...],
) -> None:
    rows = drawn(monkeypatch, "--language", language, *arguments)
    assert max(map(width, rows)) <= COLUMNS
    assert main(("--language", language, *arguments)) == 0
    assert letters("".join(rows)) == letters(capsys.readouterr().out)


@pytest.mark.parametrize("arguments", HELPS)
def test_every_line_of_arabic_in_a_pipe_begins_with_an_arabic_letter(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert main(("--language", "ar", *arguments)) == 0
    for line in capsys.readouterr().out.splitlines():
        strong = [each for each in map(bidirectional, line) if each in ("L", "AL", "R")]
        assert "AL" not in strong or strong[0] == "AL", line


@pytest.mark.parametrize("arguments", HELPS)
def test_the_arabic_help_begins_at_the_right_edge_and_has_no_english_word(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    rows = drawn(monkeypatch, "--language", "ar", *arguments)
    assert width(rows[0]) == COLUMNS
    assert rows[0].endswith("\ufe8d")  # the alef that begins the first word
    assert [width(row) for row in rows if row.endswith("-h, --help")] == [COLUMNS - 2]
    assert not words_in("\n".join(rows)) - set(names())


def test_no_arabic_sentence_of_the_command_line_has_an_english_word() -> None:
    allowed = {*names(), "accepted", "K", "NAME", "VALUE"}
    for message in hatch_build.catalogue_of(Path(LOCALE, "ar")):
        room = str(message.id if isinstance(message.id, str) else message.id[:1])
        if "cli." in room:
            text = " ".join([message.string] if isinstance(message.string, str) else message.string or ())
            assert not words_in(re.sub(r"\{.*?\}", "", text)) - allowed, message.id


@pytest.mark.process
@pytest.mark.parametrize(
    ("language", "arguments", "first", "last"),
    [
        ("en", ("--help",), b"usage: hashiya [OPTION\xe2\x80\xa6] [PATH", b"test card"),
        ("ar", ("--help",), "hashiya [OPTION…] [PATH…] :\ufedd".encode(), b"terminal"),
        ("ar", ("show", "--help"), "hashiya show [OPTION…] FILE :\ufedd".encode(), b"-h, --help"),
    ],
)
def test_a_real_terminal_gets_it(
    tmp_path: Path, language: str, arguments: tuple[str, ...], first: bytes, last: bytes
) -> None:
    environment = {"TERM": "xterm-256color", "LANG": f"{language}_EG.UTF-8", "LC_ALL": "", "COLUMNS": "80"}
    program = PtyProgram(tmp_path, {**environment, "HASHIYA_TERMINAL_MODE": "visual"}, *arguments)
    assert program.wait() == 0
    program.close()
    assert first in program.sent.splitlines()[0]
    assert last in program.sent
