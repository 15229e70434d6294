"""``--encoding``, and what is said of how an article was read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.main import main
from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from typing import Any

    from tests.cli.conftest import Shell

CP1256 = "articles/cp1256.txt"
REPLACEMENT = "\ufffd"
GUESS = str(Message("article.guessed", encoding="cp1256", why=Message("article.not_utf8", byte=0)))


@pytest.fixture
def encoded(shell: Shell) -> Shell:
    (shell.folder / CP1256).write_bytes(TEXT.encode("cp1256"))
    return shell


def article_record(shell: Shell) -> dict[str, Any]:
    tables = json.loads(shell.store_file.read_bytes())
    (record,) = tables["article"].values()
    return dict(record)


def annotate(shell: Shell, *rest: str) -> str:
    answer = shell("annotate", CP1256, "--start", 4, "--end", 22, "--label", "ACTOR", *rest)
    assert answer.status == 0
    return answer.err


def shown(shell: Shell, *before: str) -> str:
    answer = shell(*before, "show", CP1256, "--labels", "none", "--terminal-mode", "visual")
    assert answer.status == 0
    return answer.out


def test_a_guess_is_said_on_standard_error_by_each_command_that_reads(encoded: Shell) -> None:
    for command in (("show", CP1256), ("layout", CP1256, "--width", "40")):
        answer = encoded(*command)
        assert answer.status == 0
        assert GUESS in answer.err
        assert answer.said[1:] == [Message("cli.read_otherwise")]
        assert "guess" not in answer.out
    assert GUESS in annotate(encoded)


def test_the_encoding_is_stored_with_the_annotations_and_used_again(encoded: Shell) -> None:
    annotate(encoded)
    assert article_record(encoded)["encoding"] == "cp1256"
    (record,) = encoded.exported()
    assert record["text"] == TEXT[4:22]


def test_an_encoding_asked_for_is_used_again_without_asking(encoded: Shell) -> None:
    said = annotate(encoded, "--encoding", "iso-8859-6")
    assert said.startswith(f"hashiya: {CP1256}: not valid ISO-8859-6 at byte ")
    assert article_record(encoded)["encoding"] == "iso-8859-6"
    again = encoded("layout", CP1256, "--width", "80")
    assert again.says(Message("services.read_as_annotated", encoding="iso-8859-6"))
    assert again.out == encoded("layout", CP1256, "--width", "80", "--encoding", "arabic").out
    assert again.out != encoded("layout", CP1256, "--width", "80", "--encoding", "windows-1256").out


def test_a_file_that_was_converted_since_is_read_as_it_is_now(encoded: Shell) -> None:
    annotate(encoded)
    (encoded.folder / CP1256).write_bytes(TEXT.encode())
    answer = encoded("show", CP1256, "--color", "never", "--labels", "inline")
    assert (answer.status, answer.err) == (0, "")
    assert "ACTOR" in answer.out
    annotate(encoded, "--id", "second")
    assert article_record(encoded)["encoding"] == "utf-8"


def test_a_file_that_was_edited_since_is_read_in_the_stored_encoding_still(encoded: Shell) -> None:
    annotate(encoded, "--encoding", "iso-8859-6")
    (encoded.folder / CP1256).write_bytes((TEXT + "ثم").encode("cp1256"))
    again = encoded("layout", CP1256, "--width", "80")
    assert again.says(Message("services.read_as_annotated", encoding="iso-8859-6"))


def test_a_file_that_was_converted_and_edited_since_is_read_as_it_is_now(encoded: Shell) -> None:
    annotate(encoded)
    (encoded.folder / CP1256).write_bytes((TEXT + "ثم").encode())
    assert encoded("layout", CP1256, "--width", "80").err == ""


def test_an_encoding_that_makes_no_difference_is_no_matter(encoded: Shell) -> None:
    (encoded.folder / CP1256).write_bytes(b"only ASCII letters, and more of them")
    annotate(encoded, "--encoding", "cp1256")
    assert encoded("layout", CP1256, "--width", "80").err == ""


def test_annotations_of_another_decoding_are_of_another_text(encoded: Shell) -> None:
    annotate(encoded)
    annotate(encoded, "--encoding", "iso-8859-6", "--change-encoding", "--id", "second")
    first, second = encoded.exported()
    assert first["sha256"] != second["sha256"]
    assert encoded("check").status == 1
    assert article_record(encoded)["encoding"] == "iso-8859-6"


IN_ISO = "--encoding", "iso-8859-6"


@pytest.mark.parametrize(
    "command",
    [
        ("annotate", CP1256, "--start", 1, "--end", 3, "--label", "EVENT", *IN_ISO),
        (*IN_ISO, "annotate", CP1256, "--start", 1, "--end", 3, "--label", "EVENT"),
        ("edit", CP1256, "one", "--end", 14, *IN_ISO),
        ("import", "in.jsonl", "--article", CP1256, *IN_ISO),
    ],
    ids=["annotate", "before", "edit", "import"],
)
def test_a_change_in_another_encoding_than_the_one_on_record_is_refused(
    encoded: Shell, command: tuple[object, ...]
) -> None:
    annotate(encoded, "--id", "one")
    (encoded.folder / "in.jsonl").write_text('{"label": "ACTOR", "start": 1, "end": 3}\n')
    before = encoded.snapshot()
    answer = encoded(*command)
    assert (answer.status, answer.out) == (1, "")
    recorded = Message(
        "services.encoding_recorded", article="cp1256.txt", encoding="iso-8859-6", own="cp1256", count=1
    )
    assert answer.says(recorded)
    assert encoded.snapshot() == before
    assert encoded(*command, "--change-encoding").status == 0
    assert encoded.snapshot() != before


def test_an_encoding_that_the_bytes_contradict_is_refused_before_the_first_annotation(shell: Shell) -> None:
    command = ("annotate", ARTICLE, "--start", 1, "--end", 3, "--label", "ACTOR", "--encoding", "cp1256")
    answer = shell(*command)
    certain = Message("services.encoding_certain", article="a.txt", encoding="cp1256", own="utf-8")
    assert (answer.status, answer.says(certain)) == (1, True)
    assert "--change-encoding" in answer.err
    assert not (shell.folder / "annotations").exists()
    assert shell(*command, "--change-encoding").status == 0


def test_an_encoding_that_says_the_same_as_the_record_is_no_other(encoded: Shell) -> None:
    annotate(encoded)
    annotate(encoded, "--encoding", "windows-1256", "--id", "second")
    assert len(encoded.exported()) == 2


@pytest.mark.parametrize("place", ["before", "behind"])
def test_the_encoding_may_stand_before_the_command_or_behind_it(encoded: Shell, place: str) -> None:
    option = ["--encoding", "Windows-1256"]
    command = ["layout", CP1256, "--width", "40"]
    answer = encoded(*(option + command if place == "before" else command + option))
    assert (answer.status, answer.err) == (0, "")


@pytest.mark.parametrize("command", [[], ["show"], ["layout", "--width", "9"], ["list"]])
def test_an_encoding_that_is_not_there_is_wrong_use(encoded: Shell, command: list[str]) -> None:
    answer = encoded("--encoding", "utf-9", *command, CP1256)
    assert (answer.status, answer.out) == (2, "")
    unknown = Message("article.encoding_unknown", name="utf-9")
    assert answer.said[0] == Message("cli.wrong_value", option="--encoding", problem=unknown)
    assert "utf-8, cp1256, iso-8859-6" in answer.err


def test_an_encoding_that_is_not_there_behind_a_command_is_wrong_use(encoded: Shell) -> None:
    answer = encoded("show", CP1256, "--encoding", "utf-9")
    assert answer.status == 2
    assert answer.says(Message("article.encoding_unknown", name="utf-9"))
    assert "utf-8, cp1256, iso-8859-6" in answer.err


def test_an_edit_that_moves_reads_in_the_stored_encoding(encoded: Shell) -> None:
    annotate(encoded, "--id", "one")
    assert encoded("edit", CP1256, "one", "--end", 14).status == 0
    (record,) = encoded.exported()
    assert record["text"] == TEXT[4:14]


def test_an_import_reads_in_the_encoding_that_is_named(encoded: Shell) -> None:
    (encoded.folder / "in.jsonl").write_text(
        f'{{"label": "ACTOR", "text": "{TEXT[4:22]}"}}\n', encoding="utf-8"
    )
    answer = encoded("--encoding", "cp1256", "import", "in.jsonl", "--article", CP1256)
    assert (answer.status, GUESS in answer.err) == (0, False)
    assert encoded.exported()[0]["start"] == 4


def test_an_annotation_across_broken_bytes_is_exported_as_valid_utf8(shell: Shell) -> None:
    (shell.folder / ARTICLE).write_bytes("قال ".encode() + b"\xed\xa0\xbd\xed\xb8\x80" + "نعم".encode())
    answer = shell("annotate", ARTICLE, "--start", 0, "--end", 13, "--label", "QUOTE")
    assert (answer.status, "article.replaced" in answer.ids) == (0, True)
    (record,) = shell.exported()
    assert record["text"] == f"قال {REPLACEMENT * 6}نعم"


def test_a_page_is_annotated_in_its_text_and_the_extractor_is_stored(shell: Shell) -> None:
    page = shell.folder / "articles" / "page.html"
    page.write_text(f"<nav>قائمة</nav><p>{TEXT}</p>", encoding="utf-8")
    answer = shell("annotate", page, "--start", 4, "--end", 22, "--label", "ACTOR")
    assert (answer.status, answer.err) == (0, "")
    assert shell.exported()[0]["text"] == TEXT[4:22]
    assert article_record(shell)["extractor"].startswith("resiliparse 2.")


def test_notices_of_an_empty_article_go_to_standard_error(shell: Shell) -> None:
    (shell.folder / ARTICLE).write_bytes(b"")
    answer = shell("layout", ARTICLE, "--width", "40")
    assert (answer.status, answer.out) == (0, "")
    assert answer.err == f"hashiya: {ARTICLE}: the file is empty\n"


def test_a_damaged_store_does_not_keep_an_article_from_being_laid_out(encoded: Shell) -> None:
    annotate(encoded)
    encoded.store_file.write_bytes(b"{")
    for path in encoded.folder.glob("annotations/*/*.bak"):
        path.unlink()
    assert encoded("layout", CP1256, "--width", "40").status == 0


def test_the_help_names_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("annotate", "edit", "show", "layout", "import"):
        assert main([command, "--help"]) == 0
        assert "--encoding NAME" in capsys.readouterr().out
