from __future__ import annotations

import errno
import json
import os
import shlex
import stat
import tempfile
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.session.rescue import rescue
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def test_each_annotation_is_kept_with_the_version_that_was_seen_and_the_command_is_said(
    tmp_path: Path,
) -> None:
    noted = changed(FIRST, note="قارن")
    edits = [Edit(None, FIRST), Edit(SECOND, changed(SECOND, note="x")), Edit(FIRST, noted)]
    said = rescue(edits, "a.txt", [tmp_path / "state"])
    assert said is not None
    assert said.told == Message("session.could_not_save", count=2, article="a.txt")
    first, second = records_in(tmp_path / "state")
    assert first == noted.to_stored_record() | {"_before": None}
    assert (second["note"], second["_before"]) == ("x", SECOND.to_stored_record())
    [path] = (tmp_path / "state").iterdir()
    assert said.advice == Message("session.import_again", command=f"hashiya import {path}")


def test_a_removal_is_kept_with_what_was_removed(tmp_path: Path) -> None:
    said = rescue([Edit(FIRST, None)], "a.txt", [tmp_path / "state"])
    assert said is not None
    assert said.told == Message("session.could_not_save", count=1, article="a.txt")
    assert records_in(tmp_path / "state") == [FIRST.to_stored_record() | {"_removed": True}]


def test_where_the_first_folder_takes_nothing_the_temporary_one_does(
    tmp_path: Path, temporary_folder: Path
) -> None:
    (tmp_path / "state").write_text("a file, no folder")
    assert rescue([Edit(None, FIRST)], "a.txt", [tmp_path / "state"]) is not None
    assert records_in(temporary_folder) == [FIRST.to_stored_record() | {"_before": None}]


def test_what_was_made_and_removed_again_is_not_lost(tmp_path: Path) -> None:
    assert rescue([Edit(None, FIRST), Edit(FIRST, None)], "a.txt", [tmp_path / "state"]) is None
    said = rescue([Edit(None, FIRST), Edit(FIRST, None), Edit(None, SECOND)], "a.txt", [tmp_path / "state"])
    assert said is not None
    assert said.told == Message("session.could_not_save", count=1, article="a.txt")


@pytest.fixture
def open_mask() -> Iterator[None]:
    """A process whose new files everybody may read and write, if nothing else is said."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_only_its_owner_may_read_the_file(tmp_path: Path, temporary_folder: Path, open_mask: None) -> None:
    temporary_folder.chmod(0o1777)
    rescue([Edit(None, FIRST)], "a.txt", [tmp_path / "new" / "state"])
    rescue([Edit(None, FIRST)], "a.txt")
    for folder in (tmp_path / "new" / "state", temporary_folder):
        [path] = folder.iterdir()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new" / "state").stat().st_mode) == 0o700


def test_nothing_is_written_through_a_link_or_over_a_file_that_lies_in_the_way(
    tmp_path: Path, temporary_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.session.rescue.timestamp", lambda: "T")
    monkeypatch.setattr(tempfile, "_get_candidate_names", lambda: iter(["link", "dangling", "file", "free"]))
    for name, target in (("link", tmp_path / "theirs"), ("dangling", tmp_path / "made")):
        (temporary_folder / f"hashiya-unsaved-T-{name}.jsonl").symlink_to(target)
    for path in (tmp_path / "theirs", temporary_folder / "hashiya-unsaved-T-file.jsonl"):
        path.write_bytes(b"theirs")
    said = rescue([Edit(None, FIRST)], "a.txt")
    assert said is not None
    assert "hashiya-unsaved-T-free.jsonl" in said.hint
    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert (temporary_folder / "hashiya-unsaved-T-file.jsonl").read_bytes() == b"theirs"
    assert not (tmp_path / "made").exists()


def test_the_file_is_on_the_disk_and_then_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    sync = os.fsync

    def record(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        synced.append(f"{kind} of {os.fstat(descriptor).st_size}" if kind == "file" else kind)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", record)
    rescue([Edit(None, FIRST)], "a.txt", [tmp_path])
    [size] = [path.stat().st_size for path in tmp_path.glob("*.jsonl")]
    assert synced == [f"file of {size}", "folder"]


@pytest.mark.parametrize("failing", ["file", "folder"])
def test_a_folder_whose_disk_is_full_is_left_as_it_was_and_the_next_one_is_taken(
    tmp_path: Path, temporary_folder: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    sync = os.fsync
    full = (tmp_path / "state").resolve()

    def fill(descriptor: int) -> None:
        synced = os.fstat(descriptor)
        on_full_disk = any(os.path.samestat(synced, path.stat()) for path in (full, *full.iterdir()))
        if on_full_disk and stat.S_ISDIR(synced.st_mode) == (failing == "folder"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fill)
    assert rescue([Edit(None, FIRST)], "a.txt", [full]) is not None
    assert list(full.iterdir()) == []
    assert records_in(temporary_folder) == [FIRST.to_stored_record() | {"_before": None}]


def test_without_a_folder_for_temporary_files_memory_is_the_last_resort(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", none)
    monkeypatch.setattr("hashiya.session.rescue._IN_MEMORY", memory)
    assert rescue([Edit(None, FIRST)], "a.txt") is not None
    assert records_in(memory) == [FIRST.to_stored_record() | {"_before": None}]


def test_where_nothing_can_be_written_anywhere_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    said = rescue([Edit(None, FIRST)], "a.txt", [tmp_path])
    assert said is not None
    assert said.told == Message(
        "session.kept_nowhere", told=Message("session.could_not_save", count=1, article="a.txt")
    )


def test_the_command_that_is_said_can_be_typed_and_names_the_store_if_it_must(tmp_path: Path) -> None:
    state, store = tmp_path / "a state's folder", tmp_path / "another store"
    said = rescue([Edit(None, FIRST)], "a.txt", [state], str(store))
    assert said is not None
    [path] = state.iterdir()
    command = shlex.join(["hashiya", "--store", str(store), "import", str(path)])
    assert said.advice == Message("session.import_again", command=command)
