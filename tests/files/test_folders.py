from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.files.folders import name_order, walk, walk_folders
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def found(folder: Path, left_out: str = "") -> list[str]:
    def is_left_out(path: Path, names: Iterable[str]) -> bool:
        return path.name == left_out or left_out in names

    entries = list(walk(folder, lambda name: name.endswith(".txt"), is_left_out))
    assert not any(entry.problem for entry in entries)
    return [entry.path.relative_to(folder).as_posix() for entry in entries]


def test_files_of_all_folders_are_found_those_of_a_folder_before_those_below_it(tmp_path: Path) -> None:
    make(tmp_path, "z.txt", "b/2/y.txt", "b/10/x.txt", "b/c.txt", "a/1.txt", "a/no.jpg", "empty/no.jpg")
    assert found(tmp_path) == ["z.txt", "a/1.txt", "b/c.txt", "b/2/y.txt", "b/10/x.txt"]


def test_numbers_in_names_are_sorted_by_value(tmp_path: Path) -> None:
    make(tmp_path, "10.txt", "9.txt", "A10.txt", "a9.txt", "a9b.txt", "٣.txt")
    assert found(tmp_path) == ["9.txt", "10.txt", "a9.txt", "a9b.txt", "A10.txt", "٣.txt"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, ".a.txt", ".git/b.txt", "c/.d/e.txt", "c/f.txt")
    assert found(tmp_path) == ["c/f.txt"]


def test_a_folder_may_be_left_out_by_its_name_or_by_what_is_in_it(tmp_path: Path) -> None:
    make(tmp_path, "out/a.txt", "b/out", "b/c/d.txt", "e/f.txt")
    assert found(tmp_path, "out") == ["e/f.txt"]
    assert found(tmp_path / "out", "out") == ["a.txt"]  # the one that is asked for is never left out


def test_links_that_lead_round_or_into_the_folder_bring_no_file_twice(tmp_path: Path) -> None:
    make(tmp_path, "top/b/c.txt")
    top = tmp_path / "top"
    for name, end in (("a", "b"), ("b/up", ".."), ("root", "/"), ("me", "me"), ("b/parent", "../..")):
        (top / name).symlink_to(end)
    assert found(top) == ["b/c.txt"]


def test_links_that_lead_elsewhere_are_followed_and_no_folder_is_walked_twice(tmp_path: Path) -> None:
    make(tmp_path, "top/z.txt", "far/a.txt", "far/deep/b.txt", "far/deep/c.txt")
    top = tmp_path / "top"
    for link, end in (
        (top / "1", "../far/deep"),
        (top / "2", "../far"),
        (top / "3", "../far"),
        (tmp_path / "far/deep/up", ".."),
    ):
        link.symlink_to(end)
    assert found(top) == ["z.txt", "1/b.txt", "1/c.txt", "1/up/a.txt"]


def test_a_link_to_a_file_that_is_found_itself_brings_it_no_second_time(tmp_path: Path) -> None:
    make(tmp_path, "far/a.txt", "top/z.txt", "top/b/c.txt", "top/.hidden/d.txt", "top/e.jpg", "top/out/f.txt")
    top = tmp_path / "top"
    for link, end in (
        ("1.txt", "b/c.txt"),
        ("b/2.txt", "../z.txt"),
        ("3.txt", "1.txt"),  # a link to a link
        ("4.txt", "../far/a.txt"),
        ("5.txt", ".hidden/d.txt"),  # as git-annex keeps files
        ("6.txt", "e.jpg"),
        ("7.txt", "out/f.txt"),
    ):
        (top / link).symlink_to(end)
    assert found(top, "out") == ["4.txt", "5.txt", "6.txt", "7.txt", "z.txt", "b/c.txt"]


def test_files_that_cannot_be_read_come_with_their_problem(tmp_path: Path) -> None:
    make(tmp_path, "good.txt")
    (tmp_path / "dangling.txt").symlink_to("none")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "device.txt").symlink_to("/dev/null")
    os.mkfifo(tmp_path / "pipe.txt")
    assert {entry.path.name: entry.problem for entry in walk(tmp_path, bool, lambda *_: False)} == {
        "dangling.txt": Message("files.dangling_link"),
        "device.txt": Message("files.not_regular"),
        "good.txt": None,
        "loop.txt": Message("files.link_loop"),
        "pipe.txt": Message("files.not_regular"),
    }


