"""Articles whose texts are in an imported file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.article.article import Article
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.services.incoming_articles import IncomingArticles
from hashiya.store.tinydb.store import Store
from tests.refusals import refused

TEXT = "وصل الوفد إلى موسكو.\r\nثم عاد."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "annotations")


def made(store: Store, name: str, text: str = TEXT, stem: str = "file") -> Path:
    """The path of the article that a name gets, below the root."""
    articles = IncomingArticles(store, {name: text}, stem)
    found = articles.find(name)
    articles.write()
    assert isinstance(found, Article)
    assert read_article(found.path).text == text
    assert read_article(found.path).sha256 == found.sha256
    return found.path.relative_to(store.root)


def test_an_article_is_made_with_its_exact_text_below_the_root(store: Store) -> None:
    assert made(store, "seeds/a.txt") == Path("seeds/a.txt")
    assert made(store, "b.txt", "\ufeffنص ثان") == Path("b.txt")
    assert made(store, "خبر", "نص ثالث") == Path("خبر.txt")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../out", "out.txt"),
        ("/etc/passwd", "etc/passwd.txt"),
        (".bashrc", "bashrc.txt"),
        ("hashiya.toml", "hashiya.toml.txt"),
        ("a\x1b[31m\u202eb", "a__31m_b.txt"),
        ("7", "file.txt"),
        ("", "file.txt"),
        ("..", "file.txt"),
        ("x" * 300, "x" * 100 + ".txt"),
    ],
)
def test_a_name_never_leads_out_of_the_root_or_to_a_hidden_file(store: Store, name: str, path: str) -> None:
    assert made(store, name) == Path(path)


def test_a_file_that_is_there_is_never_overwritten(store: Store) -> None:
    store.root.joinpath("a.txt").write_text("آخر", encoding="utf-8")
    assert made(store, "a.txt") == Path("a-2.txt")
    assert made(store, "./a", "نص ثالث") == Path("a-3.txt")
    assert store.root.joinpath("a.txt").read_text(encoding="utf-8") == "آخر"


@pytest.mark.parametrize("version", ["عاجل\n" + TEXT, TEXT.replace("\r\n", "\n"), TEXT.replace("ثم", "وقد")])
def test_another_version_of_the_text_is_the_article_of_that_name(store: Store, version: str) -> None:
    store.root.joinpath("a.txt").write_text(version, encoding="utf-8", newline="")
    assert IncomingArticles(store, {"a.txt": TEXT}, "file").find("a.txt") == store.root / "a.txt"


def test_the_same_lines_are_found_under_another_name(store: Store) -> None:
    store.root.joinpath("b.txt").write_text(TEXT.replace("\r\n", "\n") + "\n", encoding="utf-8", newline="")
    articles = IncomingArticles(store, {"a.txt": TEXT}, "file")
    assert articles.find("a.txt") == store.root / "b.txt"
    assert (articles.new, articles.elsewhere) == ([], {"a.txt": "b.txt"})
    store.root.joinpath("c.txt").write_text(TEXT, encoding="utf-8", newline="")
    store.root.joinpath("d.txt").write_text(TEXT, encoding="utf-8", newline="")
    with refused(Message("services.text_of_several", articles=("c.txt", "d.txt"))):
        IncomingArticles(store, {"a.txt": TEXT}, "file").find("a.txt")


def test_an_article_of_the_same_text_is_taken(store: Store) -> None:
    path = made(store, "a")
    articles = IncomingArticles(store, {"a": TEXT}, "file")
    assert articles.find("a") == store.root / path
    assert articles.new == []


def test_a_name_without_a_text_has_no_article(store: Store) -> None:
    assert IncomingArticles(store, {}, "file").find("a.txt") is None
