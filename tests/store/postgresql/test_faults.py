"""Whatever happens to the server or on the way to it: what was acknowledged is there, once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from psycopg import sql

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.messages import Message
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.postgresql import connection as connections
from hashiya.store.postgresql.address import Address
from hashiya.store.postgresql.connection import Server
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.repository.waiting import Waiting
from tests.postgresql import OWNER, TeamDatabase, made_database, running_server
from tests.refusals import id_of, refused
from tests.store.postgresql.proxies import answering, proxy_before
from tests.store.repository.conftest import KEY, InMemory, make_desk, save

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hashiya.store.repository.protocols import ArticleRepository
    from tests.store.repository.conftest import Desk

NAME = "سارة"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with two articles."""
    (tmp_path / "desk").mkdir()
    return make_desk(InMemory, tmp_path / "desk")


@pytest.fixture
def durable() -> Iterator[TeamDatabase]:
    """A database on a server that waits for its disk."""
    with running_server(is_durable=True) as running, made_database(running) as made:
        yield made


def repository(address: Address, state: Path, pause: float = 0) -> PendingRepository:
    return PendingRepository(TeamRepository(address, NAME), state, pause=pause)


def at(database: TeamDatabase, login: str, desk: Desk, folder: Path | None = None) -> Address:
    """The address of a login, by another folder than that of the server's socket if one is given."""
    address = database.address(login)
    url = (
        address.url
        if folder is None
        else address.url.replace(quote(str(database.running.folder)), quote(str(folder)))
    )
    assert folder is None or url != address.url
    return Address(url, root=desk.root)


def opened(address: Address, state: Path, desk: Desk, pause: float = 0) -> ArticleRepository:
    """The article, as a program opens it."""
    return repository(address, state, pause).open(desk.article())


def stored_ids(database: TeamDatabase) -> list[str]:
    return [name for (name,) in database.rows("SELECT id FROM hashiya.annotation")]


_WRITER = """
import sys, time
from pathlib import Path
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.postgresql.address import Address
from tests.store.postgresql.test_faults import opened
from tests.store.repository.conftest import KEY, Desk

url, root, state, number = sys.argv[1:]
desk = Desk(Path(root), None)
article = opened(Address(url, root=Path(root)), Path(state), desk)
article.load()
for each in range(10**6):
    made = desk.made(each % 60, each % 60 + 2)
    article.commit(new_transaction(KEY, [Edit(None, made)], by="", command="test"))
    print(made.id, flush=True)
    time.sleep(0.01)
"""


def test_a_server_that_is_killed_while_several_programs_save_loses_nothing_acknowledged(
    durable: TeamDatabase, desk: Desk, tmp_path: Path
) -> None:
    login = durable.add(NAME)
    states = [tmp_path / "one", tmp_path / "one", tmp_path / "two"]  # two share what waits
    url = durable.address(login).url
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, url, str(desk.root), str(state), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, state in enumerate(states)
    ]
    told: list[str] = []

    def read(count: int) -> None:
        for each in programs:
            assert each.stdout is not None
            told.extend(each.stdout.readline().strip() for _ in range(count))

    read(15)
    for _ in range(2):
        durable.running.stop(signal.SIGKILL)
        read(5)
        durable.running.start()
        read(10)
    for each in programs:
        each.send_signal(signal.SIGKILL)
    for each in programs:
        assert each.stdout is not None
        told.extend(each.stdout.read().split("\n")[:-1])
        each.wait()
        each.stdout.close()
    for state in states[1:]:
        assert repository(at(durable, login, desk), state).waiting() == Waiting()
    found = stored_ids(durable)
    assert len(found) == len(set(found))
    assert set(told) <= set(found)
    assert len(found) <= len(told) + len(programs)


def test_a_backup_that_took_the_place_of_the_database_is_read_anew(
    database: TeamDatabase, desk: Desk, tmp_path: Path
) -> None:
    login = database.add(NAME)
    name, backup = database.name, f"backup_{database.name}"

    def copy(source: str, target: str) -> None:
        sessions = sql.SQL("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = {}")
        database.running.execute(sessions.format(source))
        names = sql.Identifier(target), sql.Identifier(source)
        database.running.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(names[0]))
        database.running.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))

    reader = opened(at(database, login, desk), tmp_path / "reader", desk)
    reader.load()
    copy(name, backup)
    made = [desk.made(10 * number, 10 * number + 2, annotator=NAME) for number in range(3)]
    save(reader, Edit(None, made[0]))
    assert reader.load().annotations == (made[0],)
    copy(backup, name)
    # another program has saved as often since
    save(opened(at(database, login, desk), tmp_path / "other", desk), Edit(None, made[1]))
    save(reader, Edit(None, made[2]))
    assert reader.load().annotations == (made[1], made[2])
    assert sorted(stored_ids(database)) == sorted([made[1].id, made[2].id])
    database.running.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(backup)))


