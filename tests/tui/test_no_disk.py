"""Nothing that is drawn touches the disk, and no key waits for it."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.session.working_copy import SAVING
from hashiya.store.tinydb import lock
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.others import Colleagues
from tests.session.marking import look, made
from tests.settling import differing, marked
from tests.storing import apply, keep_refused
from tests.tui.driving import TEXT, Driver, all_read, found, reading, report_shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from textual.strip import Strip

    from hashiya.store.tinydb.lock_file import Held

_LOOKS = ("stat", "lstat", "scandir", "listdir", "access", "readlink", "replace", "unlink", "mkdir")


@contextmanager
def watched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collects what the thread of the keys does to files below a folder."""
    touched: list[str] = []
    state = {"on": True}

    def is_ours(path: Any) -> bool:
        if threading.current_thread() is not threading.main_thread() or not state["on"]:
            return False
        return isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(str(folder))

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and is_ours(arguments[0]):
            touched.append(f"open {os.fsdecode(arguments[0])}")

    def counting(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def look_at(path: Any = ".", *arguments: Any, **options: Any) -> Any:
            if is_ours(path):
                touched.append(f"{name} {os.fsdecode(path)}")
            return original(path, *arguments, **options)

        return look_at

    sys.addaudithook(audit)
    with monkeypatch.context() as patch:
        for name in _LOOKS:
            patch.setattr(os, name, counting(name, getattr(os, name)))
        yield touched
    state["on"] = False


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncIterator[Driver]:
    """An article with annotations, also of another annotator, one open question and a note."""
    async with reading(tmp_path) as driver:
        reader = driver.reader
        own = [
            new_annotation(reader.working_copy.key, reader.article.sha256, TEXT, span, label, note="ملاحظة")
            for span, label in ((Span(0, 5), "ACTOR"), (Span(27, 40), "EVENT"), (Span(30, 60), "QUOTE"))
        ]
        theirs = Store(driver.store.folder).open(reader.article)
        apply(theirs, [Edit(None, each) for each in own])
        keep_refused(theirs, own[0], changed(own[0], note="أخرى"))
        Colleagues(driver.store.home).put("منى", reader, made(TEXT, "الوزارة"), made(TEXT, "النعسان"))
        look(reader)
        await driver.pilot.pause()
        yield driver


def painted(driver: Driver) -> list[list[str]]:
    """The lines of every widget in front, painted anew."""
    found = []
    for screen in driver.app.screen_stack:
        for widget in screen.query("*"):
            if widget.size.height and widget.display:
                strips: list[Strip] = [widget.render_line(y) for y in range(widget.size.height)]
                found.append([strip.text for strip in strips])
    return found


SCREENS: dict[str, tuple[str, ...]] = {
    "the page": (),
    "the margin": ("shift+tab",),
    "a selection and a search": ("/", *"روسيا", "enter", "space", "left"),
    "hidden characters": ("v",),
    "a note": ("n", "m"),
    "questions": ("r",),
    "keys": ("?",),
    "the palette": ("ctrl+p",),
    "labels": ("L",),
    "a value": ("n", "1", '"', "ا"),
    "others": (">", "n"),
    "the report": ("R", "tab"),
    "spans of the report": ("R", *["tab"] * 2, "down", "down", "enter", "enter"),
}


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
async def test_every_screen_is_painted_alike_where_the_repository_answers_nothing(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    reader = driver.reader
    await driver.press(*keys[:1])
    if keys[:1] == ("R",):
        await report_shown(driver.app, driver.pilot)
    await driver.press(*keys[1:])
    assert reader.working_copy.flush()
    await driver.pilot.pause()
    if (others := reader.others) is not None:
        assert others.wait()
        others.end()
        assert others.count == 2
    before = painted(driver)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the repository was asked")

    with watched(tmp_path, monkeypatch) as touched, monkeypatch.context() as patch:
        for kind in (ArticleStore, Store):
            for name in dir(kind):
                if callable(getattr(kind, name)) and not name.startswith("__"):
                    patch.setattr(kind, name, refuse)
        assert painted(driver) == before
        driver.app.screen.refresh(layout=True)
        await driver.pilot.pause()
        assert painted(driver) == before
        await driver.pilot.resize_terminal(90, 28)
        await driver.pilot.pause()
        assert painted(driver) != before
    assert touched == []


async def test_no_key_looks_at_a_file(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    every = [command for command in driver.screen.commands if command.keys]
    leaves = {"app.leave", "app.suspend", "annotation.copy"}
    leaves |= {"view.library", "view.next_article", "view.previous_article", "view.reload", "view.encoding"}
    with watched(tmp_path, monkeypatch) as touched:
        for command in every:
            if command.id not in leaves:
                driver.reader.go_to(30)
                await driver.press(command.keys[0])
                await driver.press("escape", "escape", "escape")
        assert driver.app.is_running
    assert touched == []


async def test_no_key_waits_for_another_programs_lock(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()
    waiting: list[threading.Thread] = []

    def held(path: Path, seconds: float) -> Held:
        waiting.append(threading.current_thread())
        assert free.wait(30)
        return acquire(path, seconds)

    acquire = lock._acquire
    monkeypatch.setattr(lock, "_acquire", held)
    try:
        await driver.go_to("جديد")
        for key in ("a", "m", "escape", "u", "y", "e", "x", "d", "r", "escape", "n"):
            await driver.press(key)
        assert waiting
        assert threading.main_thread() not in waiting
        assert driver.reader.working_copy.saving == SAVING
    finally:
        free.set()
    assert driver.reader.working_copy.flush()


async def test_no_key_that_settles_a_difference_looks_at_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    annotators = differing(
        [marked(TEXT, "الوزارة"), marked(TEXT, "اللواء", "EVENT")], [marked(TEXT, "نائب الوزير")]
    )
    async with reading(tmp_path, differing=annotators) as driver:
        own = driver.app.bindings.settling.commands
        with watched(tmp_path, monkeypatch) as touched:
            for command in (*own, *own):
                await driver.press(command.keys[0], "escape")
            painted(driver)
        assert touched == []
        assert len(driver.reader.annotations) > 0


async def test_the_list_of_a_search_is_painted_without_a_look_at_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    async with reading(tmp_path) as driver:
        await driver.press("F", *"روسيا", "enter")
        screen = await found(driver.app, driver.pilot)
        assert screen.search.count == 4
        keys = ("down", "space", "end", "r", "*", "s", "s", "o", "pageup", "/", "escape", "a", "enter", "u")
        with watched(tmp_path, monkeypatch) as touched:
            for key in keys:
                await driver.press(key)
                painted(driver)
        assert touched == []
        assert driver.app.screen is screen


async def test_the_library_is_filtered_and_painted_without_a_look_at_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "other.txt").write_text(TEXT, encoding="utf-8")
    async with reading(tmp_path) as driver:
        await driver.press("o")
        await all_read(driver.app, driver.pilot)
        keys = (
            "down",
            "end",
            "home",
            "s",
            "s",
            "r",
            "f",
            "escape",
            "/",
            *"زيارة",
            "enter",
            "pageup",
            "escape",
        )
        with watched(tmp_path, monkeypatch) as touched:
            for key in keys:
                await driver.press(key)
                painted(driver)
        assert touched == []
