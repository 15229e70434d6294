"""A folder that cannot be written to: every key that would change something says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.tui.app import HashiyaApp
from tests.tui.driving import TEXT, drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver


def notice_of(driver: Driver) -> str:
    """All lines of the notice that is shown, as one."""
    notice = driver.screen.notice
    assert notice.display
    shown = "".join(notice.render_line(line).text for line in range(notice.size.height))
    return " ".join(shown.split())


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
        first = driver.screen.notice.messages[0]
        assert isinstance(first, Message)
        assert first.id == "session.cannot_save"
        assert str(Message("store.not_writable", path=tmp_path)) in notice_of(driver)
        assert not (tmp_path / "annotations").exists()


async def test_no_footer_names_a_key_that_would_be_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path, TEXT, size=(120, 24)) as driver:
        await driver.press("a")
        assert "person" in driver.line_text("keys")
    monkeypatch.setattr("hashiya.store.tinydb.writability.os.access", lambda *_: False)
    async with reading(tmp_path, TEXT, size=(120, 24)) as driver:
        for keys in ((), ("n",), ("shift+tab",)):
            await driver.press(*keys)
            shown = driver.line_text("keys")
            assert "copy" in shown
            refused = ("actor", "hints", "remove", "undo", "person", "note")
            assert [word for word in refused if word in shown] == []


async def test_the_reason_is_shown_whole_or_not_on_the_status_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.store.tinydb.writability.os.access", lambda *_: False)
    async with reading(tmp_path, TEXT, size=(80, 24)) as driver:
        assert driver.line_text("status").endswith(f"  {drawn(Message('tui.read_only'))} ")


async def test_what_is_said_of_the_terminal_leaves_what_is_said_of_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.store.tinydb.writability.os.access", lambda *_: False)
    monkeypatch.setattr(HashiyaApp, "take_notice", lambda _: ("It is unknown.", "Choose."))
    async with reading(tmp_path, TEXT, size=(80, 24)) as driver:
        driver.app._tell_of_terminal()
        await driver.pilot.pause()
        first, *_, told, advice = driver.screen.notice.messages
        assert isinstance(first, Message)
        assert (first.id, told, advice) == ("tui.cannot_save", "It is unknown.", "Choose.")
        await driver.press("a")
        assert "unknown" not in notice_of(driver)
