"""The questions that only the analyst can decide: a list, the versions of one, keys that answer."""

from __future__ import annotations

from functools import partial
from itertools import chain, combinations
from typing import TYPE_CHECKING

from textual.containers import Vertical

from hashiya.messages import Message
from hashiya.session.commands.deciding import AtQuestion
from hashiya.session.questions import KIND_NAMES, VERSION_NAMES
from hashiya.text.beginnings import common_length
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.screens.base import Dialog, RunsCommands
from hashiya.tui.strips import ELLIPSIS, beginning, line_strip, padded, said, shortened, width_of_parts
from hashiya.tui.widgets.bar import Bar
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.key_lines import KeyLines
from hashiya.tui.widgets.row_list import RowList
from hashiya.tui.widgets.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.questions import Question
    from hashiya.session.reader import Reader
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.widgets.bar import Parts

_WIDTH = 96
"""Columns of the dialog at most."""
_BEFORE_DETAILS = 11
"""Columns for the kind of a question and the name of a version, and before the notes of the versions."""
_MOST_VERSIONS, _MOST_DETAILS, _MOST_QUESTIONS = 3, 4, 12
_SAME_BEFORE = 16
"""Code points shown before the first difference between long notes."""


class _QuestionList(RowList):
    """The questions, one a row: kind, label and offsets of the annotation, its words."""

    def __init__(self, reader: Reader, palette: Palette, chosen: Callable[[int], object]) -> None:
        super().__init__(palette, chosen, id="question-list")
        self._reader = reader
        self.questions: Sequence[Question] = reader.questions.all()

    @property
    def count(self) -> int:
        return len(self.questions)

    @property
    def chosen(self) -> Question | None:
        """The question of the cursor; None in an empty list."""
        return self.questions[self.cursor] if self.cursor < len(self.questions) else None

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        question = self.questions[index]
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        kind = padded(KIND_NAMES[question.kind], _BEFORE_DETAILS - 1)
        leading: list[Part] = [
            (" ", style),
            (kind, style if selected else look.bar_alarm),
            *_described(self._reader, question.annotation, self.palette, style, faint),
        ]
        words = shortened(_words(question.annotation), max(0, width - 1 - width_of_parts(leading)))
        begun, ended = beginning(words, style, style)
        return line_strip([*leading, *begun], ended, width, style)


class _Line(Bar):
    """A line about the chosen question."""

    def __init__(self, palette: Palette, parts: Callable[[int], Parts]) -> None:
        super().__init__(palette)
        self._parts = parts

    def parts(self, width: int) -> Parts:
        return self._parts(width)


