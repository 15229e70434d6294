from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_an_annotation_is_saved_and_its_id_printed(shell: Shell) -> None:
    identifier = shell.annotate(
        4, 22, "ACTOR", "--attribute", "kind=person", "--attribute", "n=a=b", "--note", "ملاحظة"
    )
    (record,) = shell.exported()
    assert record["id"] == identifier
    assert record["text"] == "اللواء علي النعسان"
    assert (record["prefix"], record["suffix"][:6]) == ("زار ", " موسكو")
    assert record["attributes"] == {"kind": "person", "n": "a=b"}
    assert (record["note"], record["article"], record["offset_unit"]) == ("ملاحظة", ARTICLE, "codepoint")
    assert record["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_store_can_be_named_before_and_behind_the_command_and_in_the_environment(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    span = ("--start", 0, "--end", 3, "--label", "EVENT")
    assert shell("--store", "one/marks", "annotate", ARTICLE, *span).status == 0
    assert shell("--store=one/marks", "annotate", ARTICLE, *span).status == 0
    assert shell("annotate", ARTICLE, *span, "--store", "one/marks").status == 0
    assert not (shell.folder / "annotations").exists()
    assert [record["article"] for record in shell.exported("--store", "one/marks")] == [
        "../articles/a.txt"
    ] * 3
    monkeypatch.setenv("HASHIYA_STORE", "one/marks")
    assert len(shell.exported()) == 3


def test_the_id_and_the_annotator_can_be_given(shell: Shell) -> None:
    assert shell.annotate(0, 3, "EVENT", "--id", "my-1", "--annotator", "منى") == "my-1"
    assert (
        shell("--annotator", "زيد", "annotate", ARTICLE, "--start", 0, "--end", 2, "--label", "EVENT").status
        == 0
    )
    assert [record["annotator"] for record in shell.exported()] == ["زيد", "منى"]
    before = shell.snapshot()
    answer = shell(
        "annotate",
        ARTICLE,
        "--start",
        4,
        "--end",
        9,
        "--label",
        "EVENT",
        "--id",
        "my-1",
        "--annotator",
        "منى",
    )
    assert (answer.status, answer.out) == (1, "")
    assert answer.said == [Message("cli.id_taken", path=Path(ARTICLE), id="my-1")]
    assert shell.snapshot() == before


@pytest.mark.parametrize(
    ("file", "span", "label", "said"),
    [
        (ARTICLE, (0, 999), "ACTOR", "annotation.span_outside"),
        (ARTICLE, (-1, 3), "ACTOR", "annotation.span_outside"),
        (ARTICLE, (5, 4), "ACTOR", "annotation.span_reversed"),
        (ARTICLE, (5, 5), "ACTOR", "annotation.span_empty"),
        (ARTICLE, (0, 3), "PLACE", "cli.unknown_label"),
        ("none.txt", (0, 3), "ACTOR", "files.missing"),
        ("articles", (0, 3), "ACTOR", "files.is_folder"),
        ("binary.txt", (0, 3), "ACTOR", "article.binary"),
        ("picture.txt", (0, 3), "ACTOR", "article.binary_of_kind"),
        ("empty.txt", (0, 0), "ACTOR", "annotation.article_empty"),
    ],
)
def test_bad_input_gets_one_sentence_with_the_file_and_nothing_is_written(
    shell: Shell, file: str, span: tuple[int, int], label: str, said: str
) -> None:
    (shell.folder / "binary.txt").write_bytes(bytes(99))
    (shell.folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (shell.folder / "empty.txt").touch()
    answer = shell("annotate", file, "--start", span[0], "--end", span[1], "--label", label)
    assert (answer.status, answer.out) == (1, "")
    assert file in str(answer.said[0])
    assert said in answer.ids
    assert not (shell.folder / "annotations").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--start", "x"],
        ["--start", "1.5"],
        ["--start", "9" * 5000],
        ["--end"],
        ["--attribute", "novalue"],
        ["--attribute", "=v"],
        ["--id", "a b"],
        ["--id", ""],
        ["--colour", "red"],
        ["--lab", "ACTOR"],
        ["more"],
    ],
)
def test_wrong_use_is_told_with_status_2(shell: Shell, wrong: list[str]) -> None:
    answer = shell("annotate", ARTICLE, "--start", 0, "--end", 3, "--label", "ACTOR", *wrong)
    assert (answer.status, answer.out) == (2, "")
    assert answer.said[1:] == [Message("cli.see_help", program="hashiya annotate")]
    assert not (shell.folder / "annotations").exists()


def test_what_is_missing_on_the_command_line_is_told(shell: Shell) -> None:
    answer = shell("annotate", ARTICLE)
    assert answer.status == 2
    missing = "--start S --end E --label L"
    assert answer.said[0] == Message("cli.missing", program="hashiya annotate", arguments=missing)


def test_labels_of_the_settings_are_known(shell: Shell) -> None:
    (shell.folder / "hashiya.toml").write_text('[[label]]\nname = "PLACE"\nkey = "l"\n')
    shell.annotate(23, 28, "PLACE")
    assert shell.exported()[0]["text"] == "موسكو"
    (shell.folder / "hashiya.toml").write_text("[[label]\n")
    answer = shell("annotate", ARTICLE, "--start", 0, "--end", 3, "--label", "PLACE")
    assert answer.status == 1
    assert "hashiya.toml" in answer.err


def test_a_damaged_store_is_refused_and_left(shell: Shell) -> None:
    shell.annotate()
    shell.store_file.write_text("{", encoding="utf-8")
    before = shell.snapshot()
    answer = shell("annotate", ARTICLE, "--start", 0, "--end", 3, "--label", "ACTOR")
    assert (answer.status, answer.out) == (1, "")
    assert "store.damaged" in answer.ids
    assert shell.snapshot() == before
