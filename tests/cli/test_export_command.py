from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

import pytest

from hashiya.exchange.formats import FORMATS
from hashiya.messages import Message
from tests.cli.conftest import ARTICLE
from tests.storing import store_files

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_annotations_come_by_article_and_place(shell: Shell) -> None:
    (shell.folder / "articles" / "A.txt").write_text("abcdef")
    for start, end in ((4, 22), (0, 3), (4, 10)):
        shell.annotate(start, end)
    shell("annotate", "articles/A.txt", "--start", 0, "--end", 3, "--label", "EVENT")
    exported = [(record["article"], record["start"], record["end"]) for record in shell.exported()]
    assert exported == [("articles/A.txt", 0, 3), (ARTICLE, 0, 3), (ARTICLE, 4, 10), (ARTICLE, 4, 22)]
    assert len(shell.exported(ARTICLE)) == 3
    assert len(shell.exported("articles")) == len(shell.exported(".")) == 4
    assert [record["label"] for record in shell.exported("--label", "EVENT")] == ["EVENT"]
    assert shell.exported("annotations") == []


def test_nothing_stored_is_an_empty_export(shell: Shell) -> None:
    assert shell.exported() == []
    assert shell.exported(ARTICLE) == []


def test_an_export_to_a_file_is_the_same(shell: Shell) -> None:
    shell.annotate()
    printed = shell("export").out
    answer = shell("export", "-o", "out.jsonl")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    assert (shell.folder / "out.jsonl").read_text(encoding="utf-8") == printed
    assert shell("export", "-o", "-").out == printed


def test_a_file_that_is_there_is_replaced_only_by_force(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / "out.jsonl").write_text("mine")
    answer = shell("export", "-o", "out.jsonl")
    assert answer.status == 1
    assert answer.says(Message("services.exists", path="out.jsonl"))
    assert (shell.folder / "out.jsonl").read_text() == "mine"
    assert shell("export", "-o", "out.jsonl", "--force").status == 0
    assert (shell.folder / "out.jsonl").read_text(encoding="utf-8") == shell("export").out


def test_a_store_file_an_article_and_a_folder_are_never_written_over(shell: Shell) -> None:
    shell.annotate(), shell.annotate(0, 3)
    (shell.folder / "link").symlink_to(shell.store_file)
    before = shell.snapshot()
    name = f"annotations/{shell.store_file.name}"
    for target in (name, f"{name}.bak", "annotations/new.json", ARTICLE, "articles", "link"):
        answer = shell("export", "-o", target, "--force")
        assert answer.status == 1, target
        causes = map(Message, ("files.is_folder", "services.name_of_store_file", "services.is_article"))
        assert any(answer.says(Message("services.cannot_write", path=target, cause=each)) for each in causes)
    assert shell.snapshot() == before
    assert shell("export", "-o", "annotations/sample.jsonl").status == 0


def test_a_folder_that_is_not_there_is_told_of(shell: Shell) -> None:
    shell.annotate()
    answer = shell("export", "-o", "none/out.jsonl")
    assert answer.status == 1
    cause = Message("services.folder_missing")
    assert answer.says(Message("services.cannot_write", path="none/out.jsonl", cause=cause))


