"""What goes through all articles holds one of them at a time, and reads each once."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.cli import export_command
from hashiya.messages import Message
from hashiya.store.tinydb import article_store, entry_file, store_file, written_file
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.store.tinydb.entry_file import read_entry
from tests.storing import store_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hashiya.store.repository.entry import Entry
    from tests.cli.conftest import Shell

ARTICLES = 6


@pytest.fixture
def many(shell: Shell) -> Shell:
    for number in range(ARTICLES):
        name = f"articles/{number}.txt"
        (shell.folder / name).write_text("abcdef")
        for start in (0, 3):
            shell("annotate", name, "--start", start, "--end", start + 2, "--label", "ACTOR")
    return shell


class Alive:
    """How many of the objects that it was told of were there at once, at most."""

    def __init__(self) -> None:
        self.objects: list[weakref.ref[object]] = []
        self.most = self.made = 0

    def add(self, made: object) -> None:
        self.objects.append(weakref.ref(made))
        self.made += 1
        self.most = max(self.most, sum(each() is not None for each in self.objects))


class Read(list[Any]):
    """The lines of an article, which as a list could not be followed."""


@pytest.fixture
def alive(many: Shell, monkeypatch: pytest.MonkeyPatch) -> Alive:
    alive = Alive()
    make = ArticleStore.__init__

    def note(self: ArticleStore, *arguments: object, **options: object) -> None:
        make(self, *arguments, **options)  # type: ignore[arg-type]
        alive.add(self)

    read = written_file.read_written

    def note_lines(path: Path, key: str, annotator: str) -> Read | None:
        lines = read(path, key, annotator)
        if lines is None:
            return None
        alive.add(found := Read(lines))
        return found

    monkeypatch.setattr(article_store.ArticleStore, "__init__", note)
    monkeypatch.setattr(written_file, "read_written", note_lines)
    return alive


@pytest.mark.parametrize(
    "command",
    [
        ["export"],
        ["export", "articles"],
        ["export", "--label", "ACTOR"],
        ["export", "-o", "out.jsonl"],
        ["export", "--format", "csv", "-o", "out.csv"],
        ["check"],
        ["check", "articles"],
    ],
)
def test_one_article_at_a_time_is_open(many: Shell, alive: Alive, command: list[str]) -> None:
    assert many(*command).status == 0
    assert alive.made == ARTICLES
    assert alive.most <= 2  # the next one is made before the last one goes


@pytest.mark.parametrize(
    "command", [["list"], ["list", "--json"], ["list", "articles"], ["export", "--format", "csv"], ["check"]]
)
def test_each_store_file_is_parsed_once(
    many: Shell, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    parsed: list[str] = []
    parse = store_file.parse

    def note(path: Path, *arguments: Any) -> Any:
        parsed.append(path.name)
        return parse(path, *arguments)

    for module in ("store_file", "storage"):
        monkeypatch.setattr(f"hashiya.store.tinydb.{module}.parse", note)
    assert many(*command).status == 0
    files = store_files(many.folder / "annotations")
    assert sorted(parsed) == sorted(path.name for path in files) != []


def test_a_list_keeps_no_entry(many: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    class Counts(dict[str, int]):
        """Those of an entry, which itself is a tuple and cannot be followed."""

    alive = Alive()

    def followed(path: Path, key: str) -> Entry:
        found = read_entry(path, key)
        counts = Counts(found.counts)
        alive.add(counts)
        return found._replace(counts=counts)

    monkeypatch.setattr(entry_file, "read_entry", followed)
    assert many("list").out.count("\tin progress\t2\t0\t0\n") == ARTICLES
    assert (alive.made, alive.most <= 2) == (ARTICLES, True)


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_what_is_exported_goes_out_before_the_next_article_is_read(
    many: Shell, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    written: list[int] = []
    reads = {"jsonl": (written_file, "read_written"), "csv": (ArticleStore, "load")}
    place, name = reads[format_]
    read = getattr(place, name)

    def note(*arguments: Any) -> object:
        (temporary,) = many.folder.glob(".hashiya.*.tmp")
        written.append(temporary.stat().st_size)
        return read(*arguments)

    monkeypatch.setattr("hashiya.files.atomic_file._AT_ONCE", 1)
    monkeypatch.setattr(place, name, note)
    assert many("export", "-o", f"out.{format_}").status == 0
    assert written == sorted(written)
    assert len(set(written)) == ARTICLES  # a table begins with its head


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_what_is_printed_goes_out_before_the_next_article_is_read(
    many: Shell, alive: Alive, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    opened: list[int] = []

    def take(pieces: Iterable[bytes]) -> None:
        opened.extend(alive.made for _ in pieces)

    monkeypatch.setattr(export_command, "write_data", take)
    assert many("export", "--format", format_).status == 0
    headers, pieces = opened.count(0), {"jsonl": 1, "csv": 2}[format_]
    assert opened[headers:] == [number for number in range(1, ARTICLES + 1) for _ in range(pieces)]


@pytest.mark.parametrize("number", range(ARTICLES))
def test_one_damaged_file_leaves_no_file_and_hides_nothing_else(many: Shell, number: int) -> None:
    files = store_files(many.folder / "annotations")
    torn = files[number]
    torn.write_bytes(torn.read_bytes()[:-9])
    torn.with_name(torn.name + ".bak").unlink()
    before = many.snapshot()
    answer = many("export", "-o", "out.jsonl")
    assert answer.status == 1
    assert f"{torn.name} is damaged" in answer.err
    assert answer.says(Message("services.export_incomplete", path="out.jsonl"))
    assert many.snapshot() == before
    answer = many("export")
    assert (answer.status, len(answer.out.splitlines())) == (1, 2 * (ARTICLES - 1))
    assert f"{torn.name} is damaged" in answer.err


def test_a_label_that_is_met_late_has_a_column_for_all(many: Shell) -> None:
    for file in many.store_folder.glob("3-*.json"):
        file.write_bytes(file.read_bytes().replace(b'"ACTOR"', b'"PLACE"', 1))
    lines = many("list").out.splitlines()
    assert lines[0] == "article\tstatus\tACTOR\tEVENT\tQUOTE\tPLACE"
    assert lines[1] == "articles/0.txt\tin progress\t2\t0\t0\t0"
    assert lines[4] == "articles/3.txt\tin progress\t1\t0\t0\t1"
