"""Pages are read in a child process, which hostile pages may break and which the next page finds whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hashiya.article.decoding import BinaryError
from hashiya.article.web import child_process
from hashiya.article.web.child_process import read_saved_page
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from tests.article.web.pages import ARTICLE, TEXT
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.process

PAGE = f"<main>{ARTICLE}</main>".encode()
TOO_MUCH = b"".join(b"<font color=%d><p>" % number for number in range(20_000))
"""A tree that doubles with each element, and soon takes all the memory that a child may have."""


def kept_pid() -> int:
    kept = child_process._kept._child
    assert kept is not None
    return kept._process.pid


@pytest.fixture(autouse=True)
def _no_child_is_kept() -> None:
    child_process._kept.end()


def test_a_page_is_read_with_all_that_is_known_of_it() -> None:
    head = '<meta name=author content="سعاد"><meta name=date content=2025-11-18>'
    page = read_saved_page(head.encode() + PAGE)
    assert (page.text, page.title, page.date, page.byline) == (
        TEXT,
        TEXT.split("\n")[0],
        "2025-11-18",
        "سعاد",
    )
    assert (page.encoding, page.guessed, page.notices) == ("utf-8", False, ())
    assert page.extractor.startswith("resiliparse 2.0.")


def test_a_child_that_has_read_a_page_reads_the_next() -> None:
    read_saved_page(PAGE)
    pid = kept_pid()
    assert read_saved_page(PAGE).text == TEXT
    assert kept_pid() == pid


def test_the_memory_of_the_program_that_asks_is_not_counted_as_the_childs() -> None:
    code = (
        "from hashiya.article.web import child_process\n"
        "held = b'x' * (400 << 20)\n"
        "pids = []\n"
        "for _ in range(2):\n"
        f"    child_process.read_saved_page({PAGE!r})\n"
        "    pids.append(child_process._kept._child._process.pid)\n"
        "print(len(set(pids)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_a_child_that_ended_while_nothing_was_read_is_replaced() -> None:
    read_saved_page(PAGE)
    pid = kept_pid()
    os.kill(pid, signal.SIGALRM)
    assert read_saved_page(PAGE).text == TEXT
    assert kept_pid() != pid


def test_after_a_page_that_breaks_the_child_the_next_one_is_read() -> None:
    read_saved_page(PAGE)
    for _ in range(2):
        with pytest.raises(HashiyaError, match="cannot be read as HTML"):
            read_saved_page(TOO_MUCH)
    assert read_saved_page(PAGE).text == TEXT


def test_one_child_is_kept_however_many_pages_are_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        texts = [page.text for page in pool.map(read_saved_page, [PAGE] * 20)]
    assert texts == [TEXT] * 20
    child_process._kept.end()
    assert child_process._kept.take() is None


@pytest.mark.parametrize(
    ("source", "beginning"),
    [
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", "article.no_page"),
        (
            b"".join(
                b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (level, level)
                for level in range(20_000)
            ),
            "article.",
        ),
    ],
    ids=["no page", "nested"],
)
def test_an_archive_without_a_page_or_built_wildly_is_refused(source: bytes, beginning: str) -> None:
    with pytest.raises(HashiyaError) as refusal:
        read_saved_page(source)
    assert isinstance(refusal.value.told, Message)
    assert refusal.value.told.id.startswith(beginning)
    assert read_saved_page(PAGE).text == TEXT


def test_bytes_that_are_no_text_are_told_of() -> None:
    with pytest.raises(BinaryError):
        read_saved_page(bytes(500))


def test_where_no_thread_can_be_started_the_page_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Timer, "start", refuse)
    with refused(Message("article.page_not_now", cause=Message("programs.no_more_threads"))):
        read_saved_page(PAGE)


def test_the_parser_is_not_loaded_into_this_process() -> None:
    script = (
        "import sys; from hashiya.article.web.child_process import read_saved_page; read_saved_page(b'<p>x');"
        "print([name for name in sys.modules if 'resiliparse' in name or name.startswith('email')])"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60)
    assert ended.stdout == b"[]\n"
    assert ended.stderr == b""


def test_a_module_of_the_current_folder_is_not_taken_for_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resiliparse.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assert read_saved_page(PAGE).text == TEXT
