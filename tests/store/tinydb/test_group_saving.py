from __future__ import annotations

import errno
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Transaction, transaction_over
from hashiya.store import Store
from hashiya.store.tinydb import group_saving, lock_file
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.lock import exclusive
from hashiya.text.spans import Span
from tests.refusals import id_of

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = [f"{number}.txt" for number in range(5)]
TEXT = "زارت روسيا"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "annotations")


def labelling(keys: Sequence[str] = KEYS) -> Transaction:
    edits = {key: [Edit(None, new_annotation(key, "0" * 64, TEXT, Span(5, 10), "ACTOR"))] for key in keys}
    return transaction_over(edits, by="", command="annotation.everywhere")


def stored(store: Store, keys: Sequence[str] = KEYS) -> dict[str, set[str]]:
    """The ids of the stored annotations, by article."""
    return {key: set(store.load(key).checked().by_id) for key in keys}


def ids_of(*transactions: Transaction) -> dict[str, set[str]]:
    """The ids that transactions add, by article."""
    return {key: {edit.id for each in transactions for edit in each.edits.get(key, ())} for key in KEYS}


def assert_tidy(store: Store) -> None:
    """Assert that nothing is left of the writing."""
    assert list((store.folder / ".locks").iterdir()) == []


def test_nothing_is_put_in_place_before_all_contents_are_on_the_disk_and_reported(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(labelling(KEYS[:1]))
    events: list[str] = []
    fsync, replace, link = os.fsync, os.replace, os.link

    def note_sync(descriptor: int) -> None:
        events.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "content")
        fsync(descriptor)

    def note_rename(source: Path, target: Path) -> None:
        events.append("backup" if Path(target).name.endswith(".bak") else "put")
        replace(source, target)

    def note_link(source: Path, target: Path, **options: bool) -> None:
        link(source, target, **options)
        if Path(source).parent.name == ".locks":
            events.append("put")

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_rename)
    monkeypatch.setattr(os, "link", note_link)
    store.told = lambda *_: events.append("told")
    store.commit(labelling())
    puts = ["backup", "put", "put", "put", "put", "put"]
    assert events == ["content"] * 5 + ["told"] + puts + ["folder"]
    assert_tidy(store)


def test_what_was_stored_before_stays_and_is_kept_as_the_backup(store: Store) -> None:
    first, second = labelling(), labelling()
    store.commit(first)
    before = store.file_of(KEYS[0]).read_bytes()
    assert store.commit(second).saved == tuple(KEYS)
    assert stored(store) == ids_of(first, second)
    assert backup_of(store.file_of(KEYS[0])).read_bytes() == before
    store.commit(second.inverse(by=""))
    assert stored(store) == ids_of(first)


def test_an_article_that_another_writer_has_locked_is_waited_for_after_the_others(store: Store) -> None:
    transaction = labelling()
    store.folder.mkdir()
    with ThreadPoolExecutor(1) as pool, exclusive(store.file_of(KEYS[2])):
        told = threading.Event()
        store.told = lambda *_: told.set()
        receipt = pool.submit(store.commit, transaction)
        assert told.wait(10)
        others = [key for key in KEYS if key != KEYS[2]]
        while not all(stored(store, others).values()):
            pass
        assert stored(store)[KEYS[2]] == set()
    assert set(receipt.result().saved) == set(KEYS)
    assert stored(store) == ids_of(transaction)
    assert_tidy(store)


def test_what_a_killed_writer_left_is_swept(store: Store) -> None:
    store.commit(labelling(KEYS[:1]))
    left = store.folder / ".locks" / f"{store.file_of(KEYS[1]).name}.4711@hostb.0123abcd.0123456789abcdef"
    left.touch()
    os.utime(left, (0, 0))
    left.with_name(f"{left.name}.former").touch()
    assert set(store.commit(labelling()).saved) == set(KEYS)
    assert_tidy(store)


