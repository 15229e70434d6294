"""Store files that are odd and not damaged: each is read, and written without a loss, or refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT
from tests.storing import store_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Shell


def change_file(shell: Shell, change: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(shell.store_file.read_text(encoding="utf-8"))
    change(content)
    shell.store_file.write_text(json.dumps(content), encoding="utf-8")


def first_record(content: dict[str, Any]) -> dict[str, Any]:
    return content["annotations"]["1"]  # type: ignore[no-any-return]


def test_a_byte_order_mark_is_let_pass(shell: Shell) -> None:
    shell.annotate()
    shell.store_file.write_bytes(b"\xef\xbb\xbf" + shell.store_file.read_bytes())
    shell.annotate(0, 3)
    assert len(shell.exported()) == 2


def test_a_lone_surrogate_is_saved_and_exported_as_valid_utf8(shell: Shell) -> None:
    identifier = shell.annotate()
    change_file(shell, lambda content: first_record(content).update(note="a\udce9b"))
    assert shell("edit", ARTICLE, identifier, "--status", "proposed").status == 0
    assert shell("export", "-o", "out.jsonl").status == 0
    line = (shell.folder / "out.jsonl").read_bytes().decode("utf-8")
    assert "a\\udce9b" in line
    assert json.loads(line)["note"] == "a\udce9b"


def test_unknown_fields_survive_an_edit_and_come_out_in_an_export(shell: Shell) -> None:
    identifier = shell.annotate()
    change_file(shell, lambda content: first_record(content).update(confidence=0.5, nested={"a": [1]}))
    assert shell("edit", ARTICLE, identifier, "--note", "n").status == 0
    (record,) = shell.exported()
    assert (record["confidence"], record["nested"], record["note"]) == (0.5, {"a": [1]}, "n")


def test_a_file_of_a_newer_version_is_listed_and_exported_and_not_written(shell: Shell) -> None:
    identifier = shell.annotate()
    change_file(shell, lambda content: content["article"]["1"].update(schema=99))
    before = shell.snapshot()
    assert len(shell.exported()) == 1
    assert shell("list").status == 0
    for arguments in (["remove", ARTICLE, identifier], ["edit", ARTICLE, identifier, "--note", "n"]):
        answer = shell(*arguments)
        assert answer.status == 1
        assert "store.newer_version" in answer.ids
    assert "newer version" in shell("check").out
    assert shell.snapshot() == before


def test_tinydbs_own_layout_is_read_and_kept_when_it_is_first_written(shell: Shell) -> None:
    shell.annotate()
    file = shell.store_file
    record = {"label": "EVENT", "start": 0, "end": 3, "text": TEXT[:3]}
    file.write_text(json.dumps({"_default": {"1": record}}), encoding="utf-8")
    before = file.read_bytes()
    (exported,) = shell.exported(ARTICLE)
    assert (exported["label"], exported["start"], exported["end"]) == ("EVENT", 0, 3)
    assert file.read_bytes() == before
    assert shell("edit", ARTICLE, exported["id"], "--note", "n").status == 0
    assert [each["note"] for each in shell.exported()] == ["n"]
    assert file.with_name(file.name + ".schema-0").read_bytes() == before


def test_nested_annotations_are_all_listed(shell: Shell) -> None:
    for depth in range(25):
        shell.annotate(depth, 60 - depth)
    assert len(shell.exported()) == 25
    assert "\t25\t" in shell("list").out


def test_a_note_of_a_million_letters_is_kept(shell: Shell) -> None:
    identifier = shell.annotate()
    change_file(shell, lambda content: first_record(content).update(note="ن" * 1_000_000))
    assert shell("edit", ARTICLE, identifier, "--status", "rejected").status == 0
    assert len(shell.exported()[0]["note"]) == 1_000_000
    assert len(shell("list").out) < 1000


def test_a_hostile_label_reaches_no_terminal(shell: Shell) -> None:
    shell.annotate()
    change_file(shell, lambda content: first_record(content).update(label="\x1b[31m\u202eX"))
    for arguments in (["list"], ["check"], ["show", ARTICLE]):
        answer = shell(*arguments)
        assert "\x1b[31m" not in answer.out + answer.err
        assert "\u202e" not in answer.out + answer.err
    assert shell.exported()[0]["label"] == "\x1b[31m\u202eX"


@pytest.mark.parametrize("key", ["../outside.txt", "/etc/hostname", "a\0b", "link/outside.txt"])
def test_a_store_file_that_names_an_article_elsewhere_opens_nothing_there(shell: Shell, key: str) -> None:
    shell.annotate()
    (shell.folder.parent / "outside.txt").write_text("secret")
    if not (shell.folder / "link").exists():
        (shell.folder / "link").symlink_to(shell.folder.parent)
    change_file(shell, lambda content: content["article"]["1"].update(path=key))
    shell.store_file.rename(store_in(shell.folder / "annotations").file_of(key))
    before = shell.snapshot()
    answer = shell("check", "--repair")
    assert answer.status == 1
    assert answer.says(Message("services.article_not_opened", folder=shell.folder.resolve()))
    assert "secret" not in answer.out + answer.err
    assert shell.snapshot() == before
    assert shell("list").status == 0
