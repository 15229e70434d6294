"""``hashiya date``: the dates of a text as JSON lines."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.parsing import parse
from hashiya.cli.usage import UsageError
from hashiya.messages import Message
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_each_date_is_a_line_with_its_place_and_value(shell: Shell) -> None:
    answer = shell("date", "في 9 أيلول الفائت، ثم أمس", "--on", "2025-10-03")
    assert (answer.status, answer.err) == (0, "")
    assert [json.loads(line) for line in answer.out.splitlines()] == [
        {"text": "9 أيلول الفائت", "start": 3, "end": 17, "value": "2025-09-09"},
        {"text": "أمس", "start": 22, "end": 25, "value": "2025-10-02"},
    ]
    assert list(json.loads(answer.out.splitlines()[0])) == ["text", "start", "end", "value"]


def test_without_a_date_nothing_is_printed(shell: Shell) -> None:
    answer = shell("date", "لا شيء هنا", "--on", "2025-10-03")
    assert (answer.status, answer.out, answer.err) == (0, "", "")


@pytest.mark.parametrize("source", ["\ufeffوصل\nأمس".encode(), b"\xff \xd9\n" + "أمس".encode()])
def test_a_dash_reads_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch, source: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source)))
    answer = shell("date", "-", "--on", "2025-10-03")
    (record,) = (json.loads(line) for line in answer.out.splitlines())
    assert record == {"text": "أمس", "start": 4, "end": 7, "value": "2025-10-02"}


def test_the_day_of_reference_is_today_unless_given(shell: Shell) -> None:
    first, answer, last = date.today(), shell("date", "اليوم"), date.today()
    assert json.loads(answer.out)["value"] in {first.isoformat(), last.isoformat()}


@pytest.mark.parametrize(
    "word", ["2025-02-29", "2025-10-3", "20251003", "٢٠٢٥-١٠-٠٣", "0000-01-01", "today", ""]
)
def test_a_day_that_does_not_exist_is_refused(word: str) -> None:
    problem = Message("cli.not_a_day", word=word)
    with refused(Message("cli.wrong_value", option="--on", problem=problem), UsageError):
        parse(("date", "أمس", f"--on={word}"))


@pytest.mark.parametrize("text", ["9" * 100_000, "\udcff 2025-10-03 \udcff", "\x00", ""])
def test_hostile_text_is_read(shell: Shell, text: str) -> None:
    assert shell("date", text, "--on", "2025-10-03").status == 0
