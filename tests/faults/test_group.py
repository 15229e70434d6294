"""Two people of one group, and a third who is none, on one folder."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.faults.bench import ENVIRONMENT
from tests.faults.lacking import leave_out
from tests.storing import store_files, store_in

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.exhaustive

GROUP, OTHER_GROUP = 64_300, 64_301
FIRST, SECOND, STRANGER = 64_301, 64_302, 64_303


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of a group, as an administrator sets it up, with an article in it."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        leave_out("two users of one group were not tried: only root can become them")
    # not below pytest's own folder, which is root's alone
    around = Path(tempfile.mkdtemp())
    around.chmod(0o755)
    folder = around / "shared"
    folder.mkdir()
    (folder / "a.txt").write_text("كتاب جديد عن روسيا", encoding="utf-8")
    os.chown(folder, 0, GROUP)
    folder.chmod(0o2775)
    yield folder
    shutil.rmtree(around)


def run_as(user: int, folder: Path, code: str, mask: str = "022", group: int = GROUP) -> tuple[str, str]:
    """Run code as a user of a group; gives what it wrote to standard output and to standard error."""
    words = [sys.executable, "-m", "tests.faults.as_user", str(user), str(group), mask, str(folder), code]
    answer = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=ENVIRONMENT,
        cwd=Path(__file__).parents[2],
    )
    return answer.stdout.strip(), answer.stderr.strip()


def annotate_as(user: int, folder: Path, mask: str = "022", group: int = GROUP) -> None:
    output, errors = run_as(user, folder, "annotate()", mask, group)
    assert errors == ""
    assert len(output) == 36


def access(path: Path) -> tuple[int, str]:
    status = path.stat()
    return status.st_gid, f"{stat.S_IMODE(status.st_mode):o}"


def own(folder: Path) -> Path:
    """The folder of the annotator whose login all users have here."""
    return store_in(folder / "annotations").folder


def count(folder: Path) -> int:
    (file,) = store_files(folder / "annotations")
    return file.read_text(encoding="utf-8").count('"rev"')


@pytest.mark.parametrize("mask", ["022", "027", "077"])
def test_what_one_makes_the_other_can_read_and_write_whatever_the_umask(folder: Path, mask: str) -> None:
    annotate_as(FIRST, folder, mask)
    annotate_as(SECOND, folder, mask)
    annotate_as(FIRST, folder, mask)
    assert count(folder) == 3
    (file,) = store_files(folder / "annotations")
    for each in (file, file.with_name(f"{file.name}.bak")):
        group, mode = access(each)
        assert group == GROUP
        assert int(mode, 8) & 0o660 == 0o660
        assert int(mode, 8) & 0o007 == 0o004 & ~int(mask, 8)
    for made in (folder / "annotations", own(folder), own(folder) / ".locks"):
        group, mode = access(made)
        assert group == GROUP
        assert int(mode, 8) & 0o2770 == 0o2770
    assert run_as(SECOND, folder, "main(['export'])")[0].count("\n") == 2
    assert run_as(SECOND, folder, "print(reason('.'))") == ("", "")


def test_a_file_keeps_its_group_and_its_permissions(folder: Path) -> None:
    annotate_as(FIRST, folder)
    (file,) = store_files(folder / "annotations")
    file.chmod(0o640)
    annotate_as(FIRST, folder)
    assert access(file) == (GROUP, "640")
    # another member replaces it: it is theirs then, and still the group's
    annotate_as(SECOND, folder)
    assert access(file) == (GROUP, "640")
    assert count(folder) == 3


def test_a_group_that_a_user_does_not_belong_to_cannot_be_kept_and_hinders_nobody(folder: Path) -> None:
    annotate_as(FIRST, folder)
    (file,) = store_files(folder / "annotations")
    for each in (folder, folder / "annotations", own(folder), own(folder) / ".locks"):
        each.chmod(0o777)
    file.chmod(0o644)
    annotate_as(STRANGER, folder, group=OTHER_GROUP)
    assert count(folder) == 2
    assert access(file) == (OTHER_GROUP, "644")
    annotate_as(SECOND, folder)
    assert count(folder) == 3


def test_a_folder_of_everybody_has_locks_of_everybody(folder: Path) -> None:
    folder.chmod(0o777)
    annotate_as(FIRST, folder, group=OTHER_GROUP)
    annotate_as(STRANGER, folder, group=OTHER_GROUP)
    annotate_as(SECOND, folder)
    assert count(folder) == 3


def not_writable(path: Path) -> str:
    return str(Message("store.not_writable_of", path=path, owner=str(FIRST)))


def test_where_one_cannot_write_is_known_before_and_named(folder: Path) -> None:
    annotate_as(FIRST, folder)
    store = own(folder)
    # through the group's folder, into one that another member has closed
    (store / ".locks").chmod(0o755)
    assert run_as(SECOND, folder, f"print(reason('{folder}'))")[0] == not_writable(store / ".locks")
    output, errors = run_as(SECOND, folder, "annotate()")
    assert output == ""
    assert not_writable((store / ".locks").relative_to(folder)) in errors
    (store / ".locks").chmod(0o2775)
    store.chmod(0o755)
    assert run_as(SECOND, folder, f"print(reason('{folder}'))")[0] == not_writable(store)
    assert run_as(FIRST, folder, f"print(reason('{folder}'))") == ("", "")
    assert count(folder) == 1


def test_where_everybody_can_replace_only_their_own_files_anothers_is_named(folder: Path) -> None:
    annotate_as(FIRST, folder)
    store = own(folder)
    (file,) = store_files(store)
    os.chown(store, 0, GROUP)
    store.chmod(0o3775)
    reason = run_as(SECOND, folder, f"print(reason('{folder}'))")[0]
    assert reason == str(Message("store.only_owner_replaces", path=file, owner=str(FIRST)))
    relative = file.relative_to(folder)
    expected = str(Message("store.only_owner_replaces", path=relative, owner=str(FIRST)))
    assert expected in run_as(SECOND, folder, "annotate()")[1]
    assert run_as(FIRST, folder, f"print(reason('{folder}'))") == ("", "")
    annotate_as(FIRST, folder)
    assert count(folder) == 2


def test_a_lock_file_of_an_older_version_shuts_nobody_out(folder: Path) -> None:
    annotate_as(FIRST, folder)
    (file,) = store_files(folder / "annotations")
    old = file.with_name(f".{file.name}.lock")
    os.link(folder / "a.txt", old)
    article = old.read_bytes()
    annotate_as(FIRST, folder)
    annotate_as(SECOND, folder)
    annotate_as(0, folder, group=0)
    assert (folder / "a.txt").read_bytes() == article != b""


def test_a_file_that_only_its_owner_may_read_is_named(folder: Path) -> None:
    annotate_as(FIRST, folder)
    (file,) = store_files(folder / "annotations")
    file.chmod(0o600)
    expected = f"cannot read {file}: permission denied"
    assert run_as(SECOND, folder, f"print(reason('{folder}'))")[0] == expected
    assert (
        f"cannot read {file.relative_to(folder)}: permission denied"
        in run_as(SECOND, folder, "annotate()")[1]
    )
