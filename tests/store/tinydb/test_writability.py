"""What keeps a store file from being written is named so that one finds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.store.tinydb.writability import obstacle_to

if TYPE_CHECKING:
    import pytest


def test_the_current_folder_is_named_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hashiya.store.tinydb.writability.os.access", lambda *_: False)
    assert obstacle_to(Path("annotations/a.json")) == Message("store.not_writable", path=tmp_path)


def test_another_folder_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kept").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hashiya.store.tinydb.writability.os.access", lambda *_: False)
    assert obstacle_to(Path("kept/annotations/a.json")) == Message("store.not_writable", path=Path("kept"))
