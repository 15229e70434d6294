"""The reader tells at the end what became of unsaved changes, whatever ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.tui.app import HashiyaApp
from hashiya.tui.launch import open_reader
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_of_a_fault_that_fails_hides_no_rescue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescued = HashiyaError(Message("files.disk_full"), Message("files.free_space"))

    def run(app: HashiyaApp) -> None:
        app.farewells.append(rescued)
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(HashiyaApp, "run", run)
    told: list[HashiyaError] = []
    with pytest.raises(OSError, match="Too many"):
        open_reader([tmp_path], tmp_path / "annotations", tell=told.append)
    assert told == [rescued]


def test_wrong_settings_of_proposals_are_refused_before_the_reader_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_: HashiyaApp) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(HashiyaApp, "run", run)
    (tmp_path / "hashiya.toml").write_text("[proposals]\nprecision = 2\n")
    with refused("codebook.no_precision"):
        open_reader([tmp_path], tmp_path / "annotations")
