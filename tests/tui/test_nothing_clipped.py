"""At 80×24 every sentence, hint and key of ours can be read whole, in English and in Arabic.

Text from outside is far too long in these screens. It is cut, with an ellipsis, and so is a sentence of ours
that holds such text.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from textual.widget import Widget

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, speak
from hashiya.session.differing import Differing
from hashiya.session.preferences import Preferences
from hashiya.store.repository.draft import Draft
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from hashiya.tui import strips
from hashiya.tui.app import HashiyaApp
from hashiya.tui.key_names import shown_keys
from hashiya.tui.mirroring import mark
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.base import CommandScreen
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.note import NoteDialog
from hashiya.tui.widgets.row_list import RowList
from hashiya.tui.widgets.sentences import Sentences
from tests.refusals import refused
from tests.session.marking import look, store_of
from tests.shares import exhaustive, sampled
from tests.storing import apply, keep_refused
from tests.tui.driving import drawn, reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from hashiya.session.commands.command import Command

pytestmark = sampled(3)

LONG = "مقال طويل الاسم عن العلاقات السورية الروسية وزيارة الوفد العسكري إلى موسكو"
TEXT = f"{LONG} ثم العودة إلى دمشق ولقاء نائب الوزير هناك\n\n" + f"قال الوزير {LONG} في حديثه. " * 30
MARKED = ((0, 4, "ACTOR", ""), (5, 400, "QUOTE", LONG * 4), (500, 510, "EVENT", "قسد"))
CANNOT_READ = Message("files.cannot_read", path=f"{LONG}.txt", cause=Message("files.permission_denied"))
SIZES = [(80, 24), (120, 40), (40, 10)]
IN_BOTH_LANGUAGES = pytest.mark.parametrize(
    ("language", "size"),
    [*(("en", size) for size in SIZES), ("ar", (80, 24)), *exhaustive(("ar", (120, 40)), ("ar", (40, 10)))],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}",
)


@pytest.fixture(autouse=True)
def cut(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Every text that did not fit where it was drawn, with what was drawn of it."""
    found: list[tuple[str, str]] = []
    draw = strips.text_segments

    def note(text: strips.Text, style: Any, width: int) -> Any:
        made = draw(text, style, width)
        if isinstance(text, Message):
            text = strips.said(text)
        if isinstance(text, str) and made[1] < strips.width_of(text):
            found.append((text, "".join(segment.text for segment in made[0])))
        return made

    monkeypatch.setattr(strips, "text_segments", note)
    yield found
    for text, shown in found:
        is_ours = isinstance(text, strips.Sentence) and strips.ISOLATE not in text
        assert not is_ours, f"cut: {text!r} to {shown!r}"
        assert not shown.strip() or strips.ELLIPSIS in shown, f"cut without a sign: {text!r} to {shown!r}"


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int]) -> AsyncIterator[tuple[HashiyaApp, Pilot[None]]]:
    """Opens an article of a long name with annotations, long notes, conflicts and an unfinished search."""
    folder = folder / LONG[:40]
    folder.mkdir()
    path = folder / f"{LONG[:60]}.txt"
    path.write_text(TEXT, encoding="utf-8")
    article, store = read_article(path), Store(folder / "annotations")
    kept = store.open(article)
    made = [
        new_annotation(kept.key, article.sha256, TEXT, Span(*where), label, note=note)
        for *where, label, note in (
            (0, 4, "ACTOR", ""),
            (5, 400, "QUOTE", LONG * 4),
            (500, 510, "EVENT", "قسد"),
        )
    ]
    apply(kept, [Edit(None, each) for each in made])
    keep_refused(kept, made[0], changed(made[0], note=LONG * 3))
    keep_refused(kept, made[1], changed(made[1], attributes={"canonical": LONG, "kind": LONG}))
    app = HashiyaApp([folder], store, DEFAULT, Preferences())
    app.articles.first = app.articles.open_reader(path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.05)
        yield app, pilot


