"""A line of input with right-to-left text shaped and in visual order while it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hashiya.layout import lay_out_line
from hashiya.session.line_editor import LineEditor, caret_column, offset_at_column
from hashiya.text.arabic_keyboard import letters_of
from hashiya.tui.key_names import names_of
from hashiya.tui.mirroring import base_direction, mark, mirrored
from hashiya.tui.palette import styles
from hashiya.tui.strips import ELLIPSIS, line_direction, line_strip, segments, width_of_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events

    from hashiya.layout import Row
    from hashiya.messages import Message
    from hashiya.tui.host import Host
    from hashiya.tui.strips import Part

_STEPS = {"up": -1, "down": 1}
"""Keys that show another completion."""

_EDGE = 1
"""Columns between the text and the edge of the window, as beside every bar."""

LONGEST = 2_000
"""Code points that a line of input holds at most."""


class LineInput(Widget, can_focus=True):
    """Shows a `LineEditor`: editing follows the order of the text, the arrow keys the visual order.

    Attributes:
        label: names the input, at the leading edge.
        editor: the text and the caret.
    """

    DEFAULT_CSS = "LineInput { height: 1; width: 1fr; }"
    SEVERAL_LINES = False
    """Whether the text may have line breaks."""

    def __init__(
        self,
        label: Message,
        host: Host,
        text: str = "",
        *,
        submitted: Callable[[str], object],
        dismissed: Callable[[], object],
        changed: Callable[[str], object] = lambda _: None,
        completions: Callable[[str], Sequence[str]] = lambda _: (),
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Make the line.

        The functions are called at once and not by a message, so that the next key acts on their result.

        Args:
            label: names the input.
            host: the application, which has the colours and the clipboard.
            text: the text at first.
            submitted: called with the text when Enter is pressed.
            dismissed: called when Escape is pressed.
            changed: called with the text after every change.
            completions: lists completions of the text; Tab accepts the one shown, Down shows the next.
            id: as of any widget.
        """
        super().__init__(id=id)
        self._submitted, self._dismissed, self._changed = submitted, dismissed, changed
        self._list_completions = completions
        # the text, its completions, and the number of the one that is shown
        self._completions: tuple[str, Sequence[str]] = "", ()
        self._number = 0
        self.label = label
        self.palette = host.palette
        self._host = host
        self.editor = LineEditor(text, max_length=LONGEST, several_lines=self.SEVERAL_LINES)
        self._scrolled = 0

    # --- drawing

    @property
    def completion(self) -> str:
        """The completion of the text that is shown behind a caret at its end; else an empty string."""
        text, editor = self.editor.text, self.editor
        if editor.selection is not None or editor.caret < len(text):
            return ""
        if self._completions[0] != text:
            self._completions, self._number = (text, self._list_completions(text)), 0
        listed = self._completions[1]
        return listed[self._number % len(listed)] if listed else ""

    @property
    def _shown(self) -> str:
        """The text, or its completion."""
        return self.completion or self.editor.text

    def _row(self) -> Row:
        return lay_out_line(self._shown, line_direction(self._shown))

    def _head(self) -> list[Part]:
        style = styles(self.palette).bar_accent
        return [(" ", style), (self.label, style), (mark(" ▸ "), style)]

    def _room(self) -> int:
        return max(1, self.size.width - width_of_parts(self._head()) - _EDGE)

    def _beside(self, head: Sequence[Part], text: Strip) -> Strip:
        """Put the label, or blanks in its columns, before a line of the text, and the edge behind."""
        look = styles(self.palette)
        label = line_strip(head, [], self.size.width - self._room() - _EDGE, look.bar)
        return Strip.join(mirrored([label, text, _blank(_EDGE, look.bar)]))

    def _column_of_text(self) -> int:
        """Return the column at which the room of the text begins."""
        return _EDGE if base_direction() == "rtl" else self.size.width - self._room() - _EDGE

    def _columns(self, row: Row) -> tuple[int, int]:
        """Count the columns of a row and its end, and those of the end that are left of the row."""
        return row.width + 1, 1 if row.base == "rtl" else 0

    def _left(self, row: Row, room: int) -> int:
        """Return the column of the room at which the row with its end begins, negative if it is scrolled."""
        unused = room - self._columns(row)[0]
        if unused < 0:
            return -self._scrolled if row.base == "ltr" else unused + self._scrolled
        return unused if row.base == "rtl" else 0

    def render_line(self, y: int) -> Strip:
        """Draw the label, then the text at the edge where it begins."""
        look = styles(self.palette)
        if y:
            return Strip.blank(self.size.width, look.bar)
        room = self._room()
        row = self._row()
        line = self._text_strip(row)
        columns, before = self._columns(row)
        if columns > room:
            caret = caret_column(row, self.editor.caret, len(self._shown)) + before
            low = max(0, min(max(-self._left(row, room), caret - room + 1), caret, columns - room))
            self._scrolled = low if row.base == "ltr" else columns - room - low
            line = self._with_ellipses(line.crop(low, low + room), low > 0, low + room < columns)
        else:
            self._scrolled = 0
            left = self._left(row, room)
            line = Strip.join([_blank(left, look.bar), line, _blank(room - columns - left, look.bar)])
        return self._beside(self._head(), line)

    def _with_ellipses(self, line: Strip, at_left: bool, at_right: bool) -> Strip:
        """Put an ellipsis at an edge beyond which there is more text, but never on the caret."""
        look = styles(self.palette)
        width = line.cell_length
        sign = Strip([Segment(ELLIPSIS, look.bar_faint)], 1)
        if at_left and look.caret not in [segment.style for segment in line.crop(0, 1)]:
            line = Strip.join([sign, line.crop(1, width)])
        if at_right and look.caret not in [segment.style for segment in line.crop(width - 1, width)]:
            line = Strip.join([line.crop(0, width - 1), sign])
        return line

    def _text_strip(self, row: Row) -> Strip:
        look = styles(self.palette)
        editor = self.editor
        cell_styles = [look.bar] * len(row.cells)
        for index in row.touched(len(editor.text), len(self._shown)):
            cell_styles[index] = look.bar_faint
        for index in row.touched(*editor.selection) if editor.selection is not None else ():
            cell_styles[index] = look.selection
        for index in row.touched(editor.caret, editor.caret + 1) if self.has_focus else ():
            cell_styles[index] = look.caret
        at_end = self.has_focus and editor.caret >= len(self._shown)
        end = Segment(" ", look.caret if at_end else look.bar)
        cells = segments(row.cells, cell_styles)
        return Strip([end, *cells] if row.base == "rtl" else [*cells, end], row.width + 1)

    # --- keys

    def take(self, event: events.Key) -> bool:
        """Edit the line by a key; whether the key was one of the line's."""
        name = names_of(event)[0]
        if name == "enter":
            self._submitted(self.editor.text)
        elif name == "escape":
            self._dismissed()
        elif name == "tab" and self.completion:
            self._edit(partial(self._replace, self.completion))
        elif name in _STEPS and self.completion:
            self._number += _STEPS[name]
            self.refresh()
        elif (action := self._actions().get(event.key)) is not None:
            self._edit(action)
        elif event.character is not None and event.is_printable:
            self._edit(partial(self.editor.insert, letters_of(event.character)))
        else:
            return False
        return True

    def _actions(self) -> dict[str, Callable[[], object]]:
        editor = self.editor
        base = self._row().base
        actions: dict[str, Callable[[], object]] = {
            "backspace": editor.delete_left,
            "delete": editor.delete_right,
            "ctrl+w": editor.delete_word_left,
            "ctrl+backspace": editor.delete_word_left,
            "ctrl+delete": editor.delete_word_right,
            "ctrl+a": editor.select_all,
            "ctrl+c": lambda: self._to_clipboard(editor.copy()),
            "ctrl+x": lambda: self._to_clipboard(editor.cut()),
            "ctrl+z": editor.undo,
            "ctrl+y": editor.redo,
        }
        forward, back = editor.move_word_next, editor.move_word_previous
        for shift, extend in (("", False), ("shift+", True)):
            actions |= {
                f"{shift}left": partial(editor.move_visual_left, base, extend=extend),
                f"{shift}right": partial(editor.move_visual_right, base, extend=extend),
                f"{shift}home": partial(editor.move_home, extend=extend),
                f"{shift}end": partial(editor.move_end, extend=extend),
                f"ctrl+{shift}left": partial(forward if base == "rtl" else back, extend=extend),
                f"ctrl+{shift}right": partial(back if base == "rtl" else forward, extend=extend),
            }
        return actions

    def _edit(self, action: Callable[[], object]) -> None:
        before = self.editor.text
        action()
        self.refresh()
        if self.editor.text != before:
            self._changed(self.editor.text)

    def _replace(self, text: str) -> None:
        self.editor.select_all()
        self.editor.insert(text)

    def _to_clipboard(self, text: str) -> None:
        if text:
            self._host.copy(text)

    def paste(self, text: str) -> None:
        """Insert a pasted text as one line."""
        self._edit(partial(self.editor.insert, text))

    def on_focus(self) -> None:
        """Show the caret."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the caret."""
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Place the caret."""
        self.focus()
        row, room = self._row(), self._room()
        column = event.x - self._column_of_text() - self._left(row, room) - self._columns(row)[1]
        self._edit(lambda: self.editor.move_to(offset_at_column(row, column, len(self.editor.text))))


def _blank(columns: int, style: Style) -> Strip:
    return Strip([Segment(" " * columns, style)] if columns > 0 else [], max(0, columns))
