"""Copies of a team's articles on this computer."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.services.everywhere import edits_for, occurrences_below
from hashiya.services.opened import read_to_open
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.pending.team import PendingStore
from hashiya.store.postgresql import articles, local_copies
from hashiya.store.postgresql.articles import put_articles
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.repository.added_article import AddedArticle
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hashiya.store.postgresql.connection import Server
    from tests.postgresql import TeamDatabase

KEYS = ("a.txt", "b/c.txt", "page.html")


def added(key: str, text: str, original: bytes | None = None) -> AddedArticle:
    return AddedArticle(key, text, sha256(text.encode()).hexdigest(), original=original)


@pytest.fixture
def store(database: TeamDatabase, tmp_path: Path) -> TeamRepository:
    address = database.address()._replace(root=tmp_path / "copies", is_copied=True)
    texts = [added("a.txt", "خبر"), added("b/c.txt", "نبأ"), added("page.html", "ص", b"<p>\xd5")]
    put_articles(database.server(), texts)
    address.root.mkdir()
    return TeamRepository(address, "")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the texts that the server has sent, in order."""
    keys: list[str] = []
    read = articles.read_articles

    def noted(server: Server, wanted: Sequence[str]) -> Iterator[AddedArticle]:
        keys.extend(wanted)
        return read(server, wanted)

    monkeypatch.setattr(local_copies, "read_articles", noted)
    return keys


def test_only_texts_that_differ_are_sent(
    store: TeamRepository, database: TeamDatabase, sent: list[str]
) -> None:
    told: list[tuple[int, int]] = []
    assert not store.bring_texts([*KEYS, "unknown.txt"], lambda *each: told.append(each))
    assert (sent, told) == ([*KEYS], [(1, 3), (2, 3), (3, 3)])
    assert (store.root / "page.html").read_bytes() == b"<p>\xd5"
    sent.clear()
    put_articles(
        database.server(), [added("b/c.txt", "نبأ آخر"), added("page.html", "ص", b"<p>\xd5</p>")], renews=True
    )
    (store.root / "a.txt").write_text("damaged", "utf-8")
    assert not store.bring_texts(KEYS)
    assert sent == [*KEYS]
    assert (store.root / "a.txt").read_text("utf-8") == "خبر"
    assert (store.root / "b/c.txt").read_text("utf-8") == "نبأ آخر"
    assert (store.root / "page.html").read_bytes() == b"<p>\xd5</p>"
    sent.clear()
    assert not store.bring_texts(KEYS)
    assert sent == []


def test_a_copy_that_cannot_be_written_is_told_of_and_keeps_no_other_back(store: TeamRepository) -> None:
    (store.root / "a.txt").mkdir()
    problems = store.bring_texts(KEYS)
    assert [(key, error.told.id) for key, error in problems.items()] == [("a.txt", "postgresql.no_copy")]
    assert (store.root / "b/c.txt").is_file()


def test_the_codebook_stays_when_copies_are_removed(store: TeamRepository) -> None:
    root = store.home.root
    for name in ("hashiya.toml", "a.txt"):
        (root / name).touch()
    local_copies.keep_only(root, [])
    assert [each.name for each in root.iterdir()] == ["hashiya.toml"]


def test_files_of_the_user_are_never_replaced(store: TeamRepository) -> None:
    own = TeamRepository(store.home._replace(is_copied=False), "")
    (own.root / "a.txt").write_text("my own", "utf-8")
    assert not own.bring_texts(KEYS)
    assert (own.root / "a.txt").read_text("utf-8") == "my own"


def test_a_store_that_keeps_changes_brings_texts_as_well(store: TeamRepository, tmp_path: Path) -> None:
    pending = PendingStore(store, tmp_path / "pending")
    assert isinstance(pending, PendingRepository)
    assert not pending.bring_texts(KEYS)
    assert (store.root / "a.txt").is_file()


def test_a_key_that_leads_out_of_the_folder_is_refused(store: TeamRepository, database: TeamDatabase) -> None:
    put_articles(database.server(), [added("../out.txt", "خبر")])
    (problem,) = store.bring_texts(["../out.txt"]).values()
    assert problem.told == Message("postgresql.key_leads_out", article="../out.txt", folder=store.root)


def test_an_article_that_is_opened_has_the_present_text(
    store: TeamRepository, database: TeamDatabase
) -> None:
    path = store.path_of("a.txt")
    assert path is not None
    assert read_to_open(store, path, "").article.text == "خبر"
    put_articles(database.server(), [added("a.txt", "خبر آخر")])
    assert read_to_open(store, path, "").article.text == "خبر آخر"


@pytest.mark.parametrize("is_same", [False, True])
def test_a_file_that_another_program_makes_meanwhile_counts_if_it_is_the_same(
    store: TeamRepository, database: TeamDatabase, monkeypatch: pytest.MonkeyPatch, *, is_same: bool
) -> None:
    path = store.root / "a.txt"
    read = articles.read_articles

    def slow(server: Server, wanted: Sequence[str]) -> Iterator[AddedArticle]:
        path.write_text("خبر" if is_same else "other", "utf-8")
        return read(server, wanted)

    monkeypatch.setattr(local_copies, "read_articles", slow)
    problems = local_copies.bring_copies(database.server(), store.root, ["a.txt"], replaces=False)
    other = Message("postgresql.other_file", path=path)
    assert [each.told for each in problems.values()] == ([] if is_same else [other])


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    store: TeamRepository, database: TeamDatabase
) -> None:
    os.mkfifo(store.root / "a.txt")
    problems = local_copies.bring_copies(database.server(), store.root, KEYS, replaces=False)
    assert [each.told.id for each in problems.values()] == ["postgresql.other_file"]
    assert (store.root / "b/c.txt").read_text("utf-8") == "نبأ"


def test_an_occurrence_is_labelled_in_the_present_text_alone(
    store: TeamRepository, database: TeamDatabase
) -> None:
    store.bring_texts(KEYS)
    article = read_article(store.root / "a.txt")
    model = new_annotation("x.txt", article.sha256, article.text, Span(0, 3), "ACTOR")
    (found,) = occurrences_below(store, model)
    put_articles(database.server(), [added("a.txt", "نبأ لا خبر")])
    edits, failed = edits_for(store, [found], model)
    assert (edits, [error.told for error in failed.values()]) == (
        {},
        [Message("services.article_changed", article="a.txt")],
    )