def test_groups_of_several_writers_at_once_lose_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_saving, "_FIRST", 2)
    transactions = [labelling(KEYS if number % 2 else KEYS[::-1]) for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        receipts = list(pool.map(lambda each: Store(store.folder).commit(each), transactions))
    assert all(set(receipt.saved) == set(KEYS) for receipt in receipts)
    assert stored(store) == ids_of(*transactions)
    assert_tidy(store)


def test_an_article_that_cannot_be_saved_stops_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(labelling(KEYS[:1]))
    bad = store.file_of(KEYS[3]).name
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if bad in Path(f"/proc/self/fd/{descriptor}").readlink().name:
            raise OSError(errno.EIO, "Input/output error")
        fsync(descriptor)

    transaction = labelling()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        receipt = store.commit(transaction)
    assert set(receipt.saved) == set(KEYS) - {KEYS[3]}
    assert {key: id_of(error.told) for key, error in receipt.failed.items()} == {KEYS[3]: "store.cannot_save"}
    assert stored(store)[KEYS[3]] == set()
    assert_tidy(store)
    # the whole can be repeated
    assert set(store.commit(transaction).saved) == set(KEYS)
    assert all(ids <= stored(store)[key] for key, ids in ids_of(transaction).items())


def test_a_damaged_article_stops_no_other(store: Store) -> None:
    store.commit(labelling(KEYS[:1]))
    store.file_of(KEYS[1]).write_text("torn")
    receipt = store.commit(labelling())
    assert set(receipt.saved) == set(KEYS) - {KEYS[1]}
    assert store.file_of(KEYS[1]).read_text() == "torn"


def test_with_few_open_files_they_are_saved_one_by_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    make = lock_file.make
    made: list[lock_file.Held] = []

    def few(path: Path, place: lock_file.Place) -> lock_file.Held | None:
        made[:] = [each for each in made if each.file.path.exists()]
        if len(made) == 2:
            raise OSError(errno.EMFILE, "Too many open files")
        if (held := make(path, place)) is not None:
            made.append(held)
        return held

    monkeypatch.setattr(lock_file, "make", few)
    transaction = labelling()
    assert set(store.commit(transaction).saved) == set(KEYS)
    assert stored(store) == ids_of(transaction)


def test_the_open_article_is_left_out_and_progress_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_saving, "_FIRST", 1)
    done: list[int] = []
    store.commit(labelling(), but=KEYS[0], saved=done.append)
    assert sorted(key for key, each in stored(store).items() if each) == KEYS[1:]
    assert done == sorted(done)
    assert done[-1] == 4


def test_a_first_file_is_as_if_it_were_saved_alone(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "b" / "annotations")
    first, second = (
        new_annotation(KEYS[0], "0" * 64, TEXT, Span(0, each), "ACTOR", id=str(each)) for each in (4, 10)
    )
    noted = changed(first, note="n")
    edits = [Edit(None, first), Edit(first, noted), Edit(None, second)]
    transaction = transaction_over({KEYS[0]: edits}, by="", command="")
    assert store.commit(transaction).saved == (KEYS[0],)
    assert list(other.open_key(KEYS[0]).commit(transaction)) == []
    assert store.file_of(KEYS[0]).read_bytes() == other.file_of(KEYS[0]).read_bytes()
    assert store.load(KEYS[0]).annotations == (noted, second)


def test_a_group_that_waits_long_is_followed_by_smaller_ones(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_saving, "_SHORT", 0.0)
    keys = [f"{number}.txt" for number in range(16 + 8 + 4 + 2)]
    done: list[int] = []
    store.commit(labelling(keys), saved=done.append)
    steps = [after - before for before, after in pairwise([0, *done])]
    assert steps == sorted(steps, reverse=True)
    assert steps[-1] < 16


def test_without_threads_every_group_waits_by_itself(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_more(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(group_saving, "_FIRST", 2)
    monkeypatch.setattr(threading.Thread, "start", none_more)
    transaction = labelling()
    assert store.commit(transaction).saved == tuple(KEYS)
    assert stored(store) == ids_of(transaction)


def test_every_content_of_every_group_is_synced(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    keys = [f"{number}.txt" for number in range(200)]
    assert len(store.commit(labelling(keys)).saved) == len(keys)
    contents = [name.partition(".json")[0] for name in synced if ".json." in name]
    assert sorted(contents) == sorted(store.file_of(key).stem for key in keys)


def test_an_unexpected_error_leaves_no_lock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(group_saving, "_FIRST", 2)
    monkeypatch.setattr(group_saving, "first_tables", broken)
    with pytest.raises(MemoryError):
        store.commit(labelling())
    assert_tidy(store)
    assert not any(stored(store).values())
