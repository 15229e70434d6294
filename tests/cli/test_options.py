"""The general options: what they do before a command's name and behind it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.commands import COMMANDS, OF_READER
from hashiya.cli.options import OF_ALL, OPTIONS
from hashiya.cli.parsing import parse
from hashiya.cli.usage import UsageError
from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

SPAN = ("--start", "4", "--end", "22", "--label", "ACTOR")
OWN = {
    "agree": ("A", "B"),
    "annotate": ("FILE", *SPAN),
    "search": ("QUERY",),
    "remove": ("FILE", "id"),
    "edit": ("FILE", "id", "--note", "n"),
    "import": ("IN",),
    "layout": ("FILE",),
    "date": ("TEXT",),
    "settle": ("A", "B"),
    "team": ("status",),
    "pull": ("DIR",),
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
            told = Message("cli.unknown_option", program=f"hashiya {command}", option=f"--{option}")
            with refused(told, UsageError):
                parse(words)


def test_what_is_given_twice_counts_as_given_last() -> None:
    assert parse(("--store", "a", "list", "--store", "b")).store == Path("b")
    assert parse(("--theme", "light", "show", "FILE", "--theme", "dark")).theme == "dark"
    assert parse(("--store", "a", "--store", "b", "list")).store == Path("b")


@pytest.mark.parametrize("option", OF_READER)
def test_the_reader_takes_an_option_before_its_paths_and_behind_them(option: str) -> None:
    given, value = VALUES[option]
    for words in (
        (f"--{option}", given, "a", "b"),
        ("a", f"--{option}", given, "b"),
        ("a", "b", f"--{option}={given}"),
    ):
        parsed = parse(words)
        assert (parsed.words, getattr(parsed, option.replace("-", "_"))) == ([Path("a"), Path("b")], value)


def test_words_and_options_of_a_command_come_in_any_order() -> None:
    parsed = parse(("list", "a", "--json", "b"))
    assert (parsed.paths, parsed.json) == ([Path("a"), Path("b")], True)
    assert parse(("show", "--reveal", "--", "-a")).file == Path("-a")


NO_ENCODING = Message(
    "cli.wrong_value", option="--encoding", problem=Message("article.encoding_unknown", name="x-y")
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--json", "list"), Message("cli.unknown_option", program="hashiya", option="--json")),
        (("list", "--bogus"), Message("cli.unknown_option", program="hashiya list", option="--bogus")),
        (("list", "-x"), Message("cli.unknown_option", program="hashiya list", option="-x")),
        (("--bogus",), Message("cli.unknown_option", program="hashiya", option="--bogus")),
        (
            ("--the", "light", "show", "FILE"),
            Message("cli.unknown_option", program="hashiya", option="--the"),
        ),
        (("--encoding", "x-y", "show", "FILE"), NO_ENCODING),
        (("show", "FILE", "--encoding", "x-y"), NO_ENCODING),
        (
            ("--theme", "blue", "list"),
            Message("cli.not_a_choice", option="--theme", word="blue", choices=("light", "dark")),
        ),
        (
            ("terminal", "--choose", "5"),
            Message("cli.not_a_choice", option="--choose", word="5", choices=("0", "1", "2", "3", "4")),
        ),
        (
            ("list", "--store="),
            Message("cli.wrong_value", option="--store", problem=Message("cli.no_path")),
        ),
        (("--store",), Message("cli.value_missing", option="--store", value="DIR")),
        (("list", "--store", "--json"), Message("cli.value_missing", option="--store", value="DIR")),
        (("list", "--json=yes"), Message("cli.no_value", option="--json", value="yes")),
        (("--version=1",), Message("cli.no_value", option="--version", value="1")),
        (("list", "--help=all"), Message("cli.no_value", option="--help", value="all")),
        (("-hv",), Message("cli.no_value", option="-h", value="v")),
        (("list", ""), Message("cli.wrong_value", option="PATH", problem=Message("cli.no_path"))),
        (("a", ""), Message("cli.wrong_value", option="PATH", problem=Message("cli.no_path"))),
        (("remove", "", "id"), Message("cli.wrong_value", option="FILE", problem=Message("cli.no_path"))),
        *(
            (
                ("edit", "FILE", "id", "--end", word),
                Message("cli.wrong_value", option="--end", problem=problem),
            )
            for word in ("", "1_0", " 1", "\u0663", "1.0", "9" * 19)
            for problem in [Message("cli.not_a_whole_number", word=word)]
        ),
        (("import", ""), Message("cli.wrong_value", option="IN", problem=Message("cli.no_path"))),
        (
            ("import", "IN", "--article="),
            Message("cli.wrong_value", option="--article", problem=Message("cli.no_path")),
        ),
        (
            ("export", "-o=", "a"),
            Message("cli.wrong_value", option="--output", problem=Message("cli.no_path")),
        ),
        (("remove", "FILE"), Message("cli.missing", program="hashiya remove", arguments="ID")),
        (
            ("annotate", "--start", "1"),
            Message("cli.missing", program="hashiya annotate", arguments="FILE --end E --label L"),
        ),
        (("show", "FILE", "b"), Message("cli.word_too_many", program="hashiya show", word="b")),
        (
            ("remove", "FILE", "a b"),
            Message("cli.wrong_value", option="ID", problem=Message("cli.not_an_id", word="a b")),
        ),
    ],
)
def test_a_wrong_command_line_is_refused(words: tuple[str, ...], told: Message) -> None:
    with refused(told, UsageError) as caught:
        parse(words)
    assert isinstance(caught.value.advice, Message)


def test_values_stand_behind_an_option_or_joined_to_it() -> None:
    for words in (("-o", "out"), ("-oout",), ("-o=out",), ("--output", "out"), ("--output=out",)):
        assert parse(("export", *words)).output == Path("out")
    assert parse(("export", "-o", "-")).output == Path("-")
    assert parse(("export", "-omy file")).output == Path("my file")
    assert parse(("edit", "FILE", "id", "--start", "-1", "--note", "- a note")).note == "- a note"
    assert parse(("edit", "FILE", "id", "--note=--help")).note == "--help"


def test_an_option_that_is_repeated_adds_a_value() -> None:
    parsed = parse(("export", "--label", "ACTOR", "a", "--label=EVENT"))
    assert (parsed.label, parsed.paths) == (["ACTOR", "EVENT"], [Path("a")])
    assert parse(("export",)).label is None


def test_a_flag_may_stand_for_another_option() -> None:
    assert parse(("show", "FILE")).color == "auto"
    assert parse(("show", "FILE", "--no-color")).color == "never"
    assert parse(("show", "FILE", "--no-color", "--color", "always")).color == "always"


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


def test_the_annotator_before_annotate_and_edit_is_whose_annotations_change(shell: Shell) -> None:
    identifier = shell("--annotator", "\u0645\u0646\u0649", "annotate", ARTICLE, *SPAN).out.strip()
    assert shell.exported()[0]["annotator"] == "\u0645\u0646\u0649"
    answer = shell("--annotator", "\u0645\u0646\u0649", "edit", ARTICLE, identifier, "--note", "n")
    assert answer.status == 0
    assert [(each["annotator"], each["note"]) for each in shell.exported()] == [("\u0645\u0646\u0649", "n")]


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
        assert answer.said[0] == Message("cli.encoding_without_place")
    answer = shell("annotate", ARTICLE, *SPAN, "--change-encoding")
    assert (answer.status, answer.said[0]) == (2, Message("cli.change_encoding_alone"))


def test_the_store_is_named_in_either_place(shell: Shell) -> None:
    assert shell("--store", "one", "annotate", ARTICLE, *SPAN).status == 0
    assert shell("annotate", ARTICLE, *SPAN, "--store", "two").status == 0
    for name in ("one", "two"):
        assert json.loads(shell("list", "--json", "--store", name).out)[0]["counts"]["ACTOR"] == 1
        assert os.listdir(name)  # noqa: PTH208
