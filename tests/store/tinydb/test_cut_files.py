"""Store files that a mounted folder cuts while another computer replaces them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.tinydb import store_file
from hashiya.store.tinydb.store_file import DamagedError, FileBytes, digest_of, read_source, read_store_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHOLE = b'{"article": {\n"1": {"path": "a.txt"}\n}}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    path.write_bytes(WHOLE)
    (tmp_path / ".locks").mkdir()
    return path


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    """Let each reading give the next of some contents; None is a file that is shorter than its size."""

    def show(*contents: bytes | None) -> list[float]:
        left, pauses = list(contents), list[float]()
        _read = store_file._read

        def read(path: Path) -> FileBytes | None:
            found, content = _read(path), left.pop(0) if len(left) > 1 else left[0]
            if content is None:
                cause = Message("files.too_short")
                raise HashiyaError(Message("files.cannot_read", path=path, cause=cause))
            assert found is not None
            return found._replace(content=content, digest=digest_of(content))

        monkeypatch.setattr(store_file, "_read", read)
        monkeypatch.setattr("time.sleep", pauses.append)
        return pauses

    return show


def test_a_file_that_is_cut_for_a_moment_is_read_whole(file: Path, shown: Callable[..., list[float]]) -> None:
    shown(WHOLE[:9], WHOLE[:20], None, WHOLE)
    content = read_store_file(file)
    assert content is not None
    assert content.only("article")["path"] == "a.txt"


def test_a_file_that_is_too_short_for_a_moment_is_read(file: Path, shown: Callable[..., list[float]]) -> None:
    shown(None, None, None, WHOLE)
    source = read_source(file)
    assert source is not None
    assert source.content == WHOLE


def test_a_file_that_stays_damaged_is_not_waited_for(file: Path, shown: Callable[..., list[float]]) -> None:
    pauses = shown(WHOLE[:9])
    with pytest.raises(DamagedError):
        read_store_file(file)
    assert sum(pauses) == 0


def test_a_file_that_nobody_may_read_is_not_waited_for(
    file: Path, shown: Callable[..., list[float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = shown(None)

    def refuse(path: Path) -> FileBytes | None:
        raise HashiyaError(Message("files.cannot_read", path=path, cause=Message("files.permission")))

    monkeypatch.setattr(store_file, "_read", refuse)
    with pytest.raises(HashiyaError):
        read_source(file)
    assert sum(pauses) == 0
