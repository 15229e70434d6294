from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.files.atomic_file import copy_new, keep_beside, replace_file, signature_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def replace(path: Path, content: bytes) -> None:
    replace_file(path, content, temporary_prefix=".t.")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_and_then_replaced(tmp_path: Path) -> None:
    path = tmp_path / "f"
    replace(path, b"one")
    signature = signature_of(path.stat())
    replace(path, b"two")
    assert names(tmp_path) == ["f"]
    assert path.read_bytes() == b"two"
    assert signature_of(path.stat()) != signature


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "f"
    replace(path, b"one")
    path.chmod(0o640)
    replace(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_content_is_synced_before_the_name_changes_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f"
    replace(path, b"one")
    events: list[str] = []
    fsync, rename = os.fsync, os.replace

    def note_sync(descriptor: int) -> None:
        events.append("sync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "sync file")
        fsync(descriptor)

    def note_rename(source: Path, target: Path) -> None:
        events.append(f"rename to {Path(target).name}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_rename)
    replace(path, b"two")
    assert events == ["sync file", "rename to f", "sync folder"]


def test_a_write_in_pieces_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:2]))
    replace(tmp_path / "f", b"abcdefg")
    assert (tmp_path / "f").read_bytes() == b"abcdefg"


@pytest.mark.parametrize("function", ["write", "fsync", "replace"])
def test_a_failure_leaves_the_old_content_and_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    path = tmp_path / "f"
    replace(path, b"one")

    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(OSError, match="No space left"):
        replace(path, b"two")
    assert path.read_bytes() == b"one"
    assert not [name for name in names(tmp_path) if name.endswith(".tmp")]


@pytest.mark.parametrize("links", [True, False])
def test_a_content_is_kept_under_a_second_name_which_nothing_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "f"
    replace(path, b"one")
    path.chmod(0o640)
    keep_beside(path, tmp_path / "kept")
    assert (tmp_path / "kept").read_bytes() == b"one"
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o640
    replace(path, b"two")
    with pytest.raises(FileExistsError):
        keep_beside(path, tmp_path / "kept")
    assert (tmp_path / "kept").read_bytes() == b"one"


def test_a_copy_that_cannot_be_finished_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    replace(tmp_path / "f", b"one")
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        copy_new(tmp_path / "f", tmp_path / "copy")
    assert names(tmp_path) == ["f"]


def test_a_link_in_the_files_place_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"mine")
    (tmp_path / "f").symlink_to(tmp_path / "target")
    replace_file(tmp_path / "f", b"one", temporary_prefix=".t.")
    assert (tmp_path / "target").read_bytes() == b"mine"
    assert not (tmp_path / "f").is_symlink()


def test_content_in_pieces_is_written_as_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    really = os.write

    def write(descriptor: int, data: bytes) -> int:
        written.append(len(data))
        return really(descriptor, data)

    monkeypatch.setattr(os, "write", write)
    before_last: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(4000):
            yield b"%07d\n" % number * 100
        before_last.append(sum(written))
        yield b"end"

    replace_file(tmp_path / "f", pieces(), temporary_prefix=".t.")
    assert (tmp_path / "f").read_bytes() == b"".join(
        b"%07d\n" % number * 100 for number in range(4000)
    ) + b"end"
    assert before_last[0] > 2_500_000
    assert len(written) < 20


def test_pieces_that_cannot_all_be_made_leave_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"one")

    def pieces() -> Iterator[bytes]:
        yield b"x" * 1_000_000
        raise LookupError

    with pytest.raises(LookupError):
        replace_file(tmp_path / "f", pieces(), temporary_prefix=".t.")
    assert (tmp_path / "f").read_bytes() == b"one"
    assert names(tmp_path) == ["f"]
