"""What a role may not do, PostgreSQL refuses, whatever program sends the statement."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, LiteralString, NamedTuple

import psycopg
import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.postgresql.people import put_person
from hashiya.store.postgresql.repository import TeamRepository
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.postgresql import TeamDatabase

KEY = "a.txt"
FORBIDDEN = "42501"


class Team(NamedTuple):
    """A team of which each has one annotation; the names of the fields are those of the people."""

    database: TeamDatabase
    sara: str
    najjar: str
    layla: str
    mudir: str

    def repository(self, login: str, annotator: str) -> TeamRepository:
        return TeamRepository(self.database.address(login), annotator)

    def write(self, login: str, annotator: str) -> None:
        made = Annotation(
            id=f"of {annotator}", label="ACTOR", start=0, end=3, text="علي", annotator=annotator
        )
        transaction = new_transaction(KEY, [Edit(None, made)], by=annotator, command="test")
        assert not self.repository(login, annotator).open_key(KEY).commit(transaction)

    def annotations(self) -> list[str]:
        return [each for (each,) in self.database.rows("SELECT id FROM hashiya.annotation ORDER BY id")]

    def refuses(self, login: str, statement: LiteralString, *states: str) -> None:
        """Expect that a login may not do what a statement says."""
        with pytest.raises(psycopg.Error) as caught:
            self.database.rows(statement, login=login)
        assert caught.value.sqlstate in (states or (FORBIDDEN,)), caught.value


@pytest.fixture
def team(database: TeamDatabase) -> Team:
    logins = [database.add(name, role, name) for name, role in zip(NAMES, ROLES, strict=True)]
    made = Team(database, *logins)
    for login, name in zip(logins, NAMES, strict=True):
        made.write(login, name)
    return made


NAMES = ("sara", "najjar", "layla", "mudir")
ROLES = ("annotator", "annotator", "curator", "manager")


def test_an_annotator_reads_and_writes_their_own_rows_alone(team: Team) -> None:
    for counted in COUNTED:
        assert team.database.rows(counted, login=team.sara) == [(1, True)], counted
    with refused("postgresql.forbidden"):
        team.write(team.sara, "najjar")
    assert team.repository(team.sara, "najjar").load(KEY).annotations == ()
    changed = team.database.rows("UPDATE hashiya.annotation SET label = 'X' RETURNING id", login=team.sara)
    assert changed == [("of sara",)]
    gone = team.database.rows("DELETE FROM hashiya.annotation RETURNING id", login=team.sara)
    assert gone == [("of sara",)]
    assert team.annotations() == ["of layla", "of mudir", "of najjar"]


COUNTED: tuple[LiteralString, ...] = (
    "SELECT count(DISTINCT person), bool_and(person = hashiya.me()) FROM hashiya.work",
    "SELECT count(DISTINCT person), bool_and(person = hashiya.me()) FROM hashiya.annotation",
    "SELECT count(DISTINCT person), bool_and(person = hashiya.me()) FROM hashiya.record",
)


def test_a_curator_reads_all_and_writes_their_own_and_those_of_gold(team: Team) -> None:
    assert len(team.database.rows("SELECT id FROM hashiya.annotation", login=team.layla)) == 4
    team.write(team.layla, "gold")
    with refused("postgresql.forbidden"):
        team.write(team.layla, "sara")
    changed = team.database.rows("UPDATE hashiya.annotation SET label = 'X' RETURNING id", login=team.layla)
    assert sorted(changed) == [("of gold",), ("of layla",)]


def test_a_manager_writes_for_everyone(team: Team) -> None:
    assert (
        len(team.database.rows("UPDATE hashiya.annotation SET label = 'X' RETURNING id", login=team.mudir))
        == 4
    )


BY_FUNCTION: LiteralString = "SELECT hashiya.put_person('sara', 'manager', session_user, NULL)"
OF_OTHERS: tuple[LiteralString, ...] = (
    """INSERT INTO hashiya.work (project, article, person, generation)
       SELECT 1, max(article), (SELECT id FROM hashiya.person WHERE name = 'gold'), 1 FROM hashiya.work""",
    """INSERT INTO hashiya.annotation (project, article, person, number, record)
       SELECT project, article, person + 1, 7, '{}' FROM hashiya.work WHERE person = hashiya.me()""",
    """INSERT INTO hashiya.record (project, article, person, kind, number, record)
       SELECT project, article, person + 1, 'drafts', 7, '{}' FROM hashiya.work""",
    "UPDATE hashiya.annotation SET person = person + 1",
    "UPDATE hashiya.work SET person = person + 1",
    "INSERT INTO hashiya.journal (project, person, line) SELECT 1, id, '{}' FROM hashiya.person",
    "INSERT INTO hashiya.collection (project, person, name) SELECT 1, id, 'x' FROM hashiya.person",
    "SELECT hashiya.hold(1, 'a.txt', (SELECT id FROM hashiya.person WHERE name = 'gold'))",
    "INSERT INTO hashiya.article (project, key) VALUES (1, 'x')",
    "UPDATE hashiya.article SET text = 'x'",
    "INSERT INTO hashiya.codebook (project, version, toml) VALUES (1, 1, '')",
    "INSERT INTO hashiya.project (name) VALUES ('x')",
    "INSERT INTO hashiya.version (number) VALUES (1000)",
    "SELECT login FROM hashiya.person",
    "TRUNCATE hashiya.annotation",
    "DELETE FROM hashiya.work",
)
TO_MORE_RIGHTS: tuple[LiteralString, ...] = (
    "UPDATE hashiya.person SET role = 'manager'",
    "INSERT INTO hashiya.person (name, role) VALUES ('x', 'manager')",
    BY_FUNCTION,
    "GRANT hashiya_manager TO CURRENT_USER",
    "GRANT owner TO CURRENT_USER",
    "SET ROLE hashiya_manager",
    "SET ROLE owner",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "ALTER ROLE CURRENT_USER CREATEROLE",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "CREATE ROLE x",
    "ALTER TABLE hashiya.annotation DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE hashiya.annotation OWNER TO CURRENT_USER",
    "ALTER TABLE hashiya.annotation ADD COLUMN x int",
    "CREATE POLICY mine ON hashiya.annotation USING (true)",
    "DROP POLICY own ON hashiya.annotation",
    "DROP TABLE hashiya.annotation",
    "DROP SCHEMA hashiya CASCADE",
    "CREATE TABLE hashiya.x ()",
    "CREATE SCHEMA x",
    "CREATE FUNCTION hashiya.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION public.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION hashiya.me() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER FUNCTION hashiya.me() RESET search_path",
    "CREATE TRIGGER x AFTER INSERT ON hashiya.work EXECUTE FUNCTION hashiya.tell()",
    "CREATE RULE x AS ON INSERT TO hashiya.work DO NOTHING",
    "COPY hashiya.annotation TO PROGRAM 'cat'",
    "COPY hashiya.annotation TO '/tmp/x'",
    "SELECT pg_read_file('/etc/hostname')",
    "CREATE EXTENSION file_fdw",
    "LOAD 'x'",
    "SET session_replication_role = replica",
    "ALTER DATABASE postgres SET search_path = x",
)


@pytest.mark.parametrize("statement", [*OF_OTHERS, *TO_MORE_RIGHTS])
def test_no_statement_gives_an_annotator_the_rows_or_the_rights_of_others(
    team: Team, statement: LiteralString
) -> None:
    before = team.annotations()
    team.refuses(team.sara, statement)
    assert team.annotations() == before


@pytest.mark.parametrize(
    "statement",
    [
        *TO_MORE_RIGHTS,
        "SELECT login FROM hashiya.person",
        "UPDATE hashiya.annotation SET person = person + 1",
    ],
)
def test_a_curator_gets_no_more_rights_either(team: Team, statement: LiteralString) -> None:
    team.refuses(team.layla, statement)


@pytest.mark.parametrize(
    "statement", [each for each in TO_MORE_RIGHTS if each not in (BY_FUNCTION, "SET ROLE hashiya_manager")]
)
def test_a_manager_gives_roles_by_the_function_alone(team: Team, statement: LiteralString) -> None:
    team.refuses(team.mudir, statement)


@pytest.mark.parametrize("role", ["layla", "mudir"])
def test_a_version_of_the_codebook_names_who_added_it(team: Team, role: str) -> None:
    login = getattr(team, role)
    adding: LiteralString = (
        "INSERT INTO hashiya.codebook (project, version, toml, by) SELECT 1, 1, '', {} RETURNING version"
    )
    team.refuses(login, adding.format("min(id) FROM hashiya.person WHERE id <> hashiya.me()"))
    team.refuses(login, adding.format("NULL"))
    assert team.database.rows(adding.format("hashiya.me()"), login=login) == [(1,)]


@pytest.mark.parametrize("name", [*NAMES])
def test_rights_that_a_login_has_it_cannot_give_on(team: Team, name: str) -> None:
    before = team.database.rows(_RIGHTS)
    with suppress(psycopg.Error):
        team.database.rows("GRANT ALL ON ALL TABLES IN SCHEMA hashiya TO PUBLIC", login=getattr(team, name))
    with suppress(psycopg.Error):
        team.database.rows("GRANT SELECT ON hashiya.person TO CURRENT_USER", login=getattr(team, name))
    assert team.database.rows(_RIGHTS) == before


_RIGHTS = "SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'hashiya'::regnamespace ORDER BY 1"


def test_switching_row_security_off_shows_nothing(team: Team) -> None:
    with psycopg.connect(team.database.running.url(team.sara, team.database.name)) as connection:
        connection.execute("SET row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT FROM hashiya.annotation")


def test_tables_and_functions_of_a_session_stand_in_for_none_of_the_schema(team: Team) -> None:
    with psycopg.connect(
        team.database.running.url(team.sara, team.database.name), autocommit=True
    ) as connection:
        connection.execute("CREATE TEMP TABLE person (id int, login text, role text, name text)")
        connection.execute("INSERT INTO person SELECT id, session_user, 'manager', name FROM hashiya.person")
        connection.execute(
            "CREATE FUNCTION pg_temp.pg_has_role(name, text, text) RETURNS boolean"
            " LANGUAGE sql AS 'SELECT true'"
        )
        connection.execute("SET search_path = pg_temp, hashiya, pg_catalog")
        assert connection.execute("SELECT hashiya.my_role()").fetchall() == [("annotator",)]
        assert connection.execute("SELECT id FROM hashiya.annotation").fetchall() == [("of sara",)]


def test_a_function_that_tells_its_arguments_sees_no_row_of_others(team: Team) -> None:
    told: list[str] = []
    with psycopg.connect(
        team.database.running.url(team.sara, team.database.name), autocommit=True
    ) as connection:
        connection.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
        connection.execute(
            "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001"
            " AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'"
        )
        connection.execute("SELECT FROM hashiya.annotation WHERE pg_temp.tell(id)")
        connection.execute("SELECT FROM hashiya.person WHERE pg_temp.tell(role)")
    assert [each for each in told if each.startswith("of ")] == ["of sara"]


def test_the_work_of_another_is_not_locked(team: Team) -> None:
    """It looks as if it had been saved since, whatever its generation is."""
    people = "FROM hashiya.person WHERE name = 'gold'"
    for generation in range(3):
        statement = f"SELECT hashiya.hold_known(1, 1, 'a.txt', id, {generation}) {people}"
        team.refuses(team.sara, statement, "HA003")


def test_a_login_that_nobody_of_the_team_has_reads_and_writes_nothing(team: Team) -> None:
    team.database.running.execute("CREATE ROLE stranger LOGIN")
    team.database.running.execute("CREATE ROLE member LOGIN IN ROLE hashiya_manager")
    try:
        team.refuses("stranger", "SELECT FROM hashiya.work")
        # a manager of another database of this server
        assert team.database.rows("SELECT project FROM hashiya.work", login="member") == []
        team.refuses("member", "SELECT hashiya.hold(1, 'a.txt', 1)")
        team.refuses("member", "SELECT hashiya.put_person('x', 'manager', 'member', NULL)")
    finally:
        team.database.running.execute("DROP ROLE stranger; DROP ROLE member")


def test_a_manager_sets_no_password_of_a_login_that_hashiya_did_not_make(team: Team) -> None:
    server = team.database.server(team.mudir)
    with refused("postgresql.forbidden"):
        put_person(server, "x", "annotator", "postgres", "secret")
    put_person(server, "x", "annotator", "owner")
    with refused("postgresql.forbidden"):
        put_person(server, "x", "annotator", "owner", "secret")
    with refused("postgresql.forbidden"):
        put_person(server, "x", "annotator", "postgres")


def test_a_manager_makes_no_role_of_the_team_a_login(team: Team) -> None:
    server = team.database.server(team.mudir)
    for role in ("hashiya_annotator", "hashiya_curator", "hashiya_manager"):
        with refused("postgresql.forbidden"):
            put_person(server, "x", "annotator", role)


def test_who_loses_a_role_loses_its_rights(team: Team) -> None:
    put_person(team.database.server(team.mudir), "layla", "annotator", team.layla)
    assert team.database.rows("SELECT id FROM hashiya.annotation", login=team.layla) == [("of layla",)]
    team.refuses(team.layla, "INSERT INTO hashiya.codebook (project, version, toml) VALUES (1, 1, '')")
    put_person(team.database.server(team.mudir), "sara", "none", team.sara)
    team.refuses(team.sara, "SELECT FROM hashiya.annotation")
    team.refuses(team.sara, "SELECT FROM hashiya.articles_with(1, 'a')")


def test_no_password_reaches_the_server(team: Team) -> None:
    put_person(team.database.server(team.mudir), "جديد", "annotator", f"new_{team.database.name}", "s3cret-س")
    assert "s3cret" not in team.database.running.log()
    rows = team.database.rows(
        "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [f"new_{team.database.name}"]
    )
    assert rows[0][0].startswith("SCRAM-SHA-256$")
