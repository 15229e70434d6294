"""Other processes, killed and at once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.store.tinydb.store_file import read_store_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk

pytestmark = pytest.mark.process

WRITER = """
import sys
from pathlib import Path
from hashiya.annotation.edits import Edit
from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.store import Store
from hashiya.text.spans import Span

article = read_article(Path(sys.argv[1]))
store = Store(Path(sys.argv[2])).open(article)
last = None
for number in range(int(sys.argv[3])):
    made = new_annotation(store.key, article.sha256, article.text, Span(number % 99, 100), "ACTOR")
    store.commit(new_transaction(store.key, [Edit(None, made)], by="", command="test"))
    print("added", made.id, flush=True)
    if last and number % 3 == 0 and sys.argv[4] == "remove":
        print("removing", last.id, flush=True)
        store.commit(new_transaction(store.key, [Edit(last, None)], by="", command="test"))
        print("removed", last.id, flush=True)
    last = made
"""


def writer(desk: Desk, count: int, removing: str = "remove") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, desk.article.path, desk.store.folder, str(count), removing],
        stdout=subprocess.PIPE,
        text=True,
    )


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in (folder / ".locks").iterdir()]


def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(desk: Desk) -> None:
    present: set[str] = set()
    for _ in range(5):
        process = writer(desk, 100_000)
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        time.sleep(random.uniform(0.01, 0.12))  # noqa: S311
        process.kill()
        lines += process.communicate()[0].splitlines()
        uncertain: set[str] = set()
        for line in lines:
            word, _, identifier = line.strip().partition(" ")
            if len(identifier) < 36:  # the last line may be cut
                continue
            if word == "added":
                present.add(identifier)
            elif word == "removing":
                uncertain.add(identifier)
            elif word == "removed":
                present.discard(identifier)
        stored = {annotation.id for annotation in desk.open().load().annotations}
        assert present - stored <= uncertain
        assert len(stored - present) <= 1  # one may have been saved and not yet acknowledged
        present = stored
    assert len(present) > 5
    # the next writer needs no help, and sweeps what the killed ones left
    desk.add()
    assert leftovers(desk.store.folder) == []
    backup = read_store_file(desk.file.with_name(desk.file.name + ".bak"))
    assert backup is not None


def test_processes_that_write_at_once_lose_nothing(desk: Desk) -> None:
    processes = [writer(desk, 15, removing="no") for _ in range(4)]
    acknowledged = set()
    for process in processes:
        output = process.communicate()[0]
        assert process.returncode == 0
        acknowledged |= {line.split()[1] for line in output.splitlines()}
    assert len(acknowledged) == 60
    assert {annotation.id for annotation in desk.open().load().annotations} == acknowledged
    assert leftovers(desk.store.folder) == []
