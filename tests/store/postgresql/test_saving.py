"""A save is made whole, whatever it holds and whatever comes between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, LiteralString

import pytest

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.errors import HashiyaError
from hashiya.store import annotators, journal_log, open_repository
from hashiya.store.postgresql import connection, work_rows
from hashiya.store.postgresql.articles import put_articles
from hashiya.store.postgresql.errors import PassingError
from hashiya.store.postgresql.team import Team
from hashiya.store.repository.added_article import AddedArticle
from hashiya.store.repository.reading import Reading
from hashiya.workspace.journal import Journal
from tests.refusals import id_of, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.store.opened_store import OpenedStore
    from hashiya.store.repository.conflict import Outcome
    from hashiya.store.repository.protocols import ArticleRepository
    from tests.postgresql import TeamDatabase

SQL = """x'); DROP TABLE hashiya.annotation; -- "%s" %(key)s {} \\ $$ ; SELECT pg_sleep(9)"""
UNFIT = "\0 \ud800 \udce9 \x01 \ud7ff"
KEY = "a.txt"


def made(name: str, number: int = 1, **fields: str) -> Annotation:
    annotation = Annotation(
        id=f"{number}", label="ACTOR", start=number, end=number + 3, text="علي", annotator=name
    )
    return replace(annotation, **fields)  # type: ignore[arg-type]


def save(store: OpenedStore, *edits: Edit, key: str = KEY) -> None:
    assert not store.open_key(key).commit(new_transaction(key, edits, by=store.annotator, command="test"))


@pytest.fixture
def sara(database: TeamDatabase) -> OpenedStore:
    return open_repository(database.address(database.add("sara")), "sara")


@pytest.mark.parametrize("text", [SQL, UNFIT, f"{SQL}{UNFIT}"])
def test_any_text_is_kept_as_it_is_wherever_it_stands(database: TeamDatabase, text: str) -> None:
    database.add(text)
    store = open_repository(database.address(), text)
    annotation = replace(
        made(text, label=text, note=text, text=text), attributes={text: text, "n": [text]}, extra={text: text}
    )
    save(store, Edit(None, annotation), key=text)
    store.open_key(text).save_reading(Reading(1, "done"))
    store.collection("x").put({text: {text: text}})
    assert store.again().load(text).annotations == (annotation,)
    assert list(store.keys()) == [text]
    (entry,) = store.entries()
    assert (entry.key, entry.counts, entry.status) == (text, {text: 1}, "done")
    assert store.entry(text) == entry
    ((coded,),) = store.coded(text)
    assert coded.attributes == annotation.attributes
    assert store.again().collection("x").records() == {text: {text: text}}
    assert store.changes().keys == {text}
    assert annotators(database.address()) == [text]
    store.rename(text, f"{text}2")
    assert store.followed_to(text) == f"{text}2"
    assert [each.article for each in store.load(f"{text}2").annotations] == [""]


def _trigger(database: TeamDatabase, action: LiteralString, table: LiteralString = "hashiya.work") -> None:
    """Let the first two saves of a table do something else."""
    database.rows("CREATE SEQUENCE public.count")
    database.rows("GRANT ALL ON SEQUENCE public.count TO PUBLIC")
    function: LiteralString = (
        "CREATE FUNCTION public.disturb() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN"
        " IF nextval('public.count') < 3 THEN "
    )
    database.rows(function + action + " END IF; RETURN NEW; END $$")
    database.rows(
        "CREATE TRIGGER disturb BEFORE INSERT ON " + table + " FOR EACH ROW EXECUTE FUNCTION public.disturb()"
    )


@pytest.mark.parametrize(
    "action",
    [
        "RAISE serialization_failure;",
        "RAISE deadlock_detected;",
        "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1);",
    ],
)
@pytest.mark.parametrize("table", ["hashiya.work", "hashiya.annotation"])
def test_a_save_that_another_stopped_is_made_again(
    database: TeamDatabase, sara: OpenedStore, action: LiteralString, table: LiteralString
) -> None:
    _trigger(database, action, table)
    first = made("sara")
    save(sara, Edit(None, first))
    assert sara.again().load(KEY).annotations == (first,)
    assert database.rows("SELECT generation FROM hashiya.work") == [(1,)]


