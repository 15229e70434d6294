from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from hashiya.files.causes import advice_on, cause_of
from hashiya.messages import Message

if TYPE_CHECKING:
    from pathlib import Path


def failure(number: int) -> OSError:
    return OSError(number, "as the system says it")


@pytest.mark.parametrize(
    ("number", "cause", "advice"),
    [
        (errno.ENOSPC, "files.disk_full", "files.free_space"),
        (errno.EDQUOT, "files.quota_used_up", "files.free_space"),
        (errno.EFBIG, "files.over_size_limit", "files.raise_size_limit"),
        (errno.EROFS, "files.read_only_disk", None),
        (errno.EACCES, "files.permission_denied", None),
    ],
)
def test_a_failed_write_has_a_cause_and_where_something_helps_advice(
    tmp_path: Path, number: int, cause: str, advice: str | None
) -> None:
    error = failure(number)
    found = advice_on(error)
    assert (cause_of(tmp_path, error).id, found.id if found else None) == (cause, advice)


def test_any_other_error_is_told_in_the_words_of_the_system(tmp_path: Path) -> None:
    told = cause_of(tmp_path, failure(errno.EIO))
    assert told == Message("files.system_reason", reason="as the system says it")


def test_a_link_to_nothing_is_told_apart_from_a_missing_file(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nothing")
    assert cause_of(link, failure(errno.ENOENT)) == Message("files.dangling_link")
    assert cause_of(tmp_path / "nothing", failure(errno.ENOENT)) == Message("files.missing")
