"""What the shell changes can be taken back in the reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.opened import read_to_open
from hashiya.session.reader import Reader
from hashiya.store import Store
from hashiya.store.journal_file import journal_file_in
from hashiya.text.spans import Span
from hashiya.workspace.journal import Journal
from hashiya.workspace.workspace import Workspace
from tests.cli.conftest import ARTICLE
from tests.storing import store_in

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def undo(shell: Shell) -> str:
    """Takes the last change of the article back in a reader; gives what that says."""
    folder = shell.folder / "annotations"
    store = store_in(folder)
    workspace = Workspace(store, lambda: journal_file_in(folder))
    opened = read_to_open(store, shell.folder / ARTICLE, "")
    reader = Reader(
        opened.article, opened.annotations, DEFAULT, annotator=store.annotator, workspace=workspace
    )
    reader.outside.follow(lambda: None)
    assert reader.working_copy.flush()
    reader.outside.receive()
    reader.undoing.undo()
    said = str(reader.notice or "")
    assert reader.close()
    return said


def annotate(shell: Shell) -> None:
    shell.annotate()


def edit(shell: Shell) -> None:
    assert shell("edit", ARTICLE, shell.annotate(), "--note", "لواء").status == 0


def remove(shell: Shell) -> None:
    assert shell("remove", ARTICLE, shell.annotate()).status == 0


def bring_in(shell: Shell) -> None:
    records = [
        {"article": ARTICLE, "label": "EVENT", "start": start, "end": end} for start, end in ((0, 3), (4, 10))
    ]
    source = shell.folder / "in.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert shell("import", source).status == 0


@pytest.mark.parametrize(
    ("change", "said", "left"),
    [
        (annotate, ": the annotation of “اللواء علي النعسان”.", 0),
        (edit, ": the change of “اللواء علي النعسان”.", 1),
        (remove, ": the removal of “اللواء علي النعسان”.", 1),
        (bring_in, ": the import of 2 annotations.", 0),
    ],
)
def test_a_change_of_the_shell_is_taken_back(shell: Shell, change: object, said: str, left: int) -> None:
    assert callable(change)
    change(shell)
    answer = undo(shell)
    assert answer.startswith("Undo of ")
    assert answer.endswith(said)
    records = shell.exported()
    assert len(records) == left
    assert all(record["note"] == "" for record in records)


def test_a_change_of_an_older_version_is_taken_back_after_the_store_was_divided(shell: Shell) -> None:
    home = shell.folder / "annotations"
    article = read_article(shell.folder / ARTICLE)
    store = Store(home, Journal(journal_file_in(home)).append)
    for start in (0, 4):
        made = new_annotation(ARTICLE, article.sha256, article.text, Span(start, start + 3), "ACTOR")
        store.open(article).commit(new_transaction(ARTICLE, [Edit(None, made)], by="", command="label"))
    assert shell("list").ids[0] == "cli.divided"
    assert undo(shell).startswith("Undo of ")
    assert [record["start"] for record in shell.exported()] == [0]
    assert undo(shell).startswith("Undo of ")
    assert shell.exported() == []


def test_a_change_that_an_older_version_made_to_anothers_annotation_stays(shell: Shell) -> None:
    home = shell.folder / "annotations"
    article = read_article(shell.folder / ARTICLE)
    store = Store(home, Journal(journal_file_in(home)).append)
    made = new_annotation(ARTICLE, article.sha256, article.text, Span(0, 3), "ACTOR", annotator="سارة")
    store.open(article).commit(new_transaction(ARTICLE, [Edit(None, made)], by="", command="label"))
    assert shell("list").ids[0] == "cli.divided"
    assert undo(shell) == str(Message("session.nothing_to", action=Message("commands.undo")))
    assert [record["id"] for record in shell.exported()] == [made.id]


def test_nothing_of_another_annotator_is_taken_back(shell: Shell) -> None:
    shell.annotate(4, 22, "ACTOR", "--annotator", "سارة")
    assert undo(shell) == str(Message("session.nothing_to", action=Message("commands.undo")))
    assert len(shell.exported()) == 1
