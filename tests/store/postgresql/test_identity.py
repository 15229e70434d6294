"""What waits for one database is never sent to another one that answers at the same address."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, LiteralString

import psycopg
import pytest
from psycopg import sql

from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.store import known_as, open_own
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.postgresql.articles import put_articles
from hashiya.store.postgresql.connection import Server, forget_servers, server_at
from hashiya.store.postgresql.people import put_person
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.postgresql.schema import create_schema
from hashiya.store.repository.added_article import AddedArticle
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.waiting import Waiting
from tests.refusals import id_of, refused
from tests.store.repository.conftest import KEY, InMemory, make_desk, save

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.postgresql.address import Address
    from tests.postgresql import TeamDatabase
    from tests.store.repository.conftest import Desk

NAME = "سارة"


class Post:
    """A database at an address, another one that may take its place, and the programs of one person."""

    def __init__(self, database: TeamDatabase, desk: Desk) -> None:
        self.database, self.desk = database, desk
        self.login = database.add(NAME)
        self.aside = f"aside_{database.name}"

    @property
    def address(self) -> Address:
        return self.database.address(self.login)._replace(root=self.desk.root)

    def program(self) -> PendingRepository:
        """The annotations of the person, as the next program opens them."""
        forget_servers()
        assert known_as(self.address) == NAME
        opened = open_own(self.address, NAME)
        assert isinstance(opened, PendingRepository)
        opened.outbox.link.pause = 0
        return opened

    def annotate(self, program: PendingRepository, start: int) -> Annotation:
        made = self.desk.made(start, start + 2, annotator=NAME)
        article = program.open(self.desk.article())
        save(article, Edit(None, made))
        article.load()  # which keeps a copy
        return made

    def stored(self) -> list[str]:
        """The ids of the annotations in the database that answers."""
        return sorted(each for (each,) in self.database.rows("SELECT id FROM hashiya.annotation"))

    def take_away(self) -> None:
        """Let the database answer no longer."""
        self._run("ALTER DATABASE {} ALLOW_CONNECTIONS false")
        ended = sql.SQL("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = {}")
        self.database.running.execute(ended.format(self.database.name))

    def make_another(self) -> None:
        """Let another database answer, which was made by ``team init``."""
        self._run("ALTER DATABASE {} RENAME TO {}", self.aside)
        self._run("CREATE DATABASE {} OWNER owner")
        owner = self.database.address()
        create_schema(owner)
        with closing(Server(owner)) as server:
            put_person(server, NAME, "annotator", self.login)

    def restore_another(self) -> None:
        """Let a copy of the database answer, as a backup does."""
        self._run("ALTER DATABASE {} RENAME TO {}", self.aside)
        self._run("CREATE DATABASE {} TEMPLATE {}", self.aside)

    def bring_back(self) -> None:
        """Let the first database answer again."""
        self._run("DROP DATABASE {} WITH (FORCE)")
        self.database.running.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                *map(sql.Identifier, (self.aside, self.database.name))
            )
        )
        self.answer()

    def answer(self) -> None:
        """Let the database answer again."""
        self._run("ALTER DATABASE {} ALLOW_CONNECTIONS true")

    def _run(self, statement: LiteralString, *names: str) -> None:
        """Run a statement on the database that answers."""
        every = map(sql.Identifier, (self.database.name, *names))
        self.database.running.execute(sql.SQL(statement).format(*every))


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/hashiya/pending"


@pytest.fixture
def post(database: TeamDatabase, tmp_path: Path, state: Path) -> Post:
    (tmp_path / "desk").mkdir()
    return Post(database, make_desk(InMemory, tmp_path / "desk"))


def identity_in(database: TeamDatabase) -> str:
    ((identity,),) = database.rows("SELECT identity::text FROM hashiya.project")
    return str(identity)


def test_the_next_program_sends_nothing_to_another_database_and_all_to_the_former_one(post: Post) -> None:
    first = post.annotate(post.program(), 0)
    former = identity_in(post.database)
    post.take_away()
    kept = post.annotate(post.program(), 10)
    post.make_another()
    program = post.program()
    waiting = program.waiting()
    (folder,) = program.outbox.file.path.parent.parent.glob(f"*-{former}")
    assert waiting.changes == 1
    assert waiting.problem == Message("store.for_another_database", count=1, folder=folder)
    assert program.load(KEY).annotations == ()
    new = post.annotate(program, 20)
    assert post.stored() == [new.id]
    post.bring_back()
    assert post.program().waiting() == Waiting()
    assert post.stored() == sorted([first.id, kept.id])


def test_a_program_that_runs_meanwhile_keeps_its_changes_for_the_former_database(post: Post) -> None:
    program = post.program()
    first = post.annotate(program, 0)
    post.take_away()
    post.make_another()
    kept = post.annotate(program, 10)
    waiting = program.waiting()
    assert (waiting.changes, id_of(waiting.problem)) == (1, "postgresql.other_database")
    snapshot = program.load(KEY)
    assert (snapshot.annotations, snapshot.is_away) == ((first, kept), True)
    with refused("postgresql.other_database", AwayError):
        TeamRepository(post.address, NAME).keys()
    assert post.stored() == []
    post.bring_back()
    assert program.waiting() == Waiting()
    assert post.stored() == sorted([first.id, kept.id])


def test_a_program_that_began_without_the_server_sends_to_the_last_database_alone(post: Post) -> None:
    post.annotate(post.program(), 0)
    post.take_away()
    program = post.program()
    kept = post.annotate(program, 10)
    post.make_another()
    assert id_of(program.waiting().problem) == "postgresql.other_database"
    assert post.stored() == []
    post.bring_back()
    assert program.waiting() == Waiting()
    assert kept.id in post.stored()


def test_a_restored_backup_is_the_same_database(post: Post) -> None:
    first = post.annotate(post.program(), 0)
    post.database.rows("DELETE FROM hashiya.record")  # any older state
    post.take_away()
    kept = post.annotate(post.program(), 10)
    post.restore_another()
    assert post.program().waiting() == Waiting()
    assert post.stored() == sorted([first.id, kept.id])
    post.bring_back()


def test_what_an_older_version_has_kept_goes_to_the_first_database_that_answers(
    post: Post, state: Path
) -> None:
    post.annotate(post.program(), 0)
    post.take_away()
    kept = post.annotate(post.program(), 10)
    (folder,) = state.glob("*-*")
    folder.rename(folder.with_name(folder.name.partition("-")[0]))
    (state / "databases.json").unlink()
    offline = post.program()
    assert (offline.waiting().changes, len(offline.load(KEY).annotations)) == (1, 2)
    post.answer()
    program = post.program()
    assert program.waiting() == Waiting()
    assert kept.id in post.stored()
    assert program.outbox.copies.read(KEY) is not None
    # a person whose name was given, and a server that was never reached
    post.take_away()
    (state / "databases.json").unlink()
    later = post.annotate(post.program(), 20)
    post.answer()
    assert post.program().waiting() == Waiting()
    assert later.id in post.stored()


def test_a_database_that_replaces_another_for_good_gets_its_identity(post: Post) -> None:
    post.annotate(post.program(), 0)
    former = identity_in(post.database)
    post.take_away()
    kept = post.annotate(post.program(), 10)
    post.make_another()
    assert post.program().waiting().changes == 1
    post.database.rows("UPDATE hashiya.project SET identity = %s", [former])
    assert post.program().waiting() == Waiting()
    assert post.stored() == [kept.id]
    post.bring_back()


def test_texts_of_another_database_are_not_left_among_the_copies(post: Post, tmp_path: Path) -> None:
    def add(text: str, *keys: str) -> None:
        digest = sha256(text.encode()).hexdigest()
        with closing(Server(post.database.address())) as server:
            put_articles(server, [AddedArticle(key, text, digest) for key in keys])

    def store() -> TeamRepository:
        forget_servers()
        address = post.database.address()._replace(root=tmp_path / "copies", is_copied=True)
        return TeamRepository(address, "")

    add("خبر", "a.txt", "b.txt")
    assert not store().bring_texts(["a.txt", "b.txt"])
    post.take_away()
    post.make_another()
    add("نبأ", "a.txt")
    assert not store().bring_texts(["a.txt"])
    assert [each.name for each in (tmp_path / "copies").iterdir()] == ["a.txt"]
    assert (tmp_path / "copies/a.txt").read_text("utf-8") == "نبأ"
    post.bring_back()


def test_nobody_but_a_manager_changes_an_identity(database: TeamDatabase) -> None:
    login = database.add(NAME, "curator")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        database.rows("UPDATE hashiya.project SET identity = gen_random_uuid()", login=login)
    manager = database.add("مدير", "manager")
    database.rows("UPDATE hashiya.project SET identity = gen_random_uuid()", login=manager)


def test_an_identity_that_leads_out_of_a_folder_is_refused(database: TeamDatabase) -> None:
    database.rows("ALTER TABLE hashiya.project ALTER identity TYPE text")
    database.rows("UPDATE hashiya.project SET identity = '../../x'")
    with refused("postgresql.no_schema"):
        _ = database.server().identity


def test_each_project_of_a_database_has_its_own_identity(database: TeamDatabase) -> None:
    other = database.address()._replace(project="elections")
    create_schema(other)
    identities = {server_at(each).identity for each in (database.address(), other)}
    assert len(identities) == 2