def test_a_full_disk_leaves_no_part_of_an_export(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.annotate()
    before = shell.snapshot()

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        answer = shell("export", "-o", "out.jsonl")
    assert answer.status == 1
    cause = Message("files.disk_full")
    assert answer.says(Message("services.cannot_write", path="out.jsonl", cause=cause))
    assert shell.snapshot() == before


@pytest.mark.parametrize(
    "content", ["{", '{"article": {"1": {"path": "articles/a.txt"}}, "annotations": {"1": {}}}']
)
def test_an_export_that_would_lack_something_is_none(shell: Shell, content: str) -> None:
    shell.annotate()
    shell.store_file.write_text(content)
    answer = shell("export", "-o", "out.jsonl")
    assert (answer.status, answer.out) == (1, "")
    assert shell.store_file.name in answer.err
    assert not (shell.folder / "out.jsonl").exists()


def test_an_unknown_format_and_a_path_of_nothing_are_refused(shell: Shell) -> None:
    unknown = Message("exchange.format_unknown", name="docx", names=tuple(FORMATS))
    assert shell("export", "--format", "docx").says(unknown)
    assert "none.txt" in shell("export", "none.txt").err


def test_csv_goes_out_without_formulas_and_comes_back_exactly(shell: Shell) -> None:
    (shell.folder / "articles" / "-f.txt").write_text('=HYPERLINK("x")\n@قال\n+1\n', encoding="utf-8")
    for start, end in ((0, 15), (16, 20), (21, 23)):
        span = ("--start", start, "--end", end)
        shell("annotate", "articles/-f.txt", *span, "--label", "EVENT", "--note", "-1")
    before = shell.exported()
    answer = shell("export", "--format", "csv", "-o", "out.csv")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    table = io.StringIO((shell.folder / "out.csv").read_bytes().decode(), newline="")
    cells = [cell for row in csv.reader(table) for cell in row]
    assert cells.count("'-1") == 3
    assert '\'=HYPERLINK("x")' in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\n")) for cell in cells)
    for record in before:
        assert shell("remove", "articles/-f.txt", record["id"]).status == 0
    assert shell("import", "--format", "csv", "out.csv").status == 0
    assert shell.exported() == before


def test_the_help_names_the_formats(shell: Shell) -> None:
    assert "jsonl, csv" in shell("export", "--help").out
    assert "jsonl, csv" in shell("import", "--help").out


def test_what_a_killed_export_left_is_swept_once_it_is_old(shell: Shell) -> None:
    shell.annotate()
    for name in (".hashiya.0123abcd.tmp", ".hashiya.4567abcd.tmp", "mine.tmp"):
        (shell.folder / name).touch()
    for name in (".hashiya.0123abcd.tmp", "mine.tmp"):
        os.utime(shell.folder / name, (0, 0))
    assert shell("export", "-o", "out.jsonl").status == 0
    assert {path.name for path in shell.folder.glob("*tmp")} == {".hashiya.4567abcd.tmp", "mine.tmp"}


@pytest.mark.parametrize("name", ["NOPE", "actor", ""])
def test_a_label_that_is_not_known_is_refused_with_the_known_ones(shell: Shell, name: str) -> None:
    shell.annotate()
    for options in (("--label", name), ("--label", "ACTOR", "--label", name, "-o", "out.jsonl")):
        answer = shell("export", *options)
        assert (answer.status, answer.out) == (1, "")
        assert answer.says(Message("exchange.label_unknown", label=name, names=("ACTOR", "EVENT", "QUOTE")))
    assert not (shell.folder / "out.jsonl").exists()


def test_a_label_that_was_taken_out_of_the_settings_is_exported_as_long_as_it_is_in_use(shell: Shell) -> None:
    settings = shell.folder / "hashiya.toml"
    settings.write_text('[[label]]\nname = "PLACE"\nkey = "l"\ntitle = "place"\n')
    shell.annotate(4, 22, "PLACE")
    settings.unlink()
    assert [record["label"] for record in shell.exported("--label", "PLACE")] == ["PLACE"]


def test_the_ending_of_the_file_tells_the_format(shell: Shell) -> None:
    shell.annotate()
    for name in ("out.csv", "OUT2.CSV"):
        answer = shell("export", "-o", name)
        assert (answer.status, answer.err) == (0, "")
        assert (shell.folder / name).read_bytes().startswith(b"id,article,")
    assert shell("export", "-o", "out.jsonl").err == ""
    assert (shell.folder / "out.jsonl").read_bytes().startswith(b'{"id": ')


def test_a_format_that_contradicts_the_ending_is_obeyed_and_said(shell: Shell) -> None:
    shell.annotate()
    answer = shell("export", "-o", "out.csv", "--format", "jsonl")
    named = Message("exchange.written_as_named", path="out.csv", format="jsonl")
    assert (answer.status, answer.err) == (0, f"hashiya: {named}\n")
    assert (shell.folder / "out.csv").read_bytes().startswith(b'{"id": ')
    answer = shell("export", "-o", "out.txt")
    default = Message("exchange.written_as_default", path="out.txt", format="jsonl", ending=".txt")
    assert answer.err == f"hashiya: {default}\n"


def test_many_errors_of_one_cause_are_one(shell: Shell) -> None:
    for number in range(12):
        name = f"articles/{number}.txt"
        (shell.folder / name).write_text("قال نعم")
        assert shell("annotate", name, "--start", 0, "--end", 3, "--label", "ACTOR").status == 0
    for path in store_files(shell.store_folder):
        path.write_bytes(b"{")
        path.with_name(f"{path.name}.bak").unlink(missing_ok=True)
    answer = shell("export")
    assert answer.status == 1
    assert answer.err.count("damaged") == 1
    told, _ = answer.said
    assert isinstance(told, Message)
    assert (told.id, told.parameters["count"]) == ("cli.and_alike", 11)


def test_a_strict_export_that_loses_something_writes_and_prints_nothing(shell: Shell) -> None:
    shell.annotate(4, 22, "ACTOR", "--note", "ملاحظة")
    (shell.folder / "out.jsonl").write_text("before", encoding="utf-8")
    before = shell.snapshot()
    for options in ((), ("-o", "-"), ("-o", "new.jsonl"), ("-o", "out.jsonl", "--force")):
        answer = shell("export", "--format", "doccano", "--strict", *options)
        assert (answer.status, answer.out) == (1, "")
        assert "services.strict_losses" in answer.ids
        assert "exchange.notes_lost" in answer.ids
    assert shell.snapshot() == before
    answer = shell("export", "--format", "prodigy", "--strict")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out
