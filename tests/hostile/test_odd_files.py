"""Whatever lies under the name of a file that is read, reading ends at once and in a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.article.reading import read_article
from hashiya.codebook.labels import load_labels
from hashiya.codebook.settings import FILE_NAME
from hashiya.errors import HashiyaError
from hashiya.store.tinydb.store_file import read_store_file
from hashiya.terminal.kept_answers import KeptAnswers

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: dict[str, Callable[[Path], object]] = {
    FILE_NAME: lambda path: load_labels(path.parent),
    "a.txt": read_article,
    "page.html": read_article,
    "a-0123456789.json": read_store_file,
}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def kernel_file(path: Path) -> None:
    path.symlink_to("/proc/self/status")


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nothing")


KINDS = [pipe, sparse, device, folder, loop, dangling]
KINDS += [kernel_file] if Path("/proc/self/status").exists() else []


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("name", READERS)
def test_a_file_of_any_kind_is_refused_by_name(
    tmp_path: Path, name: str, make: Callable[[Path], object]
) -> None:
    make(tmp_path / name)
    with pytest.raises(HashiyaError) as caught:
        READERS[name](tmp_path / name)
    assert caught.value.message.startswith(f"cannot read {tmp_path / name}: it is ")


@pytest.mark.parametrize("make", KINDS)
def test_answers_kept_in_a_file_of_any_kind_count_as_none(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "terminals.json")
    assert not KeptAnswers(tmp_path / "terminals.json").was_told("st")
