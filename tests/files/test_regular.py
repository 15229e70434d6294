from __future__ import annotations

import os
import socket
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from hashiya.errors import HashiyaError
from hashiya.files.regular import MEGABYTE, MissingFileError, read_beginning, read_file
from hashiya.messages import Message
from tests.refusals import cause_of

if TYPE_CHECKING:
    from collections.abc import Callable

KERNEL_FILES = [
    name
    for name in ("/proc/kmsg", "/proc/self/status", "/proc/self/mem", "/sys/kernel/uevent_seqnum")
    if Path(name).exists()
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789")
    return path


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let something happen between the opening of a file and its reading."""

    def arrange(event: Callable[[], object]) -> None:
        really = os.fdopen

        def fdopen(descriptor: int, *arguments: str, **options: bool) -> BinaryIO:
            event()
            return really(descriptor, *arguments, **options)  # type: ignore[call-overload, no-any-return]

        monkeypatch.setattr(os, "fdopen", fdopen)

    return arrange


def refusal(path: Path, limit: int = MEGABYTE, *, follow_links: bool = True) -> str:
    """Name the cause of a refusal, which names the file."""
    with pytest.raises(HashiyaError) as caught:
        read_file(path, limit, follow_links=follow_links)
    cause = cause_of(caught.value)
    assert caught.value.told == Message("files.cannot_read", path=path, cause=cause)
    assert not isinstance(caught.value, MissingFileError)
    return cause.id


def test_a_file_is_read_whole_with_its_status(file: Path) -> None:
    content = read_file(file, 10)
    assert content.data == b"0123456789"
    assert (content.status.st_size, content.status.st_ino) == (10, file.stat().st_ino)


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert read_file(tmp_path / "empty", 10).data == b""
    assert read_beginning(tmp_path / "empty", 10).data == b""


@pytest.mark.parametrize(("size", "data"), [(4, b"0123"), (10, b"0123456789"), (99, b"0123456789")])
def test_the_beginning_of_a_file_of_any_size_is_read(file: Path, size: int, data: bytes) -> None:
    assert read_beginning(file, size).data == data


def test_a_file_above_the_limit_is_refused_with_the_limit(file: Path) -> None:
    os.truncate(file, MEGABYTE + 1)
    assert refusal(file) == "files.too_large"
    os.truncate(file, MEGABYTE)
    assert len(read_file(file, MEGABYTE).data) == MEGABYTE


def test_a_huge_sparse_file_costs_no_memory(file: Path) -> None:
    os.truncate(file, 1 << 40)
    tracemalloc.start()
    refusal(file, 100 * MEGABYTE)
    read_beginning(file, 4096)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEGABYTE


def test_a_file_that_grows_is_read_to_its_former_end(
    file: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    meanwhile(lambda: file.write_bytes(b"0123456789" * 100_000))
    assert read_file(file, 10).data == b"0123456789"


def test_a_file_that_shrinks_is_refused(
    file: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    meanwhile(lambda: os.truncate(file, 3))
    assert refusal(file) == "files.too_short"


def test_a_file_whose_size_is_not_told_is_refused(
    tmp_path: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    meanwhile(lambda: path.write_bytes(b"x"))
    assert refusal(path) == "files.unknown_size"


@pytest.mark.parametrize("name", KERNEL_FILES)
def test_a_file_of_the_kernel_is_refused_and_so_is_a_link_to_it(tmp_path: Path, name: str) -> None:
    reasons = {
        "files.unknown_size",
        "files.too_short",
        "files.permission_denied",
    }
    assert refusal(Path(name)) in reasons
    link = tmp_path / "a.txt"
    link.symlink_to(name)
    assert refusal(link) in reasons


def test_a_pipe_a_socket_and_devices_are_refused_at_once(tmp_path: Path) -> None:
    pipe, end = tmp_path / "pipe", tmp_path / "socket"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(end))
        for path in (pipe, end, Path("/dev/zero"), Path("/dev/null"), Path("/dev/tty")):
            assert refusal(path) == "files.not_regular"


def test_devices_are_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    refusal(Path("/dev/zero"))


def test_a_pipe_that_takes_the_place_of_a_file_does_not_block(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regular = file.stat()
    file.unlink()
    os.mkfifo(file)
    monkeypatch.setattr(Path, "stat", lambda *_arguments, **_options: regular)
    assert refusal(file) == "files.not_regular"


def test_links_are_followed_or_refused(tmp_path: Path, file: Path) -> None:
    link, dangling, loop = tmp_path / "link", tmp_path / "dangling", tmp_path / "loop"
    link.symlink_to(file)
    dangling.symlink_to("none")
    loop.symlink_to("loop")
    assert read_file(link, 10).data == b"0123456789"
    assert refusal(dangling) == "files.dangling_link"
    assert refusal(loop) == "files.link_loop"
    for each in (link, dangling, loop):
        assert refusal(each, follow_links=False) == "files.is_link"


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link"
    link.symlink_to(file)
    regular = file.stat()
    monkeypatch.setattr(Path, "stat", lambda *_arguments, **_options: regular)
    assert refusal(link, follow_links=False) == "files.link_loop"


@pytest.mark.parametrize("name", ["none", "a.txt/none"])
def test_a_missing_file_is_told_apart(tmp_path: Path, file: Path, name: str) -> None:
    with pytest.raises(MissingFileError) as caught:
        read_file(tmp_path / name, 10)
    assert cause_of(caught.value) == Message("files.missing")


def test_a_folder_and_names_that_no_file_can_have_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "files.is_folder"
    assert refusal(tmp_path / "a\0b") == "files.impossible_name"
    assert refusal(tmp_path / ("x" * 300)) == "files.name_too_long"