def check(app: HashiyaApp) -> str:
    """Looks at every widget in sight and gives the text of the screen, its lines joined by spaces."""
    window = app.screen.region
    for screen in app.screen_stack:
        for widget in screen.query(Widget):
            if widget.display and widget.region and not widget.is_container:
                assert window.contains_region(widget.region), f"{widget!r} stands outside of the window"
                for y in range(widget.size.height):
                    assert widget.render_line(y).cell_length == widget.size.width
    lines = [strip.text for strip in app.screen._compositor.render_strips(app.size)]
    return " ".join(" ".join(lines).split())


KEYS = {
    "article": [],
    "annotation": ["n", "n"],
    "selection": ["p"],
    "margin": ["h"],
    "list": ["shift+tab", "down"],
    "note": ["n", "n", "m"],
    "empty note": ["a", "m"],
    "questions": ["r"],
    "second question": ["r", "down"],
    "search": ["/", *LONG],
    "found": ["/", *LONG[:10], "enter", "f"],
    "other encoding": ["ctrl+e"],
    "question about the encoding": ["ctrl+e", "a"],
    "hidden": ["v"],
    "palette": ["ctrl+p"],
    "labels": ["L"],
    "completion": ["n", '"', "ا"],
    "palette, end": ["ctrl+p", *["pagedown"] * 8],
    "library": ["o"],
    "library, sorted and filtered": ["o", "s", "s", "f", "f", "/", *LONG[:20]],
    "counts and progress": ["o", "p"],
    "library's palette": ["o", "ctrl+p"],
    "nothing further on": ["n", "n", "n", "n"],
    "columns": ["+"],
}


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("name", KEYS)
async def test_what_is_ours_is_shown_whole(
    tmp_path: Path, name: str, language: str, size: tuple[int, int], cut: Any
) -> None:
    speak(language)
    async with opened(tmp_path, size) as (app, pilot):
        await pilot.press(*("space" if key == " " else key for key in KEYS[name]))
        await pilot.pause(0.05)
        check(app)
    if size < (80, 24):  # where parts of a line give way to others, or end in an ellipsis
        cut[:] = [each for each in cut if each[1].strip() and strips.ELLIPSIS not in each[1]]


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("keys", [[], ["r", "tab"], ["2", "shift+tab"], ["f"] * 3, ["e"], ["tab", "?"]])
async def test_the_versions_of_a_difference_are_shown_whole(
    tmp_path: Path, language: str, size: tuple[int, int], keys: list[str], cut: Any
) -> None:
    speak(language)
    names = (LONG, "omar", "سارة")
    values = {"kind": LONG, "canonical": LONG}
    versions = {
        name: [
            Annotation(
                id=f"{number} {name}",
                label=label,
                start=start,
                end=start + length,
                text=TEXT,
                attributes=values,
            )
            for start, label, length in ((0, "ACTOR", 4 + number), (300, "QUOTE", 500 + number), (900, "", 3))
        ]
        for number, name in enumerate(names)
    }
    differing = Differing(names, lambda _: versions)
    async with reading(tmp_path, TEXT, size, differing=differing) as driver:
        await driver.press(*keys)
        check(driver.app)
    if size < (80, 24):
        cut[:] = [each for each in cut if each[1].strip() and strips.ELLIPSIS not in each[1]]


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("keys", [["?"], ["o", "?"]], ids=["article", "library"])
async def test_the_help_shows_every_key_on_both_layouts_whole_and_each_heading_once(
    tmp_path: Path, keys: list[str], language: str, size: tuple[int, int]
) -> None:
    speak(language)
    async with opened(tmp_path, size) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        help_list = app.screen.query_one("#key-list", RowList)
        is_long = help_list.count > help_list.size.height
        assert is_long or keys[0] == "o"
        assert (mark("▐") in help_list.render_line(0).text) is is_long
        seen: list[str] = []
        before = None
        while before != seen:
            before = list(seen)
            for y in range(help_list.size.height):
                line = help_list.render_line(y).text.strip("▐▌ ")
                if line and line not in seen[-help_list.size.height :]:
                    seen.append(line)
            await pilot.press("pagedown")
        assert app.articles.reader is not None or keys[0] == "o"
        below = app.screen_stack[-2]
        assert isinstance(below, LibraryScreen | ArticleScreen)
        commands: Sequence[Command[Any]] = below.commands
        words = " ".join(" ".join(seen).split())
        for command in commands:
            key = drawn(shown_keys(command.keys[:1]))
            assert key in words or " " in key, "a key of several words may be on two rows"
            if size >= (80, 24) and language == "en":  # of a wrapped title the rows are drawn from the top
                assert drawn(command.title) in words
            else:
                assert set(drawn(command.title).split()) <= set(words.split())
        groups = list(dict.fromkeys(drawn(command.group) for command in commands))
        assert [line for line in seen if line in groups] == groups
        assert (mark("▐") in help_list.render_line(help_list.size.height - 1).text) is is_long


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("message", "hint"),
    [
        (CANNOT_READ, Message("services.force_replaces")),
        (Message("tui.cannot_save", cause=CANNOT_READ), Message("files.use_absolute_paths")),
        (Message("store.newer_version", place=f"{LONG}.txt"), Message("store.update_hashiya")),
    ],
)
async def test_a_notice_is_wrapped_to_its_last_word(
    tmp_path: Path, message: Message, hint: Message, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        assert isinstance(app.screen, CommandScreen)
        app.screen.say(message, hint)
        await pilot.pause()
        check(app)
        notice = app.screen.notice
        width = notice.size.width
        said = "".join("".join(cell.text for cell in row.cells) for row in notice.rows(width))
        rows = notice.rows(width)
        assert notice.size.height == len(rows)
        is_whole = rows[-1].end == len(notice._text) and strips.ELLIPSIS not in said
        assert is_whole or (size == (40, 10) and said.endswith(strips.ELLIPSIS))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_message_too_long_for_the_status_line_is_shown_as_a_notice(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    long = (
        "The article changed: 35 annotations still in place, 2 need a look; r shows which, and so on and on."
    )
    async with opened(tmp_path, size) as (app, pilot):
        assert isinstance(app.screen, ArticleScreen)
        app.screen.notice.hide()
        for words in ("Short", long, f"{LONG} was changed"):
            message = Message("session.sentence", told=words)
            app.screen.reader.tell(message)
            await pilot.pause()
            check(app)
            fits = app.screen.status_line.fits(message, size[0])
            assert app.screen.notice.display is not fits
            assert fits or app.screen.notice.messages == (message,)
        await pilot.press("left")
        assert not app.screen.notice.display


async def test_a_message_does_not_take_the_place_of_what_went_wrong(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        assert isinstance(app.screen, ArticleScreen)
        wrong, advice = Message("files.disk_full"), Message("files.free_space")
        app.screen.say(wrong, advice)
        told = Message("session.sentence", told="x" * 79)
        app.screen.reader.tell(told)
        await pilot.pause()
        assert list(app.screen.notice.messages) == [wrong, advice, told]
        app.screen.reader.tell(Message("session.sentence", told="Short"))
        await pilot.pause()
        assert list(app.screen.notice.messages) == [wrong, advice]


async def test_a_notice_longer_than_the_window_says_that_there_is_more(tmp_path: Path) -> None:
    async with opened(tmp_path, (40, 10)) as (app, pilot):
        assert isinstance(app.screen, CommandScreen)
        app.screen.say(Message("files.system_reason", reason="word " * 200))
        await pilot.pause()
        notice = app.screen.notice
        assert notice.size.height == 6
        assert notice.render_line(5).text.rstrip().endswith(strips.ELLIPSIS)
        check(app)


async def test_every_key_of_a_dialog_is_named_in_a_narrow_window(tmp_path: Path) -> None:
    async with opened(tmp_path, (40, 10)) as (app, pilot):
        await pilot.press("ctrl+e", "a")
        await pilot.pause()
        text = check(app)
        answers = {"ask.yes": Message("tui.agree_to_encoding"), "ask.no": Message("tui.refuse_encoding")}
        for command in app.bindings.asking.footer:
            assert f"{drawn(shown_keys(command.keys[:1]))} {drawn(answers[command.id])}" in text
        await pilot.press("escape")
        assert app.articles.reader is not None
        app.articles.reader.other_reading = None
        await pilot.press("r")
        await pilot.pause()
        text = check(app)
        for name in ("decide.look", "decide.later"):
            answer = app.bindings.questions[name]
            assert f"{drawn(shown_keys(answer.keys[:1]))} {drawn(answer.short)}" in text


async def test_two_long_notes_are_shown_from_where_they_differ(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        reader = app.articles.reader
        assert reader is not None
        annotation = reader.annotations[1]
        for ending in ("الأول", "الثاني"):
            noted = changed(annotation, note=LONG * 8 + ending)
            keep_refused(store_of(reader.working_copy), annotation, noted)
        look(reader)
        await pilot.press("r", "end")
        await pilot.pause()
        details = [each for each in app.screen.query(Sentences) if each.size.height and each._sides[0] > 1]
        texts = ["".join(cell.text for row in each.rows(80) for cell in row.cells) for each in details]
        assert len(set(texts)) == 2
        check(app)


async def test_a_bracket_is_the_same_key_in_every_list(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        await pilot.press("ctrl+p", *"letter")
        await pilot.pause()
        rows = app.screen.query_one("#commands", RowList)
        drawn = [rows.render_line(y).text for y in range(rows.count)]
        keys = {line.partition("'s ")[2].split("  ")[0]: line for line in drawn}
        for title, key in (
            ("end one letter on", "]"),
            ("end one letter back", "["),
            ("start one letter on", "}"),
        ):
            [line] = [line for start, line in keys.items() if start.startswith(title)]
            assert {"[", "]", "{", "}"} & set(line) == {key}


async def test_a_line_of_input_shows_at_which_edges_there_is_more(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        await pilot.press("/", *("space" if key == " " else key for key in LONG * 2))
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        line = screen.prompt.render_line(0).text
        assert line.endswith(f"{strips.ELLIPSIS} ")
        await pilot.press("home")
        line = screen.prompt.render_line(0).text
        assert line.endswith(" ")
        assert line[-2] != strips.ELLIPSIS
        assert line.partition("▸")[2][1] == strips.ELLIPSIS


def test_a_long_note_cannot_be_written_is_said_whole() -> None:
    annotation = new_annotation("a.txt", "0" * 64, TEXT, Span(0, 4), "ACTOR", note="x" * 3000)
    with refused(Message("tui.note_too_long", count=3000)):
        NoteDialog(Draft(annotation, annotation.note), Mock(), lambda _: None)


async def test_a_long_file_name_in_the_library_says_that_it_is_cut(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await pilot.press("o")
        await pilot.pause(0.1)
        assert isinstance(app.screen, LibraryScreen)
        row = app.screen.list.render_line(app.screen.list.cursor)
        assert row.cell_length == 120
        assert row.text.count(strips.ELLIPSIS) == 2, "the name's and the title's"


@pytest.mark.parametrize("keys", [["r"], ["?"], ["ctrl+p"], ["n", "n", "m"], ["ctrl+e", "a"]])
async def test_a_dialog_has_an_edge_that_parts_it_from_the_margin(tmp_path: Path, keys: list[str]) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        box = app.screen.query_one(".box")
        line = app.screen._compositor.render_strips(app.size)[box.region.y + 1]
        edges = [line.crop(x, x + 1) for x in (box.region.x, box.region.right - 1)]
        assert [edge.text.strip() != "" for edge in edges] == [True, True]
        check(app)
