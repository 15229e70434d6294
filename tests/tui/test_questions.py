"""Deciding with keys: conflict → list → answer → disk → page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.session.commands import annotating
from hashiya.session.commands.key_names import Key
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.questions import QuestionsScreen
from tests.session.marking import look
from tests.storing import apply
from tests.tui.driving import TEXT, drawn, reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from tests.tui.driving import Driver


async def make_conflict(driver: Driver) -> Annotation:
    """The same annotation gets a note here and by another program."""
    await driver.go_to("الوفد")
    await driver.press("a")
    assert driver.reader.working_copy.flush()
    base = driver.reader.annotations[0]
    theirs = Store(driver.store.folder).open(driver.reader.article)
    apply(theirs, [Edit(base, changed(base, note="كتب غيري"))])
    annotating.write_note(driver.reader, base, "كتبت أنا")
    assert driver.reader.working_copy.flush()
    await driver.pilot.pause()
    return base


def on_disk(driver: Driver) -> list[str]:
    assert driver.reader.working_copy.flush()
    return sorted(
        each.note for each in Store(driver.store.folder).open(driver.reader.article).load().annotations
    )


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("m", ["كتبت أنا"]),
        ("ة", ["كتبت أنا"]),
        ("t", ["كتب غيري"]),
        ("b", ["كتب غيري", "كتبت أنا"]),
    ],
)
async def test_a_key_decides_a_conflict(tmp_path: Path, key: str, kept: list[str]) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await make_conflict(driver)
        await driver.press("r")
        assert isinstance(driver.app.screen, QuestionsScreen)
        await driver.press(key)
        assert isinstance(driver.app.screen, ArticleScreen)
        assert on_disk(driver) == kept


async def test_deciding_later_leaves_both_versions(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await make_conflict(driver)
        await driver.press("r", "escape")
        assert isinstance(driver.app.screen, ArticleScreen)
        assert on_disk(driver) == ["كتب غيري"]
        assert driver.reader.open_questions == 1
        await driver.press("r", "enter")
        assert driver.selected() == "الوفد"


async def test_with_nothing_to_decide_the_list_stays_closed(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("r")
        assert isinstance(driver.app.screen, ArticleScreen)
        assert driver.reader.notice == Message("commands.nothing_to_decide")


# --- an article that changed

PARTS = {"الوزارة": "ACTOR", "علي النعسان": "ACTOR", "العلاقات مع روسيا": "EVENT", "كلام جديد": "QUOTE"}
# the first moves, the second is written otherwise, the third stays, the fourth is gone
EDITED = "عاجل. " + TEXT.replace("علي النعسان", "علي بن النعسان").replace("كلام جديد", "قول معروف")


@asynccontextmanager
async def reading_edited(folder: Path) -> AsyncIterator[Driver]:
    """An article that was edited after four annotations were made in it."""
    path = folder / "article.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    article = read_article(path)
    store = Store(folder / "annotations").open(article)
    spans = {part: Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in PARTS}
    made = [new_annotation(store.key, article.sha256, TEXT, spans[part], PARTS[part]) for part in PARTS]
    apply(store, [Edit(None, annotation) for annotation in made])
    async with reading(folder, EDITED) as driver:
        await driver.pilot.pause(0.1)
        yield driver


async def test_annotations_follow_an_article_that_changed_and_the_doubtful_are_asked_about(
    tmp_path: Path,
) -> None:
    async with reading_edited(tmp_path) as driver:
        assert "2 annotations moved with it, 2 annotations need a look; r shows which" in str(
            driver.reader.notice
        )
        assert driver.on_disk()[0] == ("ACTOR", "الوزارة")
        start = EDITED.index("علي بن النعسان")
        assert {style.color.name for _, style in driver.cells_of(start, start + 3) if style.color} == {
            driver.app.palette.alarm
        }
        place = driver.reader.document.place_of(start)
        line = driver.reader.viewport.line_of(place)
        assert line is not None
        assert driver.screen.page.render_line(line).text.split()[0] == "?A"
        old = TEXT.index("كلام جديد")
        assert driver.app.palette.alarm not in {
            style.color.name for _, style in driver.cells_of(old, old + 9) if style.color
        }
        await driver.press("r")
        assert isinstance(driver.app.screen, QuestionsScreen)
        assert [question.kind for question in driver.app.screen._list.questions] == ["changed", "orphan"]
        await driver.press("c", "escape")
        assert ("ACTOR", "علي بن النعسان") in driver.on_disk()
        await driver.go_to("معروف")
        await driver.press("r", "p")
        assert isinstance(driver.app.screen, ArticleScreen)
        assert ("QUOTE", "معروف") in driver.on_disk()
        await driver.press("r")
        assert driver.reader.notice == Message("commands.nothing_to_decide")


async def test_what_is_dropped_comes_back_by_undo(tmp_path: Path) -> None:
    async with reading_edited(tmp_path) as driver:
        await driver.press("r", "down", "x", "escape")
        assert len(driver.on_disk()) == 3
        await driver.press("u")
        assert len(driver.on_disk()) == 4
        assert driver.reader.open_questions == 2


# --- another program's version comes while one writes, or before one takes back


async def arrive(driver: Driver, reader: Reader, note: str, text: str = "الوفد") -> None:
    """A colleague writes a note on an annotation, which the reader then shows, in a dialog too."""
    theirs = Store(driver.store.folder).open(reader.article)
    [stored] = [each for each in theirs.load().annotations if each.text == text]
    apply(theirs, [Edit(stored, changed(stored, note=note))])
    look(reader)
    await driver.pilot.pause()


async def saved(driver: Driver) -> None:
    assert driver.reader.working_copy.flush()
    await driver.pilot.pause()


async def test_a_note_saved_while_another_is_being_written_is_not_written_over(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("الوفد")
        await driver.press("a")
        await saved(driver)
        reader = driver.reader
        await driver.press("m", *"قارن")
        await arrive(driver, reader, "كتب غيري")
        await driver.press("enter")
        await saved(driver)
        assert on_disk(driver) == ["كتب غيري"]
        assert driver.reader.notice == Message("session.changed_by_others", key="r")
        [question] = driver.reader.questions
        assert [version and version.note for _, version in question.versions] == ["", "قارن", "كتب غيري"]


async def test_a_note_kept_by_a_signal_is_not_written_over_another_saved_since(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("الوفد")
        await driver.press("a", "m", *"قارن")
        driver.app._leave_now(143)
    async with reading(tmp_path, TEXT) as driver:
        await arrive(driver, driver.reader, "كتب غيري")
        await driver.press("m", "enter")
        await saved(driver)
        assert on_disk(driver) == ["كتب غيري"]
        [question] = driver.reader.questions
        assert [version and version.note for _, version in question.versions] == ["", "قارن", "كتب غيري"]


async def test_undo_asks_before_a_colleagues_note_goes_and_a_decision_taken_back_is_open(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("الوفد")
        await driver.press("a")
        await saved(driver)
        await arrive(driver, driver.reader, "كتب غيري")
        await driver.press("u")
        await saved(driver)
        assert on_disk(driver) == ["كتب غيري"]
        assert drawn(Message("tui.to_decide", count=1, key=Key("r"))) in driver.line_text("status")
        await driver.press("r", "m")
        assert on_disk(driver) == []
        await driver.press("u")
        await saved(driver)
        assert on_disk(driver) == ["كتب غيري"]
        assert drawn(Message("tui.to_decide", count=1, key=Key("r"))) in driver.line_text("status")
        [question] = driver.reader.questions
        assert question.said == Message("session.conflict_removed_changed")


async def test_an_answer_to_a_version_that_is_no_longer_stored_is_refused_and_the_new_one_shown(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await make_conflict(driver)
        theirs = Store(driver.store.folder).open(driver.reader.article)
        await driver.press("r")
        [stored] = theirs.load().annotations
        apply(theirs, [Edit(stored, changed(stored, note="كتب ثالث"))])
        await driver.press("t")
        await saved(driver)
        assert isinstance(driver.app.screen, ArticleScreen)
        assert driver.reader.notice == Message("session.changed_once_more", key="r")
        await driver.press("r")
        screen: object = driver.app.screen
        assert isinstance(screen, QuestionsScreen)
        [question] = screen._list.questions
        assert [version and version.note for _, version in question.versions] == ["", "كتبت أنا", "كتب ثالث"]
        await driver.press("t")
        await saved(driver)
        assert isinstance(driver.app.screen, ArticleScreen)
        assert on_disk(driver) == ["كتب ثالث"]


async def test_dropping_what_a_colleague_wrote_a_note_on_meanwhile_is_asked(tmp_path: Path) -> None:
    async with reading_edited(tmp_path) as driver:
        reader = driver.reader
        await driver.press("r", "down")
        await arrive(driver, reader, "كتب غيري", "كلام جديد")
        await driver.press("x", "escape")
        await saved(driver)
        theirs = Store(driver.store.folder).open(reader.article).load().annotations
        assert [each.note for each in theirs if each.text == "كلام جديد"] == ["كتب غيري"]
        assert [question.kind for question in reader.questions].count("conflict") == 1
