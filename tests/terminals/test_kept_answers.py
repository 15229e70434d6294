from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.terminal.kept_answers import KeptAnswers, state_file
from hashiya.terminal.mode import Mode


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "hashiya" / "terminals.json"


def test_what_is_kept_is_found_again(path: Path) -> None:
    assert KeptAnswers(path).keep_mode("st", Mode.WORDS)
    assert KeptAnswers(path).keep_told("putty")
    kept = KeptAnswers(path)
    assert (kept.mode_of("st"), kept.mode_of("putty")) == (Mode.WORDS, None)
    assert (kept.was_told("st"), kept.was_told("putty")) == (False, True)


def test_what_is_forgotten_is_gone(path: Path) -> None:
    kept = KeptAnswers(path)
    kept.keep_mode("st", Mode.WORDS)
    kept.keep_mode("st", None)
    assert KeptAnswers(path).mode_of("st") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"st": 3}',
        b'{"st": {"mode": "backwards"}}',
        b'{"st": {"mode": []}}',
        b"\xff",
        b"[" * 9999,
    ],
)
def test_a_broken_file_counts_as_empty_and_is_replaced(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    kept = KeptAnswers(path)
    assert kept.mode_of("st") is None
    assert kept.keep_mode("st", Mode.RUNS)
    assert KeptAnswers(path).mode_of("st") is Mode.RUNS


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert not KeptAnswers(tmp_path / "file" / "terminals.json").keep_mode("st", Mode.RUNS)
    assert not KeptAnswers(None).keep_mode("st", Mode.RUNS)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"HOME": "/h"}, "/h/.local/state/hashiya/terminals.json"),
        ({"HOME": "/h", "XDG_STATE_HOME": "/s"}, "/s/hashiya/terminals.json"),
        ({"HOME": "/h", "XDG_STATE_HOME": "s"}, "/h/.local/state/hashiya/terminals.json"),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_answers_lie_in_the_state_folder(environment: dict[str, str], path: str | None) -> None:
    assert state_file(environment) == (Path(path) if path else None)
