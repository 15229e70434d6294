"""The journal gives back every transaction that was appended; a damaged line takes nothing else with it."""

from __future__ import annotations

import json
import threading
import time
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, Transaction, new_transaction, transaction_over
from hashiya.store import journal_file
from hashiya.store.journal_file import JournalFile, journal_file_in
from hashiya.workspace import journal as journals
from hashiya.workspace.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path


class JournalInFile(Journal):
    """A journal whose file a test may damage."""

    def __init__(self, path: Path, annotator: str = "") -> None:
        super().__init__(JournalFile(path), annotator)
        self.path = path


BEFORE = Annotation(
    id="1",
    label="ACTOR",
    start=0,
    end=4,
    text="علي",
    attributes={"kind": "person"},
    rival=0.5,
    extra={"x": [1]},
)


def transaction(name: str = "1", key: str = "مقال.txt") -> Transaction:
    before = replace(BEFORE, id=name)
    edits = [Edit(None, before), Edit(before, changed(before, note="لواء\n")), Edit(before, None)]
    return new_transaction(key, edits, by="سلمى", command="annotation.note", origin=Origin.USER)


def line_with(**fields: object) -> bytes:
    """A line that is right but for some fields."""
    texts = dict.fromkeys(("id", "at", "by", "command", "inverse_of"), "")
    return json.dumps({**texts, "origin": "user", "edits": {}, **fields}).encode()


@pytest.fixture
def journal(tmp_path: Path) -> JournalInFile:
    return JournalInFile(tmp_path / ".journal" / "mine.jsonl")


def test_what_was_appended_is_read_in_order_by_another_run(journal: JournalInFile) -> None:
    first, second = transaction("1"), transaction("2")
    taken_back = second.inverse(by="سلمى")
    journal.append(first)
    journal.append(second, taken_back)
    found = JournalInFile(journal.path).read()
    assert [dict(each.edits) for each in found] == [dict(each.edits) for each in (first, second, taken_back)]
    assert [each._replace(edits={}) for each in found] == [
        each._replace(edits={}) for each in (first, second, taken_back)
    ]
    assert found[0].edits["مقال.txt"][0].after.rival == 0.5  # type: ignore[union-attr]


def test_without_a_file_nothing_is_read_and_nothing_is_made(journal: JournalInFile) -> None:
    assert journal.read() == ()
    assert not journal.path.parent.exists()


def test_only_its_owner_reads_it(journal: JournalInFile) -> None:
    journal.append(transaction())
    assert journal.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_torn_tail_is_left_out_and_what_comes_after_it_is_read(journal: JournalInFile, cut: int) -> None:
    journal.append(transaction("1"), transaction("2"))
    journal.path.write_bytes(journal.path.read_bytes()[:-cut])
    journal = JournalInFile(journal.path)
    journal.append(transaction("3"))
    names = [each.edits["مقال.txt"][0].id for each in journal.read()]
    # without its last character, the line break, a line is whole
    assert names == (["1", "2", "3"] if cut == 1 else ["1", "3"])


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        line_with(id=1),
        line_with(origin="nobody"),
        line_with(edits=[]),
        line_with(edits={"a": 1}),
        line_with(edits={"a": [[None, None]]}),
        line_with(edits={"a": [[None, {"id": "1"}]]}),
    ],
)
def test_a_damaged_line_is_left_out(journal: JournalInFile, line: bytes) -> None:
    journal.append(transaction("1"))
    with journal.path.open("ab") as file:
        file.write(line + b"\n")
    journal.append(transaction("2"))
    assert [each.edits["مقال.txt"][0].id for each in journal.read()] == ["1", "2"]


