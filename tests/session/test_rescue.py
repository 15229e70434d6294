from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.session.rescue import rescue
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "أوضح اللواء علي النعسان أمس."
FIRST = new_annotation("a.txt", "0" * 64, TEXT, Span(5, 11), "ACTOR")
SECOND = new_annotation("a.txt", "0" * 64, TEXT, Span(24, 27), "EVENT")


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def records_in(folder: Path) -> list[dict[str, object]]:
    [path] = folder.iterdir()
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_nothing_unsaved_is_nothing_to_say(tmp_path: Path) -> None:
    assert rescue([], "a.txt", [tmp_path / "state"]) is None
    assert not (tmp_path / "state").exists()


def test_the_latest_of_each_annotation_is_kept_and_the_command_that_adds_it_is_said(tmp_path: Path) -> None:
    noted = changed(FIRST, note="قارن")
    said = rescue([Edit(None, FIRST), Edit(None, SECOND), Edit(FIRST, noted)], "a.txt", [tmp_path / "state"])
    assert said is not None
    assert said.message == "2 changes of a.txt could not be saved"
    assert records_in(tmp_path / "state") == [noted.to_record(), SECOND.to_record()]
    [path] = (tmp_path / "state").iterdir()
    assert said.hint == f"hashiya import {path} adds what was labelled"


def test_a_removal_cannot_be_kept_and_is_said(tmp_path: Path) -> None:
    said = rescue([Edit(FIRST, None)], "a.txt", [tmp_path / "state"])
    assert said is not None
    assert said.message == "1 change of a.txt could not be saved; 1 removal must be made again"


def test_where_the_first_folder_takes_nothing_the_temporary_one_does(
    tmp_path: Path, temporary_folder: Path
) -> None:
    (tmp_path / "state").write_text("a file, no folder")
    assert rescue([Edit(None, FIRST)], "a.txt", [tmp_path / "state"]) is not None
    assert records_in(temporary_folder) == [FIRST.to_record()]
