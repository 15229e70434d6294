"""Articles are given out, worked on, reviewed; what a role may not do, PostgreSQL itself refuses."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from hashiya.messages import Message
from hashiya.store.postgresql.articles import put_articles
from hashiya.store.postgresql.people import annotators_in
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.postgresql.team import Team
from hashiya.store.repository.added_article import AddedArticle
from hashiya.store.repository.assignment import Decision, State, after_decision
from hashiya.store.repository.state_names import STATE_NAMES
from tests.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.postgresql import TeamDatabase

SARA, ALI, CURATOR = "سارة", "علي", "منى"
KEYS = ("1948/a.txt", "1948/b.txt", "1967/c.txt")
HELD = "SELECT of_article, hashiya.me(), at_generation + 1 FROM hashiya.hold(1, %s, hashiya.me())"
SAVED = """
    INSERT INTO hashiya.annotation (project, article, person, number, record) VALUES (1, %s, %s, %s, '{}')
"""
ANOTHER = """
    INSERT INTO hashiya.annotation (project, article, person, number, record)
    SELECT 1, article, person, 9, '{}' FROM hashiya.work WHERE person = hashiya.me()
"""


class Newsroom:
    """A team of two annotators and a curator, with three articles; the owner of the schema manages it."""

    def __init__(self, database: TeamDatabase) -> None:
        self.database = database
        self.logins = {
            SARA: database.add(SARA, login="sara"),
            ALI: database.add(ALI, login="ali"),
            CURATOR: database.add(CURATOR, "curator"),
            "manager": database.add("manager", "manager"),
        }
        self.team = self.of("manager")
        articles = (AddedArticle(key, f"نص {key}", f"{key:0>64}", words="نص") for key in KEYS)
        put_articles(database.server(self.logins["manager"]), articles)

    def of(self, name: str) -> Team:
        """The team as a person uses it."""
        return Team(self.database.address(self.logins[name]))

    def connect(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        """A session of psql, as it were."""
        return psycopg.connect(self.database.address(self.logins[name]).url)

    def save(self, name: str, key: str, status: str = "in progress") -> None:
        """Save an annotation as the program does, in one transaction."""
        with self.connect(name) as session:
            held = session.execute(HELD, [key]).fetchone()
            assert held is not None
            session.execute(SAVED, held)
            session.execute(
                "UPDATE hashiya.work SET generation = generation + 1, status = %s"
                " WHERE project = 1 AND article = %s AND person = %s",
                [status, *held[:2]],
            )

    def seen(self, name: str, table: str = "annotation") -> set[str]:
        """The names of the people whose rows a person reads."""
        rows = self.database.rows(
            f"SELECT name FROM hashiya.{table} AS one JOIN hashiya.person ON person.id = one.person",  # noqa: S608
            login=self.logins[name],
        )
        return {each for (each,) in rows}

    def state(self, name: str, key: str) -> State:
        (found,) = self.team.assignments(name, [key])
        return found.state

    def run(self, name: str, statement: str) -> int:
        """Send a statement by hand, and return the number of its rows."""
        with self.connect(name) as session:
            return session.execute(statement).rowcount


@pytest.fixture
def newsroom(database: TeamDatabase) -> Newsroom:
    return Newsroom(database)


# --- giving out


def test_articles_are_assigned_once(newsroom: Newsroom) -> None:
    assert newsroom.team.assign([(KEYS[0], SARA), (KEYS[1], ALI)]) == (2, 2)
    assert newsroom.team.assign([(KEYS[0], SARA), (KEYS[2], SARA)]) == (1, 1)
    assert [each.key for each in newsroom.team.assignments(SARA)] == [KEYS[0], KEYS[2]]
    assert newsroom.team.places_of(["1948"]) == [(KEYS[0], [SARA]), (KEYS[1], [ALI])]
    assert newsroom.team.places_of([KEYS[2]]) == [(KEYS[2], [SARA])]


def test_names_are_data(newsroom: Newsroom) -> None:
    name = "'; DROP TABLE hashiya.assignment; --"
    assert newsroom.team.places_of([name, "%", "_948"]) == []
    assert newsroom.team.assign([(name, SARA)]) == (0, 0)
    assert list(newsroom.team.assignments(name)) == []


def test_the_next_place_goes_to_one_person_alone(newsroom: Newsroom) -> None:
    newsroom.team.assign([(key, "") for key in KEYS])
    taken: list[str | None] = []

    def take(team: Team, name: str) -> None:
        taken.extend(iter(lambda: team.take_next(name), None))

    threads = [threading.Thread(target=take, args=(newsroom.of(name), name)) for name in (SARA, ALI) * 2]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(filter(None, taken)) == list(KEYS)


def test_a_place_that_is_being_taken_is_passed_over(newsroom: Newsroom) -> None:
    newsroom.team.assign([(key, "") for key in KEYS[:2]])
    take = "SELECT hashiya.take_next(1, hashiya.me())"
    with newsroom.connect(SARA) as first, newsroom.connect(ALI) as second:
        second.execute("SET lock_timeout = '5s'")  # nobody waits for the other
        assert first.execute(take).fetchone() == (KEYS[0],)
        assert second.execute(take).fetchone() == (KEYS[1],)
    assert [each.person for each in newsroom.team.assignments()] == [SARA, ALI]


def test_nobody_takes_two_places_in_one_article(newsroom: Newsroom) -> None:
    assert newsroom.team.assign([(KEYS[0], ""), (KEYS[0], "")]) == (2, 1)
    assert newsroom.of(SARA).take_next(SARA) == KEYS[0]
    assert newsroom.of(SARA).take_next(SARA) is None
    assert newsroom.of(ALI).take_next(ALI) == KEYS[0]


def test_only_a_manager_takes_an_article_for_another(newsroom: Newsroom) -> None:
    newsroom.team.assign([(KEYS[0], "")])
    with refused("postgresql.forbidden"):
        newsroom.of(ALI).take_next(SARA)
    assert newsroom.team.take_next(SARA) == KEYS[0]


def test_a_place_is_free_again_after_its_time_and_a_save_gives_more(newsroom: Newsroom) -> None:
    newsroom.team.assign([(KEYS[0], SARA), (KEYS[1], SARA)], hours=5)
    newsroom.database.rows("UPDATE hashiya.assignment SET due = now() - interval '1 second'")
    newsroom.save(SARA, KEYS[0])
    late = {each.key: each.is_overdue for each in newsroom.team.assignments()}
    assert late == {KEYS[0]: False, KEYS[1]: True}
    assert newsroom.of(ALI).take_next(ALI) == KEYS[1]
    assert newsroom.state(SARA, KEYS[0]) is State.IN_PROGRESS
    assert newsroom.team.release(SARA) == 1
    assert newsroom.seen("manager") == {SARA}, "what was annotated stays"


# --- the state follows the work


def test_a_save_begins_the_work_and_the_mark_of_done_finishes_it(newsroom: Newsroom) -> None:
    newsroom.team.assign([(KEYS[0], SARA)])
    assert newsroom.state(SARA, KEYS[0]) is State.NEW
    newsroom.save(SARA, KEYS[0])
    assert newsroom.state(SARA, KEYS[0]) is State.IN_PROGRESS
    newsroom.save(SARA, KEYS[0], "done")
    assert newsroom.state(SARA, KEYS[0]) is State.FINISHED


@pytest.mark.parametrize(("state", "decision"), itertools.product(State, Decision))
def test_decisions_apply_in_the_database_as_in_the_program(
    newsroom: Newsroom, state: State, decision: Decision
) -> None:
    newsroom.team.assign([(KEYS[0], SARA)])
    newsroom.database.rows("UPDATE hashiya.assignment SET state = %s", [state.value])
    wanted = after_decision(state, decision)
    if wanted is None:
        with refused(
            Message("postgresql.state_not_decidable", article=KEYS[0], person=SARA, state=STATE_NAMES[state])
        ):
            newsroom.of(CURATOR).decide(KEYS[0], SARA, decision)
        wanted = state
    else:
        assert newsroom.of(CURATOR).decide(KEYS[0], SARA, decision) is wanted
    assert newsroom.state(SARA, KEYS[0]) is wanted


def test_an_article_is_reopened_with_a_note_and_can_be_finished_again(newsroom: Newsroom) -> None:
    newsroom.team.assign([(KEYS[0], SARA)])
    newsroom.save(SARA, KEYS[0], "done")
    newsroom.of(CURATOR).decide(KEYS[0], SARA, Decision.REOPEN, "انظر الفقرة الثانية")
    (found,) = newsroom.of(SARA).assignments()
    assert (found.state, found.note) == (State.IN_PROGRESS, "انظر الفقرة الثانية")
    newsroom.save(SARA, KEYS[0])
    newsroom.save(SARA, KEYS[0], "done")
    assert newsroom.state(SARA, KEYS[0]) is State.FINISHED


def test_what_nobody_has_cannot_be_decided(newsroom: Newsroom) -> None:
    with refused(Message("postgresql.not_assigned_to", article=KEYS[0], person=SARA)):
        newsroom.of(CURATOR).decide(KEYS[0], SARA, Decision.LOCK)


# --- what PostgreSQL refuses


@pytest.fixture
def finished(newsroom: Newsroom) -> Newsroom:
    """Both have annotated one article, and one of them has finished it."""
    newsroom.team.assign([(KEYS[0], SARA), (KEYS[0], ALI)])
    newsroom.save(ALI, KEYS[0])
    newsroom.save(SARA, KEYS[0])
    newsroom.save(SARA, KEYS[0], "done")
    return newsroom


@pytest.mark.parametrize("table", ["work", "annotation"])
def test_an_annotator_is_blind_until_the_own_work_is_finished(finished: Newsroom, table: str) -> None:
    assert finished.seen(ALI, table) == {ALI}
    assert finished.seen(SARA, table) == {SARA, ALI}
    finished.of(CURATOR).decide(KEYS[0], SARA, Decision.REOPEN)
    assert finished.seen(SARA, table) == {SARA}


@pytest.mark.parametrize("before", ["SELECT 1", "SAVEPOINT one"])
def test_nobody_peeks_by_finishing_and_rolling_back(newsroom: Newsroom, before: str) -> None:
    newsroom.team.assign([(KEYS[0], SARA), (KEYS[0], ALI)])
    newsroom.save(SARA, KEYS[0])
    newsroom.save(ALI, KEYS[0])
    with newsroom.connect(SARA) as session:
        session.execute(before)
        session.execute(
            "UPDATE hashiya.work SET generation = generation + 1, status = 'done' WHERE person = hashiya.me()"
        )
        session.execute("SET CONSTRAINTS ALL IMMEDIATE")
        states = session.execute("SELECT state FROM hashiya.assignment").fetchall()
        people = session.execute("SELECT DISTINCT person FROM hashiya.annotation").fetchall()
        session.rollback()
    assert states == [("finished",)]
    assert len(people) == 1


def test_finished_work_is_not_written_by_the_program(finished: Newsroom) -> None:
    with pytest.raises(psycopg.Error) as raised:
        finished.save(SARA, KEYS[0])
    assert raised.value.sqlstate == "HA001"
    with refused(Message("postgresql.work_closed", article=KEYS[0], state=STATE_NAMES[State.FINISHED])):
        finished.database.server(finished.logins[SARA]).fetch(
            "SELECT hashiya.hold(1, %s, hashiya.me())", [KEYS[0]]
        )


@pytest.mark.parametrize("decision", [None, Decision.REVIEW, Decision.LOCK])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hashiya.annotation SET record = '{\"a\": 1}' WHERE person = hashiya.me()",
        "DELETE FROM hashiya.annotation WHERE person = hashiya.me()",
        "UPDATE hashiya.work SET status = 'in progress' WHERE person = hashiya.me()",
        "UPDATE hashiya.work SET generation = generation + 1 WHERE person = hashiya.me()",
        "DELETE FROM hashiya.record WHERE person = hashiya.me()",
    ],
)
def test_closed_work_is_not_written_by_hand(
    finished: Newsroom, statement: str, decision: Decision | None
) -> None:
    if decision is not None:
        finished.of(CURATOR).decide(KEYS[0], SARA, decision)
    before = finished.database.rows("SELECT * FROM hashiya.annotation ORDER BY person, number")
    assert finished.run(SARA, statement) == 0
    assert finished.database.rows("SELECT * FROM hashiya.annotation ORDER BY person, number") == before


def test_a_lock_meets_a_save_whole_or_not_at_all(newsroom: Newsroom) -> None:
    newsroom.team.assign([(KEYS[0], SARA)])
    with newsroom.connect(SARA) as session:
        held = session.execute(HELD, [KEYS[0]]).fetchone()
        session.execute(SAVED, held)
        session.execute("UPDATE hashiya.work SET generation = 1 WHERE person = hashiya.me()")
        newsroom.database.rows("UPDATE hashiya.assignment SET state = 'locked'")
        with pytest.raises(psycopg.Error) as raised:
            session.commit()
        assert raised.value.sqlstate == "HA001"
    assert newsroom.seen("manager") == set()


@pytest.mark.parametrize(
    "statement",
    [
        ANOTHER,
        "UPDATE hashiya.assignment SET state = 'new'",
        "DELETE FROM hashiya.assignment",
        "INSERT INTO hashiya.assignment (project, article, person) SELECT 1, 3, hashiya.me()",
        "SELECT hashiya.decide(1, '1948/a.txt', 'سارة', 'reopen', '')",
        "UPDATE hashiya.person SET role = 'manager'",
        "SELECT hashiya.put_person('سارة', 'manager', session_user, NULL)",
        "UPDATE hashiya.article SET text = ''",
        "ALTER TABLE hashiya.annotation DISABLE ROW LEVEL SECURITY",
        "DROP POLICY compare ON hashiya.annotation",
        "ALTER TABLE hashiya.work DISABLE TRIGGER followed",
        "CREATE OR REPLACE FUNCTION hashiya.my_role() RETURNS text LANGUAGE sql AS $$ SELECT 'manager' $$",
        "CREATE FUNCTION hashiya.x() RETURNS text LANGUAGE sql AS $$ SELECT 'manager' $$",
        "TRUNCATE hashiya.assignment",
        "SET ROLE hashiya_manager",
        "SET session_replication_role = replica",
        "GRANT hashiya_manager TO SESSION_USER",
        "ALTER ROLE SESSION_USER CREATEROLE",
        "ALTER ROLE SESSION_USER BYPASSRLS",
    ],
)
def test_an_annotator_cannot_give_themselves_rights(finished: Newsroom, statement: str) -> None:
    with pytest.raises((errors.InsufficientPrivilege, errors.InvalidGrantOperation)):
        finished.run(SARA, statement)
    assert finished.state(SARA, KEYS[0]) is State.FINISHED


def test_an_annotator_reads_what_was_assigned_alone(newsroom: Newsroom) -> None:
    newsroom.team.assign([(KEYS[0], SARA), (KEYS[1], ALI)])
    login = newsroom.logins[SARA]
    assert newsroom.database.rows("SELECT key FROM hashiya.article", login=login) == [(KEYS[0],)]
    assert [each.person for each in newsroom.of(SARA).assignments()] == [SARA]


def test_an_annotator_does_not_annotate_what_was_not_assigned(newsroom: Newsroom) -> None:
    with refused(Message("postgresql.not_assigned", article=KEYS[0])):
        newsroom.database.server(newsroom.logins[SARA]).fetch(
            "SELECT hashiya.hold(1, %s, hashiya.me())", [KEYS[0]]
        )
    newsroom.save(SARA, "own/notes.txt")  # nobody added it to the team
    assert newsroom.seen(SARA) == {SARA}


TEXTS = "SELECT key, text FROM hashiya.article WHERE project = 1"
OWN = "own/notes.txt"


@pytest.fixture
def foretold(newsroom: Newsroom) -> Newsroom:
    """Sara has annotated a file of a name under which a text was added later."""
    newsroom.save(SARA, OWN)
    put_articles(
        newsroom.database.server(newsroom.logins["manager"]), [AddedArticle(OWN, "سر", "0" * 64, words="سر")]
    )
    return newsroom


def test_who_annotates_a_name_does_not_read_a_text_that_is_added_later(foretold: Newsroom) -> None:
    login = foretold.logins[SARA]
    assert foretold.database.rows(TEXTS, login=login) == []
    repository = TeamRepository(foretold.of(SARA).address, SARA)
    assert (repository.keys(), repository.is_kept(OWN)) == ([OWN], True), "her work stays hers"
    assert foretold.database.rows("SELECT count(*) FROM hashiya.annotation", login=login) == [(1,)]
    foretold.team.assign([(OWN, SARA)])
    assert foretold.database.rows(TEXTS, login=login) == [(OWN, "سر")]


def test_who_annotates_a_name_does_not_find_words_of_a_text_that_is_added_later(foretold: Newsroom) -> None:
    login = foretold.logins[SARA]
    found = "SELECT key FROM hashiya.articles_with(1, $$'سر'$$)"
    others = "SELECT key FROM hashiya.articles_with(1, $$!'سر'$$)"
    assert foretold.database.rows(found, login=login) == foretold.database.rows(others, login=login) == []
    assert foretold.database.rows(found, login=foretold.logins[CURATOR]) == [(OWN,)]
    foretold.team.assign([(OWN, SARA)])
    assert foretold.database.rows(found, login=login) == [(OWN,)]


def test_the_keys_of_articles_are_those_of_own_work_and_assignments(foretold: Newsroom) -> None:
    foretold.team.assign([(KEYS[0], SARA)])
    keys = "SELECT key FROM hashiya.article_key ORDER BY key"
    assert foretold.database.rows(keys, login=foretold.logins[SARA]) == [(KEYS[0],), (OWN,)]
    assert foretold.database.rows(keys, login=foretold.logins[ALI]) == []
    assert len(foretold.database.rows(keys, login=foretold.logins[CURATOR])) == len(KEYS) + 1
    with pytest.raises(errors.InsufficientPrivilege):
        foretold.run(SARA, "UPDATE hashiya.article_key SET key = 'x'")
    told: list[str] = []
    with foretold.connect(ALI) as session:
        session.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
        session.execute(
            "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001"
            " AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'"
        )
        session.execute("SELECT FROM hashiya.article_key WHERE pg_temp.tell(key)")
    assert told == []


VISIBLE = """
    SELECT name FROM hashiya.person WHERE EXISTS (
        SELECT FROM hashiya.work
        WHERE project = 1 AND work.person = person.id AND generation > 0 AND moved_to IS NULL)
