"""Lone surrogates, from names and arguments that are no UTF-8 or from JSON, are kept and stop no command."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.hostile.sent_bytes import read_sent
from tests.hostile.texts import make_folder
from tests.terminals.pty_program import HASHIYA, PtyProgram

if TYPE_CHECKING:
    from pathlib import Path

BYTES = b"x\xff\xe9y"
TEXT = os.fsdecode(BYTES)
NAME = os.fsdecode(b"n\xff.txt")
LOCALES = [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]


def run(folder: Path, locale: dict[str, str], *arguments: str) -> tuple[int, bytes, bytes]:
    """The exit status of a command and what it wrote into pipes."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)} | locale
    answer = subprocess.run(
        [HASHIYA, *arguments], cwd=folder, env=environment, capture_output=True, check=False
    )
    assert b"Traceback" not in answer.stderr
    return answer.returncode, answer.stdout, answer.stderr


def records(exported: bytes) -> list[dict[str, Any]]:
    """The lines of an export, which may hold other line breaks than newlines."""
    return [json.loads(line) for line in exported.decode("utf-8").split("\n") if line]


@pytest.mark.parametrize("locale", LOCALES, ids=["utf-8", "c"])
def test_they_go_through_every_command_and_come_back(tmp_path: Path, locale: dict[str, str]) -> None:
    (tmp_path / NAME).write_text("زيارة وفد\n", encoding="utf-8")
    given = ("--note", TEXT, "--attribute", f"{TEXT}={TEXT}", "--annotator", TEXT)
    span = ("--start", "0", "--end", "5", "--label", "ACTOR")
    status, out, _ = run(tmp_path, locale, "annotate", NAME, *span, *given)
    assert status == 0
    identifier = out.decode().strip()
    assert run(tmp_path, locale, "edit", NAME, identifier, "--annotator", TEXT, "--note", TEXT + TEXT)[0] == 0
    status, exported, _ = run(tmp_path, locale, "export")
    assert status == 0
    (record,) = records(exported)
    assert (record["article"], record["note"], record["annotator"]) == (NAME, TEXT + TEXT, TEXT)
    assert record["attributes"] == {TEXT: TEXT}
    for arguments in (["list"], ["list", "--json"], ["show", NAME], ["check"], ["export", "--format", "csv"]):
        status, out, err = run(tmp_path, locale, *arguments, "--annotator", TEXT)
        assert (status, err) == (0, b"")
        assert out.decode("utf-8") or arguments == ["check"]
    (tmp_path / "in.jsonl").write_bytes(exported)
    assert run(tmp_path, locale, "remove", NAME, identifier, "--annotator", TEXT)[0] == 0
    assert run(tmp_path, locale, "import", "in.jsonl")[0] == 0
    assert records(run(tmp_path, locale, "export")[1]) == [record]


def test_data_is_exact_in_a_pipe_and_has_the_same_value_on_a_terminal(tmp_path: Path) -> None:
    make_folder(tmp_path)
    piped = run(tmp_path, LOCALES[0], "export")[1]
    assert "\u202e".encode() in piped
    assert "\x9b".encode() in piped
    program = PtyProgram(tmp_path, {"TERM": "xterm"}, "export")
    assert program.wait() == 0
    program.close()
    sent = read_sent(program.sent)
    assert (sent.foreign, sent.bidi_controls) == ([], [])
    assert [json.loads(line) for line in sent.text.split("\r\n") if line] == records(piped)
