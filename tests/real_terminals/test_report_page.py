"""The page of a report in a real browser: it opens from the disk, reads from right to left, and prints."""

from __future__ import annotations

import os
import re
import subprocess
from shutil import which
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import speak
from tests.report.reading import Reading, documents, mark, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.real_terminal

WIDTH, HEIGHT = 900, 600


@pytest.fixture(autouse=True)
def _installed() -> None:
    if which("chromium") is None:
        told = "chromium is not installed"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Path]:
    """An Arabic report on two articles, one with a note."""
    first, second = documents()
    noted = mark(first.text, "n", "ACTOR", "دمشق", note="ملاحظة")
    speak("ar")
    path = tmp_path / "report.html"
    path.write_text(page([first._replace(annotations=[*first.annotations, noted]), second]), encoding="utf-8")
    yield path
    speak(None)


def browse(report: Path, *options: str) -> bytes:
    """Open the page in a browser that reaches no network, and return its output."""
    command = [
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={report.parent / 'browser'}",
        f"--window-size={WIDTH},{HEIGHT}",
        *options,
        report.as_uri(),
    ]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout


def test_the_page_opens_from_the_disk_whole(report: Path) -> None:
    shown = browse(report, "--dump-dom").decode()
    assert re.match(r'<!DOCTYPE html>\s*<html lang="ar" dir="rtl">', shown)
    written = Reading(report.read_text(encoding="utf-8"))
    for anchor in written.ids:
        assert f'id="{anchor}"' in shown
    assert shown.count("<mark") == written.names.count("mark")


def test_the_page_is_read_from_right_to_left(report: Path) -> None:
    picture = report.parent / "page.png"
    browse(report, f"--screenshot={picture}", "--hide-scrollbars")
    points = subprocess.run(
        ["convert", picture, "-colorspace", "Gray", "-crop", f"{WIDTH}x100+0+0", "-depth", "8", "gray:-"],
        check=True,
        capture_output=True,
    ).stdout
    dark = [index % WIDTH for index, value in enumerate(points) if value < 100]
    assert dark
    assert min(dark) > WIDTH / 2, "the title begins at the right, and ends before the middle"


def test_the_page_prints_with_all_its_notes(report: Path) -> None:
    paper = report.parent / "report.pdf"
    browse(report, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    content = paper.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) >= 2, "the spans begin on a page of their own"
