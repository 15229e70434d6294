"""The index: what it finds, and what becomes of a file that is damaged, hostile or cannot be used."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hashiya.corpus import checksum, index_file
from hashiya.corpus.index import Index, NewText
from hashiya.corpus.index_file import DamagedIndexError, UnusableIndexError
from tests.indexes import articles_in, fingerprints_in, texts_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "search" / "a.sqlite"


def new_text(key: str, text: str) -> NewText:
    return NewText(
        key, hashlib.sha256(text.encode()).hexdigest(), text, b"1 2 3 4", is_guessed=False, date="2025"
    )


def filled(path: Path, *, with_checksum: bool = False) -> None:
    with closing(Index(path)) as index:
        index.add([new_text("a.txt", "وزار موسكو"), new_text("b.txt", "قال")])
    if not with_checksum:  # as after a crash
        checksum.forget(path)


def test_what_is_added_is_found_by_another_program(path: Path) -> None:
    filled(path)
    with closing(Index(path)) as index:
        articles = articles_in(index)
        assert texts_with(index, '"موسكو"') == {articles["a.txt"].text}
        assert texts_with(index, '"مو"*') == {articles["a.txt"].text}
        assert (articles["b.txt"].signature, articles["b.txt"].date) == (b"1 2 3 4", "2025")


def test_one_text_of_several_articles_is_kept_once(path: Path) -> None:
    with closing(Index(path)) as index:
        numbers = index.add([new_text("a.txt", "موسكو"), new_text("b.txt", "موسكو")])
        assert numbers[0] == numbers[1]
        assert len(fingerprints_in(index)) == 1
        index.forget(["a.txt"])
        assert list(articles_in(index)) == ["b.txt"]


def test_the_file_is_private(path: Path) -> None:
    filled(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_name_that_is_no_utf_8_comes_back(path: Path) -> None:
    with closing(Index(path)) as index:
        index.add([new_text("\udce9.txt", "موسكو")])
        assert list(articles_in(index)) == ["\udce9.txt"]


def _is_text(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def _is_random(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + random.Random(5).randbytes(len(content) - 100))  # noqa: S311


def _is_of_a_newer_format(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[18] = 9
    path.write_bytes(content)


def _has_names_that_are_no_text(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"is_guessed", b"is_g\xeessed"))


def _has_a_schema_that_is_no_text(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE texts", b"CREATE \xeeABLE texts"))


def _is_truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _is_empty(path: Path) -> None:
    path.write_bytes(b"")


def _execute(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(statement)

    return change


def _leads_elsewhere(path: Path) -> None:
    other = path.parent / "other.sqlite"
    path.rename(other)
    path.symlink_to(other)


def _has_another_name(path: Path) -> None:
    os.link(path, path.parent / "other.sqlite")


def _is_open_to_all(path: Path) -> None:
    path.chmod(0o666)


@pytest.mark.parametrize(
    "spoil",
    [
        _is_text,
        _is_random,
        _is_of_a_newer_format,
        _has_names_that_are_no_text,
        _has_a_schema_that_is_no_text,
        _is_truncated,
        _is_empty,
        _leads_elsewhere,
        _has_another_name,
        _is_open_to_all,
        _execute("PRAGMA user_version = 99"),
        _execute("PRAGMA application_id = 1"),
        _execute("CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM texts; END"),
        _execute("CREATE VIEW v AS SELECT load_extension('x')"),
        _execute("CREATE INDEX i ON files(date)"),
        _execute("CREATE TABLE more (x)"),
        _execute("DROP TABLE texts"),
        _execute("DROP TABLE words"),
        _execute("ALTER TABLE files ADD COLUMN more"),
    ],
    ids=lambda spoil: spoil.__qualname__.split(".")[0],
)
def test_a_file_that_is_not_this_programs_index_is_made_anew(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    filled(path)
    spoil(path)
    try:
        with closing(Index(path)) as index:
            found = articles_in(index)
            texts_with(index, '"موسكو"')
    except DamagedIndexError:  # damage further inside is found when it is read
        with closing(Index(path)) as index:
            index.remake()
            found = articles_in(index)
    assert found == {}
    filled(path)
    with closing(Index(path)) as index:
        assert len(articles_in(index)) == 2
    assert not path.is_symlink()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE files SET key = CAST(key AS TEXT)",
        "UPDATE files SET text = 'x'",
        "UPDATE files SET text = 2147483648",
        "UPDATE files SET text = -1",
        "UPDATE files SET date = x'00'",
        "UPDATE files SET signature = 'x'",
    ],
)
def test_values_of_other_kinds_are_damage(path: Path, statement: str) -> None:
    filled(path)
    _execute(statement)(path)
    with closing(Index(path)) as index, pytest.raises(DamagedIndexError):
        articles_in(index)


def test_a_text_after_one_of_too_large_a_number_is_damage_and_is_not_added(path: Path) -> None:
    filled(path)
    _execute("UPDATE texts SET id = 2147483647 WHERE id = 2")(path)
    with closing(Index(path)) as index:
        with pytest.raises(DamagedIndexError):
            index.add([new_text("c.txt", "بيان")])
        assert index.count() == 2


def test_a_fingerprint_of_another_size_is_damage(path: Path) -> None:
    filled(path)
    _execute("UPDATE texts SET fingerprint = x'00'")(path)
    with closing(Index(path)) as index, pytest.raises(DamagedIndexError):
        fingerprints_in(index)


def test_a_folder_in_the_place_of_the_file_cannot_be_used(path: Path) -> None:
    path.mkdir(parents=True)
    path.parent.chmod(0o700)
    with pytest.raises(UnusableIndexError):
        Index(path)


def test_a_folder_in_which_others_may_write_is_not_used(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o777)
    with pytest.raises(UnusableIndexError) as caught:
        Index(path)
    assert caught.value.told.id == "corpus.folder_not_private"


def test_a_link_in_the_place_of_the_folder_is_not_used(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    path.parent.parent.mkdir()
    path.parent.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnusableIndexError):
        Index(path)


def test_another_program_that_writes_for_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_file, "_WAIT", 0.01)
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(Index(path)) as index:
            with pytest.raises(UnusableIndexError) as caught:
                index.add([new_text("c.txt", "x")])
            assert caught.value.told.id == "files.busy"
            assert len(articles_in(index)) == 2
        other.execute("ROLLBACK")


def test_a_new_index_takes_the_place_of_those_that_nobody_uses(path: Path) -> None:
    filled(path)
    other, third = path.with_name("b.sqlite"), path.with_name("c.sqlite")
    filled(other)
    os.utime(path, (0, 0))
    filled(third)
    assert not path.exists()
    assert other.exists()
    os.utime(other, (0, 0))
    filled(other)
    filled(path)
    assert other.exists()


def test_any_other_byte_in_the_file_is_damage(path: Path) -> None:
    filled(path, with_checksum=True)
    good = path.read_bytes()
    for place in range(0, len(good), 641):
        path.write_bytes(good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :])
        checksum_of_good = path.with_name(path.name + checksum.ENDING)
        kept = checksum_of_good.read_bytes()
        with closing(Index(path)) as index:
            assert articles_in(index) == {}
        checksum_of_good.write_bytes(kept)
    path.write_bytes(good)
    with closing(Index(path)) as index:
        assert len(articles_in(index)) == 2


def test_a_shorter_file_is_damage(path: Path) -> None:
    filled(path, with_checksum=True)
    path.write_bytes(path.read_bytes()[:-4096])
    with closing(Index(path)) as index:
        assert articles_in(index) == {}


def test_the_checksum_is_made_when_the_last_program_closes_the_index(path: Path) -> None:
    filled(path, with_checksum=True)
    assert checksum.is_kept(path)
    reading, writing = Index(path), Index(path)
    assert len(articles_in(reading)) == 2
    writing.add([new_text("c.txt", "عمان")])
    assert not checksum.is_kept(path)
    writing.close()
    assert not checksum.is_kept(path)
    reading.close()
    assert checksum.is_kept(path)
    with closing(Index(path)) as index:
        assert len(articles_in(index)) == 3


def test_an_index_that_a_crash_left_without_a_checksum_is_used(path: Path) -> None:
    filled(path, with_checksum=True)
    index = Index(path)
    index.add([new_text("c.txt", "عمان")])
    with closing(Index(path)) as other:
        assert len(articles_in(other)) == 3
    index.close()


@pytest.mark.process
def test_two_programs_fill_one_index_at_once(path: Path) -> None:
    program = f"""
import hashlib, pathlib
from hashiya.corpus.index import Index, NewText
index = Index(pathlib.Path({str(path)!r}))
for number in range(60):
    text = f"word{{number}}"
    index.add([NewText(f"{{number}}.txt", hashlib.sha256(text.encode()).hexdigest(), text, b"", False, "")])
"""
    programs = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [each.wait() for each in programs] == [0, 0]
    with closing(Index(path)) as index:
        assert len(articles_in(index)) == len(fingerprints_in(index)) == 60
        assert len(texts_with(index, '"word"*')) == 60


def test_texts_without_articles_are_noticed_when_they_are_many(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.corpus.index._UNUSED_MORE", 1)
    with closing(Index(path)) as index:
        index.add([new_text("a.txt", "one")])
        assert not index.is_mostly_unused()
        for text in ("two", "three", "four"):
            index.add([new_text("a.txt", text)])
        assert index.is_mostly_unused()
