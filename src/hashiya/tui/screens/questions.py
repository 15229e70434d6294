"""What only the analyst can decide: a list of questions, the versions of the one chosen, keys that answer."""

from __future__ import annotations

from functools import partial
from itertools import chain, combinations
from typing import TYPE_CHECKING

from textual.containers import Vertical

from hashiya.session.commands.deciding import AtQuestion
from hashiya.text.beginnings import common_length
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.screens.base import Dialog, RunsCommands
from hashiya.tui.strips import ELLIPSIS, line_strip, shortened, width_of
from hashiya.tui.widgets.bar import Bar
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
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.requests import ListStep
    from hashiya.session.questions import Question
    from hashiya.session.reader import Reader
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette

Parts = tuple[list[tuple[str, "Style"]], list[tuple[str, "Style"]]]

_WIDTH = 96
"""Columns of the dialog at most."""
_BEFORE_DETAILS = 11
"""Columns left free before the notes of the versions."""
_MOST_VERSIONS, _MOST_DETAILS, _MOST_QUESTIONS = 3, 4, 12
_SAME_BEFORE = 16
"""Letters shown before the place at which long notes differ."""


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
    def blank_style(self) -> Style:
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


class QuestionsScreen(Dialog, RunsCommands[AtQuestion]):
    """Asks until nothing is left to decide or the analyst goes on reading."""

    DEFAULT_CSS = """
    QuestionsScreen { align: center middle; }
    QuestionsScreen > Vertical { width: 96; max-width: 100%; height: auto; background: $panel; }
    """

    def __init__(self, reader: Reader, host: Host) -> None:
        super().__init__()
        self.host = host
        self._reader = reader
        self.palette = palette = host.palette
        self._problem = ""
        self._list = _QuestionList(reader, palette, lambda _: self.run_command(self.table["decide.look"]))
        self._title_line = _Line(palette, self._title)
        self._versions = [_Line(palette, partial(self._version, each)) for each in range(_MOST_VERSIONS)]
        self._details = [
            Sentences(palette, base=None, sides=(_BEFORE_DETAILS, 1)) for _ in range(_MOST_VERSIONS)
        ]
        self._said = Sentences(palette)
        self._keys = KeyLines(self.table.footer, palette, self.run_command)

    def compose(self) -> ComposeResult:
        """How many there are, the list, the versions, the keys."""
        versions = chain.from_iterable(zip(self._versions, self._details, strict=True))
        yield Vertical(self._title_line, self._list, *versions, self._said, self._keys, classes="box")

    def on_mount(self) -> None:
        """Show the first question."""
        self._repaint()

    def on_resize(self) -> None:
        """Make room for everything."""
        self._repaint()

    # --- commands

    @property
    def table(self) -> KeyTable[AtQuestion]:
        """The keys that answer."""
        return self.host.bindings.questions

    @property
    def context(self) -> AtQuestion:
        """The question that the bar is on."""
        return AtQuestion(self._reader, self._list.chosen)

    def take(self, event: events.Key) -> bool:
        """Run the command of a key; whether the key has a meaning here."""
        return self.run_key(event)

    def before_command(self) -> None:
        """Take away what was said about the answer before."""
        self._problem = ""

    def after_command(self, context: AtQuestion) -> None:
        """Show the questions that are left; close when there are none."""
        self._list.questions = self._reader.questions.all()
        if not self._list.questions:
            self.close()
        else:
            self._list.renew()
            self._repaint()

    def show_annotations(self) -> None:
        """Show the questions that are open now, unless the one that is looked at is no longer among them.

        An answer must be about the versions that its author saw.
        """
        chosen, questions = self._list.chosen, self._reader.questions.all()
        if chosen in questions:
            self._list.questions = questions
            self._list.go(questions.index(chosen))
            self._list.renew()
            self._repaint()

    def say(self, message: str, hint: str = "") -> None:
        """Say why an answer was refused, instead of what the question is about."""
        self._problem = message
        self.after_command(self.context)

    def step(self, step: ListStep) -> None:
        """Move the bar, and show the question that it is on."""
        self._list.key(step)
        self._repaint()

    def _repaint(self) -> None:
        """Show the question chosen; what does not fit the window is taken from the notes, then the list."""
        question = self._list.chosen
        if question is None:
            return
        self._keys.show_commands([each for each in self.table.footer if each.when(self.context)])
        self._said.show_text(self._problem or question.said)
        width, height = min(_WIDTH, self.app.size.width) - self.EDGES, self.app.size.height
        beside = 1 + _MOST_VERSIONS + len(self._keys.lines(width)) + len(self._said.rows(width))
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

    def _title(self, width: int) -> Parts:
        look = styles(self.palette)
        return [(" To decide", look.bar_accent), (f"  {self._list.count:,}", look.bar_faint)], []

    def _version(self, number: int, width: int) -> Parts:
        look = styles(self.palette)
        question = self._list.chosen
        if question is None or number >= len(question.versions):
            return [], []
        name, version = question.versions[number]
        left: list[tuple[str, Style]] = [(f" {name:<10}", look.bar_accent)]
        if version is None:
            return [*left, ("not known" if name == "before" else "removed", look.bar_faint)], []
        described, words = _described(self._reader, version, self.palette, look.bar, look.bar_faint)
        left += described
        room = width - 1 - sum(width_of(text) for text, _ in left)
        return left, [(shortened(words, max(room, width // 3)), look.bar), (" ", look.bar)]


def _details(question: Question, room: int) -> list[str]:
    """Note and attributes of each version; long ones from where they differ."""
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
) -> tuple[list[tuple[str, Style]], str]:
    """An annotation's letter and place, and its words."""
    label = label_named(reader.labels, annotation.label)
    left = [
        (label.letter, label_letter_style(label, palette)),
        (f" {annotation.label} ", style),
        (f"{annotation.start:,}–{annotation.end:,}  ", faint),
    ]
    return left, " ".join(annotation.text[:400].split())
