"""A command: its handler, its keys, its place, its condition, and its words for people.

A command is declared once, by the decorator of a `Group` on its handler. Keys, footer, key screen, palette
and the tables of the README are made of these declarations.

A key is named by the character it types, or by its name (``left``, ``shift+left``, ``ctrl+r``, ``f3``). Each
single character also works as the letter that the same physical key types on the Arabic layout.
"""

from __future__ import annotations

from enum import Flag, auto
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from hashiya.messages import Message
from hashiya.text.arabic_keyboard import keys_on_both_layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.session.commands.requests import Request

C_contra = TypeVar("C_contra", contravariant=True)
"""The context that a handler acts on, such as an open article."""


class Place(Flag):
    """A place that receives keys; in one place a key runs one command at most."""

    PAGE = auto()
    MARGIN = auto()
    HINTS = auto()
    """The page while hints are shown on its words."""
    PROPOSAL = auto()
    """The page while a proposal is meant; keys without a command here work as on the page."""
    SETTLING = auto()
    """The page while a difference between annotators is decided; other keys work as on the page."""
    CORRECTING = auto()
    """The page while the annotations of a difference are edited; other keys work as on the page."""
    LIBRARY = auto()
    QUESTIONS = auto()
    OCCURRENCES = auto()
    REGISTRY = auto()
    PROGRESS = auto()
    HITS = auto()
    """The screen of a search over the folder."""
    REPORT = auto()
    ASKING = auto()
    OTHER_DIALOG = auto()
    """A dialog that takes its keys itself, and leaves the rest: a note, the palette, all keys."""


ARTICLE = Place.PAGE | Place.MARGIN
MARKING = ARTICLE | Place.HINTS
SCREENS = ARTICLE | Place.LIBRARY | Place.HITS
LABELS = Message("commands.group_labels")
"""The heading of the commands that give a label; the last part of their id is its name."""
_NOWHERE = Place(0)
_LISTS = Place.QUESTIONS | Place.OCCURRENCES | Place.REGISTRY | Place.REPORT | Place.PROGRESS
EVERYWHERE = SCREENS | Place.HINTS | _LISTS | Place.ASKING | Place.OTHER_DIALOG


def always(_: object) -> bool:
    """Hold in any state: the condition of most commands."""
    return True


class Command(NamedTuple, Generic[C_contra]):
    """An action that a key runs.

    Attributes:
        id: dotted name of the command, as in settings.
        keys: the keys that run it, the one to show first.
        title: its effect, in a few words.
        group: heading under which the key screen lists it.
        where: the places where its keys run it.
        run: its handler, which acts on the session and returns a request if it needs a screen.
        help: its effect, in a sentence for the manual; neighbours that share it share a row there.
        short: word for the footer; the title if no footer shows the command.
        footer: the places whose footer shows it.
        when: whether it has a meaning in the present state of its place.
        is_essential: whether it must keep a key, whatever the settings say.
        changes: whether it serves to change annotations; no footer shows it where they cannot be saved.
    """

    id: str
    keys: tuple[str, ...]
    title: Message
    group: Message
    where: Place
    run: Callable[[C_contra], Request | None]
    help: Message
    short: Message
    footer: Place
    when: Callable[[C_contra], bool] = always
    is_essential: bool = False
    changes: bool = False

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys on both keyboard layouts."""
        return keys_on_both_layouts(self.keys)


class Group(Generic[C_contra]):
    """The commands under one heading, in the order of declaration."""

    def __init__(
        self, heading: Message, where: Place, before: Callable[[C_contra], object] | None = None
    ) -> None:
        """Begin without commands.

        Args:
            heading: for the key screen.
            where: the places of its commands, unless one names its own.
            before: called with the session before each handler.
        """
        self._heading = heading
        self._where = where
        self._before = before
        self._commands: list[Command[C_contra]] = []

    def __iter__(self) -> Iterator[Command[C_contra]]:
        return iter(self._commands)

    def command(
        self,
        id: str,  # noqa: A002 - the word for it
        *keys: str,
        title: Message,
        where: Place | None = None,
        when: Callable[[C_contra], bool] = always,
        short: Message | None = None,
        footer: Place = EVERYWHERE,
        help: Message | None = None,  # noqa: A002
        is_essential: bool = False,
        changes: bool = False,
    ) -> Callable[[Callable[[C_contra], Request | None]], Callable[[C_contra], Request | None]]:
        """Declare the function below as the handler of a command; the arguments are those of `Command`."""

        def declare(handler: Callable[[C_contra], Request | None]) -> Callable[[C_contra], Request | None]:
            self._commands.append(
                Command(
                    id,
                    keys,
                    title,
                    self._heading,
                    where or self._where,
                    handler if self._before is None else _one_after_the_other(self._before, handler),
                    help or title,
                    short or title,
                    footer if short is not None else _NOWHERE,
                    when,
                    is_essential,
                    changes,
                )
            )
            return handler

        return declare


def _one_after_the_other(
    before: Callable[[C_contra], object], handler: Callable[[C_contra], Request | None]
) -> Callable[[C_contra], Request | None]:
    def run(context: C_contra) -> Request | None:
        before(context)
        return handler(context)

    return run