def test_a_folder_below_that_cannot_be_read_comes_with_its_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a/1.txt", "b/2.txt", "c/3.txt")
    really = os.scandir

    def scandir(path: Path) -> object:
        if path.name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)
    entries = list(walk(tmp_path, bool, lambda *_: False))
    assert [(entry.path.name, entry.problem) for entry in entries] == [
        ("1.txt", None),
        ("b", Message("files.permission_denied")),
        ("3.txt", None),
    ]
    assert list(walk(tmp_path / "b", bool, lambda *_: False)) == [
        (tmp_path / "b", Message("files.permission_denied"))
    ]


def test_folders_in_folders_without_end_are_walked_as_far_as_names_reach(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(60):
        os.mkdir("x" * 100, dir_fd=here)
        below = os.open("x" * 100, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    (entry,) = walk(tmp_path, bool, lambda *_: False)
    assert entry.problem == Message("files.name_too_long")


def test_only_the_folders_on_the_way_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, *(f"{number}/a.txt" for number in range(50)))
    read: list[Path] = []
    really = os.scandir

    def scandir(path: Path) -> object:
        read.append(path)
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)
    entries = walk(tmp_path, bool, lambda *_: False)
    assert next(entries).path == tmp_path / "0" / "a.txt"
    assert read == [tmp_path, tmp_path / "0"]


def test_a_large_folder_comes_in_parts_that_are_in_order_and_a_walk_merges_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.files.folders._PIECE", 4)
    make(tmp_path, *(f"{number}.txt" for number in range(10)), ".hidden.txt", "below/a.txt")
    *parts, below = walk_folders(tmp_path, bool, lambda *_: False)
    assert [part.goes_on for part in parts] == [True, True, True, False], "the last may be empty"
    for part in parts:
        assert part.folder == tmp_path
        assert list(part.names) == sorted(part.names, key=name_order)
    names = [name for part in parts for name in part.names]
    assert sorted(names) == [f"{number}.txt" for number in range(10)]
    assert list(below.names) == ["a.txt"]
    assert found(tmp_path) == [*(f"{number}.txt" for number in range(10)), "below/a.txt"]


def test_the_first_part_of_a_large_folder_comes_before_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.files.folders._PIECE", 4)
    make(tmp_path, *(f"{number}.txt" for number in range(10)))
    parts = walk_folders(tmp_path, bool, lambda *_: False)
    first = next(parts)
    make(tmp_path, "10.txt")
    (tmp_path / first.names[0]).unlink()
    names = [*first.names, *(name for part in parts for name in part.names)]
    assert len(names) == len(set(names)), "none comes twice"
    assert {f"{number}.txt" for number in range(10)} <= set(names), "none that was there is missing"


def test_a_large_folder_is_left_out_by_its_last_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.files.folders._PIECE", 4)
    make(tmp_path, *(f"a/{number}.txt" for number in range(10)), "b/c.txt")
    last = [entry.name for entry in os.scandir(tmp_path / "a")][-1]
    assert found(tmp_path, last) == ["b/c.txt"]


def test_files_of_a_folder_that_becomes_unreadable_are_found_with_its_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.files.folders._PIECE", 4)
    make(tmp_path, *(f"a/{number}.txt" for number in range(10)), "b/c.txt")
    parts = walk_folders(tmp_path, bool, lambda *_: False)
    first = next(parts)
    monkeypatch.setattr("hashiya.files.folders.islice", _broken)
    second = next(parts)
    monkeypatch.undo()
    assert len(first.names) == 4
    assert (second.names, second.problem, second.goes_on) == ((), Message("files.permission_denied"), False)
    assert [list(part.names) for part in parts] == [["c.txt"]]


def _broken(*_: object) -> None:
    raise PermissionError(13, "Permission denied")
