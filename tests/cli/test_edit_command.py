from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_each_field_can_be_changed(shell: Shell) -> None:
    identifier = shell.annotate(4, 22, "ACTOR", "--attribute", "a=1", "--attribute", "b=2", "--note", "old")
    answer = shell(
        *("edit", ARTICLE, identifier, "--label", "EVENT", "--note", "", "--status", "proposed"),
        *("--attribute", "a=", "--attribute", "c=3"),
    )
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    (record,) = shell.exported()
    assert (record["label"], record["note"], record["status"]) == ("EVENT", "", "proposed")
    assert record["attributes"] == {"b": "2", "c": "3"}
    assert (record["start"], record["end"], record["rev"], record["id"]) == (4, 22, 2, identifier)


def test_one_end_can_be_moved(shell: Shell) -> None:
    identifier = shell.annotate(4, 22)
    assert shell("edit", ARTICLE, identifier, "--start", 11).status == 0
    (record,) = shell.exported()
    assert (record["start"], record["end"], record["text"]) == (11, 22, "علي النعسان")
    assert record["prefix"] == "زار اللواء "


def test_moving_takes_the_text_of_today(shell: Shell) -> None:
    identifier = shell.annotate(4, 22)
    (shell.folder / ARTICLE).write_bytes(("مقدمة " + TEXT).encode())
    assert shell("edit", ARTICLE, identifier, "--start", 10, "--end", 28).status == 0
    assert shell.exported()[0]["text"] == "اللواء علي النعسان"
    assert shell("check").status == 0


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ([], 2, "cli.nothing_to_change"),
        (["--label", "PLACE"], 1, "cli.unknown_label"),
        (["--start", "22"], 1, "annotation.span_empty"),
        (["--end", "999"], 1, "annotation.span_outside"),
        (["--status", "half"], 2, "cli.not_a_choice"),
    ],
)
def test_what_makes_no_sense_is_refused(shell: Shell, change: list[str], status: int, said: str) -> None:
    identifier = shell.annotate(4, 22)
    before = shell.snapshot()
    answer = shell("edit", ARTICLE, identifier, *change)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.ids
    assert shell.snapshot() == before


def test_an_annotation_is_removed_even_if_its_article_is_gone(shell: Shell) -> None:
    first, second = shell.annotate(), shell.annotate(0, 3)
    assert shell("remove", ARTICLE, first).status == 0
    assert [record["id"] for record in shell.exported()] == [second]
    (shell.folder / ARTICLE).unlink()
    assert shell("remove", ARTICLE, second).status == 0
    assert shell.exported() == []


@pytest.mark.parametrize("command", ["remove", "edit"])
def test_an_id_that_is_not_there_is_refused(shell: Shell, command: str) -> None:
    shell.annotate()
    before = shell.snapshot()
    answer = shell(command, ARTICLE, "none", *(["--note", "n"] if command == "edit" else []))
    assert (answer.status, answer.out) == (1, "")
    assert answer.says(Message("services.no_annotation", path=ARTICLE, id="none"))
    assert shell.snapshot() == before
