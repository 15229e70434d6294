"""A line of input that shows right-to-left text joined and in order while it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hashiya.layout import lay_out_line
from hashiya.session.line_editor import LineEditor, caret_column, offset_at_column
from hashiya.tui.key_names import names_of
from hashiya.tui.palette import styles
from hashiya.tui.strips import ELLIPSIS, segments, text_segments, width_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from hashiya.layout import Row
    from hashiya.tui.host import Host

LONGEST = 2_000
"""Code points that a line of input holds at most."""


class LineInput(Widget, can_focus=True):
    """Shows a `LineEditor`: editing goes by the order of the text, the caret by what is seen.

    Attributes:
        label: what is asked for, at the left edge.
        editor: the text and the caret.
    """

    DEFAULT_CSS = "LineInput { height: 1; width: 1fr; }"

    def __init__(
        self,
        label: str,
        host: Host,
        text: str = "",
        *,
        submitted: Callable[[str], object],
        dismissed: Callable[[], object],
        changed: Callable[[str], object] = lambda _: None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Makes the line.

        All are called at once, by no message: a key typed right after Enter must find what Enter did.

        Args:
            label: what is asked for.
            host: the application, which has the colours and copies.
            text: what stands on the line at first.
            submitted: told the text when Enter is pressed.
            dismissed: told when Escape is pressed.
            changed: told the text after every change.
            id: as of any widget.
        """
        super().__init__(id=id)
        self._submitted, self._dismissed, self._changed = submitted, dismissed, changed
        self.label = label
        self.palette = host.palette
        self._host = host
        self.editor = LineEditor(text, max_length=LONGEST)
        self._scrolled = 0

    # --- drawing

    def _row(self) -> Row:
        return lay_out_line(self.editor.text)

    def _room(self) -> int:
        return max(1, self.size.width - width_of(f" {self.label} ▸ "))

    def _columns(self, row: Row) -> tuple[int, int]:
        """The columns of the row and the one past its end, and by how many the end stands before the row."""
        return row.width + 1, 1 if row.base == "rtl" else 0

    def render_line(self, y: int) -> Strip:
        """Label, then the text at the side where it begins."""
        look = styles(self.palette)
        width = self.size.width
        if y:
            return Strip.blank(width, look.bar)
        head, used = text_segments(f" {self.label} ▸ ", look.bar_accent, width)
        room = max(0, width - used)
        row = self._row()
        line = self._text_strip(row)
        columns, before = self._columns(row)
        if columns > room:
            caret = caret_column(row, self.editor.caret, len(self.editor.text)) + before
            low = self._scrolled if row.base == "ltr" else columns - room - self._scrolled
            low = max(0, min(max(low, caret - room + 1), caret, columns - room))
            self._scrolled = low if row.base == "ltr" else columns - room - low
            line = self._with_ellipses(line.crop(low, low + room), low > 0, low + room < columns)
        else:
            self._scrolled = 0
            blank = Segment(" " * (room - columns), look.bar)
            line = Strip([blank, *line] if row.base == "rtl" and self.editor.text else [*line, blank], room)
        return Strip([*head, *line], width)

    def _with_ellipses(self, line: Strip, at_left: bool, at_right: bool) -> Strip:
        """Show by an ellipsis at which edges more of the text is out of sight, but never on the caret."""
        look = styles(self.palette)
        width = line.cell_length
        mark = Strip([Segment(ELLIPSIS, look.bar_faint)], 1)
        if at_left and look.caret not in [segment.style for segment in line.crop(0, 1)]:
            line = Strip.join([mark, line.crop(1, width)])
        if at_right and look.caret not in [segment.style for segment in line.crop(width - 1, width)]:
            line = Strip.join([line.crop(0, width - 1), mark])
        return line

    def _text_strip(self, row: Row) -> Strip:
        look = styles(self.palette)
        editor = self.editor
        cell_styles = [look.bar] * len(row.cells)
        for index in row.touched(*editor.selection) if editor.selection is not None else ():
            cell_styles[index] = look.selection
        for index in row.touched(editor.caret, editor.caret + 1) if self.has_focus else ():
            cell_styles[index] = look.caret
        at_end = self.has_focus and editor.caret >= len(editor.text)
        end = Segment(" ", look.caret if at_end else look.bar)
        cells = segments(row.cells, cell_styles)
        return Strip([end, *cells] if row.base == "rtl" else [*cells, end], row.width + 1)

    # --- keys

    def take(self, event: events.Key) -> bool:
        """Do what a key says; whether the key was one of the line's."""
        name = names_of(event)[0]
        if name == "enter":
            self._submitted(self.editor.text)
        elif name == "escape":
            self._dismissed()
        elif (action := self._actions().get(event.key)) is not None:
            self._edit(action)
        elif event.character is not None and event.is_printable:
            self._edit(partial(self.editor.insert, event.character))
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

    def _to_clipboard(self, text: str) -> None:
        if text:
            self._host.copy(text)

    def paste(self, text: str) -> None:
        """Insert a pasted text as one line."""
        self._edit(partial(self.editor.insert, text))

    def on_focus(self) -> None:
        """Shows the caret."""
        self.refresh()

    def on_blur(self) -> None:
        """Hides the caret."""
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Places the caret."""
        self.focus()
        row = self._row()
        columns, before = self._columns(row)
        room = self._room()
        if columns > room:
            low = self._scrolled if row.base == "ltr" else columns - room - self._scrolled
            shift = -low
        else:
            shift = room - columns if row.base == "rtl" and self.editor.text else 0
        column = event.x - (self.size.width - room) - shift - before
        self._edit(lambda: self.editor.move_to(offset_at_column(row, column, len(self.editor.text))))
