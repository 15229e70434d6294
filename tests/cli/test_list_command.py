from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.article.library import SUFFIXES
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.store import Reading
from tests.cli.conftest import ARTICLE, TEXT
from tests.storing import store_in

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Shell


def test_annotated_articles_are_listed_with_counts_and_status(shell: Shell) -> None:
    assert shell("list").out == ""
    shell.annotate(), shell.annotate(0, 3, "EVENT"), shell.annotate(0, 4, "EVENT")
    assert shell("list").out == f"article\tstatus\tACTOR\tEVENT\tQUOTE\n{ARTICLE}\tin progress\t1\t2\t0\n"
    store = store_in(shell.folder / "annotations")
    store.open(read_article(shell.folder / ARTICLE)).save_reading(Reading(5, "done"))
    assert "\tdone\t" in shell("list").out


def test_a_folder_lists_what_is_unread_too(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text("x")
    shell.annotate()
    listed = json.loads(shell("list", "articles", "--json").out)
    assert listed == [
        {
            "article": ARTICLE,
            "folder": "articles",
            "title": TEXT,
            "date": "",
            "length": len(TEXT),
            "status": "in progress",
            "counts": {"ACTOR": 1, "EVENT": 0, "QUOTE": 0},
        },
        {
            "article": "articles/b.txt",
            "folder": "articles",
            "title": "x",
            "date": "",
            "length": 1,
            "status": "unread",
            "counts": {"ACTOR": 0, "EVENT": 0, "QUOTE": 0},
        },
    ]
    assert json.loads(shell("list", "articles/b.txt", "--json").out)[0]["status"] == "unread"
    assert json.loads(shell("list", "articles", "articles/b.txt", "--json").out) == listed


def test_articles_of_folders_in_folders_are_listed(shell: Shell) -> None:
    for name in ("articles/2025/11/b.txt", "c.md", "annotations/no.txt", ".venv/no.txt"):
        (shell.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (shell.folder / name).write_text("x")
    shell.annotate()
    listed = json.loads(shell("list", ".", "--json").out)
    assert [(each["article"], each["folder"], each["status"]) for each in listed] == [
        ("c.md", ".", "unread"),
        (ARTICLE, "articles", "in progress"),
        ("articles/2025/11/b.txt", "articles/2025/11", "unread"),
    ]
    assert shell("list", ".").out.count("\n") == 4


def test_an_article_outside_the_root_of_the_store_is_described_too(shell: Shell) -> None:
    (shell.folder / "far").mkdir()
    (shell.folder / "far" / "d.txt").write_text("3 أكتوبر 2025\nعنوان\n", encoding="utf-8")
    (shell.folder / "here").mkdir()
    for path in ("far", "far/d.txt"):
        (described,) = json.loads(shell("--store", "here/annotations", "list", path, "--json").out)
        assert (described["article"], described["folder"]) == ("../far/d.txt", "../far")
        assert (described["title"], described["date"], described["length"]) == ("عنوان", "2025-10-03", 20)


def test_title_and_date_of_front_matter_are_told_and_the_length_is_that_of_all(shell: Shell) -> None:
    text = "---\ntitle: عنوان\ndate: 2025-11-18\n---\nنص"
    (shell.folder / "a.md").write_text(text, encoding="utf-8")
    (described,) = json.loads(shell("list", "a.md", "--json").out)
    assert (described["title"], described["date"]) == ("عنوان", "2025-11-18")
    assert described["length"] == len(text)


def test_an_article_is_described_as_it_was_annotated(shell: Shell) -> None:
    source = "عنوان الخبر".encode("iso-8859-6")
    (shell.folder / "a.txt").write_bytes(source)
    shell("annotate", "a.txt", "--encoding", "cp1256", "--start", 0, "--end", 2, "--label", "ACTOR")
    assert json.loads(shell("list", "--json").out)[0]["title"] == source.decode("cp1256")


def test_a_folder_without_articles_says_what_was_looked_for(shell: Shell) -> None:
    (shell.folder / "empty" / "deep").mkdir(parents=True)
    (shell.folder / "empty" / "deep" / "a.docx").touch()
    answer = shell("list", "empty")
    assert (answer.status, answer.out) == (0, "")
    assert answer.said == [Message("article.none_found", folder=Path("empty"), suffixes=SUFFIXES)]
    assert json.loads(shell("list", "empty", "--json").out) == []


def test_files_that_cannot_be_read_are_said_and_hide_nothing_else(shell: Shell) -> None:
    (shell.folder / "articles" / "dangling.txt").symlink_to("nothing")
    os.mkfifo(shell.folder / "articles" / "pipe.md")
    answer = shell("list", "articles", "--json")
    assert answer.status == 1
    assert [each["article"] for each in json.loads(answer.out)] == [ARTICLE]
    assert list(map(str, answer.said)) == [
        str(Message("files.cannot_read", path=f"articles/{name}", cause=Message(cause)))
        for name, cause in (("dangling.txt", "files.dangling_link"), ("pipe.md", "files.not_regular"))
    ]


def test_an_article_that_was_renamed_is_listed_with_what_it_was_annotated_with(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / ARTICLE).rename(shell.folder / "new.txt")
    assert "new.txt\tin progress\t1\t0\t0" in shell("list", "new.txt").out


def test_an_article_that_is_gone_is_still_listed(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / ARTICLE).unlink()
    for arguments in ([], ["articles"], [ARTICLE]):
        assert ARTICLE in shell("list", *arguments).out
    (gone,) = json.loads(shell("list", "--json").out)
    assert (gone["folder"], gone["title"], gone["date"], gone["length"]) == ("articles", "", "", None)


def test_a_damaged_store_file_hides_no_other(shell: Shell) -> None:
    shell.annotate()
    (shell.store_folder / "x-0123456789.json").write_text("{")
    answer = shell("list")
    assert answer.status == 1
    assert f"{ARTICLE}\tin progress" in answer.out
    assert "x-0123456789.json\tdamaged" in answer.out
    assert "store.damaged" in answer.ids
    assert "x-0123456789.json" in answer.err
    damaged = json.loads(shell("list", "--json").out)[0]
    assert "problem" in damaged
    assert (damaged["title"], damaged["length"]) == ("", None)


def test_a_path_that_names_nothing_is_refused(shell: Shell) -> None:
    answer = shell("list", "none.txt")
    assert answer.status == 1
    assert "none.txt" in answer.err


def test_unknown_labels_are_counted_too(shell: Shell) -> None:
    shell.annotate()
    file = shell.store_file
    file.write_text(file.read_text(encoding="utf-8").replace('"ACTOR"', '"PLACE"'), encoding="utf-8")
    assert json.loads(shell("list", "--json").out)[0]["counts"] == {
        "ACTOR": 0,
        "EVENT": 0,
        "QUOTE": 0,
        "PLACE": 1,
    }


def test_names_are_cleaned_in_the_table_and_exact_in_json(shell: Shell) -> None:
    name = "articles/x\x1b[31m\u202e\n.txt"
    (shell.folder / name).write_text("x")
    table = shell("list", name).out
    assert len(table.splitlines()) == 2
    assert "\x1b" not in table
    assert "<U+202E>" in table
    assert json.loads(shell("list", name, "--json").out)[0]["article"] == name


def test_on_a_terminal_the_table_is_aligned_and_arabic_is_drawn(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shell.folder / "articles" / "لا.txt").write_text("x")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    header, first, second = shell("list", "articles").out.splitlines()
    # lam and alef are one cell, U+FEFB, and the path reads from the left
    assert second.startswith("articles/\ufefb.txt  unread")
    assert first.startswith("articles/a.txt  unread")
    assert header.index("status") == first.index("unread") == second.index("unread") + 0
    assert first.endswith("    0      0      0")
    assert header.endswith("ACTOR  EVENT  QUOTE")
