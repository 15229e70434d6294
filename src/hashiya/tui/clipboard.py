"""The clipboard: the desktop's where there is one, else the terminal's by OSC 52."""

from __future__ import annotations

import os
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hashiya.text.spans import Span


def copied_text(path: Path, text: str, span: Span) -> str:
    """What a copy of a span says: the words, then their source and offsets (code points, half-open)."""
    words = "\n".join(span.cut(text).splitlines())
    return f"{words}\n[{clean(path.name)} {span.start}–{span.end}]"


def copy(text: str, to_terminal: Callable[[str], object]) -> str:
    """Copies a text, cleaned but for its tabs and newlines, and says where it went.

    Args:
        text: what to copy.
        to_terminal: sends a text to the terminal's clipboard (OSC 52).

    Returns:
        A sentence for the analyst.
    """
    cleaned = clean(text, bidi="keep", breaks="keep")
    if _to_desktop(cleaned):
        return "Copied."
    to_terminal(cleaned)
    return "Copied, sent to the terminal's clipboard."


def _to_desktop(text: str) -> bool:
    """Whether a clipboard of the desktop has the text; what its program complains of is shown to nobody."""
    import pyperclip

    try:
        with TemporaryFile() as complaints:
            with _standard_error_in(complaints.fileno()):
                pyperclip.copy(text)
            # pyperclip passes over the failure of a program, such as one that finds no display
            return os.fstat(complaints.fileno()).st_size == 0
    except (pyperclip.PyperclipException, OSError):
        return False


@contextmanager
def _standard_error_in(descriptor: int) -> Iterator[None]:
    """What this process and those that it starts write on standard error goes elsewhere for a while."""
    kept = os.dup(2)
    os.dup2(descriptor, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