def test_of_a_long_journal_the_end_is_read(journal: JournalInFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        journal.append(transaction(str(number)))
    monkeypatch.setattr(journals, "_READ", journal.path.stat().st_size // 4)
    names = [each.edits["مقال.txt"][0].id for each in journal.read()]
    assert names == [str(number) for number in range(20 - len(names), 20)]
    assert 3 <= len(names) <= 5


def over_articles(articles: int, edits: int) -> Transaction:
    """A transaction that labels some places in each of many articles."""
    groups = {
        f"folder/{number}.txt": tuple(
            Edit(
                None,
                replace(BEFORE, id=f"{number}-{each}", prefix="س" * 48, suffix="ع" * 48, sha256="0" * 64),
            )
            for each in range(edits)
        )
        for number in range(articles)
    }
    return transaction_over(groups, by="سلمى", command="annotation.everywhere")


@pytest.mark.exhaustive
def test_a_change_of_ten_thousand_articles_is_read_the_next_day(journal: JournalInFile) -> None:
    small, large = transaction("1"), over_articles(10_000, 2)
    journal.append(small)
    journal.append(large)
    journal.append(transaction("2"))
    begin = time.process_time()
    tracemalloc.start()
    found = JournalInFile(journal.path).read()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [each.id for each in found][1] == large.id
    assert len(found) == 3
    assert dict(found[1].edits) == dict(large.edits)
    assert peak < 150_000_000
    assert time.process_time() - begin < 60


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_large_transaction_that_lacks_a_line_is_left_out(journal: JournalInFile, lost: int) -> None:
    journal.append(transaction("1"))
    journal.append(over_articles(500, 1))
    journal.append(transaction("2"))
    lines = journal.path.read_bytes().splitlines(keepends=True)
    assert len(lines) == 5
    del lines[1 + lost]
    journal.path.write_bytes(b"".join(lines))
    names = [next(iter(each.edits.values()))[0].id for each in journal.read()]
    assert names == ["1", "2"]


def test_an_article_without_edits_belongs_to_a_large_transaction(journal: JournalInFile) -> None:
    large = over_articles(300, 1)
    journal.append(large._replace(edits={**large.edits, "open.txt": ()}))
    [found] = journal.read()
    assert found.edits["open.txt"] == ()


def test_more_than_the_most_is_not_read(journal: JournalInFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        journal.append(over_articles(300, 1))
    monkeypatch.setattr(journals, "_MOST_READ", journal.path.stat().st_size * 6 // 10)
    assert len(journal.read()) == 2


@pytest.mark.parametrize("block", [1, 7, 1_000])
def test_lines_are_read_by_blocks_of_any_size(
    journal: JournalInFile, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(journal_file, "_BLOCK", block)
    for number in range(4):
        journal.append(transaction(str(number)))
    assert [each.edits["مقال.txt"][0].id for each in journal.read()] == ["0", "1", "2", "3"]


def test_the_last_transaction_is_read_however_long_it_is(
    journal: JournalInFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(transaction("1"))
    journal.append(transaction("2"))
    monkeypatch.setattr(journals, "_READ", 10)
    assert [each.edits["مقال.txt"][0].id for each in journal.read()] == ["2"]


def test_a_journal_that_has_grown_large_is_begun_anew(
    journal: JournalInFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "_LARGEST", 10)
    for name in ("1", "2", "3"):
        journal.append(transaction(name))
    assert sum(1 for _ in journal.path.parent.iterdir()) == 2
    assert [each.edits["مقال.txt"][0].id for each in journal.read()] == ["2", "3"]


def test_a_place_that_takes_no_file_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    JournalInFile(tmp_path / "a file" / "mine.jsonl").append(transaction())
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "elsewhere")
    JournalInFile(link).append(transaction())
    assert not (tmp_path / "elsewhere").exists()
    assert JournalInFile(link).read() == ()


def test_several_programs_append_whole_lines(journal: JournalInFile) -> None:
    def append(name: str) -> None:
        mine = JournalInFile(journal.path)
        for number in range(50):
            mine.append(transaction(f"{name}{number}"))

    threads = [threading.Thread(target=append, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(journal.read()) == 200
    # an empty line ends one that another program is just writing
    assert all(json.loads(line) for line in journal.path.read_bytes().splitlines() if line)


def test_each_person_on_each_computer_has_a_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = set()
    for user, host in (("a", "one"), ("b", "one"), ("a", "two"), ("a/../b", "\udcff")):
        monkeypatch.setenv("LOGNAME", user)
        monkeypatch.setattr("socket.gethostname", lambda host=host: host)
        path = journal_file_in(tmp_path).path
        assert path.parent == tmp_path / ".journal"
        names.add(path.name)
    assert len(names) == 4
