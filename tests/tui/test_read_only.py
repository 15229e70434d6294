"""A folder that cannot be written to: every key that would change something says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import TEXT, reading

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("key", ["a", "e", "q", "x", "m", "d", "ش"])
async def test_a_key_that_cannot_be_obeyed_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    # as the system would answer someone who is not root
    monkeypatch.setattr("hashiya.store.tinydb.writability.os.access", lambda *_: False)
    async with reading(tmp_path, TEXT, size=(80, 24)) as driver:
        await driver.go_to("الوفد")
        await driver.press("escape")
        driver.screen.notice.hide()
        await driver.press(key)
        notice = driver.screen.notice
        assert notice.display
        shown = "".join(notice.render_line(line).text for line in range(notice.size.height))
        assert "cannot be written to" in " ".join(shown.split())
        assert not (tmp_path / "annotations").exists()
