"""The parts that screens share: keys that run commands, a notice, a line of input, dialogs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.screen import ModalScreen, Screen

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.tui.key_names import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.widget import Widget

    from hashiya.session.commands.asks import ListStep
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.command import Command
    from hashiya.tui.host import Host
    from hashiya.tui.widgets.line_input import LineInput
    from hashiya.tui.widgets.notice import Notice
    from hashiya.tui.widgets.prompt import Prompt

_LOW = 14
"""Lines of the lowest window in which dialogs have a lower edge."""
C = TypeVar("C")
R = TypeVar("R")


class RunsCommands(Generic[C]):
    """The part of a screen whose keys run commands of the registry.

    Attributes:
        host: the application.
    """

    host: Host

    @property
    def table(self) -> KeyTable[C]:
        """The commands and keys of the place that has the keys."""
        raise NotImplementedError

    @property
    def context(self) -> C:
        """The part of the session that the commands act on."""
        raise NotImplementedError

    @property
    def commands(self) -> Sequence[Command[C]]:
        """The commands that can run now."""
        return self.table.now(self.context)

    def run_command(self, command: Command[C]) -> None:
        """Run a command, and say its errors; a change that needs consent is asked about first."""
        self.before_command()
        self.attempt(partial(self._run_agreed, command))

    def _run_agreed(self, command: Command[C]) -> None:
        context = self.context
        try:
            request = command.run(context)
            if request is not None:
                from hashiya.tui.requests import fulfil  # the first frame does without

                fulfil(request, self.host, self)
            else:
                self.after_command(context)
        except HashiyaError as error:
            from hashiya.services.other_reading import OtherReadingError  # the first frame does without

            if not isinstance(error, OtherReadingError):
                raise
            self.host.articles.rereading.ask_about_encoding(error, partial(self.run_command, command))

    def attempt(self, work: Callable[[], R]) -> R | None:
        """Do some work; if it fails, say why and return None."""
        try:
            return work()
        except HashiyaError as error:
            self.say(error.told, error.advice)
        except OSError as error:  # such as no file left to open
            self.say(Message("tui.not_now", cause=error.strerror or str(error)))
        return None

    def run_key(self, event: events.Key) -> bool:
        """Run the command of a key; whether the key has one that can run now."""
        context = self.context
        for name in names_of(event):
            command = self.table.at(name)
            if command is not None and command.when(context):
                self.run_command(command)
                return True
        return False

    def before_command(self) -> None:
        """Take the message of the last command away."""

    def after_command(self, context: C) -> None:
        """Show the result of a command that needed no screen.

        Args:
            context: the part of the session that it acted on.
        """

    def say(self, message: Message, hint: Message | None = None) -> None:
        """Say an error and advice: on the full screen, unless this screen has a place for it."""
        self.host.complain(HashiyaError(message, hint))

    # --- requests that only some screens can carry out

    def step(self, step: ListStep) -> None:
        """Move the cursor of the list that has the keys."""
        raise NotImplementedError

    def open_search(self) -> None:
        """Open the line of input."""
        raise NotImplementedError

    def ask_name(self, name: str) -> None:
        """Ask for a canonical name."""
        raise NotImplementedError

    def ask_attributes(self, label: str) -> None:
        """Ask for the attributes that the chosen hits get with a label."""
        raise NotImplementedError

    def close(self) -> None:
        """Close, if this is a dialog."""
        raise NotImplementedError


class Dialog(ModalScreen[None]):
    """A screen over another that has the keys until it is closed.

    The box of its widgets has the class ``box``: its edges, and a `DialogTitle` at the top, frame it.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog Vertical { width: 76; max-width: 100%; height: auto; background: $panel; }
    Dialog .box { border-left: outer $primary; border-right: outer $primary; border-bottom: outer $primary; }
    Dialog.low .box { border-bottom: none; }
    """
    EDGES = 2
    """Columns of the edges of the box."""

    @property
    def foot(self) -> int:
        """The lines of the box's lower edge, which a low window does without."""
        return int(self.app.size.height >= _LOW)

    def on_mount(self) -> None:
        """Fit the edges to the window."""
        self.set_class(not self.foot, "low")

    def on_resize(self) -> None:
        """Fit the edges to the new window."""
        self.set_class(not self.foot, "low")

    def take(self, event: events.Key) -> bool:
        """Act on a key; whether the dialog knows the key."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Take pasted text; a dialog without a line of input drops it."""

    def show_annotations(self) -> None:
        """Show changed annotations; most dialogs show none."""

    def close(self) -> None:
        """Close, unless this dialog is closed already or covered by another."""
        if self.app.screen_stack[-1:] == [self]:
            self.app.pop_screen()


class CommandScreen(Screen[None], RunsCommands[C]):
    """A full screen whose keys run commands.

    The line of input and the notice are made when they are first needed, after the first frame.

    Attributes:
        foot: the widget above which the line of input opens.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "CommandScreen { layers: base notice; }"

    foot: Widget

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._prompt: Prompt | None = None
        self._notice: Notice | None = None

    def make_prompt(self) -> Prompt:
        """Make the line of input at the foot of the screen."""
        raise NotImplementedError

    @property
    def prompt(self) -> Prompt:
        """The line of input at the foot of the screen, open or not."""
        if self._prompt is None:
            self._prompt = self.make_prompt()
            self.mount(self._prompt, before=self.foot)
        return self._prompt

    @property
    def open_prompt(self) -> LineInput | None:
        """The line of input if it is open and has the keys; else None."""
        return self._prompt if self._prompt is not None and self._prompt.display else None

    @property
    def notice(self) -> Notice:
        """The notice, shown or not."""
        if self._notice is None:
            from hashiya.tui.widgets.notice import Notice

            self._notice = Notice(self.host.palette)
            if self.is_attached:  # an application that ends takes no more widgets
                self.mount(self._notice)
        return self._notice

    def before_command(self) -> None:
        """Take the notice away."""
        if self._notice is not None:
            self._notice.hide()

    def remark(self, message: Message | str) -> None:
        """Show a sentence as a notice in place of the last remark; an empty one only hides that."""
        if message or self._notice is not None:
            self.notice.remark(message)

    def say(self, message: Message, hint: Message | None = None) -> None:
        """Show a notice."""
        self.notice.say(message, hint)

    def take(self, event: events.Key) -> bool:
        """Give a key to the open line of input, or run its command; whether either knows the key."""
        prompt = self.open_prompt
        return (prompt is not None and prompt.take(event)) or self.run_key(event)

    def paste(self, text: str) -> None:
        """Paste into the open line of input, if any."""
        if (prompt := self.open_prompt) is not None:
            prompt.paste(text)


AnyCommandScreen = CommandScreen[Any]
