"""Whatever fails between a program and its store, each change is stored in the end, once and in order."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction, transaction_over
from hashiya.messages import Message
from hashiya.store.memory import MemoryRepository
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import Reading
from hashiya.store.repository.waiting import KeepsWaiting, Waiting
from tests.refusals import id_of, refused
from tests.store.pending.unreliable import CUT, Faults, Unreliable
from tests.store.repository.conftest import KEY, OTHER, Desk, Pending, make_desk, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.snapshot import Snapshot


class Line:
    """A store, the line to it that a test may cut, and the programs of one person."""

    def __init__(self, folder: Path) -> None:
        self.desk = make_desk(Pending, folder)
        backend = self.desk.backend
        assert isinstance(backend, Pending)
        self.stored, self.folder = backend.repository, backend.folder
        self.faults = Faults()

    def program(self) -> PendingRepository:
        """Another program of this person, which knows only what is on the disk."""
        return PendingRepository(Unreliable(self.stored, self.faults), self.folder, pause=0)

    def open(self, key: str = KEY) -> ArticleRepository:
        """An article, in another program."""
        return self.program().open(self.desk.article(key))

    def annotations(self) -> tuple[Annotation, ...]:
        """What the store has."""
        return self.stored.load(KEY).annotations


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return Line(tmp_path)


def content(snapshot: Snapshot) -> tuple[object, ...]:
    """What a person sees of an article."""
    texts = [(each.id, each.label, each.note, each.status) for each in snapshot.annotations]
    draft = None if snapshot.draft is None else snapshot.draft.note
    return texts, draft, snapshot.reading[:2], len(snapshot.conflicts)


def test_what_the_store_does_not_take_is_shown_at_once_and_in_the_next_run_and_sent_later(line: Line) -> None:
    first = line.desk.made()
    article = line.open()
    article.load()
    save(article, Edit(None, first))
    line.faults.is_away = True
    second, third = line.desk.made(40, 44), changed(first, note="n")
    save(article, Edit(None, second))
    save(article, Edit(first, third))
    for each in (article, line.open()):
        snapshot = each.load()
        assert (snapshot.annotations, snapshot.read_only, snapshot.is_away) == ((third, second), None, True)
        assert snapshot.waiting is not None
        assert (snapshot.waiting.changes, snapshot.waiting.problem) == (2, CUT)
        assert snapshot.waiting.since
    assert line.annotations() == (first,)
    line.faults.is_away = False
    snapshot = article.load()
    assert (snapshot.annotations, snapshot.is_away, snapshot.waiting) == ((third, second), False, None)
    assert line.annotations() == (third, second)


def test_a_reading_position_and_a_note_wait_too_and_only_the_newest(line: Line) -> None:
    base = line.desk.made()
    article = line.open()
    save(article, Edit(None, base))
    article.load()
    line.faults.is_away = True
    for offset in (3, 5, 8):
        article.save_reading(Reading(offset, "in progress"))
        article.save_draft(Draft(base, f"until {offset}"))
    shown = line.open().load()
    assert (shown.reading.offset, shown.draft) == (8, Draft(base, "until 8"))
    assert line.program().waiting().changes == 2
    article.save_draft(None)
    line.faults.is_away = False
    assert line.program().waiting() == Waiting()
    stored = line.stored.load(KEY)
    assert (stored.reading.offset, stored.draft) == (8, None)


def test_a_move_to_another_key_does_not_wait_and_says_how_to_make_it_later(line: Line) -> None:
    article = line.open()
    made = line.desk.made()
    save(article, Edit(None, made))
    article.load()
    line.faults.is_away = True
    with refused(Message("store.move_needs_server", article=KEY, new="new.txt", cause=CUT)) as caught:
        line.program().rename(KEY, "new.txt")
    assert caught.value.advice == Message("store.repair_later")
    assert line.open().load().annotations == (made,)
    line.faults.is_away = False
    line.program().rename(KEY, "new.txt")
    assert line.stored.keys() == ["new.txt"]


def test_an_article_that_was_never_read_is_not_opened_while_the_store_is_away(line: Line) -> None:
    line.faults.is_away = True
    snapshot = line.open().load()
    assert (snapshot.is_known, snapshot.read_only) == (False, Message("store.not_read_before", key=KEY))
    assert snapshot.advice == CUT
    made = line.desk.made()
    save(line.open(), Edit(None, made))  # as a change of many articles does
    line.faults.is_away = False
    assert line.open().load().annotations == (made,)


def test_an_article_that_was_read_before_is_opened_from_its_copy_exactly(line: Line) -> None:
    made = [line.desk.made(start, start + 3) for start in (0, 10, 20)]
    save(line.open(), *(Edit(None, each) for each in made))
    other = line.open()
    other.load()
    theirs, mine = changed(made[0], note="theirs"), changed(made[0], note="mine")
    save(line.open(), Edit(made[0], theirs), Edit(made[1], None))
    line.open().commit(new_transaction(KEY, [Edit(made[0], mine)], by="", command="test"))
    line.open().save_reading(Reading(7, "done", "2026-01-02T03:04:05Z"))
    line.open().save_draft(Draft(theirs, "half"))
    before = line.open().load()
    assert len(before.conflicts) == 1
    assert before.removed
    line.faults.is_away = True
    after = line.open().load()
    assert after.waiting is not None
    assert after._replace(is_away=False, waiting=None) == before


@pytest.mark.parametrize("is_kept_first", [False, True])
def test_what_the_store_has_taken_is_in_the_copy_whichever_way_it_went(
    line: Line, *, is_kept_first: bool
) -> None:
    first, second = line.desk.made(), line.desk.made(40, 44)
    article = line.open()
    save(article, Edit(None, first), Edit(None, second))
    article.load()
    line.faults.is_away = is_kept_first
    versions = [first]
    for number in range(3):
        versions.append(changed(versions[-1], note=f"{number}"))
        save(article, Edit(*versions[-2:]))
    save(article, Edit(second, None))
    line.faults.is_away = False
    assert line.program().waiting() == Waiting()
    line.faults.is_away = True
    later = line.open()  # it knows only what is on the disk
    assert later.load().annotations == (versions[-1],)
    save(later, Edit(versions[-1], changed(versions[-1], note="more")))
    line.faults.is_away = False
    snapshot = line.open().load()
    assert ([each.note for each in snapshot.annotations], snapshot.conflicts) == (["more"], ())


def test_a_change_of_many_articles_that_the_store_has_taken_is_in_their_copies(line: Line) -> None:
    mine, other = line.desk.made(), line.desk.made(key=OTHER)
    for each in (KEY, OTHER):
        line.open(each).load()
    save(line.open(), Edit(None, line.desk.made(40, 44)))
    save(line.open(OTHER), Edit(None, line.desk.made(40, 44, key=OTHER)))
    for each in (KEY, OTHER):
        line.open(each).load()
    edits = {KEY: [Edit(None, mine)], OTHER: [Edit(None, other)]}
    assert line.program().commit(transaction_over(edits, by="", command="test")).failed == {}
    line.faults.is_away = True
    for key, made in ((KEY, mine), (OTHER, other)):
        assert line.open(key).load().by_id[made.id] == made


@pytest.mark.parametrize("torn", [b"edits {", b"\xff", b"nonsense {}\n"])
def test_a_copy_to_which_a_killed_program_added_half_a_line_is_read_up_to_there(
    line: Line, torn: bytes
) -> None:
    first = line.desk.made()
    article = line.open()
    save(article, Edit(None, first))
    article.load()
    noted = changed(first, note="n")
    save(article, Edit(first, noted))
    (copy,) = line.folder.glob("copies/*")
    with copy.open("ab") as file:
        file.write(torn)
    line.faults.is_away = True
    assert line.open().load().annotations == (noted,)


def test_a_copy_that_another_program_made_meanwhile_is_not_replaced_by_an_older_state(line: Line) -> None:
    first = line.desk.made()
    article = line.open()
    save(article, Edit(None, first))
    copies = line.program().outbox.copies
    before = copies.state(KEY)
    older = line.stored.load(KEY)
    assert copies.write(older, before)
    noted = changed(first, note="n")
    other = line.open()
    other.load()
    before = copies.state(KEY)
    save(other, Edit(first, noted))
    assert not copies.write(older, before)
    line.faults.is_away = True
    assert line.open().load().annotations == (noted,)


def test_two_programs_that_both_have_an_article_open_see_each_other(line: Line) -> None:
    first, second = line.open(), line.open()
    first.load()
    second.load()
    line.faults.is_away = True
    mine, theirs = line.desk.made(0, 3), line.desk.made(10, 13)
    save(first, Edit(None, mine))
    save(second, Edit(None, theirs))
    assert first.load().annotations == second.load().annotations == (mine, theirs)
    save(second, Edit(mine, None))
    snapshot = first.load()
    assert snapshot.annotations == (theirs,)
    assert not snapshot.has_lost(mine.id, mine.rev)
    line.faults.is_away = False
    first.load()
    assert not first.load().has_lost(mine.id, mine.rev)
    assert line.annotations() == (theirs,)


def test_a_change_that_another_person_made_meanwhile_becomes_a_conflict_as_everywhere(line: Line) -> None:
    base = line.desk.made()
    article = line.open()
    save(article, Edit(None, base))
    article.load()
    line.faults.is_away = True
    mine, theirs = changed(base, note="mine"), changed(base, note="theirs")
    save(article, Edit(base, mine))
    save(line.stored.open_key(KEY), Edit(base, theirs))
    line.faults.is_away = False
    snapshot = article.load()
    assert snapshot.annotations == (theirs,)
    (conflict,) = snapshot.conflicts
    assert conflict.mine == mine


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_decision_waits_and_one_on_a_conflict_that_changed_is_a_change(
    line: Line, *, is_changed: bool
) -> None:
    base = line.desk.made()
    article = line.open()
    save(article, Edit(None, base))
    mine, theirs = changed(base, note="mine"), changed(base, note="theirs")
    save(line.open(), Edit(base, theirs))
    article.commit(new_transaction(KEY, [Edit(base, mine)], by="", command="test"))
    (conflict,) = article.load().conflicts
    line.faults.is_away = True
    decided = changed(theirs, note="both")
    article.resolve(conflict, new_transaction(KEY, [Edit(theirs, decided)], by="", command="decide"))
    assert (article.load().conflicts, article.load().annotations) == ((), (decided,))
    if is_changed:
        save(line.stored.open_key(KEY), Edit(theirs, changed(theirs, status="rejected")))
    line.faults.is_away = False
    (stored,) = article.load().annotations
    assert (stored.note, stored.status) == ("both", "rejected" if is_changed else base.status)


def test_a_change_of_many_articles_waits_in_those_that_failed(line: Line) -> None:
    program = line.program()
    mine, other = line.desk.made(), line.desk.made(key=OTHER)
    line.faults.is_away = True
    edits = {KEY: [Edit(None, mine)], OTHER: [Edit(None, other)]}
    receipt = program.commit(transaction_over(edits, by="", command="test"))
    assert (sorted(receipt.saved), receipt.failed) == ([KEY, OTHER], {})
    assert program.waiting().changes == 2
    line.faults.is_away = False
    assert program.keys() == [KEY, OTHER]
    assert (line.annotations(), line.stored.load(OTHER).annotations) == ((mine,), (other,))


def test_what_the_store_refuses_stays_with_its_reason_and_holds_up_no_other_article(line: Line) -> None:
    unusable, fine = line.desk.made(), line.desk.made(key=OTHER)
    line.faults.is_away = True
    save(line.open(), Edit(None, unusable))
    save(line.open(OTHER), Edit(None, fine))
    line.desk.backend.plant(KEY, {"id": unusable.id})
    line.faults.is_away = False
    program = line.program()
    waiting = program.waiting()
    assert (waiting.changes, id_of(waiting.problem)) == (1, "store.damaged_record")
    assert line.stored.load(OTHER).annotations == (fine,)
    later = program.open(line.desk.article()).load()
    assert later.waiting is not None
    assert (later.waiting.changes, later.is_away) == (1, False)


def test_what_cannot_be_kept_is_refused_and_the_rest_stays(line: Line) -> None:
    line.faults.is_away = True
    save(line.open(), Edit(None, line.desk.made()))
    (line.folder / "pending.sqlite3").write_bytes(b"torn" * 1000)
    path = line.folder / "pending.sqlite3"
    with refused(Message("store.cannot_use_pending", path=path, cause=Message("files.damaged"))):
        save(line.open(), Edit(None, line.desk.made(40, 44)))
    assert id_of(line.open().load().read_only) == "store.cannot_use_pending"
    assert (line.folder / "pending.sqlite3").read_bytes() == b"torn" * 1000


def test_a_full_disk_is_told_and_what_was_kept_before_is_sent(line: Line) -> None:
    line.faults.is_away = True
    program = line.program()
    article = program.open(line.desk.article())
    kept = [line.desk.made()]
    save(article, Edit(None, kept[0]))
    with program.outbox.file._used(makes=False) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    told = Message(
        "store.cannot_use_pending", path=program.outbox.file.path, cause=Message("files.disk_full")
    )
    with refused(told):
        for start in range(1, 40):
            made = line.desk.made(start, start + 2)
            save(article, Edit(None, made))
            kept.append(made)
    line.faults.is_away = False
    assert line.program().waiting() == Waiting()
    assert {each.id for each in line.annotations()} == {each.id for each in kept}


def test_a_file_of_a_newer_version_is_left_alone(line: Line) -> None:
    line.folder.mkdir()
    with sqlite3.connect(line.folder / "pending.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    line.faults.is_away = True
    with refused("store.newer_version"):
        save(line.open(), Edit(None, line.desk.made()))


def test_only_its_user_may_read_what_waits(line: Line) -> None:
    save(line.open(), Edit(None, line.desk.made()))
    line.open().load()
    line.faults.is_away = True
    line.open().save_reading(Reading(3, "done"))
    found = [line.folder, *line.folder.rglob("*")]
    assert len(found) > 3
    assert not [path for path in found if path.stat().st_mode & 0o077]


def test_a_folder_in_which_others_write_is_refused(line: Line) -> None:
    line.folder.mkdir()
    line.folder.chmod(0o777)
    line.faults.is_away = True
    with refused(Message("store.not_private", path=line.folder)):
        save(line.open(), Edit(None, line.desk.made()))


def made_by_sqlite(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for each in statements:
            connection.execute(each)
        connection.commit()


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (Path.mkdir, Message("files.is_folder")),
        (os.mkfifo, Message("files.not_regular")),
        (lambda path: path.symlink_to("elsewhere"), Message("files.is_link")),
        (lambda path: path.write_bytes(b"no database" * 1000), Message("files.damaged")),
        (
            lambda path: made_by_sqlite(path, "CREATE TABLE cookies (name)"),
            Message("store.not_ours", table="operation"),
        ),
        (
            lambda path: made_by_sqlite(path, "CREATE VIEW operation AS SELECT 1", "PRAGMA user_version = 1"),
            Message("store.not_ours", table="operation"),
        ),
    ],
    ids=["folder", "pipe", "link", "text", "other", "view"],
)
def test_what_is_no_file_of_changes_is_left_alone_and_told(
    line: Line, make: Callable[[Path], object], cause: Message
) -> None:
    line.folder.mkdir(mode=0o700)
    path = line.folder / "pending.sqlite3"
    make(path)
    line.faults.is_away = True
    with refused(Message("store.cannot_use_pending", path=path, cause=cause)):
        save(line.open(), Edit(None, line.desk.made()))
    assert os.path.lexists(path)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE operation SET article = 'text'",
        "UPDATE operation SET article = x'ff'",
        "UPDATE operation SET problem = x'7b'",
        "UPDATE operation SET content = x'7b'",
    ],
)
def test_a_damaged_change_is_told_by_its_number(line: Line, damage: str) -> None:
    line.faults.is_away = True
    program = line.program()
    save(program.open(line.desk.article()), Edit(None, line.desk.made()))
    path = program.outbox.file.path
    made_by_sqlite(path, damage)
    told = Message("store.cannot_use_pending", path=path, cause=Message("store.pending_damaged", number=1))
    with refused(told):
        line.program().waiting()


def test_a_trigger_in_the_file_of_changes_takes_none_away(line: Line) -> None:
    line.faults.is_away = True
    program = line.program()
    save(program.open(line.desk.article()), Edit(None, line.desk.made()))
    path = program.outbox.file.path
    made_by_sqlite(path, "CREATE TRIGGER t AFTER INSERT ON operation BEGIN DELETE FROM operation; END")
    with refused(Message("store.cannot_use_pending", path=path, cause=Message("files.damaged"))):
        save(line.open(), Edit(None, line.desk.made(3, 5)))


def test_a_file_in_which_others_write_is_refused(line: Line) -> None:
    line.faults.is_away = True
    program = line.program()
    save(program.open(line.desk.article()), Edit(None, line.desk.made()))
    program.outbox.file.path.chmod(0o666)
    with refused(Message("store.not_private", path=program.outbox.file.path)):
        line.program().waiting()


def test_changes_that_no_program_can_send_are_told(line: Line) -> None:
    line.faults.is_away = True
    program = line.program()
    save(program.open(line.desk.article()), Edit(None, line.desk.made()))
    line.faults.is_away = False
    path = program.outbox.file.path.with_name("sending.sqlite3")
    path.mkdir()
    told = Message("store.cannot_use_pending", path=path, cause=Message("files.is_folder"))
    with refused(told):
        line.program().waiting()


# --- a fault at every call


def work(article: ArticleRepository, desk: Desk) -> None:
    """An hour of an analyst."""
    article.load()
    first, second, third = (desk.made(start, start + 3) for start in (0, 10, 20))
    noted = changed(first, note="n")
    for edits in ([Edit(None, first)], [Edit(None, second), Edit(first, noted)], [Edit(second, None)]):
        save(article, *edits)
        article.load()
    article.save_draft(Draft(noted, "half"))
    article.save_reading(Reading(5, "in progress"))
    save(article, Edit(None, third), Edit(noted, changed(noted, note="more")))
    article.save_reading(Reading(9, "done"))
    article.save_draft(None)
    article.load()


def _calls_of_work(folder: Path) -> int:
    folder.mkdir()
    line = Line(folder)
    work(line.open(), line.desk)
    return line.faults.calls


@pytest.mark.parametrize("takes_effect", [False, True])
@pytest.mark.parametrize("length", [1, 4, 100])
def test_a_fault_at_any_call_changes_nothing_of_the_result(
    tmp_path: Path, length: int, *, takes_effect: bool
) -> None:
    total = _calls_of_work(tmp_path / "calls")
    assert total > 10
    for number in range(1, total + 1):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        line = Line(folder)
        line.faults.cuts = dict.fromkeys(range(number, number + length), takes_effect)
        article = line.open()
        work(article, line.desk)
        here = article.load()
        line.faults.cuts.clear()
        later = line.open().load()
        assert [each.note for each in later.annotations] == ["more", ""], number
        assert content(later)[1:] == (None, (9, "done"), 0), number
        assert content(later) == content(line.stored.load(KEY))
        # the first reading fails: no copy of the article is on this computer
        assert content(here) == content(later) or not here.is_known
        assert line.program().waiting() == Waiting()


# --- a program that is killed

_PROGRAM = """
import sys
from pathlib import Path
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.memory import MemoryRepository
from hashiya.store.pending.pending_repository import PendingRepository
from tests.store.pending.unreliable import Faults, Unreliable
from tests.store.repository.conftest import KEY, Desk

