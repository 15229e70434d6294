"""At the start the reader tells of annotations that a changed codebook no longer fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.label import DEFAULT, LabelSet
from hashiya.messages import Message
from tests.tui.driving import annotations_in, reading

if TYPE_CHECKING:
    from pathlib import Path


async def test_annotations_without_a_label_of_the_codebook_are_told_of_and_kept(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("روسيا\n")
        await driver.press("a")
        assert driver.reader.working_copy.flush()
        assert not driver.screen.notice.messages
    smaller = LabelSet([DEFAULT["EVENT"], DEFAULT["QUOTE"]], "2")
    async with reading(tmp_path, labels=smaller) as driver:
        while not driver.screen.notice.messages:
            await driver.pilot.pause(0.01)
        codebook = Message("services.codebook_version", version="2")
        assert driver.screen.notice.messages == (
            Message("tui.misfits", count=1, codebook=codebook),
            Message("tui.misfits_advice"),
        )
    assert annotations_in(tmp_path / "annotations") == [("ACTOR", "روسيا")]
