"""What only the analyst can decide: a list of questions, the versions of the one chosen, keys that answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.containers import Vertical

from hashiya.errors import HashiyaError
from hashiya.session.commands import DECIDING, keymap
from hashiya.store.other_reading import OtherReadingError
from hashiya.tui.key_names import name_of, shown
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.screens.base import Dialog
from hashiya.tui.strips import line_strip, shortened, width_of
from hashiya.tui.widgets.bar import Bar
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.questions import Question
    from hashiya.session.reader import Reader
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette

Parts = tuple[list[tuple[str, "Style"]], list[tuple[str, "Style"]]]

_MOST_VERSIONS = 3


class _QuestionList(RowList):
    """The questions, one a row: what happened, the annotation's label, its words."""

    def __init__(self, reader: Reader, palette: Palette, chosen: Callable[[int], object]) -> None:
        super().__init__(palette, chosen, id="question-list")
        self._reader = reader
        self.questions: Sequence[Question] = reader.questions.all()

    @property
    def count(self) -> int:
        return len(self.questions)

    @property
    def chosen(self) -> Question | None:
        """The question the cursor stands on."""
        return self.questions[self.cursor] if self.cursor < len(self.questions) else None

    @property
    def blank_style(self) -> object:
        return styles(self.palette).bar

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        question = self.questions[index]
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        left, right = _described(self._reader, question.annotation, self.palette, style, faint)
        left = [(f" {question.kind:<10}", look.row_selected if selected else look.bar_alarm), *left]
        room = width - 1 - sum(width_of(text) for text, _ in left)
        return line_strip(left, [(shortened(right, max(0, room)), style), (" ", style)], width, style)


class _Line(Bar):
    """A line that says something of the question chosen."""

    def __init__(self, palette: Palette, parts: Callable[[int], Parts]) -> None:
        super().__init__(palette)
        self._parts = parts

    def parts(self, width: int) -> Parts:
        return self._parts(width)


class QuestionsScreen(Dialog):
    """Asks until nothing is left to decide or the analyst goes on reading."""

    CSS = """
    QuestionsScreen { align: center middle; }
    QuestionsScreen > Vertical { width: 96; max-width: 100%; height: auto; background: $panel; }
    #question-list { max-height: 12; }
    """

    def __init__(self, reader: Reader, palette: Palette) -> None:
        super().__init__()
        self._reader = reader
        self._palette = palette
        self._keymap = keymap(DECIDING)
        self._problem = ""
        self._list = _QuestionList(reader, palette, self._look)
        self._lines = [
            _Line(palette, self._title),
            *(_Line(palette, partial(self._version, number)) for number in range(_MOST_VERSIONS)),
            _Line(palette, self._said),
            _Line(palette, self._keys),
        ]

    def compose(self) -> ComposeResult:
        """How many there are, the list, the versions, the keys."""
        title, *rest = self._lines
        yield Vertical(title, self._list, *rest)

    def on_mount(self) -> None:
        """Make room for the list."""
        self._list.styles.height = self._list.count

    def take(self, event: events.Key) -> bool:
        """Move in the list, answer, or close; whether the key has a meaning here."""
        command = self._keymap.get(name_of(event)) or self._keymap.get(event.key)
        if command is None:
            is_for_list = self._list.key(event.key)
            if is_for_list:
                self._repaint()
            return is_for_list
        name = command.id.partition(".")[2]
        if name == "later":
            self.close()
        elif name == "look":
            self._look(self._list.cursor)
        elif (question := self._list.chosen) is not None and name in question.answers:
            self._answer(question, name)
        return True

    def _look(self, index: int) -> None:
        """Closes and goes to the place."""
        question = self._list.questions[index] if index < self._list.count else None
        self.close()
        if question is not None:
            self._reader.look_at(question)

    def _answer(self, question: Question, name: str) -> None:
        try:
            self._problem = ""
            self._reader.decide(question, name)
        except OtherReadingError as error:
            cast("Host", self.app).ask_about_encoding(error, partial(self._answer, question, name))
            return
        except HashiyaError as error:
            self._problem = error.message
        self._list.questions = self._reader.questions.all()
        if not self._list.questions:
            self.close()
        else:
            self._list.styles.height = self._list.count
            self._list.renew()
            self._repaint()

    def _repaint(self) -> None:
        for line in self._lines:
            line.refresh()

    # --- the lines

    def _title(self, width: int) -> Parts:
        look = styles(self._palette)
        return [(" To decide", look.bar_accent), (f"  {self._list.count:,}", look.bar_faint)], []

    def _version(self, number: int, width: int) -> Parts:
        look = styles(self._palette)
        question = self._list.chosen
        if question is None or number >= len(question.versions):
            return [], []
        name, version = question.versions[number]
        left: list[tuple[str, Style]] = [(f" {name:<10}", look.bar_accent)]
        if version is None:
            return [*left, ("not known" if name == "before" else "removed", look.bar_faint)], []
        described, words = _described(self._reader, version, self._palette, look.bar, look.bar_faint)
        left += described
        if version.note:
            left.append((f"✎ {version.note}  ", look.bar))
        if version.attributes:
            left.append((" ".join(f"{key}={value}" for key, value in version.attributes.items()), look.bar))
        room = width - 1 - sum(width_of(text) for text, _ in left)
        return left, [(shortened(words, max(room, width // 3)), look.bar), (" ", look.bar)]

    def _said(self, width: int) -> Parts:
        look = styles(self._palette)
        question = self._list.chosen
        if self._problem:
            return [(f" {self._problem}", look.bar_alarm)], []
        return [(f" {question.said}" if question is not None else "", look.bar)], []

    def _keys(self, width: int) -> Parts:
        look = styles(self._palette)
        question = self._list.chosen
        parts: list[tuple[str, Style]] = [(" ", look.bar)]
        for command in DECIDING:
            name = command.id.partition(".")[2]
            if question is None or name in (*question.answers, "look", "later"):
                parts += [(shown(command.keys[0]), look.bar_accent), (f" {command.short}  ", look.bar_faint)]
        return parts, []


def _described(
    reader: Reader, annotation: Annotation, palette: Palette, style: Style, faint: Style
) -> tuple[list[tuple[str, Style]], str]:
    """An annotation's letter and place, and its words."""
    label = label_named(reader.labels, annotation.label)
    left = [
        (label.letter, label_letter_style(label, palette)),
        (f" {annotation.label} ", style),
        (f"{annotation.start:,}–{annotation.end:,}  ", faint),
    ]
    return left, " ".join(annotation.text[:400].split())