"""


def test_annotators_are_those_of_whom_the_policies_show_work(finished: Newsroom) -> None:
    for name in finished.logins:
        named = annotators_in(finished.of(name).address)
        assert named == sorted(
            each for (each,) in finished.database.rows(VISIBLE, login=finished.logins[name])
        )
    assert annotators_in(finished.of(ALI).address) == [ALI]
    assert annotators_in(finished.of(SARA).address) == sorted([SARA, ALI])
    with finished.connect(ALI) as session:
        session.execute(
            "UPDATE hashiya.work SET generation = generation + 1, status = 'done' WHERE person = hashiya.me()"
        )
        session.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert session.execute("SELECT hashiya.annotators(1)").fetchall() == [(ALI,)], "not yet committed"
        session.rollback()


@pytest.mark.parametrize(
    "act",
    [
        lambda team: team.assign([(KEYS[2], SARA)]),
        lambda team: team.put_person(SARA, "curator", None, None),
        lambda team: team.take_next(SARA),
    ],
)
def test_a_curator_is_no_manager(finished: Newsroom, act: Callable[[Team], object]) -> None:
    with refused("postgresql.forbidden"):
        act(finished.of(CURATOR))


def test_a_curator_reads_all_and_writes_gold_alone(finished: Newsroom) -> None:
    assert finished.seen(CURATOR) == {SARA, ALI}
    assert finished.run(CURATOR, "UPDATE hashiya.annotation SET record = ''") == 0
    gold = "SELECT of_article, hashiya.gold(), 1 FROM hashiya.hold(1, %s, hashiya.gold())"
    with finished.connect(CURATOR) as session:
        session.execute(SAVED, session.execute(gold, [KEYS[0]]).fetchone())
    assert finished.seen(CURATOR) == {SARA, ALI, "gold"}
    with finished.connect(SARA) as session, pytest.raises(errors.InsufficientPrivilege):
        session.execute(gold, [KEYS[0]])
