from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, Transaction
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.checking import check
from hashiya.services.codebook_fit import CodebookFit
from hashiya.services.repairing import Repairs, reanchor
from hashiya.services.verification import verify
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.text.spans import Span
from tests.refusals import id_of, refused
from tests.store.pending.unreliable import CUT, Faults, Unreliable
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.repository.conflict import Outcome
    from tests.store.conftest import Desk

WORDS = "وصل اللواء علي النعسان صباح اليوم إلى موسكو في زيارة تستمر يومين."
BEFORE = "ونشرت الوكالة البيان. "


def checked(desk: Desk, *paths: Path, repairs: bool = False) -> list[Repairs]:
    return list(check([desk.store], DEFAULT, paths, repairs=repairs))


@pytest.fixture
def moved(desk: Desk) -> Annotation:
    """An annotation whose article got a sentence before it since."""
    desk.article.path.write_bytes(WORDS.encode())
    article = read_article(desk.article.path)
    made = new_annotation("articles/a.txt", article.sha256, WORDS, Span(11, 22), "ACTOR")
    apply(desk.store.open(article), [Edit(None, made)])
    desk.article.path.write_bytes((BEFORE + WORDS).encode())
    return made


def test_what_is_as_it_should_be_gives_nothing(desk: Desk) -> None:
    desk.add()
    assert checked(desk) == []


def test_a_check_changes_nothing_and_a_repair_anchors_anew_in_a_transaction(
    desk: Desk, moved: Annotation, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions: list[Transaction] = []
    commit = ArticleStore.commit

    def note(self: ArticleStore, *given: Transaction) -> Sequence[Outcome]:
        transactions.extend(given)
        return commit(self, *given)

    monkeypatch.setattr(ArticleStore, "commit", note)
    (found,) = checked(desk)
    assert (found.done, [id_of(problem.what) for problem in found.remaining]) == ((), ["services.moved"])
    assert (desk.open().load().annotations, transactions) == ((moved,), [])
    (found,) = checked(desk, repairs=True)
    assert [repair.done for repair in found.done] == [Message("services.reanchored")]
    assert found.remaining == []
    (anchored,) = desk.open().load().annotations
    assert anchored.start == moved.start + len(BEFORE)
    assert [(each.origin, each.command) for each in transactions] == [(Origin.REPAIR, "check.repair")]
    assert checked(desk) == []


def test_an_annotation_that_another_program_moved_meanwhile_stays_a_problem(
    desk: Desk, moved: Annotation
) -> None:
    problems = verify(desk.store, "articles/a.txt", CodebookFit(desk.store, DEFAULT))
    theirs = changed(moved, start=0, end=3, text="وصل")
    apply(desk.open(), [Edit(moved, theirs)])
    (problem,) = reanchor(desk.open(), problems)
    assert problem.edit is None
    conflict = Message("services.conflict_with_change", id=moved.id)
    assert problem.what == Message("services.not_repaired", problem=problems[0].what, conflict=conflict)
    assert desk.open().load().annotations == (theirs,)
    assert len(desk.open().load().conflicts) == 1


def test_a_damaged_file_gets_its_backup_back(desk: Desk) -> None:
    first = desk.add()
    desk.add(30, 40)
    desk.file.write_text("{")
    (found,) = checked(desk, repairs=True)
    (kept,) = desk.store.folder.glob("*.corrupt-*")
    assert found.done[0].done == Message("services.restored_kept", name=kept.name)
    assert desk.open().load().annotations == (first,)


def test_an_id_of_two_articles_comes_last(desk: Desk) -> None:
    desk.add()
    other = desk.folder / "articles" / "b.txt"
    other.write_bytes(desk.article.path.read_bytes())
    article = read_article(other)
    (made,) = desk.open().load().annotations
    twin = new_annotation("articles/b.txt", article.sha256, article.text, made.span, "ACTOR", id=made.id)
    apply(desk.store.open(article), [Edit(None, twin)])
    (found,) = checked(desk)
    assert [problem.what for problem in found.remaining] == [
        Message("services.id_shared", id=made.id, article="articles/a.txt")
    ]


def test_only_what_is_named_is_checked(desk: Desk, moved: Annotation) -> None:
    (desk.folder / "elsewhere").mkdir()
    assert checked(desk, desk.folder / "elsewhere") == []
    assert len(checked(desk, desk.folder / "articles")) == len(checked(desk, desk.article.path)) == 1
    with refused("files.cannot_read"):
        checked(desk, desk.folder / "gone.txt")


def test_a_check_without_the_server_says_that_it_saw_only_the_copies(desk: Desk, tmp_path: Path) -> None:
    store = PendingRepository(Unreliable(desk.store, Faults(is_away=True)), tmp_path / "pending", pause=0)
    (found,) = check([store], DEFAULT, [desk.article.path], repairs=True)
    assert [each.what for each in found.remaining] == [Message("services.only_copies_checked", cause=CUT)]
