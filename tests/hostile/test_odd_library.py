"""The library of a folder with everything in it that a folder can hold stays usable, and can be left."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.window import processes_in, wait_until_nothing_runs
from tests.hostile.sent_bytes import read_sent
from tests.hostile.texts import NAME_CONTROLS
from tests.shares import exhaustive, sampled
from tests.storing import store_files
from tests.terminals.pty_program import HASHIYA, PtyProgram

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = sampled(2)

TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XTERM_VERSION": "XTerm(379)"}
ESCAPE, ENTER = b"\x1b", b"\r"
WITH_SLOW_CHILD = """
import sys
from pathlib import Path
import hashiya.article.web.child_process as html
from hashiya.cli.main import main
html._CHILD, html._SECONDS = Path(sys.argv[1]), int(sys.argv[2])
sys.exit(main(sys.argv[3:]))
"""
"""The program with another child for pages, which never answers, and with the seconds that it may take."""


def make_folder(top: Path) -> None:
    """Fill a folder: `a.txt`, `z.txt` and `below/b.txt` are articles, of the rest each has a fault."""
    for name in ("a.txt", "z.txt", "below/b.txt"):
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_text(f"مقال {name}\n\nنص المقال هنا.\n", encoding="utf-8")
    os.mkfifo(top / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        before = Path.cwd()
        os.chdir(top)  # a socket's path must be short
        listening.bind("socket.txt")
        os.chdir(before)
    (top / "itself.txt").symlink_to("itself.txt")
    (top / "nowhere.txt").symlink_to("gone.txt")
    (top / "zero.txt").symlink_to("/dev/zero")
    (top / "folder.txt").mkdir()
    (top / "locked.txt").write_text("نص", encoding="utf-8")
    (top / "locked.txt").chmod(0)
    (top / "locked").mkdir(mode=0)
    with (top / "sparse.txt").open("wb") as file:
        file.truncate(1 << 30)
    with (top / "sparse.html").open("wb") as file:
        file.truncate(1 << 30)
    (top / "zeros.txt").write_bytes(bytes(1_000_000))
    (top / "blanks.html").write_text(" " * 200_000 + "<p>نص", encoding="utf-8")
    (top / "attributes.html").write_text("<p " + "a=1 " * 300_000 + ">نص", encoding="utf-8")
    (top / f"n{NAME_CONTROLS}CONTROLS.txt").write_text("نص", encoding="utf-8")
    (top / os.fsdecode(b"n\xff\xfe.txt")).write_text("نص", encoding="utf-8")
    (top / f"{'n' * 251}.txt").write_text("نص", encoding="utf-8")
    # loops of links, to the folder itself, around it, and between two folders
    (top / "around").symlink_to(top.parent)
    for name, other in (("one", "two"), ("two", "one")):
        (top / name).mkdir()
        (top / name / other).symlink_to(top / other)
        (top / name / "top").symlink_to(top)
    deep = top / "deep"
    for _ in range(120):
        deep /= "dd"
    deep.mkdir(parents=True)
    (deep / "deepest.txt").write_text("نص", encoding="utf-8")
    for number in range(500):
        (top / "wide" / f"{number:03}").mkdir(parents=True)


class Library:
    """The program in a terminal of 120 columns and 30 rows."""

    def __init__(self, program: PtyProgram) -> None:
        self.program = program
        program.resize(120, 30)

    def press(self, key: bytes, until: str = "") -> str:
        """Press a key; what was shown until a word was among it and then for a moment."""
        before = len(self.program.sent)
        self.program.answer(key)
        self.program.read_until(until.encode(), before)
        self.program.read_until_quiet()
        return read_sent(self.program.sent[before:]).text

    def filter(self, name: str) -> None:
        """Leave only one article in the list, by its name, and its folder's line if there is one."""
        self.press(b"/", "filter")
        self.program.answer(name.encode())
        self.press(ENTER)
        self.press(b"\x1b[F")

    def leave(self) -> None:
        """Leave by the key; nothing that was started is left running, and no control was shown."""
        assert self.program.leave() == 0
        wait_until_nothing_runs(self.program.folder)
        sent = read_sent(self.program.sent)
        assert (sent.foreign, sent.bidi_controls) == ([], [])
        assert "Traceback" not in sent.text


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Start the program in a folder, by default in one with every fault.

    The page that is nested too deeply takes the processor for seconds, so only its own test has it.
    """
    started: list[PtyProgram] = []

    def start(*arguments: str, program: Path = HASHIYA, nested: bool = False) -> Library:
        folder = tmp_path / "library"
        if not folder.exists():
            folder.mkdir()
            make_folder(folder)
        if nested:
            (folder / "nested.html").write_text("<div>" * 200_000 + "نص", encoding="utf-8")
        started.append(PtyProgram(folder, TERMINAL, *arguments, program=program))
        library = Library(started[-1])
        started[-1].read_until(b"by name")
        return library

    yield start
    for program in started:
        program.close()


def test_every_key_of_the_library_is_answered_while_it_is_read(library: Callable[..., Library]) -> None:
    shown = library()
    assert "by title" in shown.press(b"s", "by title")
    assert "Library" in shown.press(b"?", "Library")
    shown.press(ESCAPE)
    shown.press(b"f", "unread")
    shown.press(b"/", "filter")
    shown.press("مقال".encode(), "3 ")
    shown.press(ESCAPE)
    shown.press(b"t")
    shown.press(b"\x1b[F\x1b[H\x1b[6~\x1b[5~\x1b[B\x1b[A")
    shown.leave()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pipe.txt", "it is not a regular file"),
        ("itself.txt", "a link that leads back to itself"),
        ("sparse.html", "it is larger than the limit of 100 MB"),
        *exhaustive(
            ("socket.txt", "it is not a regular file"),
            ("zero.txt", "it is not a regular file"),
            ("nowhere.txt", "a link to a file that does not exist"),
            ("sparse.txt", "it is larger than the limit of 100 MB"),
            ("zeros.txt", "is a binary file, not text"),
            ("nested.html", "save the page as text in another program"),
        ),
    ],
)
def test_what_cannot_be_opened_says_why_and_the_library_stays(
    library: Callable[..., Library], name: str, said: str
) -> None:
    shown = library(nested=name == "nested.html")
    shown.filter(name)
    notice = " ".join(shown.press(ENTER, said.rpartition(" ")[2]).split())
    assert name in notice
    shown.press(ESCAPE, "a.txt")
    shown.press(b"s", "by title")
    shown.leave()


@pytest.mark.parametrize(
    "name",
    [
        "CONTROLS.txt",
        "deepest.txt",
        *exhaustive("n" * 40, "attributes.html", "blanks.html", "z.txt"),
    ],
)
def test_an_odd_article_is_opened_and_marked(library: Callable[..., Library], name: str) -> None:
    shown = library()
    shown.filter(name)
    shown.press(ENTER, "copy")
    shown.press(b"e", "saved")
    shown.press(b"o", "by name")
    shown.leave()
    assert len(store_files(shown.program.folder / "annotations")) == 1


@pytest.fixture
def slow_library(tmp_path: Path, library: Callable[..., Library]) -> Callable[..., Library]:
    """Start the program in a folder of an article and three pages, which take longer than some seconds."""

    def start(seconds: int) -> Library:
        child = tmp_path / "child.py"
        child.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
        folder = tmp_path / "library"
        folder.mkdir()
        (folder / "a.txt").write_text("مقال\n\nنص المقال هنا.\n", encoding="utf-8")
        for number in range(3):
            (folder / f"page{number}.html").write_text("<p>نص", encoding="utf-8")
        return library("-c", WITH_SLOW_CHILD, str(child), str(seconds), ".", program=Path(sys.executable))

    return start


def test_keys_are_answered_while_a_slow_page_is_opened(slow_library: Callable[..., Library]) -> None:
    shown = slow_library(12)
    shown.filter("page2")
    shown.press(ENTER, "still being read")
    shown.press(ESCAPE, "page2")
    shown.press(ENTER, "still being read")
    assert "page2.html cannot be read as HTML within 12 seconds" in shown.press(b"e", "another program")
    shown.press(b"s", "by title")
    shown.leave()


@pytest.mark.exhaustive
def test_a_page_that_is_waited_for_no_longer_opens_nothing_later(
    slow_library: Callable[..., Library],
) -> None:
    shown = slow_library(12)
    shown.filter("page2")
    shown.press(ENTER, "still being read")
    shown.press(ESCAPE, "page2")
    shown.press(ESCAPE, "a.txt")
    shown.press(b"\x1b[H")
    shown.press(ENTER, "copy")
    shown.press(b"e", "saved")
    time.sleep(12.5)  # it is refused by now
    assert "cannot be read" not in shown.press(b"?", "Moving")
    shown.press(ESCAPE)
    shown.leave()


@pytest.mark.parametrize("when", ["in the list", "while it is opened"])
def test_leaving_does_not_wait_for_a_slow_page_and_leaves_nothing_running(
    slow_library: Callable[..., Library], when: str
) -> None:
    shown = slow_library(600)
    shown.filter("page2")
    if when == "while it is opened":
        shown.press(ENTER, "still being read")
    assert len(processes_in(shown.program.folder)) > 1
    shown.leave()