root, state = map(Path, sys.argv[1:])
stored = MemoryRepository(root)
away = Unreliable(stored, Faults(is_away=True))
article = PendingRepository(away, state, pause=0).open_key(KEY)
desk = Desk(root, None)
for number in range(10**6):
    made = desk.made(number % 50, number % 50 + 2)
    article.commit(new_transaction(KEY, [Edit(None, made)], by="", command="test"))
    print(made.id, flush=True)
"""


def test_all_that_was_kept_is_there_after_the_programs_were_killed(line: Line) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(line.desk.root), str(line.folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = []
    for each in programs:
        assert each.stdout is not None
        told += [each.stdout.readline().strip() for _ in range(10)]
        each.send_signal(signal.SIGKILL)
    for each in programs:
        assert each.stdout is not None
        told += each.stdout.read().split("\n")[:-1]
        each.wait()
        each.stdout.close()
    line.open().load()
    stored = [each.id for each in line.annotations()]
    assert len(stored) == len(set(stored))
    assert set(told) <= set(stored)
    assert len(stored) <= len(told) + len(programs)


def test_only_a_store_behind_which_changes_wait_says_so(line: Line) -> None:
    assert isinstance(line.program(), KeepsWaiting)
    assert not isinstance(MemoryRepository(), KeepsWaiting)
