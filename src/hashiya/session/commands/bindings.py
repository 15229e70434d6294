"""The command of each key, in each place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from hashiya.messages import Message
from hashiya.session.commands.command import Command, Place
from hashiya.session.commands.key_names import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.session.commands.asking import Consent
    from hashiya.session.commands.deciding import AtQuestion
    from hashiya.session.commands.everywhere import AtOccurrence
    from hashiya.session.commands.hits import AtHit
    from hashiya.session.commands.library import AtRow
    from hashiya.session.commands.progress import AtTally
    from hashiya.session.commands.registry import AtEntry
    from hashiya.session.commands.report import AtReport
    from hashiya.session.reader import Reader

C = TypeVar("C")


class KeyTable(Generic[C]):
    """The commands of one place, found by key or by id.

    Attributes:
        place: the place.
        commands: the commands, in the order of their groups.
        footer: those that the footer names.
        otherwise: the table in which a key is looked up that has no command here, unless it types a character
            of a hint.
    """

    def __init__(self, place: Place, commands: Iterable[Command[C]]) -> None:
        """Take those of the commands that are for the place."""
        self.place = place
        self.otherwise: KeyTable[C] | None = None
        self.commands: Sequence[Command[C]] = [each for each in commands if place in each.where]
        self._by_key = {key: command for command in self.commands for key in command.all_keys}
        self._by_id = {command.id: command for command in self.commands}
        self.footer = [each for each in self.commands if each.keys and place in each.footer]

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._by_id

    def __getitem__(self, identifier: str) -> Command[C]:
        """Return the command of that id.

        Raises:
            KeyError: it is not for this place.
        """
        return self._by_id[identifier]

    def at(self, key: str) -> Command[C] | None:
        """Return the command that a key runs, or None."""
        if key not in self._by_key and self.otherwise is not None and not self._may_be_hint(key):
            return self.otherwise.at(key)
        return self._by_key.get(key)

    def reaches(self, command: Command[C]) -> bool:
        """Tell whether a key runs a command here, or the command has no key in any place."""
        return not command.keys or any(self.at(key) is command for key in command.all_keys)

    def now(self, context: C) -> list[Command[C]]:
        """Return the commands that have a meaning in the present state."""
        own = [command for command in self.commands if command.when(context)]
        if self.otherwise is None or self.place is Place.HINTS:
            return own
        return own + [command for command in self.otherwise.now(context) if command.id not in self]

    def _may_be_hint(self, key: str) -> bool:
        return self.place is Place.HINTS and len(key) == 1


class Bindings:
    """The keys of every place; a table is made when its place is first come to."""

    def __init__(self, labels: LabelSet, keys: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Bind the keys that the commands declare.

        Args:
            labels: the labels in force, each with a key.
            keys: id of a command → the keys that it has instead.
        """
        self._labels = labels
        self._keys = keys or {}

    @property
    def tables(self) -> Iterator[KeyTable[Any]]:
        """The tables of all places, each made when it is needed."""
        yield self.page
        yield self.margin
        yield self.hints
        yield self.proposal
        yield self.settling
        yield self.correcting
        yield self.library
        yield self.questions
        yield self.occurrences
        yield self.registry
        yield self.progress
        yield self.hits
        yield self.report
        yield self.asking
        yield self.other_dialog

    def key(self, identifier: str) -> Key | Message:
        """Return the key of a command as the parameter of a message; its title if it has no key.

        Raises:
            StopIteration: there is no such command.
        """
        command = next(table[identifier] for table in self.tables if identifier in table)
        return Key(command.keys[0]) if command.keys else Message("commands.by_name", title=command.title)

    def _table(self, place: Place, commands: Iterable[Command[C]]) -> KeyTable[C]:
        if self._keys:
            commands = [each._replace(keys=self._keys.get(each.id, each.keys)) for each in commands]
        return KeyTable(place, commands)

    @cached_property
    def page(self) -> KeyTable[Reader]:
        """The keys of an article."""
        from hashiya.session.commands.margin import margin
        from hashiya.session.commands.view import view

        return self._table(Place.PAGE, (*self._for_words, *margin, *view, *self._for_all))

    @cached_property
    def margin(self) -> KeyTable[Reader]:
        """The keys of the list of annotations in the margin."""
        from hashiya.session.commands.margin import margin
        from hashiya.session.commands.view import view

        return self._table(Place.MARGIN, (*margin, *self._for_words, *view, *self._for_all))

    @cached_property
    def hints(self) -> KeyTable[Reader]:
        """The keys of an article while hints are shown; keys that type no character work as on the page."""
        table = self._table(Place.HINTS, (*self._for_words, *self._for_all))
        table.otherwise = self.page
        return table

    @cached_property
    def proposal(self) -> KeyTable[Reader]:
        """The keys of an article while a proposal is meant."""
        from hashiya.session.commands.proposing import proposing

        table = self._table(Place.PROPOSAL, proposing)
        table.otherwise = self.page
        return table

    @cached_property
    def settling(self) -> KeyTable[Reader]:
        """The keys of an article while a difference between annotators is decided."""
        return self._over_page(Place.SETTLING)

    @cached_property
    def correcting(self) -> KeyTable[Reader]:
        """The keys of an article while the annotations of a difference are edited."""
        return self._over_page(Place.CORRECTING)

    def _over_page(self, place: Place) -> KeyTable[Reader]:
        from hashiya.session.commands.settling import settling

        table = self._table(place, settling)
        table.otherwise = self.page
        return table

    @cached_property
    def library(self) -> KeyTable[AtRow]:
        """The keys of the library."""
        from hashiya.session.commands.library import library

        return self._table(Place.LIBRARY, (*library, *self._for_all))

    @cached_property
    def questions(self) -> KeyTable[AtQuestion]:
        """The keys of the dialog with the questions that only the analyst can decide."""
        from hashiya.session.commands.deciding import deciding

        return self._table(Place.QUESTIONS, (*deciding, *self._for_all))

    @cached_property
    def occurrences(self) -> KeyTable[AtOccurrence]:
        """The keys of the list of the other occurrences of an annotation."""
        from hashiya.session.commands.everywhere import everywhere

        return self._table(Place.OCCURRENCES, (*everywhere, *self._for_all))

    @cached_property
    def registry(self) -> KeyTable[AtEntry]:
        """The keys of the list of the actors and events of the folder."""
        from hashiya.session.commands.registry import registry

        return self._table(Place.REGISTRY, (*registry, *self._for_all))

    @cached_property
    def progress(self) -> KeyTable[AtTally]:
        """The keys of the list of counts and progress."""
        from hashiya.session.commands.progress import progress

        return self._table(Place.PROGRESS, (*progress, *self._for_all))

    @cached_property
    def hits(self) -> KeyTable[AtHit]:
        """The keys of the screen of a search over the folder."""
        from hashiya.session.commands.hits import hits, label_hits_commands

        return self._table(Place.HITS, (*label_hits_commands(self._labels), *hits, *self._for_all))

    @cached_property
    def report(self) -> KeyTable[AtReport]:
        """The keys of the report on the screen."""
        from hashiya.session.commands.report import report

        return self._table(Place.REPORT, (*report, *self._for_all))

    @cached_property
    def asking(self) -> KeyTable[Consent]:
        """The keys of the dialog that asks before something is done."""
        from hashiya.session.commands.asking import asking

        return self._table(Place.ASKING, (*asking, *self._for_all))

    @cached_property
    def other_dialog(self) -> KeyTable[object]:
        """The keys that a dialog leaves to the program."""
        return self._table(Place.OTHER_DIALOG, self._for_all)

    @cached_property
    def _for_words(self) -> Sequence[Command[Reader]]:
        """The commands that move in the text, select, label and search."""
        from hashiya.session.commands.annotating import annotating, label_commands
        from hashiya.session.commands.coding import coding
        from hashiya.session.commands.hinting import hinting
        from hashiya.session.commands.moving import extending, moving
        from hashiya.session.commands.others import others
        from hashiya.session.commands.proposing import proposing
        from hashiya.session.commands.reshaping import reshaping
        from hashiya.session.commands.searching import searching
        from hashiya.session.commands.selecting import adjusting, selecting

        labels = label_commands(self._labels)
        return (
            *labels,
            *hinting,
            *proposing,
            *moving,
            *extending,
            *selecting,
            *adjusting,
            *annotating,
            *reshaping,
            *coding,
            *others,
            *searching,
        )

    @cached_property
    def _for_all(self) -> Sequence[Command[object]]:
        from hashiya.session.commands.program import program

        return tuple(program)
