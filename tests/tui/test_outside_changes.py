"""What is done to the open article and its store from outside, and the key that decodes otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session import article_watch
from hashiya.session.commands.key_names import Key
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen
from tests.storing import apply
from tests.tui.driving import TEXT, Driver, drawn, reading

if TYPE_CHECKING:
    from pathlib import Path


ADDED = Message("session.others_did", changes=(Message("session.added", count=1),))
CHANGED = Message("session.others_did", changes=(Message("session.changed", count=1),))
MOVED = Message(
    "session.sentence",
    told=Message("session.article_changed", outcomes=(Message("session.moved_with_it", count=1),)),
)


async def until(driver: Driver, expected: Message | str) -> None:
    """Wait for a message of the reader's, or for any message of an id, longer than it may take."""
    for _ in range(60):
        reader = driver.app.articles.reader  # also while a dialog says that a file is being read
        notice = reader.notice if reader is not None else None
        if isinstance(notice, Message) and expected in (notice, notice.id):
            return
        await driver.pilot.pause(0.05)
    pytest.fail(f"never said, but: {notice!r}")


async def test_what_another_program_saves_is_drawn_without_a_key(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        article = driver.reader.article
        start = TEXT.index("النعسان")
        plain = driver.backgrounds(start, start + 7)
        theirs = Store(driver.store.folder).open(article)
        made = new_annotation(theirs.key, article.sha256, TEXT, Span(start, start + 7), "ACTOR")
        apply(theirs, [Edit(None, made)])
        await until(driver, ADDED)
        await driver.pilot.pause()
        assert driver.backgrounds(start, start + 7) != plain
        assert "النعسان"[0] in driver.reader.annotations[0].text
        apply(theirs, [Edit(made, changed(made, label="EVENT"))])
        await until(driver, CHANGED)
        assert [each.label for each in driver.reader.annotations] == ["EVENT"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the file be looked at many times a second."""
    monkeypatch.setattr(article_watch, "CHECK_EVERY", 0.02)


EDITED, GONE = "changed on disk: F5 reads it again", "file is gone"


def warning(driver: Driver) -> str:
    """What the header says of the file."""
    title = driver.line_text("title")
    return next((each for each in (EDITED, GONE, "changed on disk", "cannot be read") if each in title), "")


@pytest.mark.usefixtures("quick")
async def test_every_change_of_the_file_is_said_and_stays_in_the_header_until_it_is_read_again(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, TEXT) as driver:
        assert warning(driver) == ""
        for number in range(3):
            driver.reader.article.path.write_text("x" * number + "\n" + TEXT, encoding="utf-8")
            await until(driver, Message("session.others_edited_file", name="article.txt", key=Key("f5")))
            assert warning(driver) == EDITED
            await driver.press("down", "left", "a")
            assert driver.reader.notice is None
            assert warning(driver) == EDITED
        await driver.press("f5")
        assert warning(driver) == ""
        assert driver.reader.text == "xx\n" + TEXT


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("key", ["f5", "ctrl+l"])
async def test_reading_again_keeps_the_caret_and_anchors_the_annotations(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("النعسان")
        await driver.press("a")
        await driver.go_to("English")
        new = "فقرة جديدة قبل كل شيء.\n\n" + TEXT.replace("عسكري ", "")
        driver.reader.article.path.write_text(new, encoding="utf-8")
        await until(driver, "session.others_edited_file")
        await driver.press(key)
        await until(driver, MOVED)
        assert driver.caret() == "English"
        assert [each.span.cut(new) for each in driver.reader.annotations] == ["النعسان"]
        assert driver.reader.working_copy.flush()
        [stored] = Store(driver.store.folder).open(driver.reader.article).load().annotations
        assert (stored.start, stored.sha256) == (new.index("النعسان"), driver.reader.article.sha256)


@pytest.mark.usefixtures("quick")
async def test_a_file_that_is_gone_is_said_until_it_is_back(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        path = driver.reader.article.path
        path.unlink()
        await until(driver, Message("session.file_is_gone", name="article.txt"))
        await driver.go_to("الوفد")
        await driver.press("a")
        assert driver.on_disk() == [("ACTOR", "الوفد")]
        assert warning(driver) == GONE
        await driver.press("f5")
        assert driver.screen.notice.display
        assert (driver.reader.text, warning(driver)) == (TEXT, GONE)
        path.write_text(TEXT, encoding="utf-8")
        await until(driver, Message("session.file_matches", name="article.txt"))
        assert warning(driver) == ""


@pytest.mark.usefixtures("quick")
async def test_a_file_that_cannot_be_read_any_more_is_not_called_gone(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        driver.reader.article.path.write_bytes(b"%PDF-1.7 \x00")
        await until(driver, "session.file_is_unreadable")
        assert warning(driver) == "cannot be read"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
async def test_the_warning_is_whole_in_a_window_of_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, TEXT, size=size) as driver:
        driver.reader.article.path.write_text(TEXT + "x", encoding="utf-8")
        await until(driver, "session.others_edited_file")
        assert warning(driver) == (EDITED if size[0] > 60 else "changed on disk")
        assert driver.line_text("title").startswith((" article", " hashiya"))


async def test_reading_a_file_again_that_did_not_change_changes_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("الوفد")
        await driver.press("a")
        reader = driver.reader
        await driver.press("f5")
        assert driver.reader is reader
        assert driver.reader.notice == Message("tui.same_text", name="article.txt")
        await driver.press("u")
        assert len(reader.annotations) == 0


@pytest.mark.usefixtures("quick")
async def test_it_is_read_again_in_the_encoding_in_which_it_is_read(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("ctrl+e")
        assert driver.reader.article.encoding == "cp1256"
        driver.reader.article.path.write_text(TEXT + "x", encoding="utf-8")
        await until(driver, "session.others_edited_file")
        await driver.press("f5")
        assert driver.reader.article.encoding == "cp1256"
        assert drawn(Message("tui.read_as", encoding="cp1256")) in driver.line_text("title")


async def test_a_guess_is_said_and_a_key_decodes_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes((TEXT.replace("“", "").replace("”", "") * 3).encode("cp1256"))
    app = HashiyaApp([path], Store(tmp_path / "annotations"), DEFAULT)
    app.articles.first = app.articles.open_reader(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        driver = Driver(app, pilot, Store(tmp_path / "annotations"))
        assert driver.reader.article.encoding == "cp1256"
        assert "زيارة" in driver.reader.text
        assert driver.screen.notice.display
        await driver.press("ctrl+e")
        assert isinstance(app.screen, ArticleScreen)
        assert driver.reader.article.encoding == "iso-8859-6"
        assert "زيارة" not in driver.reader.text
        for _ in range(7):
            await driver.press("f8")
        assert driver.reader.article.encoding != "iso-8859-6"
        assert len(app.screen_stack) == 2
