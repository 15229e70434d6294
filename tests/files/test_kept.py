from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from hashiya.files.kept import KeptFile, state_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "hashiya" / "kept.json"


def test_a_change_is_found_by_the_next_run(path: Path) -> None:
    assert KeptFile(path).change(lambda kept: kept.update(name="قسد"))
    assert KeptFile(path).read() == {"name": "قسد"}


def test_changes_of_two_runs_are_both_kept(path: Path) -> None:
    first, second = KeptFile(path), KeptFile(path)
    assert (first.read(), second.read()) == ({}, {})
    first.change(lambda kept: kept.update(theme="light"))
    second.change(lambda kept: kept.update(margin=True))
    assert KeptFile(path).read() == {"theme": "light", "margin": True}


def test_only_its_user_can_read_the_file_and_nothing_lies_beside_it(path: Path) -> None:
    before = os.umask(0)
    try:
        KeptFile(path).change(lambda kept: kept.update(theme="light"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["kept.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"3", b"\xff", b"[" * 99_999, b"x" * 1_000_001])
def test_a_file_that_holds_no_object_counts_as_empty_and_is_replaced(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert KeptFile(path).read() == {}
    assert KeptFile(path).change(lambda kept: kept.update(theme="light"))
    assert json.loads(path.read_bytes()) == {"theme": "light"}


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    kept = KeptFile(tmp_path / "file" / "hashiya" / "kept.json")
    assert not kept.change(lambda kept: kept.update(theme="light"))
    assert kept.read() == {}
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_without_a_home_nothing_is_kept() -> None:
    assert state_folder({}) is None
    assert KeptFile(None).read() == {}
    assert not KeptFile(None).change(lambda kept: kept.update(theme="light"))


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert KeptFile(path).read() == {}
