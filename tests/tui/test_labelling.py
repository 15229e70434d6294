"""Each key that changes annotations: key → state → file on disk → the cells drawn."""

from __future__ import annotations

import json
import queue
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.working_copy import SAVED
from tests.session.marking import store_of
from tests.tui.driving import TEXT, annotations_in, drawn, reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Outcome

NAME = "اللواء علي النعسان"


@pytest.mark.parametrize(
    ("key", "label"),
    [("a", "ACTOR"), ("ش", "ACTOR"), ("e", "EVENT"), ("ث", "EVENT"), ("q", "QUOTE"), ("ض", "QUOTE")],
)
@pytest.mark.parametrize("dark", [True, False])
async def test_a_label_key_labels_the_selection(tmp_path: Path, key: str, label: str, dark: bool) -> None:
    async with reading(tmp_path, dark=dark) as driver:
        await driver.go_to("اللواء")
        await driver.press("space", "left", "left", key)
        assert [(a.label, a.text, a.annotator) for a in driver.reader.annotations] == [
            (label, NAME, "tester")
        ]
        assert driver.selected() is None
        assert driver.on_disk() == [(label, NAME)]
        await driver.press("G")
        start = TEXT.index(NAME)
        shades = DEFAULT[label].dark if dark else DEFAULT[label].light
        assert driver.backgrounds(start, start + len(NAME)) == {shades.tint.lower()}
        assert driver.backgrounds(start - 1, start) == {driver.app.palette.paper}


