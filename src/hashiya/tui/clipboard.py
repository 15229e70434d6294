"""The clipboard: the desktop's where there is one, else the terminal's by OSC 52."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.text.spans import Span


def copied_text(path: Path, text: str, span: Span) -> str:
    """What a copy of a span says: the words, then their source and offsets (code points, half-open)."""
    lines = [clean(line, bidi="keep") for line in span.cut(text).splitlines()]
    return "\n".join(lines) + f"\n[{clean(path.name)} {span.start}–{span.end}]"


def copy(text: str, to_terminal: Callable[[str], object]) -> str:
    """Copies a text and says where it went.

    Args:
        text: what to copy; holds nothing that cannot be encoded.
        to_terminal: sends a text to the terminal's clipboard (OSC 52).

    Returns:
        A sentence for the analyst.
    """
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        to_terminal(text)
        return "Copied, sent to the terminal's clipboard."
    return "Copied."
