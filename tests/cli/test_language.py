from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.output import TerminalStream
from hashiya.cli.telling import print_error
from hashiya.errors import HashiyaError
from hashiya.messages import Message, speak
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

MISSING = HashiyaError(
    Message("files.cannot_read", path="/a/b.txt", cause=Message("files.missing")),
    Message("files.use_absolute_paths"),
)


def drawn(monkeypatch: pytest.MonkeyPatch, error: HashiyaError) -> list[str]:
    """What a terminal of 60 columns is given that shows rows as they come."""
    monkeypatch.setenv("HASHIYA_TERMINAL_MODE", "visual")
    monkeypatch.setenv("COLUMNS", "60")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", TerminalStream(raw, encoding="utf-8"))
    print_error(error)
    return raw.getvalue().decode().splitlines()


def test_in_arabic_a_terminal_is_given_rows_in_visual_order(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ar")
    row, *advice = drawn(monkeypatch, MISSING)
    assert row.endswith("\ufe97 :hashiya")  # the first letter of the first word, joined to its left
    assert row.strip().startswith("\ufee2")  # the last letter of the last word, joined to its right
    assert " :/a/b.txt " in row
    assert not any("\u2066" <= character <= "\u2069" for character in row)
    assert len(row) - row.count("\u0651") == 60  # at the right edge; a shadda takes no column
    assert advice
    assert all(len(line) - sum(map(line.count, "\u064b\u0651")) == 58 for line in advice[:1])


def test_a_list_runs_right_to_left(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ar")
    told = Message("article.usual_encodings", names=("utf-8", "cp1256"))
    (row,) = drawn(monkeypatch, HashiyaError(told))
    assert "cp1256 \u060cutf-8 :" in row


def test_in_english_nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("en")
    assert drawn(monkeypatch, MISSING)[0] == "hashiya: cannot read /a/b.txt: there is no such file"


def test_in_a_name_from_outside_no_bidi_control_works(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ar")
    told = Message("files.cannot_read", path="a\u202eb\u2069c", cause=Message("files.missing"))
    assert any("a<U+202E>b<U+2069>c" in row for row in drawn(monkeypatch, HashiyaError(told)))


def test_into_a_pipe_the_text_is_in_its_logical_order(shell: Shell) -> None:
    answer = shell("--language", "ar", "show", "none.txt")
    assert (answer.status, answer.err) == (1, "hashiya: تعذّرت قراءة none.txt: لا يوجد ملف بهذا الاسم\n")


@pytest.mark.parametrize(
    "arguments",
    [("--language", "ar", "list"), ("list", "--language", "ar"), ("show", ARTICLE, "--language=ar")],
)
def test_every_command_takes_a_language(shell: Shell, arguments: tuple[str, ...]) -> None:
    answer = shell(*arguments)
    assert (answer.status, answer.err) == (0, "")


def test_a_language_without_a_catalogue_is_wrong_use(shell: Shell) -> None:
    assert shell("--language", "fr", "list").status == 2


@pytest.mark.process
def test_the_environment_chooses_the_language_of_the_program(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hashiya", "show", "none.txt"],
        cwd=tmp_path,
        env={**os.environ, "LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "ar_EG.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert ran.stderr == "hashiya: تعذّرت قراءة none.txt: لا يوجد ملف بهذا الاسم\n"