class QuestionsScreen(Dialog, RunsCommands[AtQuestion]):
    """Asks until no question is left or the analyst continues reading."""

    DEFAULT_CSS = "QuestionsScreen Vertical { width: 96; }"

    def __init__(self, reader: Reader, host: Host) -> None:
        super().__init__()
        self.host = host
        self._reader = reader
        self.palette = palette = host.palette
        self._problem: Message | str = ""
        self._list = _QuestionList(reader, palette, lambda _: self.run_command(self.table["decide.look"]))
        self._title_line = DialogTitle(palette, self._title)
        self._versions = [_Line(palette, partial(self._version, each)) for each in range(_MOST_VERSIONS)]
        self._details = [Sentences(palette, sides=(_BEFORE_DETAILS, 1)) for _ in range(_MOST_VERSIONS)]
        self._said = Sentences(palette)
        self._keys = KeyLines(self.table.footer, palette, self.run_command)

    def compose(self) -> ComposeResult:
        """Yield the number of questions, the list, the versions and the keys."""
        versions = chain.from_iterable(zip(self._versions, self._details, strict=True))
        yield Vertical(self._title_line, self._list, *versions, self._said, self._keys, classes="box")

    def on_mount(self) -> None:
        """Show the first question."""
        self._repaint()

    def on_resize(self) -> None:
        """Fit all widgets to the new window."""
        self._repaint()

    # --- commands

    @property
    def table(self) -> KeyTable[AtQuestion]:
        """The keys that answer."""
        return self.host.bindings.questions

    @property
    def context(self) -> AtQuestion:
        """The question of the cursor."""
        return AtQuestion(self._reader, self._list.chosen)

    def take(self, event: events.Key) -> bool:
        """Run the command of a key; whether the key has one that can run now."""
        return self.run_key(event)

    def before_command(self) -> None:
        """Take the message about the last answer away."""
        self._problem = ""

    def after_command(self, context: AtQuestion) -> None:
        """Show the remaining questions, or close."""
        self._list.questions = self._reader.questions.all()
        if not self._list.questions:
            self.close()
        else:
            self._list.renew()
            self._repaint()

    def show_annotations(self) -> None:
        """Show the open questions, unless the chosen one is no longer among them.

        An answer must be about the versions that its author saw.
        """
        chosen, questions = self._list.chosen, self._reader.questions.all()
        if chosen in questions:
            self._list.questions = questions
            self._list.go(questions.index(chosen))
            self._list.renew()
            self._repaint()

    def say(self, message: Message, hint: Message | None = None) -> None:
        """Say why an answer was refused, in place of the question."""
        self._problem = message
        self.after_command(self.context)

    def step(self, step: ListStep) -> None:
        """Move the cursor, and show its question."""
        self._list.key(step)
        self._repaint()

    def _repaint(self) -> None:
        """Show the chosen question; in a low window the notes give way first, then the list."""
        question = self._list.chosen
        if question is None:
            return
        self._keys.show_commands([each for each in self.table.footer if each.when(self.context)])
        self._said.show_text(said(self._problem or question.said))
        width, height = min(_WIDTH, self.app.size.width) - self.EDGES, self.app.size.height
        beside = 1 + self.foot + _MOST_VERSIONS + len(self._keys.lines(width)) + len(self._said.rows(width))
        rows = max(0, min(_MOST_DETAILS, (height - beside - 1) // _MOST_VERSIONS))
        for detail, text in zip(
            self._details, _details(question, rows * (width - _BEFORE_DETAILS - 1)), strict=False
        ):
            detail.most = rows
            detail.show_text(text if rows else "")
            beside += min(rows, len(detail.rows(width))) if text else 0
        self._list.styles.height = max(1, min(self._list.count, _MOST_QUESTIONS, height - beside))
        for line in (self._title_line, *self._versions):
            line.refresh()

    # --- the lines

    def _title(self) -> tuple[Message, str]:
        return Message("tui.questions"), f"{self._list.count:,}"

    def _version(self, number: int, width: int) -> Parts:
        look = styles(self.palette)
        question = self._list.chosen
        if question is None or number >= len(question.versions):
            return [], []
        name, version = question.versions[number]
        leading: list[Part] = [
            (" ", look.bar),
            (padded(VERSION_NAMES[name], _BEFORE_DETAILS - 1), look.bar_accent),
        ]
        if version is None:
            missing = Message("tui.not_known") if name == "before" else Message("tui.removed")
            return [*leading, (missing, look.bar_faint)], []
        leading += _described(self._reader, version, self.palette, look.bar, look.bar_faint)
        words = shortened(_words(version), max(width - 1 - width_of_parts(leading), width // 3))
        begun, ended = beginning(words, look.bar, look.bar)
        return [*leading, *begun], ended


def _details(question: Question, room: int) -> list[str]:
    """Return note and attributes of each version; long ones begin where they differ."""
    texts = []
    for _, version in question.versions:
        note = [f"✎ {' '.join(version.note.split())}"] if version is not None and version.note else []
        attributes = version.attributes.items() if version is not None else ()
        texts.append("\n".join((*note, *(f"{key}={value}" for key, value in attributes))))
    texts += [""] * (_MOST_VERSIONS - len(texts))
    alike = [common_length(*pair) for pair in combinations(filter(None, texts), 2)]
    same = min(alike, default=0) - _SAME_BEFORE
    return [f"{ELLIPSIS}{text[same:]}" if len(text) > room and same > 0 else text for text in texts]


def _described(
    reader: Reader, annotation: Annotation, palette: Palette, style: Style, faint: Style
) -> list[Part]:
    """Make the parts of a line that name an annotation: its letter, label and offsets."""
    label = label_named(reader.labels, annotation.label)
    return [
        (label.letter, label_letter_style(label, palette)),
        (" ", style),
        (annotation.label, style),
        (" ", style),
        (Message("tui.span", start=annotation.start, end=annotation.end), faint),
        ("  ", faint),
    ]


def _words(annotation: Annotation) -> str:
    """Return the annotation's words on one line."""
    return " ".join(annotation.text[:400].split())
