"""Several processes at one article, one of them stopped, and a store that is replaced while it is open."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.store.repository.conflict import ConflictError
from hashiya.store.tinydb.file_names import backup_of
from tests.faults.bench import ARTICLE, COMMANDS, KEPT, THOROUGH
from tests.storing import apply, store_in

if TYPE_CHECKING:
    from hashiya.store.tinydb.article_store import ArticleStore
    from tests.faults.bench import Bench

WRITERS, EACH = 8, 10 if THOROUGH else 2
HOLDER = """
import sys, time
from pathlib import Path
from hashiya.store.tinydb.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def opened(bench: Bench) -> ArticleStore:
    return store_in(bench.store).open(read_article(bench.folder / ARTICLE))


def test_eight_processes_that_write_at_once_lose_nothing(bench: Bench) -> None:
    def write(writer: int) -> list[str]:
        acknowledged = []
        for number in range(EACH):
            identifier = f"w{writer}-{number}"
            answer = bench.run(
                *("annotate", ARTICLE, "--start", writer, "--end", 20 + number, "--label", "EVENT"),
                *("--id", identifier),
            )
            assert (answer.returncode, answer.stderr) == (0, "")
            acknowledged.append(answer.stdout.strip())
            if number:
                removed = bench.run("remove", ARTICLE, acknowledged.pop(0))
                assert (removed.returncode, removed.stderr) == (0, "")
        return acknowledged

    with ThreadPoolExecutor(WRITERS) as pool:
        acknowledged = {identifier for some in pool.map(write, range(WRITERS)) for identifier in some}
    assert len(acknowledged) == WRITERS
    assert set(bench.stored()) == acknowledged | {KEPT, "changed"}
    bench.assert_next_command_needs_no_help()


def test_of_processes_that_edit_one_annotation_at_once_each_is_done_or_told_of_the_conflict(
    bench: Bench,
) -> None:
    def edit(writer: int) -> tuple[int, str]:
        answer = bench.run("edit", ARTICLE, KEPT, "--note", f"w{writer}")
        return answer.returncode, answer.stderr

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(edit, range(WRITERS)))
    refused = [message for status, message in answers if status]
    assert all("another program has changed annotation" in each for each in refused)
    # each that was refused is kept for a person to decide about
    kept = [conflict.mine.note for conflict in opened(bench).load().conflicts if conflict.mine is not None]
    assert sorted(kept) == [f"w{writer}" for writer, (status, _) in enumerate(answers) if status]
    stored = bench.stored()[KEPT]
    # each edit that was acknowledged was made on top of the one before
    assert stored.rev == 1 + WRITERS - len(refused)
    assert answers[int(stored.note[1:])][0] == 0


def test_a_writer_that_is_stopped_is_named_and_one_that_is_killed_is_no_hindrance(bench: Bench) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, bench.store_file], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    os.kill(holder.pid, signal.SIGSTOP)
    try:
        impatient = "import hashiya.store.tinydb.lock as lock, sys; lock.TIMEOUT = 0.2; "
        impatient += "from hashiya.cli.main import main; sys.exit(main(sys.argv[1:]))"
        answer = subprocess.run(
            [sys.executable, "-c", impatient, *COMMANDS["annotate"]],
            cwd=bench.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (answer.returncode, answer.stdout) == (1, "")
        assert f"is locked by process {holder.pid}" in answer.stderr
        assert set(bench.stored()) == {KEPT, "changed"}
        # reading needs no lock
        assert bench.run("list").returncode == bench.run("export").returncode == 0
    finally:
        holder.kill()
        holder.communicate()
    assert bench.run(*COMMANDS["annotate"]).returncode == 0


def test_a_store_that_is_replaced_while_open_is_followed_and_edits_of_what_changed_are_conflicts(
    bench: Bench,
) -> None:
    mine = opened(bench)
    other, kept = mine.load().annotations
    before = bench.store_file.read_bytes()
    apply(opened(bench), [Edit(kept, changed(kept, note="theirs"))])
    assert {annotation.note for annotation in mine.load().annotations} == {"theirs", ""}
    # as git checkout does: the file is unlinked and made again, with what it once was
    bench.store_file.unlink()
    bench.store_file.write_bytes(before)
    assert mine.load().annotations == (other, kept)
    with pytest.raises(ConflictError):
        apply(mine, [Edit(changed(kept, note="theirs"), None)])
    apply(mine, [Edit(other, None)])
    assert set(bench.stored()) == {kept.id}


def test_a_store_that_is_deleted_while_open_is_written_again_with_the_next_change(bench: Bench) -> None:
    mine = opened(bench)
    other, kept = mine.load().annotations
    shutil.rmtree(bench.store_folder)
    assert mine.load().annotations == (other, kept)
    assert mine.load().vanished
    apply(mine, [Edit(other, None)])
    assert set(bench.stored()) == {kept.id}
    assert not backup_of(bench.store_file).exists()