def test_a_save_that_is_always_stopped_is_refused_and_changes_nothing(
    database: TeamDatabase, sara: OpenedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_TRIES", 2)
    _trigger(database, "RAISE serialization_failure;")
    with refused("postgresql.busy", PassingError):
        save(sara, Edit(None, made("sara")))
    assert sara.again().load(KEY).annotations == ()
    save(sara, Edit(None, made("sara")))


def test_a_server_without_space_is_away_and_the_save_can_be_repeated(
    database: TeamDatabase, sara: OpenedStore
) -> None:
    _trigger(database, "RAISE disk_full;", "hashiya.annotation")
    article = sara.open_key(KEY)
    for _ in range(2):
        with refused("postgresql.away"):
            article.commit(new_transaction(KEY, [Edit(None, made("sara"))], by="sara", command="test"))
        assert article.load().annotations == ()
    save(sara, Edit(None, made("sara")))
    assert article.load().annotations == (made("sara"),)


@pytest.fixture
def locks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How each attempt to save locked the work: as it was read, or before it was read."""
    found: list[str] = []

    def note(name: str) -> None:
        lock = getattr(work_rows, name)

        def noted(*given: object, **named: object) -> object:
            found.append(name)
            return lock(*given, **named)

        monkeypatch.setattr(work_rows, name, noted)

    note("hold")
    note("hold_known")
    return found


def commit(article: ArticleRepository, *edits: Edit) -> Sequence[Outcome]:
    return article.commit(new_transaction(KEY, edits, by="sara", command="test"))


def test_what_was_read_is_changed_in_one_round_trip(sara: OpenedStore, locks: list[str]) -> None:
    article = sara.open_key(KEY)
    first, second, third = (made("sara", number) for number in (1, 2, 3))
    commit(article, Edit(None, first))
    commit(article, Edit(None, second))
    commit(sara.again().open_key(KEY), Edit(None, third))
    assert locks == ["hold", "hold_known", "hold"]
    locks.clear()
    assert article.load().annotations == (first, second, third)
    commit(article, Edit(first, None))
    assert locks == ["hold_known"]
    assert sara.again().load(KEY).annotations == (second, third)


def test_a_save_behind_that_of_another_program_reads_it_first(sara: OpenedStore, locks: list[str]) -> None:
    base = made("sara")
    commit(sara.open_key(KEY), Edit(None, base))
    article = sara.again().open_key(KEY)
    article.load()
    theirs, mine = changed(base, note="theirs"), changed(base, note="mine")
    commit(sara.again().open_key(KEY), Edit(base, theirs))
    locks.clear()
    (outcome,) = commit(article, Edit(base, mine))
    assert (outcome.stored, outcome.asked) == (theirs, True)
    assert locks == ["hold_known", "hold"]
    (conflict,) = article.load().conflicts
    assert (conflict.mine, conflict.theirs) == (mine, theirs)


def test_a_change_that_is_refused_or_is_none_is_judged_by_what_is_stored(
    sara: OpenedStore, locks: list[str]
) -> None:
    base = made("sara")
    article = sara.open_key(KEY)
    commit(article, Edit(None, base))
    other = sara.again().open_key(KEY)
    noted = changed(base, note="n")
    commit(other, Edit(base, noted))
    locks.clear()
    (outcome,) = commit(article, Edit(None, base))
    assert outcome.stored == noted
    assert locks == ["hold"]
    unfit = replace(made("sara", 5), note=7)  # type: ignore[arg-type]
    with pytest.raises(HashiyaError) as caught:
        commit(article, Edit(None, unfit))
    assert caught.type is HashiyaError
    assert id_of(caught.value.told) != "postgresql.busy"
    assert article.load().annotations == (noted,)


def test_work_that_was_finished_or_moved_since_it_was_read_is_not_saved(
    database: TeamDatabase, sara: OpenedStore
) -> None:
    article, again = sara.open_key(KEY), sara.again()
    commit(article, Edit(None, made("sara")))
    again.rename(KEY, "b.txt")
    with refused("store.followed"):
        commit(article, Edit(None, made("sara", 2)))
    assert len(again.load("b.txt").annotations) == 1
    finished = again.open_key("b.txt")
    finished.load()
    team = Team(database.address())
    put_articles(database.server(), [AddedArticle("b.txt", "قال", "0" * 64)])
    team.assign([("b.txt", "sara")])
    finished.save_reading(Reading(1, "in progress"))
    database.rows("UPDATE hashiya.assignment SET state = 'locked'")
    with refused("postgresql.work_closed"):
        finished.commit(new_transaction("b.txt", [Edit(None, made("sara", 2))], by="sara", command="test"))


def test_a_save_that_is_sent_again_does_not_bring_back_what_was_undone_since(
    database: TeamDatabase, sara: OpenedStore
) -> None:
    """As a program does that has lost the answer, while another one of the same person goes on."""
    base = made("sara")
    noted = changed(base, note="n")
    adding = new_transaction(KEY, [Edit(None, base)], by="sara", command="test")
    noting = new_transaction(KEY, [Edit(base, noted)], by="sara", command="test")
    sara.open_key(KEY).commit(adding)
    other = sara.again().open_key(KEY)
    other.commit(adding.inverse(by="sara"))
    (outcome,) = sara.open_key(KEY).commit(adding)
    assert (outcome.edit.after, outcome.stored) == (base, None)
    assert sara.again().load(KEY).annotations == ()
    assert database.rows("SELECT generation FROM hashiya.work") == [(2,)]
    # one that was not sent yet goes on where the others ended
    again = adding.inverse(by="sara").inverse(by="sara")
    assert not sara.open_key(KEY).commit(again, noting)
    (stored,) = sara.again().load(KEY).annotations
    assert stored.note == "n"


def test_two_programs_that_save_at_once_lose_nothing(database: TeamDatabase) -> None:
    login = database.add("sara")
    stores = [open_repository(database.address(login), "sara") for _ in range(4)]
    wanted = [made("sara", number) for number in range(40)]

    def work(number: int) -> None:
        article = stores[number].open_key(KEY)
        for annotation in wanted[number::4]:
            article.commit(new_transaction(KEY, [Edit(None, annotation)], by="sara", command="test"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert {each.id for each in stores[0].again().load(KEY).annotations} == {each.id for each in wanted}
    assert database.rows("SELECT generation, total FROM hashiya.work") == [(40, 40)]
    ids = database.rows("SELECT count(DISTINCT number), count(*) FROM hashiya.annotation")
    assert ids == [(40, 40)]


def test_who_renames_back_and_forth_at_once_ends_with_one_article(database: TeamDatabase) -> None:
    login = database.add("sara")
    store = open_repository(database.address(login), "sara")
    save(store, Edit(None, made("sara")))

    told: set[str] = set()

    def work(number: int) -> None:
        mine = store.again()
        for _ in range(5):
            for keys in ((KEY, "b.txt"), ("b.txt", KEY)):
                try:
                    mine.rename(*keys)
                except HashiyaError as error:
                    told.add(error.told.id)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    assert told <= {"store.nothing_kept", "store.name_taken"}
    (key,) = store.again().keys()
    assert [each.id for each in store.load(key).annotations] == ["1"]


def test_the_columns_beside_a_record_are_copies_of_its_values(
    database: TeamDatabase, sara: OpenedStore
) -> None:
    annotation = replace(made("sara"), attributes={"canonical": "روسيا", "kind": ""})
    save(sara, Edit(None, annotation))
    columns = database.rows(
        'SELECT id, label, "start", "end", status, rev, attributes FROM hashiya.annotation'
    )
    assert columns == [("1", "ACTOR", 1, 4, "accepted", 1, ["canonical"])]
    save(sara, Edit(annotation, changed(annotation, label="EVENT")))
    assert database.rows("SELECT label, rev FROM hashiya.annotation") == [("EVENT", 2)]
    assert database.rows("SELECT total, counts FROM hashiya.work") == [(1, '{"EVENT": 1}')]


def test_a_record_that_a_person_damaged_is_told_and_left(database: TeamDatabase, sara: OpenedStore) -> None:
    save(sara, Edit(None, made("sara")))
    for record in ("torn", "[1]", '{"a": 1, "a": 2}'):
        database.rows("UPDATE hashiya.annotation SET record = %s", [record])
        database.rows("UPDATE hashiya.work SET generation = generation + 1")
        snapshot = sara.again().load(KEY)
        assert snapshot.read_only is not None
        assert not snapshot.is_known
        with pytest.raises(HashiyaError):
            save(sara, Edit(None, made("sara", 2)))
        assert database.rows("SELECT record FROM hashiya.annotation") == [(record,)]


def test_a_journal_gives_back_what_was_saved_in_earlier_runs(database: TeamDatabase) -> None:
    address = database.address(database.add("sara"))
    other = database.address(database.add("najjar", login="najjar"))
    journal = Journal(journal_log(address), "sara")
    store = open_repository(address, "sara", journal.append)
    transactions = [
        new_transaction(KEY, [Edit(None, made("sara", number, note=UNFIT))], by="sara", command="test")
        for number in range(250)
    ]
    for each in transactions[:3]:
        store.open_key(KEY).commit(each)
    journal.append(*transactions[3:])
    found = Journal(journal_log(address), "sara").read()
    assert [each.id for each in found] == [each.id for each in transactions]
    assert found[0].edits[KEY] == transactions[0].edits[KEY]
    assert Journal(journal_log(other), "sara").read() == ()


def test_a_journal_without_its_server_stops_nobody(database: TeamDatabase) -> None:
    address = database.address("nobody")
    journal = Journal(journal_log(address), "sara")
    journal.append(new_transaction(KEY, [Edit(None, made("sara"))], by="sara", command="test"))
    assert journal.read() == ()


def test_nobody_annotates_under_a_name_that_the_team_does_not_know(database: TeamDatabase) -> None:
    store = open_repository(database.address(), "غريب")
    assert store.keys() == []
    assert store.load(KEY).annotations == ()
    with refused("postgresql.no_person"):
        save(store, Edit(None, made("غريب")))
