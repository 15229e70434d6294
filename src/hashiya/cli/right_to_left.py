"""Sentences that run right to left, laid out for the terminal as articles are."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.layout.document import Document
from hashiya.terminal.mode import Mode
from hashiya.terminal.recognition import mode_for_output
from hashiya.terminal.rows import written
from hashiya.terminal.sgr import SgrInk, coloured
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.layout import Row

_WIDTH = 80


def drawn_lines(text: str, indent: int = 0) -> Iterator[str]:
    """Lay a sentence out as rows at the right edge of the terminal, each written as the terminal wants it.

    Args:
        text: the sentence; isolates in it are applied and not shown.
        indent: columns that are left free at the right edge.
    """
    mode = _mode()
    width = min(_WIDTH, shutil.get_terminal_size((_WIDTH, 24)).columns)
    document = Document(text, max(1, width - indent), base_of=lambda _: "rtl")
    for row in document.iter_rows():
        yield " " * (document.width - row.width) + _written(row, mode)


def _mode() -> Mode:
    """How rows are written; as they are seen where the environment names a mode that does not exist."""
    try:
        return mode_for_output(os.environ)
    except HashiyaError:
        return Mode.VISUAL


def _written(row: Row, mode: Mode) -> str:
    cells = clean("".join([cell.text for cell in row.cells]))
    return coloured(written([(cells, "")], mode, SgrInk()))