# --- on the way to the server


def test_a_connection_that_is_cut_at_any_byte_changes_nothing_of_the_result(
    database: TeamDatabase, desk: Desk, tmp_path: Path
) -> None:
    login = database.add(NAME)
    with proxy_before(database.running.folder) as proxy:
        address = at(database, login, desk, proxy.folder)
        base = desk.made(annotator=NAME)
        article = opened(address, tmp_path / "state", desk)
        save(article, Edit(None, base))
        article.load()
        proxy.reset()
        present = changed(base, note="0")
        save(article, Edit(base, present))
        article.load()
        total = list(proxy.passed)
        assert min(total) > 500
        steps = [(way, count) for way in (0, 1) for count in range(1, total[way], total[way] // 12)]
        for number, (way, count) in enumerate(steps, 1):
            proxy.reset((count, None) if way == 0 else (None, count))
            following = changed(present, note=f"{number}")
            save(article, Edit(present, following))
            assert article.load().annotations == (following,)
            proxy.reset()
            loaded = article.load()
            assert (loaded.annotations, loaded.conflicts, loaded.waiting) == ((following,), (), None)
            present = following
        assert repository(address, tmp_path / "state").waiting() == Waiting()
    ((rev, note),) = database.rows("SELECT rev, record::json ->> 'note' FROM hashiya.annotation")
    assert (rev, note) == (present.rev, present.note)


def test_a_server_that_answers_rubbish_is_away(database: TeamDatabase, desk: Desk, tmp_path: Path) -> None:
    login = database.add(NAME)
    with proxy_before(database.running.folder) as proxy:
        address = at(database, login, desk, proxy.folder)
        article = opened(address, tmp_path / "state", desk)
        article.load()
        spoilers: list[Callable[[bytes], bytes]] = [
            lambda data: b"\xff" * len(data),
            lambda data: b"HTTP/1.1 400 Bad Request\r\n\r\n",
            lambda data: data[::-1],
            lambda data: b"E\x00\x00\x00\x06\x00\x00" * 3,
        ]
        made = []
        for number, spoil in enumerate(spoilers):
            proxy.reset()
            proxy.spoil = spoil
            made.append(desk.made(4 * number, 4 * number + 2, annotator=NAME))
            save(article, Edit(None, made[-1]))
            snapshot = article.load()
            assert snapshot.annotations == tuple(made)
            proxy.spoil = lambda data: data
            proxy.reset()
            assert article.load().waiting is None
    assert sorted(stored_ids(database)) == sorted(each.id for each in made)


def test_an_answer_that_is_no_utf8_is_a_lost_connection(database: TeamDatabase, desk: Desk) -> None:
    with proxy_before(database.running.folder) as proxy:
        server = Server(at(database, OWNER, desk, proxy.folder))
        proxy.spoil = lambda data: data.replace("قال".encode(), b"\xff" * 6)
        lost = Message(
            "postgresql.lost", address=str(server.address), cause=Message("postgresql.answer_damaged")
        )
        with refused(lost):
            server.fetch("SELECT 'قال'")
        server.close()


def test_a_server_that_is_silent_is_away_after_a_while(
    database: TeamDatabase, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = database.add(NAME)
    monkeypatch.setattr(connections, "_CONNECT", 2)
    with proxy_before(database.running.folder) as proxy:
        address = at(database, login, desk, proxy.folder)
        article = opened(address, tmp_path / "state", desk, pause=60)
        article.load()
        proxy.reset()
        proxy.delay = 60.0
        begin = time.monotonic()
        made = desk.made(annotator=NAME)
        save(article, Edit(None, made))
        snapshot = article.load()
        assert time.monotonic() - begin < 20
        assert (snapshot.annotations, snapshot.is_away) == ((made,), True)
    assert repository(at(database, login, desk), tmp_path / "state").waiting() == Waiting()
    assert stored_ids(database) == [made.id]


def test_a_lock_that_another_login_holds_for_long_lets_a_change_wait(
    database: TeamDatabase, desk: Desk, tmp_path: Path
) -> None:
    login = database.add(NAME)
    address = at(database, login, desk)
    impatient = address._replace(url=f"{address.url}&options=-c%20lock_timeout%3D300ms")
    article = opened(impatient, tmp_path / "state", desk)
    first, second = desk.made(annotator=NAME), desk.made(40, 44, annotator=NAME)
    save(article, Edit(None, first))
    with connections.connected(database.address()) as other, other.transaction():
        other.execute("SELECT FROM hashiya.work FOR UPDATE")
        save(article, Edit(None, second))
        waiting = repository(impatient, tmp_path / "state").waiting()
        assert (waiting.changes, id_of(waiting.problem)) == (1, "postgresql.slow")
    assert article.load().annotations == (first, second)
    assert sorted(stored_ids(database)) == sorted([first.id, second.id])


# --- many connections


def _too_many(client: socket.socket) -> None:
    client.recv(65536)
    fields = b"SFATAL\0VFATAL\0C53300\0Msorry, too many clients already\0\0"
    client.sendall(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)


@pytest.mark.parametrize("attempts", [500, pytest.param(10_000, marks=pytest.mark.exhaustive)])
def test_a_server_with_too_many_clients_lets_changes_wait(
    database: TeamDatabase, desk: Desk, tmp_path: Path, attempts: int
) -> None:
    login = database.add(NAME)
    made = [desk.made(number, number + 2, annotator=NAME) for number in range(20)]
    with answering(_too_many) as folder:
        article = opened(at(database, login, desk, folder), tmp_path / "state", desk)
        for number in range(attempts):
            if number % (attempts // len(made)) == 0:
                save(article, Edit(None, made[number * len(made) // attempts]))
            waiting = article.load().waiting
        assert waiting is not None
        assert (waiting.changes, id_of(waiting.problem)) == (len(made), "postgresql.away")
        assert waiting.problem is not None
        assert "too many clients" in str(waiting.problem)
    assert repository(at(database, login, desk), tmp_path / "state").waiting() == Waiting()
    assert sorted(stored_ids(database)) == sorted(each.id for each in made)


def test_a_login_with_one_connection_serves_many_programs_in_the_end(
    database: TeamDatabase, desk: Desk, tmp_path: Path
) -> None:
    login = database.add(NAME)
    database.rows(f'ALTER ROLE "{login}" CONNECTION LIMIT 1')
    made = [desk.made(number, number + 2, annotator=NAME) for number in range(40)]
    address = at(database, login, desk)

    def work(number: int) -> None:
        # each as a program of its own has it, with its own connections
        mine = address._replace(url=f"{address.url}&application_name=p{number}")
        article = opened(mine, tmp_path / f"state{number}", desk)
        for each in made[number::4]:
            save(article, Edit(None, each))
        for server in (connections.server_at(mine),):
            server.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    for number in range(4):
        mine = repository(address, tmp_path / f"state{number}")
        until = time.monotonic() + 30  # the server frees the place of a closed connection later
        while (waiting := mine.waiting()) != Waiting() and time.monotonic() < until:
            time.sleep(0.1)
        assert waiting == Waiting()
    assert sorted(stored_ids(database)) == sorted(each.id for each in made)


# --- many people


@pytest.mark.parametrize("isolation", ["read committed", "serializable"])
def test_two_curators_at_once_keep_both_versions(
    database: TeamDatabase, desk: Desk, tmp_path: Path, isolation: str
) -> None:
    database.rows(f"ALTER DATABASE {database.name} SET default_transaction_isolation = '{isolation}'")
    database.add("gold", "none")
    logins = [database.add(f"curator {number}", "curator", f"curator{number}") for number in range(2)]
    base = desk.made(annotator="gold")
    places = [at(database, login, desk) for login in logins]
    save(
        PendingRepository(TeamRepository(places[0], "gold"), tmp_path / "0", pause=0).open_key(KEY),
        Edit(None, base),
    )

    def decide(number: int) -> list[str]:
        curator = PendingRepository(TeamRepository(places[number], "gold"), tmp_path / f"{number}", pause=0)
        article = curator.open(desk.article())
        notes = []
        for each in range(10):
            added = desk.made(10 * number + each, 30 + each, "EVENT", annotator="gold")
            note = f"{number} {each}"
            edits = [Edit(base, changed(base, note=note)), Edit(None, added)]
            article.commit(new_transaction(KEY, edits, by="", command="settle"))
            notes.append(note)
        assert curator.waiting() == Waiting()
        return notes

    with ThreadPoolExecutor(2) as pool:
        notes = [note for group in pool.map(decide, range(2)) for note in group]
    snapshot = TeamRepository(places[0], "gold").load(KEY)
    events = [each for each in snapshot.annotations if each.label == "EVENT"]
    assert len(events) == 20
    (settled,) = [each for each in snapshot.annotations if each.id == base.id]
    kept = [each.mine.note for each in snapshot.conflicts if each.mine is not None]
    assert sorted([settled.note, *kept]) == sorted(notes)
