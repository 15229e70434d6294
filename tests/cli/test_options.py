"""The general options: what they do before a command's name and behind it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.commands import COMMANDS, READER
from hashiya.cli.options import OF_ALL, OPTIONS
from hashiya.cli.parsing import parse
from hashiya.cli.usage import UsageError
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

SPAN = ("--start", "4", "--end", "22", "--label", "ACTOR")
OWN = {
    "annotate": ("FILE", *SPAN),
    "remove": ("FILE", "id"),
    "edit": ("FILE", "id", "--note", "n"),
    "import": ("IN",),
    "layout": ("FILE",),
    "show": ("FILE",),
}
"""What a command needs besides."""
VALUES = {
    "store": ("a folder", Path("a folder")),
    "theme": ("light", "light"),
    "annotator": ("\u0645\u0646\u0649", "\u0645\u0646\u0649"),
    "language": ("ar", "ar"),
    "encoding": ("Windows-1256", "cp1256"),
    "terminal-mode": ("words", "words"),
}


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_means_the_same_before_a_command_and_behind_it_or_is_refused_in_both_places(
    command: str, option: str
) -> None:
    given, value = VALUES[option]
    own = OWN.get(command, ())
    is_taken = option in OF_ALL or option in COMMANDS[command].takes
    for words in (
        (f"--{option}", given, command, *own),
        (f"--{option}={given}", command, *own),
        (command, f"--{option}", given, *own),
        (command, *own, f"--{option}={given}"),
    ):
        if is_taken:
            assert getattr(parse(words), option.replace("-", "_")) == value
        else:
            with pytest.raises(UsageError, match=f"^hashiya {command} has no option --{option}$"):
                parse(words)


def test_what_is_given_twice_counts_as_given_last() -> None:
    assert parse(("--store", "a", "list", "--store", "b")).store == Path("b")
    assert parse(("--theme", "light", "show", "FILE", "--theme", "dark")).theme == "dark"
    assert parse(("--store", "a", "--store", "b", "list")).store == Path("b")


@pytest.mark.parametrize("option", READER.takes)
def test_the_reader_takes_an_option_before_its_paths_and_behind_them(option: str) -> None:
    given, value = VALUES[option]
    for words in (
        (f"--{option}", given, "a", "b"),
        ("a", f"--{option}", given, "b"),
        ("a", "b", f"--{option}={given}"),
    ):
        parsed = parse(words)
        assert (parsed.words, getattr(parsed, option.replace("-", "_"))) == (["a", "b"], value)


def test_words_and_options_of_a_command_come_in_any_order() -> None:
    parsed = parse(("list", "a", "--json", "b"))
    assert (parsed.paths, parsed.json) == ([Path("a"), Path("b")], True)
    assert parse(("show", "--reveal", "--", "-a")).file == Path("-a")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--json", "list"), "the option --json is not known"),
        (("list", "--bogus"), "--bogus"),
        (("--bogus",), "--bogus"),
        (("--the", "light", "show", "FILE"), "unrecognized arguments: --the"),
        (("--encoding", "x-y", "show", "FILE"), "^there is no encoding “x-y”$"),
        (("show", "FILE", "--encoding", "x-y"), "^there is no encoding “x-y”$"),
        (("--theme", "blue", "list"), "'blue'"),
        (("--terminal-mode", "blue"), "'blue'"),
        (("list", "--store="), "^--store needs a folder$"),
        (("--store",), "expected one argument"),
    ],
)
def test_a_wrong_option_is_refused_in_one_sentence(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said) as told:
        parse(words)
    assert "\n" not in told.value.message


def test_the_theme_before_show_is_the_theme_behind_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    shell.annotate()
    shown = {
        theme: shell("show", ARTICLE, "--color", "always", "--theme", theme).out
        for theme in ("light", "dark")
    }
    assert shown["light"] != shown["dark"]
    for theme, out in shown.items():
        assert shell("--theme", theme, "show", ARTICLE, "--color", "always").out == out
    assert shell("show", ARTICLE, "--color", "always").out == shown["dark"]


def test_the_annotator_before_annotate_and_edit_is_stored(shell: Shell) -> None:
    identifier = shell("--annotator", "\u0645\u0646\u0649", "annotate", ARTICLE, *SPAN).out.strip()
    assert shell.exported()[0]["annotator"] == "\u0645\u0646\u0649"
    assert shell("--annotator", "x", "edit", ARTICLE, identifier).status == 0
    assert shell.exported()[0]["annotator"] == "x"


def test_the_encoding_before_a_command_decodes_the_article(shell: Shell) -> None:
    (shell.folder / "a.txt").write_bytes(TEXT.encode("iso-8859-6", "replace"))
    named = ("layout", "a.txt", "--encoding", "cp1252")
    assert shell("--encoding", "cp1252", *named[:2]).out == shell(*named).out != shell(*named[:2]).out


def test_the_terminal_mode_before_terminal_is_told(shell: Shell) -> None:
    for words in (("--terminal-mode", "split", "terminal"), ("terminal", "--terminal-mode", "split")):
        assert "rows      split" in shell(*words).out


def test_an_encoding_that_edit_would_not_use_is_refused(shell: Shell) -> None:
    identifier = shell.annotate()
    for words in (("--encoding", "cp1256"), ("--change-encoding",)):
        answer = shell("edit", ARTICLE, identifier, "--note", "n", *words)
        assert (answer.status, answer.out) == (2, "")
        assert "neither is given" in answer.err
    answer = shell("annotate", ARTICLE, *SPAN, "--change-encoding")
    assert (answer.status, answer.err.splitlines()[0]) == (2, "hashiya: --change-encoding needs --encoding")


def test_the_store_is_named_in_either_place(shell: Shell) -> None:
    assert shell("--store", "one", "annotate", ARTICLE, *SPAN).status == 0
    assert shell("annotate", ARTICLE, *SPAN, "--store", "two").status == 0
    for name in ("one", "two"):
        assert json.loads(shell("list", "--json", "--store", name).out)[0]["counts"]["ACTOR"] == 1
        assert os.listdir(name)  # noqa: PTH208
