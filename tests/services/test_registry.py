"""The registry of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import transaction_over
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.registry.changes import merged, renamed
from hashiya.services.registry import edits_by_article, load_registry
from hashiya.store.memory import MemoryRepository
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.repository.away import AwayError
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.store.pending.unreliable import Faults, Unreliable
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.transaction import Transaction
    from hashiya.services.registry import Registry
    from tests.store.conftest import Desk

NAMES = {"a.txt": ("موسكو", "موسكو"), "b.txt": ("روسيا", "روسيا"), "c.txt": ("موسكو", "موسكو")}


def naming(registry: Registry, edits: Iterable[Edit], *, by: str, command: str) -> Transaction:
    """Make one transaction of edits that give annotations another canonical name."""
    return transaction_over(edits_by_article(registry, edits), by=by, command=command)


@pytest.fixture
def folder(desk: Desk) -> Desk:
    for name, (text, canonical) in NAMES.items():
        path = desk.folder / "articles" / name
        path.write_text(text)
        article = read_article(path)
        repository = desk.store.open(article)
        made = new_annotation(
            repository.key,
            article.sha256,
            text,
            Span(0, len(text)),
            "ACTOR",
            attributes={"canonical": canonical, "kind": "state"},
        )
        apply(repository, [Edit(None, made)])
    return desk


def test_the_actors_of_all_articles_are_collected(folder: Desk) -> None:
    registry = load_registry(folder.store)
    found = {actor.canonical: [mention.article for mention in actor.mentions] for actor in registry.actors}
    assert found == {"موسكو": ["articles/a.txt", "articles/c.txt"], "روسيا": ["articles/b.txt"]}
    assert registry.events == []


def test_a_merge_is_one_transaction_which_its_inverse_takes_back(folder: Desk) -> None:
    before = load_registry(folder.store)
    moscow, russia = before.actors
    edits = merged(moscow, russia, [each for group in before.annotations.values() for each in group])
    transaction = naming(before, edits, by="b", command="registry.merge")
    assert set(transaction.edits) == {"articles/a.txt", "articles/c.txt"}
    assert not folder.store.commit(transaction).failed
    assert [actor.canonical for actor in load_registry(folder.store).actors] == ["روسيا"]
    folder.store.commit(transaction.inverse(by="b"))
    assert [actor.canonical for actor in load_registry(folder.store).actors] == ["موسكو", "روسيا"]


def test_two_merges_at_once_leave_no_annotation_without_a_name(folder: Desk) -> None:
    before = load_registry(folder.store)
    moscow, russia = before.actors
    everything = [each for group in before.annotations.values() for each in group]
    one = naming(before, merged(moscow, russia, everything), by="a", command="registry.merge")
    other = naming(before, merged(russia, moscow, everything), by="b", command="registry.merge")
    folder.store.commit(one)
    folder.store.commit(other)
    names = {actor.canonical: len(actor.mentions) for actor in load_registry(folder.store).actors}
    assert names == {"روسيا": 2, "موسكو": 1}


def test_a_store_without_articles_has_an_empty_registry(desk: Desk) -> None:
    registry = load_registry(desk.store)
    assert (registry.actors, registry.events, registry.problems) == ([], [], {})


def test_an_article_that_cannot_be_read_is_told_of(folder: Desk) -> None:
    file = folder.store.file_of("articles/a.txt")
    for path in (file, file.with_name(file.name + ".bak")):
        path.write_text("{")
    registry = load_registry(Store(folder.folder / "annotations"))
    assert [name.rpartition("/")[2] for name in registry.problems] == [file.name]
    assert len(registry.actors) == 2


# --- while the store of a team is away


class Line:
    """A store with three names in three articles, two of which this computer has read, and its line."""

    def __init__(self, folder: Path) -> None:
        self.stored = MemoryRepository(folder)
        self.faults = Faults()
        self._folder = folder
        self.made = {name: self._made(folder / name, *words) for name, words in NAMES.items()}
        store = self.store()
        for name in ("a.txt", "b.txt"):
            store.open(read_article(folder / name)).load()
        self.faults.is_away = True

    def store(self) -> PendingRepository:
        """Another program of the person."""
        reached = Unreliable(self.stored, self.faults)
        return PendingRepository(reached, self._folder.with_name("pending"), pause=0)

    def _made(self, path: Path, text: str, canonical: str) -> Annotation:
        path.write_text(text, "utf-8")
        sha256 = read_article(path).sha256
        named = {"canonical": canonical}
        made = new_annotation(path.name, sha256, text, Span(0, len(text)), "ACTOR", attributes=named)
        apply(self.stored.open_key(path.name), [Edit(None, made)])
        return made

    def rename(self, name: str) -> None:
        """Rename Moscow as the list of actors does, in another program."""
        store = self.store()
        registry = load_registry(store)
        (moscow,) = (each for each in registry.actors if each.canonical == "موسكو")
        edits = renamed(moscow, name, [each for group in registry.annotations.values() for each in group])
        assert not store.commit(naming(registry, edits, by="", command="registry.rename")).failed

    def names(self) -> dict[str, str]:
        """The names that the store has."""
        every = (each for name in NAMES for each in self.stored.load(name).annotations)
        return {each.article: str(each.attributes["canonical"]) for each in every}


@pytest.fixture
def line(tmp_path: Path) -> Line:
    (tmp_path / "articles").mkdir()
    return Line(tmp_path / "articles")


def test_the_registry_of_a_store_that_is_away_has_what_this_computer_knows_and_says_so(line: Line) -> None:
    registry = load_registry(line.store())
    assert [actor.canonical for actor in registry.actors] == ["روسيا", "موسكو"]
    assert list(registry.problems.values()) == [Message("services.registry_of_copies", count=2)]
    line.faults.is_away = False
    registry = load_registry(line.store())
    assert (sum(len(actor.mentions) for actor in registry.actors), registry.problems) == (3, {})


def test_a_store_behind_which_nothing_is_kept_is_refused_while_it_is_away(line: Line) -> None:
    with pytest.raises(AwayError):
        load_registry(Unreliable(line.stored, line.faults))


def test_renames_of_a_store_that_is_away_wait_and_are_sent_in_order(line: Line) -> None:
    line.rename("الكرملين")
    line.store().commit(
        transaction_over({"a.txt": [Edit(*_noted(line.store(), "a.txt"))]}, by="", command="t")
    )
    assert line.names()["a.txt"] == "موسكو"
    assert line.store().waiting().changes == 2
    line.faults.is_away = False
    assert line.store().waiting().changes == 0
    assert line.names() == {"a.txt": "الكرملين", "b.txt": "روسيا", "c.txt": "موسكو"}
    assert line.stored.load("a.txt").annotations[0].note == "بعدها"


def test_only_a_list_of_copies_says_that_other_articles_may_have_the_same_names(line: Line) -> None:
    assert load_registry(line.store()).is_of_copies
    line.faults.is_away = False
    assert not load_registry(line.store()).is_of_copies


def test_a_merge_later_finishes_a_rename_that_reached_only_the_articles_opened_here(line: Line) -> None:
    line.rename("الكرملين")
    line.faults.is_away = False
    assert line.store().waiting().changes == 0
    registry = load_registry(line.store())
    old, new = (next(e for e in registry.actors if e.canonical == name) for name in ("موسكو", "الكرملين"))
    edits = merged(old, new, [each for group in registry.annotations.values() for each in group])
    assert not line.store().commit(naming(registry, edits, by="", command="registry.merge")).failed
    assert line.names() == {"a.txt": "الكرملين", "b.txt": "روسيا", "c.txt": "الكرملين"}


def _noted(store: PendingRepository, key: str) -> tuple[Annotation, Annotation]:
    (before,) = store.load(key).annotations
    return before, changed(before, note="بعدها")


def test_a_rename_that_another_person_made_otherwise_is_a_conflict_to_decide(line: Line) -> None:
    line.rename("الكرملين")
    mine = line.made["a.txt"]
    apply(line.stored.open_key("a.txt"), [Edit(mine, changed(mine, attributes={"canonical": "روسيا"}))])
    line.faults.is_away = False
    assert line.store().waiting().changes == 0
    (conflict,) = line.stored.load("a.txt").conflicts
    assert conflict.mine is not None
    assert conflict.mine.attributes["canonical"] == "الكرملين"
    assert line.names()["a.txt"] == "روسيا"
