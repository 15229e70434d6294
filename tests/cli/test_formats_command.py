"""``hashiya formats``, and what an export loses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hashiya.exchange.formats import FORMATS
from hashiya.messages import Message
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

LOST = Message("cli.lost", format="doccano", loss=Message("exchange.notes_lost", count=1))


def test_every_format_is_listed_with_its_direction_and_what_it_cannot_hold(shell: Shell) -> None:
    listed = {each["name"]: each for each in json.loads(shell("formats", "--json").out)}
    assert list(listed) == list(FORMATS)
    assert all(each["out"] for each in listed.values())
    assert [name for name, each in listed.items() if not each["in"]] == ["tei-inline", "html", "markdown"]
    assert listed["jsonl"]["lacks"] == []
    assert "relations" in listed["conll"]["lacks"]


def test_the_table_has_a_line_for_each_format(shell: Shell) -> None:
    lines = shell("formats").out.splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == list(FORMATS)


def test_losses_are_counted_and_refused_if_the_export_is_strict(shell: Shell) -> None:
    shell("annotate", ARTICLE, "--start", 0, "--end", 3, "--label", "ACTOR", "--note", "من هو؟")
    answer = shell("export", "--format", "doccano")
    assert answer.status == 0
    assert answer.says(LOST)
    assert json.loads(answer.out)["article"] == ARTICLE
    for output in (("-o", "out.jsonl"), ()):
        strict = shell("export", "--format", "doccano", "--strict", *output)
        assert strict.status == 1
        assert strict.out == ""
        assert strict.says(Message("services.strict_losses"))
        assert strict.says(LOST)
    assert not (shell.folder / "out.jsonl").exists()
    assert shell("export", "--format", "w3c", "--strict").status == 0


def test_annotations_that_do_not_match_their_article_are_left_out_of_a_format_with_text(shell: Shell) -> None:
    shell.annotate(0, 3)
    path = shell.folder / ARTICLE
    path.write_text("جديد " + path.read_text(encoding="utf-8"), encoding="utf-8")
    answer = shell("export", "--format", "doccano")
    assert answer.says(
        Message("cli.lost", format="doccano", loss=Message("exchange.stale_left_out", count=1))
    )
    assert json.loads(answer.out)["label"] == []


def test_an_article_that_is_gone_cannot_be_exported_with_its_text(shell: Shell) -> None:
    shell.annotate(0, 3)
    (shell.folder / ARTICLE).unlink()
    answer = shell("export", "--format", "conll", "-o", "out.conll")
    assert answer.status == 1
    assert not (shell.folder / "out.conll").exists()
    assert shell("export", "--format", "w3c").status == 0


def test_what_one_folder_exports_with_texts_another_imports_with_its_articles(shell: Shell) -> None:
    shell.annotate(0, 3)
    text = (shell.folder / ARTICLE).read_bytes()
    shell("export", "--format", "doccano", "-o", "out.jsonl")
    (shell.folder / ARTICLE).unlink()
    for path in (shell.folder / "annotations").iterdir():
        if path.is_file():
            path.unlink()
    assert shell("import", "out.jsonl").status == 0
    assert (shell.folder / ARTICLE).read_bytes() == text
    (record,) = shell.exported()
    assert (record["article"], record["start"], record["end"]) == (ARTICLE, 0, 3)
    # a second time finds the article, and the same annotation
    shell("import", "out.jsonl")
    assert [path.name for path in (shell.folder / ARTICLE).parent.iterdir()] == [ARTICLE.rpartition("/")[2]]


def test_a_strict_import_makes_no_article_if_a_record_is_refused(shell: Shell) -> None:
    source = {"text": "نص جديد", "label": [[0, 2, "NONE"], [3, 7, "ACTOR"]], "article": "new.txt"}
    (shell.folder / "in.jsonl").write_text(json.dumps(source), encoding="utf-8")
    assert shell("import", "in.jsonl", "--strict").status == 1
    assert not (shell.folder / "new.txt").exists()
    assert shell("import", "in.jsonl").status == 1
    assert (shell.folder / "new.txt").read_text(encoding="utf-8") == "نص جديد"
    assert [record["text"] for record in shell.exported()] == ["جديد"]
