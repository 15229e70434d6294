"""Zip archives of strangers."""

from __future__ import annotations

import io
import zipfile

import pytest

from hashiya.exchange import archive
from hashiya.messages import Message
from tests.refusals import refused


def test_files_come_back_by_name_and_the_same_files_give_the_same_bytes() -> None:
    files = [("a/ب.txt", ["نص".encode()]), ("empty", [])]
    source = b"".join(archive.zipped(files))
    assert dict(archive.files_in(source)) == {name: b"".join(pieces) for name, pieces in files}
    assert archive.names_in(source) == {"a/ب.txt", "empty"}
    assert b"".join(archive.zipped(files)) == source


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 3_000_000)
    source = b"".join(archive.zipped([("a", [b"0" * 2_000_000]), ("b", [b"0" * 2_000_000])]))
    assert len(source) < 10_000
    with refused(Message("exchange.archive_too_large", megabytes=3)):
        archive.files_in(source)


def test_a_size_that_is_a_lie_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    source = bytearray(b"".join(archive.zipped([("a", [b"0" * 2_000_000])])))
    size = (2_000_000).to_bytes(4, "little")
    for _ in range(source.count(size)):
        at = source.index(size)
        source[at : at + 4] = (10).to_bytes(4, "little")
    with refused("exchange.archive_damaged"):
        archive.files_in(bytes(source))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_FILES", 2)
    with refused(Message("exchange.archive_too_many", count=2)):
        archive.files_in(b"".join(archive.zipped([(str(number), []) for number in range(3)])))


@pytest.mark.parametrize("cut", [4, 40, 90])
def test_a_damaged_archive_is_refused(cut: int) -> None:
    source = b"".join(archive.zipped([("a", [b"text of some length " * 20])]))
    with refused("exchange.archive_damaged"):
        archive.files_in(source[:cut])
    assert archive.names_in(source[:cut]) == frozenset()


def test_the_beginning_of_a_file_is_read_alone() -> None:
    source = b"".join(archive.zipped([("a", [b"0" * 2_000_000])]))
    assert archive.beginning_of(source, "a", 3) == b"000"
    assert archive.beginning_of(source, "b", 3) == b""
    assert archive.beginning_of(source[:40], "a", 3) == b""
    with refused("exchange.archive_too_large"):
        archive.files_in(source, most=1_000_000)


def test_an_encrypted_file_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr("a", b"secret")
    source = bytearray(written.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        source[source.index(mark) + place] |= 1
    with refused("exchange.archive_damaged"):
        archive.files_in(bytes(source))
