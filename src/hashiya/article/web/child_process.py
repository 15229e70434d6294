"""Reading of saved pages in a child process, so a hostile page can crash or exhaust only that child.

Starting a child takes longer than reading a page, so a child is kept for the next page.
"""

from __future__ import annotations

import atexit
import json
import threading
from pathlib import Path
from typing import Any

from hashiya.article.decoding import BinaryError
from hashiya.article.web.saved_page import SavedPage
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.programs import Program, isolated

_SECONDS = 5
_CHILD = Path(__file__).with_name("child.py")
_ADVICE = Message("article.save_as_text")


def read_saved_page(source: bytes, encoding: str = "", *, is_xml: bool = False) -> SavedPage:
    """Read the page in a file's bytes, without interpreting any of them in this process.

    Args:
        source: all bytes of the file: HTML, or an archive with HTML.
        encoding: the canonical name of the encoding to use; empty to detect it.
        is_xml: whether the page is XHTML, whatever it declares.

    Raises:
        BinaryError: the bytes are not text.
        HashiyaError: the page cannot be read; the message continues after the file's name.
    """
    question = json.dumps({"encoding": encoding, "is_xml": is_xml}).encode() + b"\n" + source
    try:
        answer = json.loads(_answer_to(question))
    except TimeoutError as error:
        raise HashiyaError(Message("article.page_too_slow", count=_SECONDS), _ADVICE) from error
    except EOFError as error:
        raise HashiyaError(Message("article.page_too_large"), _ADVICE) from error
    except HashiyaError as error:
        told = Message("article.page_not_now", cause=error.told)
        raise HashiyaError(told, Message("article.end_programs")) from error
    return _page(answer)


def _page(answer: dict[str, Any]) -> SavedPage:
    match answer.get("refused"):
        case None:
            return SavedPage.from_plain(answer)
        case "binary":
            raise BinaryError
        case _:
            raise HashiyaError(Message("article.no_page"), Message("article.save_as_html"))


def _answer_to(question: bytes) -> bytes:
    """Ask the kept child, or a new one if the kept child has ended for any reason."""
    child = _kept.take()
    if child is not None:
        try:
            return _asked(child, question)
        except EOFError:  # idle for too long, or exhausted by earlier pages
            pass
    return _asked(Program(isolated(_CHILD)), question)


def _asked(child: Program, question: bytes) -> bytes:
    is_sound = False
    try:
        answer = child.ask(question, _SECONDS)
        is_sound = True
    finally:
        if not is_sound or not _kept.put(child):
            child.end()
    return answer


class _Kept:
    """A child waiting for another page; usable from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._child: Program | None = None

    def take(self) -> Program | None:
        """Take the child for sole use; None if there is none."""
        with self._guard:
            child, self._child = self._child, None
        return child

    def put(self, child: Program) -> bool:
        """Keep a child and return True, unless another is kept already."""
        with self._guard:
            if self._child is not None:
                return False
            self._child = child
        return True

    def end(self) -> None:
        """End the kept child."""
        child = self.take()
        if child is not None:
            child.end()


_kept = _Kept()
atexit.register(_kept.end)
