"""Commands in a current folder that is gone, or that cannot be read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Answer, Shell

ARTICLE_COMMANDS = [
    ("show", "{article}", "--width", "40"),
    ("layout", "{article}", "--width", "40"),
    ("annotate", "{article}", "--start", "0", "--end", "3", "--label", "EVENT"),
    ("list",),
    ("list", "{article}", "--json"),
    ("list", "{folder}", "--json"),
    ("export",),
    ("export", "-o", "{folder}/out.jsonl"),
    ("check",),
]


@pytest.fixture
def lost(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A current folder that was removed; the articles lie elsewhere."""
    before = Path.cwd()
    gone = shell.folder / "gone"
    gone.mkdir()
    monkeypatch.setenv("PWD", str(gone))
    os.chdir(gone)
    gone.rmdir()
    yield shell
    os.chdir(before)


def run(shell: Shell, *command: str) -> Answer:
    folder = shell.folder / "articles"
    return shell(*(part.format(article=folder / "a.txt", folder=folder) for part in command))


@pytest.mark.parametrize("command", ARTICLE_COMMANDS)
def test_with_whole_paths_every_command_works(lost: Shell, command: tuple[str, ...]) -> None:
    answer = run(lost, "--store", "{folder}/annotations", *command)
    assert (answer.status, answer.err) == (0, "")


def test_an_annotation_is_stored_and_listed(lost: Shell) -> None:
    store = "--store", "{folder}/annotations"
    identifier = run(lost, *store, *ARTICLE_COMMANDS[2]).out.strip()
    (listed,) = json.loads(run(lost, *store, "list", "--json").out)
    assert (listed["article"], listed["title"], listed["counts"]["EVENT"]) == ("a.txt", TEXT, 1)
    assert identifier in run(lost, *store, "export").out


@pytest.mark.parametrize("store", [(), ("--store", "annotations"), ("--store", "deep/er")])
@pytest.mark.parametrize("command", ARTICLE_COMMANDS)
def test_where_the_store_lies_in_it_the_current_folder_is_named(
    lost: Shell, command: tuple[str, ...], store: tuple[str, ...]
) -> None:
    answer = run(lost, *store, *command)
    assert (answer.status, answer.out) == (1, "")
    assert answer.says(Message("files.named_folder_gone", folder=lost.folder / "gone"))
    assert "--store" in answer.err


@pytest.mark.parametrize(
    "command",
    [
        ("show", "a.txt"),
        ("layout", "a.txt", "--width", "40"),
        ("annotate", "a.txt", "--start", "0", "--end", "3", "--label", "EVENT"),
        ("list", "."),
        ("list", "a.txt"),
        ("export", "-o", "out.jsonl"),
        ("import", "in.jsonl"),
        ("check", "a.txt"),
    ],
)
def test_a_path_that_begins_at_the_lost_folder_is_named_with_it(
    lost: Shell, command: tuple[str, ...]
) -> None:
    answer = run(lost, "--store", "{folder}/annotations", *command)
    assert (answer.status, answer.out) == (1, "")
    assert answer.says(Message("files.named_folder_gone", folder=lost.folder / "gone"))


def test_the_reader_names_it_before_it_takes_the_screen(lost: Shell) -> None:
    program = (
        "import sys; from hashiya.tui.launch import open_reader; from pathlib import Path;"
        "open_reader([], Path(sys.argv[1]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(lost.folder / "annotations")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "HashiyaError: cannot find .: the current folder" in answer.stderr


@pytest.fixture
def closed(shell: Shell) -> Iterator[Shell]:
    """A current folder without any right for the user; the articles lie elsewhere."""
    folder = Path(tempfile.mkdtemp())
    (folder / "closed").mkdir()
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_bytes(TEXT.encode())
    shell.folder = folder
    for command in (*ARTICLE_COMMANDS, ("list",)):  # what they import is read as the one who may
        run(shell, "--store", str(folder / "first" / "annotations"), *command)
    os.chdir(folder / "closed")
    for path, mode in ((folder, 0o777), (folder / "articles", 0o777), (folder / "closed", 0)):
        path.chmod(mode)
    user = os.geteuid()
    if user == 0:  # whom no missing right holds up
        os.seteuid(65534)
    yield shell
    if user == 0:
        os.seteuid(0)
    (folder / "closed").chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize("command", [*ARTICLE_COMMANDS[:5], ("list", "{folder}")])
def test_in_a_closed_current_folder_whole_paths_work(closed: Shell, command: tuple[str, ...]) -> None:
    answer = run(closed, "--store", "{folder}/annotations", *command)
    assert (answer.status, answer.err) == (0, "")


@pytest.mark.parametrize(
    "command",
    [("list",), ("export",), ("check",), *(each for each in ARTICLE_COMMANDS if each[0] == "annotate")],
)
def test_in_a_closed_current_folder_the_file_is_named_that_cannot_be_read(
    closed: Shell, command: tuple[str, ...]
) -> None:
    answer = run(closed, "--store", "here", *command)
    assert (answer.status, answer.out) == (1, "")
    assert "here" in answer.err or f"{closed.folder}/closed/" in answer.err
    assert "permission denied" in answer.err.lower()
