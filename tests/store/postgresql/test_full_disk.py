"""A server whose disk is full takes nothing, loses nothing, and takes all when there is room again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from hashiya.annotation.edits import Edit
from hashiya.store.repository.waiting import Waiting
from tests.refusals import id_of
from tests.store.postgresql.test_faults import NAME, at, opened, repository, stored_ids
from tests.store.repository.conftest import InMemory, make_desk, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql import TeamDatabase


def _mount(*arguments: object) -> bool:
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
    return not done.returncode


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of two megabytes, in memory; only root may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="hashiya-full-"))
    if os.geteuid() or not _mount("-t", "tmpfs", "-o", "size=2m,mode=0777", "tmpfs", folder):
        folder.rmdir()
        pytest.skip("a full disk of the server was not tried: no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


def test_a_full_disk_lets_changes_wait_until_there_is_room(database: TeamDatabase, tmp_path: Path) -> None:
    login = database.add(NAME)
    (tmp_path / "desk").mkdir()
    desk = make_desk(InMemory, tmp_path / "desk")
    with small_disk() as disk:
        space = disk / "space"
        space.mkdir()
        shutil.chown(space, database.running._user or os.getuid())
        database.running.execute(
            sql.SQL("CREATE TABLESPACE full_disk LOCATION {}").format(sql.Literal(str(space)))
        )
        database.rows("ALTER TABLE hashiya.annotation SET TABLESPACE full_disk")
        address = at(database, login, desk)
        article = opened(address, tmp_path / "state", desk)
        article.load()
        made = []
        for number in range(60):
            # random letters, which the server cannot compress
            made.append(replace(desk.made(number, number + 2, annotator=NAME), note=os.urandom(50_000).hex()))
            save(article, Edit(None, made[-1]))
        snapshot = article.load()
        assert [each.id for each in snapshot.annotations] == [each.id for each in made]
        waiting = repository(address, tmp_path / "state").waiting()
        assert 0 < waiting.changes < len(made)
        assert id_of(waiting.problem) == "postgresql.away"
        stored = stored_ids(database)
        assert len(stored) == len(made) - waiting.changes
        assert _mount("-o", "remount,size=64m", disk)
        assert repository(address, tmp_path / "state").waiting() == Waiting()
        assert sorted(stored_ids(database)) == sorted(each.id for each in made)
        database.rows("ALTER TABLE hashiya.annotation SET TABLESPACE pg_default")
        database.running.execute("DROP TABLESPACE full_disk")
