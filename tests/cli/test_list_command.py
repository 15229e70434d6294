from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from hashiya.article import read_article
from hashiya.store import Reading, Store
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Shell


def test_annotated_articles_are_listed_with_counts_and_status(shell: Shell) -> None:
    assert shell("list").out == ""
    shell.annotate(), shell.annotate(0, 3, "EVENT"), shell.annotate(0, 4, "EVENT")
    assert shell("list").out == f"article\tstatus\tACTOR\tEVENT\tQUOTE\n{ARTICLE}\tin progress\t1\t2\t0\n"
    store = Store(shell.folder / "annotations")
    store.open(read_article(shell.folder / ARTICLE)).save_reading(Reading(5, "done"))
    assert "\tdone\t" in shell("list").out


def test_a_folder_lists_what_is_unread_too(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text("x")
    shell.annotate()
    listed = json.loads(shell("list", "articles", "--json").out)
    assert listed == [
        {"article": ARTICLE, "status": "in progress", "counts": {"ACTOR": 1, "EVENT": 0, "QUOTE": 0}},
        {"article": "articles/b.txt", "status": "unread", "counts": {"ACTOR": 0, "EVENT": 0, "QUOTE": 0}},
    ]
    assert json.loads(shell("list", "articles/b.txt", "--json").out)[0]["status"] == "unread"
    assert json.loads(shell("list", "articles", "articles/b.txt", "--json").out) == listed


def test_an_article_that_was_renamed_is_listed_with_what_it_was_annotated_with(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / ARTICLE).rename(shell.folder / "new.txt")
    assert "new.txt\tin progress\t1\t0\t0" in shell("list", "new.txt").out


def test_an_article_that_is_gone_is_still_listed(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / ARTICLE).unlink()
    for arguments in ([], ["articles"], [ARTICLE]):
        assert ARTICLE in shell("list", *arguments).out


def test_a_damaged_store_file_hides_no_other(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / "annotations" / "x.json").write_text("{")
    answer = shell("list")
    assert answer.status == 1
    assert f"{ARTICLE}\tin progress" in answer.out
    assert "x.json\tdamaged" in answer.out
    assert "x.json is damaged: not valid JSON at line 1" in answer.err
    assert "problem" in json.loads(shell("list", "--json").out)[0]


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
