"""What a reader could not save comes back by an import, each change by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.session.rescue import rescue
from hashiya.text.spans import Span
from tests.cli.conftest import ARTICLE, TEXT
from tests.storing import ANNOTATOR, apply, store_in

if TYPE_CHECKING:
    from hashiya.store.tinydb.article_store import ArticleStore
    from tests.cli.conftest import Answer, Shell


def open_store(shell: Shell) -> ArticleStore:
    return store_in(shell.folder / "annotations").open(read_article(shell.folder / ARTICLE))


def made(shell: Shell, start: int, end: int, note: str = "") -> Annotation:
    sha256 = read_article(shell.folder / ARTICLE).sha256
    return new_annotation(ARTICLE, sha256, TEXT, Span(start, end), "ACTOR", note=note, annotator=ANNOTATOR)


def stored(shell: Shell, note: str = "before") -> Annotation:
    annotation = made(shell, 4, 22, note)
    apply(open_store(shell), [Edit(None, annotation)])
    return annotation


def import_unsaved(shell: Shell, *edits: Edit) -> Answer:
    assert rescue(edits, "a.txt", [shell.folder / "state"]) is not None
    path = max((shell.folder / "state").iterdir(), key=lambda each: each.stat().st_mtime_ns)
    return shell("import", path)


def notes(shell: Shell) -> list[str]:
    return sorted(record["note"] for record in shell.exported())


def test_a_note_on_a_stored_annotation_comes_back_and_a_new_label_beside_it(shell: Shell) -> None:
    before = stored(shell)
    answer = import_unsaved(
        shell, Edit(before, changed(before, note="after")), Edit(None, made(shell, 0, 3, "new"))
    )
    assert (answer.status, answer.said) == (0, [Message("cli.imported", imported=2, count=2)])
    assert notes(shell) == ["after", "new"]
    [noted] = [record for record in shell.exported() if record["note"] == "after"]
    assert (noted["id"], noted["rev"]) == (before.id, 2)


def test_a_removal_comes_back(shell: Shell) -> None:
    before = stored(shell)
    answer = import_unsaved(shell, Edit(before, None))
    assert (answer.status, answer.said) == (0, [Message("cli.imported", imported=1, count=1)])
    assert shell.exported() == []


def test_the_same_file_twice_changes_nothing_more(shell: Shell) -> None:
    before = stored(shell)
    edits = [Edit(before, changed(before, note="after")), Edit(None, made(shell, 0, 3, "new"))]
    import_unsaved(shell, *edits)
    exported = shell.exported()
    answer = import_unsaved(shell, *edits)
    assert answer.status == 0
    assert answer.says(Message("services.already_stored"))
    assert answer.said[-1] == Message("cli.imported", imported=0, count=2)
    assert shell.exported() == exported


@pytest.mark.parametrize("is_removed", [False, True])
def test_a_note_on_what_another_program_changed_since_is_a_conflict_and_the_rest_is_imported(
    shell: Shell, *, is_removed: bool
) -> None:
    before = stored(shell)
    theirs = None if is_removed else changed(before, note="theirs")
    apply(open_store(shell), [Edit(before, theirs)])
    answer = import_unsaved(
        shell, Edit(before, changed(before, note="mine")), Edit(None, made(shell, 0, 3, "new"))
    )
    assert answer.status == 1
    removal = Message("services.conflict_with_removal", id=before.id)
    assert answer.says(removal if is_removed else Message("services.conflict_with_change", id=before.id))
    assert answer.said[-1] == Message("cli.imported", imported=1, count=2)
    assert notes(shell) == (["new"] if is_removed else ["new", "theirs"])
    [conflict] = open_store(shell).load().conflicts
    assert (conflict.base, conflict.mine and conflict.mine.note, conflict.theirs) == (before, "mine", theirs)


def test_a_label_that_another_program_changed_since_stands_beside_the_note(shell: Shell) -> None:
    before = stored(shell)
    apply(open_store(shell), [Edit(before, changed(before, label="EVENT"))])
    answer = import_unsaved(shell, Edit(before, changed(before, note="mine")))
    assert answer.status == 0
    assert [(record["label"], record["note"]) for record in shell.exported()] == [("EVENT", "mine")]


def test_an_addition_that_was_stored_after_all_and_noted_since_comes_back(shell: Shell) -> None:
    """As when the disk failed only after the label was in the file."""
    label = stored(shell, "")
    answer = import_unsaved(shell, Edit(None, changed(label, note="mine")))
    assert answer.status == 1
    [conflict] = open_store(shell).load().conflicts
    assert conflict.mine is not None
    assert conflict.mine.note == "mine"


def test_a_line_that_cannot_be_used_keeps_no_other_out(shell: Shell) -> None:
    before = stored(shell)
    assert rescue([Edit(before, changed(before, note="after"))], "a.txt", [shell.folder]) is not None
    [path] = shell.folder.glob("hashiya-unsaved-*")
    bad = path.read_bytes().replace(ARTICLE.encode(), b"articles/gone.txt")
    path.write_bytes(bad + path.read_bytes())
    answer = shell("import", path)
    assert answer.status == 1
    assert str(Message("services.article_not_here", article="articles/gone.txt")) in answer.err
    assert answer.said[-1] == Message("cli.imported", imported=1, count=2)
    assert notes(shell) == ["after"]


def test_a_record_that_is_refused_keeps_other_records_out_and_no_edit(shell: Shell) -> None:
    before = stored(shell)
    assert rescue([Edit(before, changed(before, note="after"))], "a.txt", [shell.folder]) is not None
    [path] = shell.folder.glob("hashiya-unsaved-*")
    path.write_bytes(path.read_bytes() + b'{"label": "NOPE", "start": 0, "end": 3}\n')
    answer = shell("import", path, "--strict")
    assert answer.status == 1
    assert answer.said[-2:] == [
        Message("cli.nothing_imported", path=path, count=1, lines=2),
        Message("cli.unsaved_made", count=1),
    ]
    assert notes(shell) == ["after"]
