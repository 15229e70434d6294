from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.tinydb import lock_file
from hashiya.store.tinydb.lock import exclusive
from tests.refusals import refused
from tests.running import running

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.process

HOLDER = """
import sys, time
from pathlib import Path
from hashiya.store.tinydb.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
OF_ANOTHER_COMPUTER = "s.json.4711@hostb.0123abcd.0123456789abcdef"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.json"


def locks(path: Path) -> list[str]:
    return sorted(each.name for each in (path.parent / ".locks").iterdir())


def save(path: Path, content: bytes) -> None:
    with exclusive(path) as lock:
        lock.read()
        lock.replace(content, backup=path.with_name("s.json.bak"))


def left_by_another_computer(path: Path, seconds_ago: float) -> Path:
    with exclusive(path):
        now = next((path.parent / ".locks").iterdir()).stat().st_mtime
    left = path.parent / ".locks" / OF_ANOTHER_COMPUTER
    left.touch()
    os.utime(left, (now - seconds_ago, now - seconds_ago))
    return left


# --- saving


def test_the_first_content_is_put_and_the_next_ones_replace_it_and_keep_the_one_before(path: Path) -> None:
    save(path, b"one")
    assert path.read_bytes() == b"one"
    save(path, b"two")
    save(path, b"three")
    assert (path.read_bytes(), path.with_name("s.json.bak").read_bytes()) == (b"three", b"two")
    assert locks(path) == []
    assert path.stat().st_nlink == 1


def test_what_is_read_is_what_lies_there(path: Path) -> None:
    with exclusive(path) as lock:
        assert lock.read() is None
    path.write_bytes(b"one")
    with exclusive(path) as lock:
        source = lock.read()
        assert source is not None
        assert source.content == b"one"
        assert lock.read() == source
    assert path.stat().st_nlink == 1
    assert locks(path) == []


def test_the_content_is_synced_before_the_name_changes_and_the_folder_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, b"one")
    events: list[str] = []
    fsync, replace = os.fsync, os.replace

    def note_sync(descriptor: int) -> None:
        events.append("sync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "sync file")
        fsync(descriptor)

    def note_rename(source: Path, target: Path) -> None:
        events.append(f"rename to {Path(target).name}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_rename)
    save(path, b"two")
    assert events == ["sync file", "rename to s.json.bak", "rename to s.json", "sync folder"]


def test_without_hard_links_the_backup_is_a_copy_that_is_on_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    synced: list[bytes] = []
    fsync = os.fsync

    def note_sync(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            synced.append(Path(f"/proc/self/fd/{descriptor}").read_bytes())
        fsync(descriptor)

    monkeypatch.setattr(os, "link", no_links)
    save(path, b"one")
    monkeypatch.setattr(os, "fsync", note_sync)
    save(path, b"two")
    assert synced == [b"two", b"one"]
    assert (path.read_bytes(), path.with_name("s.json.bak").read_bytes()) == (b"two", b"one")
    assert sorted(each.name for each in path.parent.iterdir()) == [".locks", "s.json", "s.json.bak"]
    assert locks(path) == []


@pytest.mark.parametrize("function", ["write", "fsync", "replace"])
def test_a_failure_leaves_the_old_content_and_no_other_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    save(path, b"one")
    with monkeypatch.context() as patch:
        patch.setattr(os, function, fail)
        with pytest.raises(OSError, match="No space left"):
            save(path, b"two")
    assert path.read_bytes() == b"one"
    assert locks(path) == []


def test_a_backup_that_is_the_file_itself_is_no_hindrance(path: Path) -> None:
    save(path, b"one")
    os.link(path, path.with_name("s.json.bak"))  # as a writer leaves it that is killed between the renamings
    save(path, b"two")
    assert (path.read_bytes(), path.with_name("s.json.bak").read_bytes()) == (b"two", b"one")
    assert locks(path) == []


def test_a_file_that_another_computer_made_meanwhile_is_not_written_over(path: Path) -> None:
    with exclusive(path) as lock:
        assert lock.read() is None  # as a mounted folder may tell for some time
        path.write_bytes(b"theirs")
        with refused(cannot_save(path, "store.made_or_removed")):
            lock.replace(b"mine")
    assert path.read_bytes() == b"theirs"
    assert locks(path) == []


# --- one writer at a time


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that holds the lock, and is killed at the end of the test at the latest."""
    with running([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield holder


def test_a_holder_that_is_stopped_is_named_and_one_that_is_killed_holds_nothing(
    path: Path, holder: subprocess.Popen[bytes]
) -> None:
    os.kill(holder.pid, signal.SIGSTOP)
    with (
        refused(locked_by(path, Message("store.process", number=holder.pid))) as caught,
        exclusive(path, timeout=0.1),
    ):
        pass
    assert caught.value.advice == Message("store.wait_or_end")
    holder.kill()
    holder.wait()
    assert len(locks(path)) == 1
    with exclusive(path, timeout=30):
        assert len(locks(path)) == 1
    assert locks(path) == []


def test_a_holder_that_was_killed_and_that_nobody_has_waited_for_holds_nothing(
    path: Path, holder: subprocess.Popen[bytes]
) -> None:
    holder.kill()
    assert holder.stdout is not None
    holder.stdout.read()
    with exclusive(path, timeout=30):  # its number is still taken
        pass


def test_the_lock_is_given_up_when_the_work_fails(path: Path) -> None:
    with pytest.raises(RuntimeError), exclusive(path):
        raise RuntimeError
    with exclusive(path, timeout=0.1):
        pass


def test_of_threads_that_change_one_file_at_once_each_comes_on_top_of_another(path: Path) -> None:
    save(path, b"0")

    def add() -> None:
        for _ in range(10):
            with exclusive(path, timeout=60) as lock:
                source = lock.read()
                assert source is not None
                lock.replace(b"%d" % (int(source.content) + 1))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() == b"40"
    assert locks(path) == []


def test_files_beside_each_other_are_locked_each_for_itself(path: Path) -> None:
    with exclusive(path), exclusive(path.with_name("t.json"), timeout=0.1):
        pass
    with exclusive(path), exclusive(path.with_name("s.json.s.json"), timeout=0.1):
        pass


# --- another computer


def test_a_lock_of_another_computer_is_named_with_its_host_and_file_and_what_to_do(path: Path) -> None:
    left = left_by_another_computer(path, 2)
    with (
        refused(locked_by(path, Message("store.process_elsewhere", number=4711, host="hostb"))) as caught,
        exclusive(path, timeout=0.05),
    ):
        pass
    assert caught.value.advice == Message("store.wait_or_remove", lock=left)
    left.unlink()
    with exclusive(path, timeout=0.1):
        pass


@pytest.mark.parametrize("seconds_ago", [61, 100_000, -61, -100_000])
def test_a_lock_of_another_computer_that_has_not_changed_for_a_minute_is_no_lock(
    path: Path, seconds_ago: float
) -> None:
    left = left_by_another_computer(path, seconds_ago)
    with exclusive(path, timeout=30):
        assert not left.exists()


def test_the_age_of_a_lock_is_told_by_the_clock_of_the_file_system(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by_another_computer(path, 2)
    for clock in (0.0, 1e10):
        monkeypatch.setattr("time.time", lambda clock=clock: clock)
        with refused("store.locked_by"), exclusive(path, timeout=0.05):
            pass


def test_a_writer_whose_lock_was_taken_over_saves_nothing_and_says_so(path: Path) -> None:
    save(path, b"one")
    with exclusive(path) as slow:
        slow.read()
        (held,) = (path.parent / ".locks").glob("*[0-9a-f]")
        os.utime(held, (0, 0))
        take_over_from_another_computer(path, b"two")
        with refused(cannot_save(path, "store.lock_lost")):
            slow.replace(b"mine", backup=path.with_name("s.json.bak"))
    assert (path.read_bytes(), path.with_name("s.json.bak").read_bytes()) == (b"two", b"one")
    assert locks(path) == []


def test_a_writer_whose_lock_was_taken_over_takes_no_other_lock_away(path: Path) -> None:
    with exclusive(path):
        (held,) = (path.parent / ".locks").iterdir()
        held.unlink()
        with exclusive(path) as other:
            other.read()
            during = locks(path)
            with pytest.raises(HashiyaError), exclusive(path, timeout=0.05):
                pass
            assert locks(path) == during


def locked_by(path: Path, holder: Message) -> Message:
    return Message("store.locked_by", path=path, holder=holder)


def cannot_save(path: Path, cause: str) -> Message:
    return Message("store.cannot_save", path=path, cause=Message(cause))


def take_over_from_another_computer(path: Path, content: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock_file, "_reach", lambda _device: "ffffffff")
        save(path, content)


# --- file systems without locks


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF])
def test_where_the_system_has_no_locks_the_lock_file_is_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with (
        exclusive(path),
        refused(locked_by(path, Message("store.process", number=os.getpid()))),
        exclusive(path, timeout=0.05),
    ):
        pass
    with exclusive(path, timeout=0.1):
        (held,) = (path.parent / ".locks").iterdir()
        os.utime(held, (0, 0))
        with exclusive(path, timeout=30):  # as of one that was killed
            pass


# --- what lies in the way


def test_nothing_is_written_into_what_another_made(path: Path) -> None:
    mine = path.with_name("mine")
    mine.write_text("mine")
    (path.parent / ".locks").mkdir()
    for name in (OF_ANOTHER_COMPUTER, "s.json.0123456789abcdef"):
        os.link(mine, path.parent / ".locks" / name)
    link = path.parent / ".locks" / "s.json.1@x.0123abcd.0000456789abcdef"
    link.symlink_to(mine)
    os.utime(mine, (0, 0))
    os.utime(link, (0, 0), follow_symlinks=False)
    save(path, b"one")
    assert mine.read_text() == "mine"
    assert path.read_bytes() == b"one"


def test_a_link_in_the_place_of_the_folder_of_locks_is_refused(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    elsewhere.mkdir()
    (path.parent / ".locks").symlink_to(elsewhere)
    with refused(Message("store.not_a_folder", path=path.parent / ".locks")), exclusive(path):
        pass
    assert list(elsewhere.iterdir()) == []


def test_a_pipe_among_the_locks_holds_nobody_up(path: Path) -> None:
    with exclusive(path):
        (held,) = (path.parent / ".locks").iterdir()
    os.mkfifo(held)  # with the name of a lock of this computer
    with exclusive(path, timeout=30):
        pass
    assert locks(path) == []
