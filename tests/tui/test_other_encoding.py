"""An article read in another encoding than its own: named in the header, and asked about before a change."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.store.tinydb.store import Store
from hashiya.text.arabic_keyboard import arabic_key
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.asking import AskingScreen
from tests.shares import sampled
from tests.storing import apply, store_files
from tests.tui.driving import TEXT, Driver, drawn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = sampled(2)

ARABIC = TEXT.replace("“", "").replace("”", "")


@asynccontextmanager
async def opened(folder: Path, encoding: str = "", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """Opens ``article.txt`` as `hashiya --encoding` does."""
    store = Store(folder / "annotations")
    app = HashiyaApp([folder], store, DEFAULT, encoding=encoding)
    app.articles.first = app.articles.open_reader(folder / "article.txt")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Driver(app, pilot, store)


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """A folder with an article in UTF-8 that has an annotation on record."""
    article = tmp_path / "article.txt"
    article.write_text(ARABIC, encoding="utf-8")
    from hashiya.annotation.annotation import new_annotation
    from hashiya.annotation.edits import Edit
    from hashiya.article.reading import read_article
    from hashiya.text.spans import Span

    read = read_article(article)
    store = Store(tmp_path / "annotations").open(read)
    apply(store, [Edit(None, new_annotation(store.key, read.sha256, read.text, Span(0, 5), "ACTOR"))])
    return tmp_path


def record(folder: Path) -> dict[str, Any]:
    [path] = store_files(folder / "annotations")
    return dict(json.loads(path.read_bytes()))


def read_as(encoding: str) -> str:
    """What the header says of an article in an encoding that is not its own."""
    return f" {drawn(Message('tui.read_as', encoding=encoding))} "


def asked(driver: Driver) -> str:
    """The question that is shown."""
    assert isinstance(driver.app.screen, AskingScreen)
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    text = " ".join(strip.text.translate(dict.fromkeys(map(ord, "▌▐"), " ")) for strip in strips)
    return " ".join(text.split())  # without the edges of the dialog


async def test_a_label_in_another_reading_asks_and_declined_changes_nothing(annotated: Path) -> None:
    before = record(annotated)
    async with opened(annotated) as driver:
        await driver.press("ctrl+e", "a")
        recorded = Message(
            "services.encoding_recorded", article="article.txt", encoding="cp1256", own="utf-8", count=1
        )
        assert str(recorded) in asked(driver)
        await driver.press("escape")
        assert isinstance(driver.app.screen, ArticleScreen)
        assert driver.reader.notice == Message("tui.nothing_changed")
        await driver.press("ctrl+q")
    after = record(annotated)
    assert {"annotations": after["annotations"], "article": after["article"]} == {
        "annotations": before["annotations"],
        "article": before["article"],
    }
    async with opened(annotated) as driver:
        assert (driver.reader.article.encoding, driver.reader.text) == ("utf-8", ARABIC)
        assert driver.reader.open_questions == 0


@pytest.mark.parametrize("key", ["y", arabic_key("y")])
async def test_agreed_to_the_label_is_made_and_the_encoding_is_on_record(annotated: Path, key: str) -> None:
    async with opened(annotated) as driver:
        await driver.press("ctrl+e", "a", key)
        assert isinstance(driver.app.screen, ArticleScreen)
        assert driver.reader.working_copy.flush()
        await driver.press("right", "e")
        assert isinstance(driver.app.screen, ArticleScreen), "asked twice"
        await driver.press("ctrl+q")
    [article] = record(annotated)["article"].values()
    assert article["encoding"] == "cp1256"
    assert len(record(annotated)["annotations"]) == 3


@pytest.mark.parametrize("keys", [["x"], ["m"], ["d"], ["r", "x"], ["r", "p"]])
async def test_every_change_asks(annotated: Path, keys: list[str]) -> None:
    async with opened(annotated, encoding="cp1256") as driver:
        await driver.pilot.pause(0.1)
        await driver.press(*keys)
        asked(driver)
        await driver.press("enter", "escape")
        assert len(driver.reader.working_copy.annotations) == 1
        assert driver.reader.working_copy.status == "in progress"
    assert len(record(annotated)["annotations"]) == 1


async def test_a_note_is_written_once_it_is_agreed_to(annotated: Path) -> None:
    async with opened(annotated, encoding="cp1256") as driver:
        await driver.press("a", "y", "m", *"قسد", "enter")
        assert driver.reader.subject is not None
        assert driver.reader.subject.note == "قسد"


async def test_keys_typed_fast_answer_the_question(annotated: Path) -> None:
    async with opened(annotated, encoding="cp1256") as driver:
        await driver.pilot.press("a", "y", "left", "e", "ctrl+q")
    assert len(record(annotated)["annotations"]) == 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10)])
async def test_the_header_names_the_other_encoding_as_long_as_it_is_read(
    annotated: Path, size: tuple[int, int]
) -> None:
    async with opened(annotated, size=size) as driver:
        assert "utf-8" not in driver.line_text("title")
        await driver.press("ctrl+e")
        assert read_as("cp1256") in driver.line_text("title")
        await driver.press("down", "left", "t")
        assert read_as("cp1256") in driver.line_text("title")
        while driver.reader.article.encoding != "utf-8":
            await driver.press("ctrl+e")
        assert driver.reader.other_reading is None
        await driver.press("down", "w", "e")
        assert driver.on_disk()[-1][0] == "EVENT"


async def test_an_article_whose_bytes_tell_their_encoding_asks_before_its_first_label(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARABIC, encoding="utf-8")
    async with opened(tmp_path, encoding="cp1256") as driver:
        assert read_as("cp1256") in driver.line_text("title")
        await driver.press("a")
        certain = Message("services.encoding_certain", article="article.txt", encoding="cp1256", own="utf-8")
        assert str(certain) in asked(driver)
        await driver.press("escape", "ctrl+q")
    async with opened(tmp_path) as driver:
        assert driver.reader.article.encoding == "utf-8"


async def test_a_wrong_guess_is_corrected_without_a_question(tmp_path: Path) -> None:
    unreadable = dict.fromkeys(map(ord, "\u00ab\u060c\u0641\u0642\u0643"))  # as ISO 8859-6
    (tmp_path / "article.txt").write_bytes((ARABIC * 3).translate(unreadable).encode("cp1256"))
    async with opened(tmp_path) as driver:
        assert driver.reader.article.encoding == "cp1256"
        await driver.press("ctrl+e")
        assert read_as("iso-8859-6") in driver.line_text("title")
        await driver.press("down", "a")
        assert isinstance(driver.app.screen, ArticleScreen)
        assert len(driver.on_disk()) == 1
    async with opened(tmp_path) as driver:
        assert driver.reader.article.encoding == "iso-8859-6"
        assert driver.reader.other_reading is None


@pytest.mark.parametrize(
    ("encoding", "sign"), [("utf-8", "\ufffd"), ("iso-8859-6", "\ufffd"), ("iso-8859-15", "\x90")]
)
async def test_a_worse_reading_than_a_guessed_one_asks(tmp_path: Path, encoding: str, sign: str) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes((3 * f"{ARABIC} \u06af").encode("cp1256"))
    async with opened(tmp_path, encoding=encoding) as driver:
        assert sign in driver.reader.text
        other = driver.reader.other_reading
        await driver.press("a")
        assert other is not None
        assert (other.told.id, other.unreadable > 0) == ("services.encoding_likely", True)
        assert str(other.told) in asked(driver)
        await driver.press("escape")
        assert driver.on_disk() == []
        await driver.press("a", "y")
        assert len(driver.on_disk()) == 1
    async with opened(tmp_path) as driver:
        assert driver.reader.article.encoding == encoding


async def test_an_encoding_that_gives_the_same_text_is_no_other(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("only ASCII letters here\n")
    async with opened(tmp_path, encoding="cp1256") as driver:
        assert driver.reader.other_reading is None
        await driver.press("a")
        assert driver.on_disk() == [("ACTOR", "only")]
