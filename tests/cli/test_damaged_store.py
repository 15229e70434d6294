"""What each command does where a store file is damaged, missing or no file at all."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


@pytest.fixture
def first(shell: Shell) -> str:
    """The id of the annotation in the backup of a file that is damaged."""
    identifier = shell.annotate(4, 22)
    shell.annotate(0, 3, "EVENT")
    shell.store_file.write_text("<<<<<<< HEAD\n")
    return identifier


@pytest.mark.parametrize("paths", [[], [ARTICLE], ["articles"]])
def test_what_reads_reads_the_backup_and_says_so(shell: Shell, first: str, paths: list[str]) -> None:
    before = shell.snapshot()
    for arguments in (["list", *paths], ["export", *paths], ["show", ARTICLE]):
        answer = shell(*arguments)
        assert answer.status == 1, arguments
        assert "is damaged: not valid JSON at line 1, column 1" in answer.err
        if arguments[0] != "list":
            assert ".json.bak of 20" in answer.err
            assert "hashiya check --repair" in answer.err
    assert [json.loads(line)["id"] for line in shell("export", *paths).out.splitlines()] == [first]
    assert f"{ARTICLE}\tdamaged\t1\t0\t0" in shell("list", *paths).out
    assert shell("show", ARTICLE).out.startswith("A")
    assert shell.snapshot() == before


def test_what_writes_is_refused(shell: Shell, first: str) -> None:
    (shell.folder / "in.jsonl").write_text(json.dumps({"label": "ACTOR", "start": 0, "end": 4}))
    before = shell.snapshot()
    for arguments in (
        ["annotate", ARTICLE, "--start", 0, "--end", 4, "--label", "ACTOR"],
        ["edit", ARTICLE, first, "--note", "n"],
        ["remove", ARTICLE, first],
        ["import", "in.jsonl", "--article", ARTICLE],
    ):
        answer = shell(*arguments)
        assert (answer.status, answer.out) == (1, "")
        assert "store.damaged" in answer.ids
    assert shell.snapshot() == before


def test_a_backup_is_exported_to_a_file_too_and_said(shell: Shell, first: str) -> None:
    answer = shell("export", "-o", "out.jsonl")
    assert answer.status == 1
    assert "store.damaged" in answer.ids
    assert json.loads((shell.folder / "out.jsonl").read_text(encoding="utf-8"))["id"] == first


def test_an_empty_file_is_damage_and_not_an_empty_store(shell: Shell, first: str) -> None:
    shell.store_file.write_bytes(b"")
    answer = shell("export")
    assert answer.status == 1
    assert "store.empty_file" in answer.ids
    assert json.loads(answer.out)["id"] == first
    assert shell("check", "--repair").status == 0
    assert shell.exported()[0]["id"] == first


def test_of_a_missing_file_the_backup_is_read(shell: Shell, first: str) -> None:
    shell.store_file.unlink()
    for paths in ([], [ARTICLE], ["articles"]):
        answer = shell("export", *paths)
        assert answer.status == 1
        assert "store.missing" in answer.ids
        assert json.loads(answer.out)["id"] == first


def test_one_file_that_cannot_be_read_hides_no_other(shell: Shell) -> None:
    identifier = shell.annotate()
    folder = shell.store_folder
    (shell.folder / "outside.json").write_bytes(shell.store_file.read_bytes())
    os.mkfifo(folder / "fifo-0123456789.json")
    (folder / "is-dir-0123456789.json").mkdir()
    (folder / "link-out-0123456789.json").symlink_to(shell.folder / "outside.json")
    (folder / "torn-0123456789.json").write_text("{")
    for arguments in (["list"], ["export"], ["check"]):
        answer = shell(*arguments)
        assert answer.status == 1
        told = answer.out + answer.err
        for name in (
            "fifo-0123456789.json",
            "is-dir-0123456789.json",
            "link-out-0123456789.json",
            "torn-0123456789.json",
        ):
            assert name in told, arguments
    assert json.loads(shell("export").out)["id"] == identifier
    assert f"{ARTICLE}\tin progress\t1" in shell("list").out
    answer = shell("export", "-o", "out.jsonl")
    assert answer.status == 1
    assert answer.says(Message("services.export_incomplete", path="out.jsonl"))
    assert not (shell.folder / "out.jsonl").exists()
    assert json.loads(shell("export", ARTICLE).out)["id"] == identifier


def test_files_of_other_programs_are_left_alone_and_named_by_a_check(shell: Shell) -> None:
    identifier = shell.annotate()
    folder = shell.folder / "annotations"
    (folder / "registry.json").write_text('{"actors": {}}')
    (folder / "tasks.json").write_text('{"_default": {"1": {"title": "buy milk"}}}')
    (folder / "torn.json").write_text("{")
    (folder / "notes.txt").write_text("to do")
    before = shell.snapshot()
    for arguments in (["list"], ["list", "."], ["list", "--json"], ["export"], ["export", "articles"]):
        answer = shell(*arguments)
        assert (answer.status, answer.err) == (0, ""), arguments
        assert "registry" not in answer.out
    assert shell("export", "-o", "out.jsonl").status == 0
    (shell.folder / "out.jsonl").unlink()
    answer = shell("check", "--repair")
    assert (answer.status, answer.err) == (0, "")
    assert answer.said == [
        Message("cli.problem", where=f"annotations/{name}", what=Message("cli.foreign"))
        for name in ("notes.txt", "registry.json", "tasks.json", "torn.json")
    ]
    assert [record["id"] for record in shell.exported()] == [identifier]
    assert shell.snapshot() == before


def test_a_check_names_only_some_of_many_files_of_other_programs(shell: Shell) -> None:
    shell.annotate()
    for number in range(25):
        (shell.folder / "annotations" / f"page-{number:02}.html").touch()
    *named, last = shell("check").said
    assert len(named) == 10
    assert last == Message("cli.problem", where="annotations", what=Message("cli.more_foreign", count=15))


def test_of_a_damaged_file_without_a_backup_the_article_is_shown_all_the_same(shell: Shell) -> None:
    shell.annotate()
    shell.store_file.write_text("{")
    answer = shell("show", ARTICLE)
    assert answer.status == 1
    assert answer.out
    assert "put a good copy in its place" in answer.err


@pytest.mark.parametrize(
    "change",
    [
        {"start": -5},
        {"start": 22, "end": 4},
        {"end": 4},
        {"start": 4.0},
        {"start": "4"},
        {"start": True},
        {"start": None},
        {"start": 10**30},
    ],
)
def test_an_annotation_of_wrong_offsets_is_told_of_and_the_others_load(
    shell: Shell, change: dict[str, object]
) -> None:
    bad, good = shell.annotate(4, 22), shell.annotate(0, 3)
    content = json.loads(shell.store_file.read_text(encoding="utf-8"))
    content["annotations"]["1"].update(change)
    shell.store_file.write_text(json.dumps(content), encoding="utf-8")
    before = shell.store_file.read_bytes()
    answer = shell("export")
    assert answer.status == 1
    assert [json.loads(line)["id"] for line in answer.out.splitlines()] == [good]
    assert f"annotation {bad} has" in answer.err
    answer = shell("check")
    assert answer.status == 1
    assert f"annotation {bad} has" in answer.out
    assert shell.store_file.read_bytes() == before
    shell.annotate(30, 33)
    kept = json.loads(shell.store_file.read_text(encoding="utf-8"))["annotations"]["1"]
    assert kept == content["annotations"]["1"]


def test_a_record_that_leads_out_of_the_folder_is_never_opened(shell: Shell) -> None:
    shell.annotate()
    outside = shell.folder.parent / f"{shell.folder.name}-outside.txt"
    outside.write_text("secret")
    (shell.folder / "link").symlink_to(shell.folder.parent)
    for path in (f"../{outside.name}", str(outside), "a\0b", f"link/{outside.name}"):
        record = {"label": "ACTOR", "start": 0, "end": 6, "article": path}
        (shell.folder / "in.jsonl").write_text(json.dumps(record))
        answer = shell("import", "in.jsonl")
        assert answer.status == 1
        assert "in.jsonl, line 1: " in answer.err
    assert len(shell.exported()) == 1