async def test_without_a_selection_the_carets_word_is_labelled(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        await driver.press("a")
        assert driver.on_disk() == [("ACTOR", "الوزارة")]


async def test_saved_is_said_only_when_the_disk_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as driver:
        seen = []
        original = store_of(driver.reader.working_copy).commit

        def apply(*transactions: Transaction) -> Sequence[Outcome]:
            seen.append((driver.line_text("status"), annotations_in(driver.store.folder)))
            return original(*transactions)

        monkeypatch.setattr(store_of(driver.reader.working_copy), "commit", apply)
        await driver.go_to("الوزارة")
        await driver.press("a")
        assert driver.reader.working_copy.flush()
        await driver.pilot.pause()
        [(while_writing, before)] = seen
        assert "saved" not in while_writing
        assert before == []
        assert drawn(SAVED) in driver.line_text("status")
        assert annotations_in(driver.store.folder) == [("ACTOR", "الوزارة")]


async def test_undo_and_redo_go_to_the_disk_too(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        await driver.press("a", "left", "e")
        both = [("ACTOR", "الوزارة"), ("EVENT", "أن")]
        assert driver.on_disk() == both
        await driver.press("u")
        assert driver.on_disk() == both[:1]
        await driver.press("u")
        assert driver.on_disk() == []
        await driver.press("u")
        assert driver.reader.notice == Message("session.nothing_to", action=Message("commands.undo"))
        await driver.press("ctrl+r", "y")
        assert driver.on_disk() == both
        await driver.press("ع", "غ")
        assert driver.on_disk() == both


@pytest.mark.parametrize("key", ["x", "ء", "delete"])
async def test_removal_takes_the_innermost_annotation(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("اللواء")
        await driver.press("space", "left", "left", "q", "escape")
        await driver.go_to("علي")
        await driver.press("a")
        assert len(driver.on_disk()) == 2
        await driver.go_to("علي")
        await driver.press(key)
        assert driver.on_disk() == [("QUOTE", NAME)]
        await driver.press("u")
        assert len(driver.on_disk()) == 2


async def test_next_and_previous_annotation_walk_in_text_order(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        for word in ("النعسان", "زيارة", "English"):
            await driver.go_to(word)
            await driver.press("a")
        await driver.press("g")
        assert driver.caret() == "زيارة"
        walked = []
        for key in ("n", "n", "N", ".", "ى", "و"):
            await driver.press(key)
            walked.append(driver.caret())
        assert walked == ["النعسان", "English", "النعسان", "English", "English", "النعسان"]


async def test_nested_annotations_are_told_apart_by_drawing_and_by_letters(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("اللواء")
        await driver.press("space", "left", "left", "q")
        await driver.go_to("علي")
        await driver.press("a", "G")
        start = TEXT.index(NAME)
        quote = {s for _, s in driver.cells_of(start, start + 6)}
        actor = {s for _, s in driver.cells_of(start + 7, start + 10)}
        assert len(quote) == len(actor) == 1
        [outer], [inner] = quote, actor
        assert outer.bgcolor != inner.bgcolor
        assert (outer.underline, inner.underline) == (False, True), "the outer goes on below"
        line = driver.reader.viewport.line_of(driver.reader.document.place_of(start))
        assert line is not None
        gutter = driver.screen.page.render_line(line).crop(0, driver.screen.page.left).text
        assert gutter.split() == ["AQ"]


async def test_a_note_is_written_shown_and_kept(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        await driver.press("a", "m")
        await driver.press(*"قارن", "space", *"2015", "enter")
        assert driver.reader.working_copy.flush()
        [path] = driver.store.folder.glob("*.json")
        [record] = json.loads(path.read_bytes())["annotations"].values()
        assert (record["note"], record["rev"]) == ("قارن 2015", 2)
        line = driver.screen.margin.line_of(0)
        assert line is not None
        assert "✎" in driver.screen.margin.render_line(line).text
        await driver.press("m", "escape")
        assert driver.reader.annotations[0].note == "قارن 2015"
        await driver.press("u")
        assert driver.reader.annotations[0].note == ""
        assert driver.on_disk() == [("ACTOR", "الوزارة")]


async def test_a_copy_names_its_source_and_offsets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: queue.Queue[str] = queue.Queue()
    monkeypatch.setattr("hashiya.tui.clipboard._to_desktop", copied.put)
    async with reading(tmp_path) as driver:
        await driver.go_to("اللواء")
        await driver.press("space", "left", "left", "c")
        start = TEXT.index(NAME)
        assert copied.get(timeout=30) == f"{NAME}\n[article.txt {start}–{start + len(NAME)}]"


async def test_a_store_that_cannot_be_written_is_said_at_once_and_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    async with reading(tmp_path) as driver:
        assert drawn(Message("tui.read_only")) in driver.line_text("status")
        assert driver.screen.notice.display
        await driver.press("a")
        assert len(driver.reader.annotations) == 0
    assert not list(tmp_path.glob("annotations/*.json"))


async def test_a_note_that_could_not_be_saved_is_refused_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("a")
        assert len(driver.on_disk()) == 1
    monkeypatch.setattr("os.access", lambda *_: False)
    async with reading(tmp_path) as driver:
        await driver.press("escape", "m")
        assert driver.screen.notice.display
        await driver.press("u", "x", "d", "left", "m")
        assert driver.screen.is_current
        assert len(driver.reader.annotations) == 1


async def test_a_save_that_fails_is_said_kept_and_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as driver:
        original = store_of(driver.reader.working_copy).commit
        full = True

        def write(*transactions: Transaction) -> Sequence[Outcome]:
            if full:
                raise OSError(28, "No space left on device")
            return original(*transactions)

        monkeypatch.setattr(store_of(driver.reader.working_copy), "commit", write)
        await driver.go_to("الوزارة")
        await driver.press("a")
        assert not driver.reader.working_copy.flush()
        await driver.pilot.pause()
        assert driver.reader.working_copy.saving.id == "session.not_saved"
        assert drawn(driver.reader.working_copy.saving) in driver.line_text("status")
        await driver.press("ctrl+q")
        assert driver.app.is_running
        assert driver.screen.notice.display
        full = False
        await driver.press("left", "e")
        assert driver.on_disk() == [("ACTOR", "الوزارة"), ("EVENT", "أن")]


async def test_a_label_of_ones_own_has_its_key_its_letter_and_its_place_in_the_footer(tmp_path: Path) -> None:
    from hashiya.codebook.labels import load_labels

    (tmp_path / "hashiya.toml").write_text('[[label]]\nname = "PLACE"\nkey = "l"\n', encoding="utf-8")
    labels = load_labels(tmp_path)
    async with reading(tmp_path, labels=labels) as driver:
        assert "l place" in driver.line_text("keys")
        await driver.go_to("الوزارة")
        await driver.press("l")
        await driver.go_to("استقبله")
        await driver.press("م")
        assert driver.on_disk() == [("PLACE", "الوزارة"), ("PLACE", "استقبله")]
        assert labels["PLACE"].letter in driver.line_text("title")


async def test_a_click_in_the_footer_runs_its_command(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        column = driver.line_text("keys").index("event")
        await driver.pilot.click("#keys", offset=(column, 0))
        assert driver.on_disk() == [("EVENT", "الوزارة")]
