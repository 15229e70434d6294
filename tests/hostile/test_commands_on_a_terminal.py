"""Every shell command with hostile text in whatever it reads, both of its streams a terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.commands import COMMANDS
from hashiya.messages import Message
from hashiya.terminal.mode import Mode
from tests.hostile.sent_bytes import read_sent
from tests.hostile.texts import CHANGED_NAME, KNOWN_ID, LONE, NAME_CONTROLS, hostile, make_folder
from tests.shares import sampled
from tests.storing import store_files
from tests.terminals.pty_program import PtyProgram

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = sampled(3)

ARTICLE = f"a{NAME_CONTROLS}NAME.txt"
OTHER = os.fsdecode(b"b\xe9\xff\x9b31m.txt")
MISSING = f"MISSING{NAME_CONTROLS}\udcff"
BAD = hostile("BAD").replace("/", "")
SPAN = ("--start", "0", "--end", "4")
PLAIN = {"TERM": "xterm-256color"}

QUESTION = str(Message("cli.which_line", last=4)).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    make_folder(made)
    return made


def shown(folder: Path, *arguments: str, replies: bytes = b"", **environment: str) -> tuple[int, str]:
    """The exit status of a command and what the terminal shows then; nothing hostile was sent."""
    program = PtyProgram(folder, PLAIN | environment, *arguments)
    if replies:
        program.read_until(b"\x1b[c")
        program.answer(replies)
    if arguments == ("terminal",):
        program.read_until(QUESTION)
        program.answer(b"\r")
    status = program.wait()
    program.close()
    sent = read_sent(program.sent)
    assert sent.foreign == []
    assert sent.copied == []
    assert "Traceback" not in sent.text
    in_words = environment.get("HASHIYA_TERMINAL_MODE") == "words" or arguments == ("terminal",)
    assert set(sent.bidi_controls) <= ({"\u200e"} if in_words else set())
    return status, sent.text


@pytest.mark.parametrize("command", COMMANDS)
def test_help(folder: Path, command: str) -> None:
    status, text = shown(folder, command, "--help")
    assert status == 0
    assert f"usage: hashiya {command}" in text


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["list"], 0, "NAME"),
        (["list", "--json"], 0, "LABEL"),
        (["list", MISSING], 1, "MISSING"),
        (["export"], 0, "NOTE"),
        (["export", "--format", "csv"], 0, "ANNOTATOR"),
        (["export", MISSING], 1, "MISSING"),
        (["export", "--format", BAD], 1, "BAD"),
        (["export", "-o", ARTICLE], 1, "NAME"),
        (["check"], 1, "LABEL"),
        (["check"], 1, "CHANGED"),
        (["show", CHANGED_NAME], 0, "NEW"),
        (["show", CHANGED_NAME, "--labels", "inline"], 0, "NEW"),
        (["check", MISSING], 1, "MISSING"),
        (["import", "in.jsonl", "--article", ARTICLE], 1, "UNKNOWN"),
        (["import", "in.jsonl"], 1, "ELSEWHERE"),
        (["import", "in.jsonl"], 1, "TWICE"),
        (["import", "in.jsonl", "--article", ARTICLE], 1, "ID"),
        (["import", "in.jsonl", "--article", ARTICLE], 1, "UNIT"),
        (["import", "--format", "csv", "in.csv"], 1, "COLUMN"),
        (["import", ARTICLE], 1, "NAME"),
        (["import", MISSING], 1, "MISSING"),
        (["layout", ARTICLE], 0, '"base"'),
        (["layout", OTHER, "--width", "30"], 0, '"base"'),
        (["date", f"{BAD} 2025-10-03"], 0, '"value"'),
        (["layout", MISSING], 1, "MISSING"),
        (["layout", f"c{NAME_CONTROLS}binary.txt"], 1, "binary"),
        (["show", ARTICLE], 0, "TEXT"),
        (["show", ARTICLE, "--labels", "inline"], 0, "LABEL"),
        (["show", ARTICLE, "--labels", "none", "--color", "never"], 0, "TEXT"),
        (["show", ARTICLE, "--width", "1"], 0, "T"),
        (["show", OTHER, "--color", "always", "--theme", "light"], 0, "OTHER"),
        (["show", ARTICLE, "--reveal"], 0, "TEXT"),
        (["show", "aa.html"], 0, "HTML"),
        (["show", ARTICLE, "--encoding", BAD], 2, "BAD"),
        (["show", ARTICLE, "--encoding", "cp1256"], 0, "TEXT"),
        (["show", MISSING], 1, "MISSING"),
        (["show", ARTICLE, "--color", BAD], 2, "BAD"),
        (["annotate", ARTICLE, *SPAN, "--label", BAD], 1, "BAD"),
        (["annotate", MISSING, *SPAN, "--label", "ACTOR"], 1, "MISSING"),
        (["annotate", ARTICLE, *SPAN, "--label", "ACTOR", "--id", BAD], 2, "BAD"),
        (["annotate", ARTICLE, *SPAN, "--label", "ACTOR", "--attribute", BAD.replace("=", "")], 2, "BAD"),
        (["annotate", ARTICLE, "--start", BAD, "--end", "4", "--label", "ACTOR"], 2, "BAD"),
        (["annotate", ARTICLE, "--start", "0", "--end", "999999", "--label", "ACTOR"], 1, "NAME"),
        (["edit", ARTICLE, KNOWN_ID, "--label", BAD], 1, "BAD"),
        (["edit", ARTICLE, BAD, "--note", "x"], 2, "BAD"),
        (["edit", ARTICLE, "none", "--note", "x"], 1, "NAME"),
        (["edit", ARTICLE, KNOWN_ID, "--status", BAD], 2, "BAD"),
        (["remove", MISSING, "none"], 1, "MISSING"),
        (["remove", ARTICLE, "none", BAD], 2, "BAD"),
        (["terminal", "--choose", BAD], 2, "BAD"),
        (["terminal", f"--{BAD}"], 2, "BAD"),
        ([f"--{BAD}"], 2, "BAD"),
        (["--theme", BAD], 2, "--theme"),
        (["--terminal-mode", BAD, "show", ARTICLE], 2, "BAD"),
        (["show", ARTICLE, "--terminal-mode", BAD], 2, "BAD"),
        (["--store", MISSING, "export"], 0, ""),
        (["--store", ARTICLE, "export"], 1, "NAME"),
        ([MISSING], 1, "MISSING"),
        ([f"c{NAME_CONTROLS}binary.txt"], 1, "binary"),
        (["--version"], 0, "hashiya"),
    ],
)
def test_a_command(folder: Path, arguments: list[str], status: int, word: str) -> None:
    answer, text = shown(folder, *arguments)
    assert word in text
    assert answer == status, text


@pytest.mark.parametrize("mode", Mode)
def test_rows_in_every_way_of_writing(folder: Path, mode: Mode) -> None:
    for labels in ("margin", "inline"):
        arguments = ("show", ARTICLE, "--labels", labels)
        status, text = shown(folder, *arguments, HASHIYA_TERMINAL_MODE=mode.value, COLORTERM="truecolor")
        assert status == 0
        assert "TEXT" in text


def test_what_the_surroundings_say(folder: Path) -> None:
    program, version = f"PROGRAM{NAME_CONTROLS}", f"1{NAME_CONTROLS}"
    status, text = shown(folder, "terminal", TERM_PROGRAM=program, TERM_PROGRAM_VERSION=version, TMUX=BAD)
    assert status == 0
    assert "terminal" in text
    assert shown(folder, "show", ARTICLE, HASHIYA_TERMINAL_MODE=BAD)[0] == 1
    assert shown(folder, "export", HASHIYA_STORE=f"{folder}/{MISSING}")[0] == 0


def test_what_the_terminal_answers(folder: Path) -> None:
    replies = f"\x1bP>|VERSION{NAME_CONTROLS.replace(chr(27), '')}\x1b\\\x1b[>9999;1;1c\x1b[8;0$y\x1b[?62;c"
    status, text = shown(folder, "terminal", replies=replies.encode())
    assert status == 0
    assert "VERSION" in text


def test_settings_that_are_wrong(folder: Path, tmp_path: Path) -> None:
    for settings in (
        '[[label]]\nname = "WRONG\\u001b[95m\\u202e"\nkey = "k"\n',
        '[[label]]\nname = "X"\nkey = "k"\n"WRONG\\u001b[95m\\u009b" = "x"\n',
        "WRONG\x1b[95m = ",
    ):
        (tmp_path / "hashiya.toml").write_text(settings, encoding="utf-8")
        (tmp_path / "a.txt").write_text("x y\n")
        status, _ = shown(tmp_path, "check")
        assert status == 1


def test_a_store_file_that_is_damaged(tmp_path: Path) -> None:
    make_folder(tmp_path)
    for file in store_files(tmp_path / "annotations"):
        damaged = file.read_bytes().replace(b'"annotations"', b'"annotations": \x1b[95m', 1)
        for each in (file, file.with_name(f"{file.name}.bak")):
            each.write_bytes(damaged)
    for command in ("list", "export", "check"):
        status, text = shown(tmp_path, command)
        assert status == 1, text
    assert shown(tmp_path, "show", ARTICLE)[0] == 1


def test_a_fault_of_the_program_itself_shows_no_sequence(tmp_path: Path) -> None:
    import sys
    from pathlib import Path as File

    code = (
        "import warnings, sys\n"
        "from hashiya.cli import command_line as cli, main\n"
        "def broken(_arguments):\n"
        f"    warnings.warn({hostile('WARNED') + LONE!r})\n"
        f"    raise ValueError({hostile('FAULT') + LONE!r})\n"
        "cli._dispatch = broken\n"
        "main.run()\n"
    )
    program = PtyProgram(tmp_path, PLAIN, "-c", code, program=File(sys.executable))
    assert program.wait() == 1
    program.close()
    sent = read_sent(program.sent)
    assert "WARNED" in sent.text
    assert "FAULT" in sent.text
    assert (sent.foreign, sent.bidi_controls) == ([], [])
