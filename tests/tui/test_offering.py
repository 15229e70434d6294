"""Typing the value of an attribute on the line of input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.labels import load_labels
from hashiya.messages import Message
from hashiya.text.spans import Span
from tests.shares import sampled
from tests.tui.driving import drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = sampled(2)

TEXT = "وصل الوفد السوري إلى موسكو.\n"


async def test_a_name_that_is_not_offered_is_typed(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("موسكو")
        await driver.press("a", '"', *"روسيا", "enter")
        [annotation] = driver.reader.annotations
        assert annotation.attributes == {"canonical": "روسيا", "kind": "state"}
        await driver.press("a")
        assert driver.reader.notice == Message("commands.already_labelled", label="ACTOR")


async def test_escape_leaves_the_value_as_it_is(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("موسكو")
        await driver.press("a", '"', *"روسيا", "escape", "u")
        assert len(driver.reader.annotations) == 0


async def test_the_words_of_the_value_are_shown_to_be_changed(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("موسكو")
        await driver.press("a", '"', "end", "ا", "enter")
        [annotation] = driver.reader.annotations
        assert annotation.attributes == {"canonical": "موسكوا"}


async def test_with_hints_the_typed_letters_go_to_the_line(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("j")
        code = next(code for code, span in driver.reader.hinting.codes.items() if span.cut(TEXT) == "موسكو")
        await driver.press(*code, "a", '"', *"fjf", "enter")
        [annotation] = driver.reader.annotations
        assert annotation.attributes == {"canonical": "fjf"}
        assert driver.reader.is_hinting


async def test_the_list_of_many_annotations_may_become_higher_at_its_end(tmp_path: Path) -> None:
    words = [f"كلمة{number}" for number in range(60)]
    async with reading(tmp_path, " ".join(words), size=(120, 30)) as driver:
        driver.reader.go_to(0)
        for _ in words:
            await driver.press("a", "left")
        driver.reader.jump(driver.reader.annotations[-1].id)
        await driver.press('"', *"اسم", "enter")
        assert driver.app.is_running
        assert driver.reader.annotations[-1].attributes == {"canonical": "اسم"}


async def test_each_value_that_has_a_key_is_on_the_line(tmp_path: Path) -> None:
    names = [f"اسم طويل رقم {number} في المقال" for number in range(12)]
    async with reading(tmp_path, " ثم ".join(names), size=(80, 24)) as driver:
        for name in names:
            driver.reader.select(Span(start := driver.reader.text.index(name), start + len(name)))
            await driver.press("a", "1")
        driver.reader.jump(driver.reader.annotations[0].id)
        await driver.press("0")
        shown = set()
        for _ in range(12):
            values = driver.reader.offering.values
            on_line = [command.keys[0] for command, *_ in driver.screen.key_bar.fitting(80)]
            assert on_line == [*"123456789"[: len(values)], "0", '"']
            shown |= {value.name for value in values}
            await driver.press("0")
        assert shown.issuperset(names)


async def test_with_hints_the_new_annotation_is_described(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, size=(120, 24)) as driver:
        await driver.press("j")
        code = next(code for code, span in driver.reader.hinting.codes.items() if span.cut(TEXT) == "موسكو")
        await driver.press(*code, "a", "1")
        assert drawn(Message("tui.number_of", number=1, total=1)) in driver.line_text("status")
        await driver.press("e")
        assert drawn(Message("tui.type_a_hint")) in driver.line_text("status")


STANCE = """
[[label]]
name = "ACTOR"
[[label.attribute]]
name = "kind"
values = ["person", { name = "state", key = "v" }]
"""


async def test_a_value_is_given_by_the_key_that_the_codebook_gives_it(tmp_path: Path) -> None:
    (tmp_path / "hashiya.toml").write_text(STANCE, encoding="utf-8")
    for key in ("v", "ر"):
        async with reading(tmp_path, TEXT, labels=load_labels(tmp_path)) as driver:
            await driver.go_to("السوري")
            await driver.press("a")
            assert "v state" in driver.line_text("keys")
            await driver.press(key)
            [annotation] = driver.reader.annotations
            assert annotation.attributes["kind"] == "state"
            assert not driver.reader.document.reveal
            await driver.press("x")


async def test_letters_of_hints_go_before_the_key_of_a_value(tmp_path: Path) -> None:
    (tmp_path / "hashiya.toml").write_text(STANCE.replace('"v"', '"f"'), encoding="utf-8")
    async with reading(tmp_path, TEXT, labels=load_labels(tmp_path)) as driver:
        await driver.press("j", "f", "a", "f")
        [annotation] = driver.reader.annotations
        assert "kind" not in annotation.attributes
