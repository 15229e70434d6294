"""The status line describes the annotation under the caret: label, values, relation, note and number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, speak
from hashiya.tui.mirroring import mark
from tests.session.marking import made
from tests.tui.driving import TEXT, Driver, drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
ACTOR, QUOTE = "اللواء علي", "وهذا كلام"


async def related(driver: Driver) -> None:
    """Makes an actor, and a quotation of which he is the speaker."""
    reader = driver.reader
    sha256, key = reader.article.sha256, reader.working_copy.key
    actor = made(TEXT, ACTOR, attributes={"kind": "person", "canonical": "علي النعسان"})
    speaker = ({"type": "speaker", "target": actor.id},)
    quote = replace(made(TEXT, QUOTE, "QUOTE", note="قارن\nهنا"), relations=speaker)
    edits = [Edit(None, replace(each, sha256=sha256, article=key)) for each in (actor, quote)]
    reader.show_edits(reader.working_copy.commit(edits, "test"))
    await driver.pilot.pause()


@IN_BOTH_LANGUAGES
async def test_it_tells_label_values_relation_note_and_number(tmp_path: Path, language: str) -> None:
    speak(language)
    async with reading(tmp_path, size=(140, 24)) as driver:
        await related(driver)
        await driver.go_to("اللواء")
        line = driver.line_text("status")
        for told in (
            Message("codebook.actor"),
            Message("codebook.value_person"),
            "علي النعسان",
            QUOTE,
            Message("tui.number_of", number=1, total=2),
        ):
            assert drawn(told) in line
        assert mark("←") in line
        await driver.go_to("وهذا")
        line = driver.line_text("status")
        for told in (
            Message("codebook.quote"),
            Message("codebook.relation_speaker"),
            ACTOR,
            "قارن هنا",
            Message("tui.number_of", number=2, total=2),
        ):
            assert drawn(told) in line
        assert mark("→") in line
        assert "✎" in line


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("width", [40, 60, 80])
async def test_the_number_is_told_in_every_width(tmp_path: Path, language: str, width: int) -> None:
    speak(language)
    async with reading(tmp_path, size=(width, 24)) as driver:
        await related(driver)
        await driver.go_to("وهذا")
        line = driver.line_text("status")
        assert drawn(Message("tui.number_of", number=2, total=2)) in line
        assert drawn(Message("codebook.quote")) in line


@IN_BOTH_LANGUAGES
async def test_both_ends_of_a_relation_are_lit_in_the_text_and_named_in_the_list(
    tmp_path: Path, language: str
) -> None:
    speak(language)
    async with reading(tmp_path, size=(140, 24)) as driver:
        await related(driver)
        spans = [each.span for each in driver.reader.annotations]
        tints = [DEFAULT[label].dark.tint.lower() for label in ("ACTOR", "QUOTE")]
        await driver.go_to("زيارة")
        assert [driver.backgrounds(*span) for span in spans] == [{tint} for tint in tints]
        for here, there in ((0, 1), (1, 0)):
            driver.reader.go_to(spans[here].start)
            await driver.pilot.pause()
            ink = DEFAULT[driver.reader.annotations[there].label].dark.ink.lower()
            assert driver.backgrounds(*spans[there]) == {ink}
        margin = driver.screen.margin
        rows = [margin.render_line(margin.line_of(each) or 0).text for each in (0, 1)]
        assert drawn("علي") in rows[0]
        assert mark("→") in rows[1]
        assert drawn("اللواء") in rows[1]


async def test_a_message_goes_with_the_next_key_and_not_with_saving(tmp_path: Path) -> None:
    async with reading(tmp_path, "روسيا دولة، وقالت روسيا ذلك\n", size=(80, 24)) as driver:
        await driver.press("a")
        told = driver.reader.notice
        assert told == Message("commands.occurs_again", count=1, key="*")
        assert driver.reader.working_copy.flush()
        driver.reader.outside.receive()
        await driver.pilot.pause()
        assert drawn(told) in driver.line_text("status")
        await driver.press("m")
        strips = driver.app.screen_stack[0]._compositor.render_strips(driver.app.size)
        assert not any(drawn(told) in strip.text for strip in strips)


@pytest.mark.parametrize(("width", "is_placed"), [(80, True), (40, False)])
async def test_a_selection_has_its_offsets_whole_or_not_at_all(
    tmp_path: Path, width: int, is_placed: bool
) -> None:
    async with reading(tmp_path, size=(width, 10)) as driver:
        await driver.go_to(ACTOR.split(maxsplit=1)[0])
        await driver.press("w")
        span = driver.reader.selection
        assert span is not None
        line = driver.line_text("status")
        assert drawn(Message("tui.selected", count=6)) in line
        assert (drawn(Message("tui.span", start=span.start, end=span.end)) in line) is is_placed
        assert "…" not in line
