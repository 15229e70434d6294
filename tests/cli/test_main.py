from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hashiya import __version__
from hashiya.cli import command_line as main_module
from hashiya.cli.commands import COMMANDS
from hashiya.cli.main import main
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.terminal.mode import Mode
from tests.cli.conftest import ARTICLE
from tests.storing import ANNOTATOR

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "hashiya", *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, **options)


def test_help_names_every_command_and_option(shell: Shell) -> None:
    for word in ("--help", "-h"):
        answer = shell(word)
        assert (answer.status, answer.err) == (0, "")
        for name in (*COMMANDS, "--store", "--version", "--theme", "--annotator"):
            assert name in answer.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(shell: Shell, name: str) -> None:
    answer = shell(name, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: hashiya {name}")
    assert "--store" in answer.out


def test_the_version(shell: Shell) -> None:
    assert shell("--version").out == f"hashiya {__version__}\n"


@pytest.mark.parametrize("arguments", [["--bogus"], ["-x"], ["--store"], ["--store="], ["--theme", "blue"]])
def test_wrong_options_get_status_2(shell: Shell, arguments: list[str]) -> None:
    answer = shell(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("hashiya: ")


@pytest.mark.parametrize("arguments", [[], ["articles"], [ARTICLE], ["--theme", "dark", "articles"]])
def test_the_reader_needs_a_terminal(shell: Shell, arguments: list[str]) -> None:
    answer = shell(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.said[0] == Message("cli.no_terminal")


@pytest.mark.parametrize(
    ("arguments", "paths", "store", "options"),
    [
        ([], [], "annotations", {}),
        (["seeds"], ["seeds"], "annotations", {}),
        (["./list"], ["list"], "annotations", {}),
        (["seeds", "list"], ["seeds", "list"], "annotations", {}),
        (["--", "list"], ["list"], "annotations", {}),
        (["--", "--help"], ["--help"], "annotations", {}),
        (["--store", "s", "a", "--theme=dark"], ["a"], "s", {"theme": "dark"}),
        (["--annotator", "منى", "a", "b"], ["a", "b"], "annotations", {"annotator": "منى"}),
        (["--encoding", "Windows-1256", "a"], ["a"], "annotations", {"encoding": "cp1256"}),
        (["a", "--theme", "light", "b", "--store=s"], ["a", "b"], "s", {"theme": "light"}),
        (["--theme", "light", "--", "-b"], ["-b"], "annotations", {"theme": "light"}),
        (["a", "show"], ["a", "show"], "annotations", {}),
    ],
)
def test_the_reader_gets_paths_the_store_and_its_options(
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    paths: list[str],
    store: str,
    options: dict[str, str],
) -> None:
    calls: list[Any] = []

    class Launch:
        @staticmethod
        def open_reader(*given: Any, **named: Any) -> int:
            calls.append((*given, named))
            return 7

    monkeypatch.delenv("HASHIYA_STORE", raising=False)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setitem(sys.modules, "hashiya.tui.launch", Launch)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(arguments) == 7
    assert calls[0][-1].pop("inquiry") is not None
    assert calls[0][-1].pop("mode") is Mode.VISUAL
    printed = io.StringIO()
    monkeypatch.setattr(sys, "stderr", printed)
    calls[0][-1].pop("tell")(HashiyaError(Message("files.disk_full")))
    assert "hashiya: the disk is full" in printed.getvalue()
    expected = {"theme": None, "annotator": ANNOTATOR, "encoding": "", "settling": (), **options}
    assert calls == [([Path(path) for path in paths], Path(store), expected)]


def test_messages_hold_no_control_of_a_files_name(shell: Shell) -> None:
    answer = shell("annotate", "x\x1b]0;t\x07\n\u202e.txt", "--start", 0, "--end", 1, "--label", "ACTOR")
    assert answer.status == 1
    assert len(answer.err.splitlines()) == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", answer.err)


def test_an_interrupt_is_quiet(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main_module, "_dispatch", interrupt)
    answer = shell("list")
    assert (answer.status, answer.out, answer.err) == (130, "", "")


def test_too_little_memory_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(_arguments: object) -> int:
        raise MemoryError

    monkeypatch.setattr(main_module, "_dispatch", exhaust)
    assert "memory" in shell("list").err


SCRIPT = """
import sys
from hashiya.cli.main import main
for arguments in (
    ["annotate", "articles/a.txt", "--start", "4", "--end", "22", "--label", "ACTOR", "--id", "x"],
    ["edit", "articles/a.txt", "x", "--note", "n"],
    ["list", "articles"], ["export"], ["export", "-o", "out.jsonl"], ["import", "out.jsonl"], ["check"],
    ["layout", "articles/a.txt", "--width", "40"], ["remove", "articles/a.txt", "x"],
    ["--help"], ["--version"],
):
    assert main(arguments) == 0, arguments
loaded = [name for name in sys.modules if name.partition(".")[0] in ("textual", "rich", "asyncio")]
assert not loaded, loaded
"""


def test_no_shell_command_imports_what_draws_screens(shell: Shell) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def imported_by(*arguments: str) -> set[str]:
    """The modules that a command line loads."""
    code = "import sys; from hashiya.cli.main import main; main(sys.argv[1:]); "
    code += "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return set(done.stderr.split())


def test_the_help_loads_neither_a_command_nor_what_only_commands_need() -> None:
    loaded = imported_by("--help")
    ours = {name for name in loaded if name.startswith("hashiya.") and name.count(".") == 1}
    assert ours == {"hashiya.cli", "hashiya.errors", "hashiya.files", "hashiya.messages", "hashiya.text"}
    assert not {name for name in loaded if name.endswith("_command")}
    assert not loaded & {"pathlib", "dataclasses", "shutil", "json", "tempfile", "importlib.metadata"}


def test_the_reader_of_plain_paths_loads_no_parser() -> None:
    assert "hashiya.cli.parsing" not in imported_by("articles", "more")
    assert "hashiya.cli.parsing" in imported_by("--theme", "dark", "articles")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_loads_its_own_module_alone(name: str) -> None:
    commands = {each for each in imported_by(name, "--help") if each.endswith("_command")}
    assert commands == {f"hashiya.cli.{name}_command"}


def test_output_is_utf8_whatever_the_locale_says(shell: Shell) -> None:
    note = "ملاحظة"
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    span = ("--start", "4", "--end", "22", "--label", "ACTOR")
    assert run("annotate", ARTICLE, *span, "--note", note, env=environment).returncode == 0
    done = run("export", env=environment)
    assert f'"note": "{note}"' in done.stdout.decode("utf-8")
    assert done.stdout.decode("utf-8") == shell("export").out
    (shell.folder / "خبر.txt").write_text("abc")
    assert (
        run(
            "annotate", "خبر.txt", "--start", "0", "--end", "2", "--label", "ACTOR", env=environment
        ).returncode
        == 0
    )
    assert shell.exported("خبر.txt")[0]["article"] == "خبر.txt"
    assert "خبر.txt\tin progress" in run("list", env=environment).stdout.decode("utf-8")
    assert run("check", env=environment).returncode == 0
    assert "خبر" in run("list", "خبر", env=environment).stderr.decode("utf-8")


@pytest.mark.parametrize("arguments", [["export"], ["list"], ["--help"]])
def test_a_reader_of_the_output_that_has_gone_is_no_error(shell: Shell, arguments: list[str]) -> None:
    shell.annotate()
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "hashiya", *arguments], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["export"], ["list"], ["--help"], ["list", "--help"]])
def test_a_full_disk_behind_the_output_is_told(
    shell: Shell, arguments: list[str], unbuffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.annotate()
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hashiya", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    told = Message("cli.output_not_written", reason=Message("files.disk_full"))
    assert done.stderr.decode() == f"hashiya: {told}\n  {Message('files.free_space')}\n"


def test_closed_streams_are_no_traceback(shell: Shell) -> None:
    shell.annotate()
    for closing in (">&-", "2>&-", ">&- 2>&-", "<&-"):
        command = f'"{sys.executable}" -m hashiya export {closing}'
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), closing


def test_every_line_of_the_help_fits_a_terminal_of_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in (["--help"], *([command, "--help"] for command in COMMANDS)):
        assert main(arguments) == 0
        assert max(map(len, capsys.readouterr().out.splitlines())) <= 80, arguments
