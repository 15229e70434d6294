"""The articles of a folder and their index, kept current."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.corpus.index import Index
from hashiya.corpus.index_file import UnusableIndexError
from hashiya.corpus.parsing import parse_query
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services import corpus as corpus_module
from hashiya.services.corpus import Corpus, index_path
from hashiya.services.hit_order import AFTER, BEFORE, DATE, FOLDER, in_order, once
from hashiya.services.searching import search
from hashiya.store.tinydb.store import Store
from tests.indexes import articles_in, fingerprints_in

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.services.searching import Hit

TEXTS = {
    "a.txt": "زارت روسيا سوريا في 2025.\nوروسيا لا تعلق.",
    "b.txt": "3 أكتوبر 2025\nقالت دمشق إن روسيا بعيدة",
    "sub/c.txt": "لا شيء هنا",
}


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the files of a test for settled, though they were written just now."""
    monkeypatch.setattr(corpus_module, "_RACY_NS", -(10**18))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Looking:
    """Searches a folder, and counts the articles that are read for its index."""

    def __init__(self, folder: Path, index: Path | None) -> None:
        self.folder, self.index = folder, index
        self.indexed = 0
        self.notices: list[Message] = []
        self.problems: list[HashiyaError] = []

    def hits(self, query: str, *paths: str) -> list[Hit]:
        def progress(_done: int, _total: int) -> None:
            self.indexed += 1

        self.indexed = 0
        store = Store(self.folder / "annotations")
        with closing(Corpus(store, [self.folder / each for each in paths or (".",)], self.index)) as corpus:
            corpus.update(progress)
            found = list(in_order(search(corpus, parse_query(query)), FOLDER))
            self.notices, self.problems = corpus.notices, corpus.problems
            return found

    def places(self, query: str, *paths: str) -> list[tuple[str, int]]:
        return [(hit.article, hit.span.start) for hit in self.hits(query, *paths)]


@pytest.fixture(params=["with an index", "without"])
def looking(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Looking:
    return Looking(folder, tmp_path / "cache" / "a.sqlite" if request.param == "with an index" else None)


@pytest.fixture
def indexed(folder: Path, tmp_path: Path) -> Looking:
    looking = Looking(folder, tmp_path / "cache" / "a.sqlite")
    assert looking.places("روسيا") == [("a.txt", 5), ("a.txt", 27), ("b.txt", 27)]
    assert looking.indexed == 3
    return looking


def test_hits_come_in_order_with_the_text_around_them(looking: Looking) -> None:
    first, second, third = looking.hits("روسيا")
    assert (first.before, first.text, first.after) == ("زارت ", "روسيا", " سوريا في 2025.")
    assert (second.before, second.text, second.after) == ("و", "روسيا", " لا تعلق.")
    assert (third.article, third.date) == ("b.txt", "2025-10-03")
    assert looking.notices == looking.problems == []


def test_a_query_without_words_finds_articles_by_their_first_line(looking: Looking) -> None:
    assert [(hit.article, hit.text) for hit in looking.hits("date:2025-10")] == [("b.txt", "3 أكتوبر 2025")]
    assert [hit.article for hit in looking.hits("folder:sub")] == ["sub/c.txt"]


def test_paths_narrow_the_search(looking: Looking) -> None:
    assert looking.places("روسيا", "b.txt", "sub") == [("b.txt", 27)]


def test_a_path_that_does_not_exist_is_refused(looking: Looking) -> None:
    with pytest.raises(HashiyaError):
        looking.hits("روسيا", "none.txt")


def test_only_changed_articles_are_read_again(indexed: Looking, folder: Path) -> None:
    assert indexed.places("شيء") == [("sub/c.txt", 3)]
    assert indexed.indexed == 0
    (folder / "sub/c.txt").write_text("زار روسيا", encoding="utf-8")
    assert ("sub/c.txt", 4) in indexed.places("روسيا")
    assert indexed.indexed == 1
    assert indexed.places("شيء") == []


def test_a_change_that_keeps_size_and_time_is_seen_by_the_new_file(indexed: Looking, folder: Path) -> None:
    path = folder / "sub/c.txt"
    status, text = path.stat(), path.read_text(encoding="utf-8")
    beside = folder / "sub/new"
    beside.write_text(text.replace("شيء", "روس"), encoding="utf-8")
    os.utime(beside, ns=(status.st_atime_ns, status.st_mtime_ns))
    beside.replace(path)
    assert indexed.places("روس") == [("sub/c.txt", 3)]


def test_a_file_that_was_just_written_is_read_again(
    indexed: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_module, "_RACY_NS", 10**18)
    indexed.hits("روسيا")
    indexed.hits("روسيا")
    assert indexed.indexed == 3


def test_renamed_and_removed_articles_are_followed(indexed: Looking, folder: Path) -> None:
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "b.txt").unlink()
    assert indexed.places("روسيا") == [("z.txt", 5), ("z.txt", 27)]
    assert indexed.indexed == 1
    assert indexed.index is not None
    with closing(Index(indexed.index)) as index:
        assert set(articles_in(index)) == {"z.txt", "sub/c.txt"}
        assert len(fingerprints_in(index)) == 3


