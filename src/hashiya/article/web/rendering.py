"""Conversion of a page's tree to lines of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashiya.article.web.element import Element

_SPACES = re.compile("[ \t\n\f\r]+")
_GAPS = {"line": 1, "paragraph": 2, "cell": 2}


def text_of(element: Element) -> str:
    """Render an element as text, with an empty line between paragraphs and tabs between cells.

    White space is collapsed as CSS does (CSS Text 3, 4.1); every other character is kept.
    """
    writer = _Writer()
    # the pieces still to write, the next one last; a number ends an element and is its gap
    waiting: list[Element | str | int] = [element]
    keeps_lines: list[bool] = [False]
    is_flat: list[bool] = [False]  # inside a cell of one line, whose blocks begin no line
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, int):
            keeps_lines.pop()
            is_flat.pop()
            writer.block(thing)
        elif isinstance(thing, str):
            (writer.kept_text if keeps_lines[-1] else writer.text)(thing)
        elif thing.tag == "br":
            writer.line_break()
        elif not thing.left_out:
            is_tabbed = thing.display == "cell" and not is_flat[-1] and _is_tabbed(thing)
            if is_tabbed:
                writer.tab()
            keeps_lines.append(thing.keeps_lines)
            is_flat.append(is_flat[-1] or is_tabbed)
            gap = 0 if is_flat[-1] else _GAPS.get(thing.display, 0)
            writer.block(gap)
            waiting.append(gap)
            waiting.extend(reversed(thing.children))
    return writer.finished()


def _is_tabbed(cell: Element) -> bool:
    """Tell whether a tab separates a cell from the one before: every cell of the row is one line."""
    row = cell.parent
    return row is None or all(each.lines <= 1 for each in row.child_elements())


class _Writer:
    """A writer that joins pieces into lines, and lines into a text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line: list[str] = []
        # white space before the next piece of this line
        self._space = ""
        # line breaks before this line; 2 leave a line empty
        self._gap = 0

    def text(self, text: str) -> None:
        """Write text with its white space collapsed."""
        collapsed = _SPACES.sub(" ", text)
        stripped = collapsed.strip(" ")
        if collapsed and (collapsed[0] == " "):
            self._space = self._space or " "
        if stripped:
            self._write(stripped)
            self._space = " " if collapsed[-1] == " " else ""

    def kept_text(self, text: str) -> None:
        """Write text with its white space unchanged."""
        first, *others = re.split("\r\n|\r|\n|\f", text)
        self._write(first)
        for line in others:
            self.line_break()
            self._write(line)

    def _write(self, piece: str) -> None:
        if self._line:
            self._line.append(self._space)
        self._line.append(piece)
        self._space = ""

    def tab(self) -> None:
        """Separate the next cell from the one before."""
        self._space = "\t"

    def line_break(self) -> None:
        """End the line; a second break in a row leaves an empty line."""
        self._gap = 1 if self._end_line() else min(2, self._gap + 1)

    def block(self, gap: int) -> None:
        """End the line if a block begins or ends here, and leave a gap before the next."""
        if gap:
            self._end_line()
            self._gap = max(self._gap, gap)

    def _end_line(self) -> bool:
        """Add the line to the text; a line without text does not count."""
        line = "".join(self._line)
        self._line.clear()
        self._space = ""
        if not line or line.isspace():
            return False
        if self._parts:
            self._parts.append("\n" * max(1, self._gap))
        self._parts.append(line)
        self._gap = 0
        return True

    def finished(self) -> str:
        """End the text and return it."""
        self._end_line()
        return "".join(self._parts)
