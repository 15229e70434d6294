"""``hashiya layout``: rows as JSON lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hashiya.cli import layout_command
from hashiya.cli.parsing import parse
from hashiya.cli.usage import UsageError
from hashiya.layout import Document, lay_out_line
from hashiya.messages import Message
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

ALEF, BEH = "\u0627", "\u0628"


def run(path: Path, *options: str, locale: str = "C.UTF-8") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "hashiya", "layout", str(path), *options],
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": locale},
    )


def test_a_row_has_exactly_the_promised_keys_in_their_order() -> None:
    record = json.loads(layout_command.row_to_line(lay_out_line(f"{ALEF}{BEH}\u064b")))
    assert list(record) == ["paragraph", "start", "end", "next", "base", "cells"]
    assert record["base"] == "rtl"
    assert record["cells"] == [[1, 3, "\ufe8f\u064b", 1], [0, 1, "\ufe8d", 1]]


def test_each_row_is_a_line(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(f"{ALEF}{ALEF} {BEH}{BEH}\n\nab\n", encoding="utf-8", newline="")
    result = run(article, "--width", "3")
    assert (result.returncode, result.stderr) == (0, b"")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["paragraph"], row["start"], row["end"], row["next"], row["base"]) for row in rows] == [
        (0, 0, 2, 3, "rtl"),
        (0, 3, 5, 6, "rtl"),
        (1, 6, 6, 7, "rtl"),
        (2, 7, 9, 10, "ltr"),
    ]


def test_the_width_is_eighty_unless_given() -> None:
    assert parse(("layout", "a")).width == 80
    assert parse(("layout", "a", "--width", "7")).width == 7


@pytest.mark.parametrize("width", ["0", "-1", "x", "1.5", "\u0661", ""])
def test_a_width_that_is_no_number_of_columns_is_wrong_use(width: str) -> None:
    problem = Message("cli.not_a_width", word=width)
    with refused(Message("cli.wrong_value", option="--width", problem=problem), UsageError):
        parse(("layout", "a", f"--width={width}"))


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(BEH, encoding="utf-8")
    assert '"\ufe8f"'.encode() in run(article, locale="C").stdout


def test_lone_surrogates_and_controls_do_not_reach_the_output() -> None:
    (row,) = Document("\ud800\x1b[0m", 80).iter_rows()
    line = layout_command.row_to_line(row)
    assert [cell[2] for cell in json.loads(line)["cells"]] == ["\ufffd", "\ufffd", "[", "0", "m"]


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    result = run(tmp_path / "nosuch.txt")
    assert result.returncode == 1
    assert result.stdout == b""
    assert b"nosuch.txt" in result.stderr