def test_articles_outside_the_searched_folder_stay_in_the_index(indexed: Looking) -> None:
    assert indexed.places("شيء", "sub") == [("sub/c.txt", 3)]
    indexed.hits("روسيا")
    assert indexed.indexed == 0


def test_an_index_full_of_former_texts_is_made_anew(
    indexed: Looking, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.corpus.index._UNUSED_MORE", 1)
    for number in range(6):
        (folder / "sub/c.txt").write_text(f"نص x{number}", encoding="utf-8")
        assert indexed.places(f"x{number}") == [("sub/c.txt", 3)]
    assert indexed.index is not None
    with closing(Index(indexed.index)) as index:
        assert len(fingerprints_in(index)) < 8
        assert len(articles_in(index)) == 3


def test_damage_that_shows_late_is_repaired(indexed: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    assert indexed.index is not None
    content = bytearray(indexed.index.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    indexed.index.write_bytes(content)
    assert len(indexed.places("روسيا")) == 3
    assert indexed.notices == []
    indexed.hits("روسيا")
    assert indexed.indexed == 0


def test_without_a_usable_index_articles_are_read_and_one_notice_tells_why(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.sqlite").mkdir()
    tmp_path.chmod(0o700)
    looking = Looking(folder, tmp_path / "a.sqlite")
    assert len(looking.places("روسيا")) == 3
    assert looking.notices == [
        Message("corpus.index_unusable", path=looking.index, reason=Message("files.is_folder"))
    ]


def test_what_a_full_disk_keeps_out_of_the_index_is_read(
    indexed: Looking, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "d.txt").write_text("روسيا", encoding="utf-8")

    def fail(_self: Index, _texts: object) -> Any:
        raise UnusableIndexError(Message("files.disk_full"))

    monkeypatch.setattr(Index, "add", fail)
    assert len(indexed.places("روسيا")) == 4
    assert indexed.notices == [
        Message("corpus.index_unusable", path=indexed.index, reason=Message("files.disk_full"))
    ]


def test_an_interrupted_update_goes_on_where_it_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_module, "_AT_ONCE", 1)
    looking = Looking(folder, tmp_path / "cache" / "a.sqlite")

    def interrupt(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    corpus = Corpus(Store(folder / "annotations"), [folder], looking.index)
    with closing(corpus), pytest.raises(KeyboardInterrupt):
        corpus.update(interrupt)
    assert len(looking.hits("روسيا")) == 3
    assert looking.indexed == 1


def test_an_article_that_cannot_be_read_is_a_problem_once(looking: Looking, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x7fELF" + bytes(100))
    assert len(looking.hits("روسيا")) == 3
    assert len(looking.problems) == 1


def test_hits_are_sorted_in_reading_order(folder: Path, tmp_path: Path) -> None:
    for name, text in {"1.txt": "ب ت روسيا ج", "2.txt": "ت ب روسيا أ", "3.txt": "آ روسيا د"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    store = Store(folder / "annotations")
    with closing(Corpus(store, [folder / f"{number}.txt" for number in "123"], None)) as corpus:
        query = parse_query("روسيا")
        for order, expected in ((BEFORE, "321"), (AFTER, "213")):
            assert "".join(hit.article[0] for hit in in_order(search(corpus, query), order)) == expected
        assert [hit.article[0] for hit in in_order(search(corpus, query), AFTER, 2)] == ["2", "1"]
    with closing(Corpus(store, [folder], None)) as corpus:
        assert next(in_order(search(corpus, query), DATE)).article == "b.txt"


@pytest.mark.parametrize("has_index", [True, False])
def test_a_story_counts_once(folder: Path, tmp_path: Path, has_index: bool) -> None:
    story = " ".join(f"كلمة{number}" for number in range(200))
    (folder / "x.txt").write_text(f"عنوان\nروسيا {story}", encoding="utf-8")
    (folder / "w.txt").write_text(f"5 أكتوبر 2025\nروسيا {story}", encoding="utf-8")
    index = tmp_path / "cache" / "a.sqlite" if has_index else None
    with closing(Corpus(Store(folder / "annotations"), [folder], index)) as corpus:
        corpus.update()
        found = list(in_order(once(corpus, search(corpus, parse_query("روسيا"))), FOLDER))
    assert [(hit.article, list(hit.copies)) for hit in found if hit.copies] == [("w.txt", ["x.txt"])]
    assert [hit.article for hit in found] == ["a.txt", "a.txt", "b.txt", "w.txt"]


def test_each_folder_has_an_index_of_its_own_in_the_cache(tmp_path: Path) -> None:
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    one, other = index_path(tmp_path / "a", environment), index_path(tmp_path / "b", environment)
    assert one is not None
    assert other is not None
    assert one != other
    assert one.parent == tmp_path / "hashiya" / "search"
    assert index_path(tmp_path, {}) is None


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("بعيدة", ["b.txt"]),
        ("روسيا -دمشق", ["a.txt"]),
        ('"روسيا سوريا" OR شيء', ["a.txt", "sub/c.txt"]),
        ("date:2025-10", ["b.txt"]),
        ("روسيا -date:2025-10", ["a.txt"]),
        ("folder:sub", ["sub/c.txt"]),
        ("label:ACTOR", []),
        ("روسيا NEAR/0 شيء", []),
    ],
)
def test_only_articles_that_may_have_hits_are_read(
    indexed: Looking, folder: Path, monkeypatch: pytest.MonkeyPatch, query: str, read: list[str]
) -> None:
    was_read: list[str] = []
    whole = Corpus.read

    def noting(corpus: Corpus, key: str) -> Any:
        was_read.append(key)
        return whole(corpus, key)

    with closing(Corpus(Store(folder / "annotations"), [folder], indexed.index)) as corpus:
        corpus.update()
        monkeypatch.setattr(Corpus, "read", noting)
        list(search(corpus, parse_query(query)))
    assert was_read == read


def test_the_index_forgets_an_article_that_has_changed_and_cannot_be_read(
    indexed: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    (indexed.folder / "b.txt").write_text("نص آخر", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise HashiyaError(Message("files.disk_full"))

    monkeypatch.setattr(corpus_module, "read_listed", refuse)
    store = Store(indexed.folder / "annotations")
    with closing(Corpus(store, [indexed.folder], indexed.index)) as corpus:
        corpus.update()
        assert corpus.date_of("b.txt") is None, "that of the former text"
        assert corpus.date_of("a.txt") == ""
