"""A question answered by a key, before a change that one could regret."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Vertical

from hashiya.session.commands.asking import Consent
from hashiya.tui.screens.base import Dialog, RunsCommands
from hashiya.tui.strips import said
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.key_lines import KeyLines
from hashiya.tui.widgets.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hashiya.messages import Message
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.tui.host import Host

_WIDTH = 76
"""Columns of the dialog at most."""


class Question(NamedTuple):
    """A question, and the words of its answers.

    Attributes:
        title: the subject, in a few words.
        text: what would happen, in sentences.
        yes: the change, in a few words, beside the key that makes it.
        no: the state without the change, beside the key that keeps it.
    """

    title: Message
    text: Message
    yes: Message
    no: Message


class AskingScreen(Dialog, RunsCommands[Consent]):
    """Asks whether to go on; every answer but yes means no."""

    def __init__(self, question: Question, host: Host, answered: Callable[[bool], object]) -> None:
        """Make the dialog.

        Args:
            question: the question.
            host: the application.
            answered: called with the answer once the dialog is closed.
        """
        super().__init__()
        self.host = host
        palette = host.palette
        self._consent = Consent()
        self._answered = answered
        self._title = DialogTitle(palette, lambda: (question.title, ""))
        self._text = Sentences(palette, said(question.text))
        words = {"ask.yes": question.yes, "ask.no": question.no}
        answers = [each._replace(short=words.get(each.id, each.short)) for each in self.table.footer]
        self._keys = KeyLines(answers, palette, self.run_command)

    def compose(self) -> ComposeResult:
        """Yield title, text and keys."""
        yield Vertical(self._title, self._text, self._keys, classes="box")

    def on_mount(self) -> None:
        """Fit the text to the window."""
        self._fit()

    def on_resize(self) -> None:
        """Fit the text to the new window."""
        self._fit()

    def _fit(self) -> None:
        """Leave room for the keys: a low window drops the empty lines, then the end of the text."""
        width, height = min(_WIDTH, self.app.size.width) - self.EDGES, self.app.size.height
        room = height - 1 - self.foot - len(self._keys.lines(width))
        self._text.most = 1_000
        gap = int(len(self._text.rows(width)) + 2 <= room)
        self._text.most = max(1, room - 2 * gap)
        self._text.styles.margin = (gap, 0)
        self._text.refresh(layout=True)

    @property
    def table(self) -> KeyTable[Consent]:
        """The keys that answer."""
        return self.host.bindings.asking

    @property
    def context(self) -> Consent:
        """The answer."""
        return self._consent

    def take(self, event: events.Key) -> bool:
        """Answer by a key; whether it was one that answers."""
        return self.run_key(event)

    def close(self) -> None:
        """Close, and tell the answer."""
        super().close()
        self._answered(self._consent.is_given)
