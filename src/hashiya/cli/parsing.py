"""Parse a command line into the command and the values of its arguments."""

from __future__ import annotations

import re
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Option, Word
from hashiya.cli.commands import COMMANDS
from hashiya.cli.options import HELP, OF_ALL, OPTIONS, VERSION
from hashiya.cli.usage import UsageError, see_help
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hashiya.cli.arguments import Argument

_PROGRAM = "hashiya"
_PATHS = Word("words", "PATH", Message("cli.word_paths"), path, is_repeated=True)
_NUMBER = re.compile(r"-\d*\.?\d+")


def parse(arguments: Sequence[str]) -> SimpleNamespace:
    """Parse the command line; print the help or the version if it asks for one.

    Returns:
        The values of the arguments, with ``execute``, which takes them and returns the exit status.

    Raises:
        UsageError: the command line is wrong.
    """
    line = _Line(arguments)
    line.take(_PROGRAM, (*OPTIONS.values(), HELP, VERSION))
    line.read(to_first_word=True)
    name = line.words[0] if line.words and not line.has_ended else ""
    if name not in COMMANDS:
        line.read()
        return line.values_of((_PATHS,), _read)
    line.words.clear()
    module = import_module(f"hashiya.cli.{name}_command")
    own: tuple[Argument, ...] = module.ARGUMENTS
    general = [OPTIONS[each] for each in (*OF_ALL, *COMMANDS[name].takes)]
    line.take(f"{_PROGRAM} {name}", (*(each for each in own if isinstance(each, Option)), *general, HELP))
    line.read()
    return line.values_of(own, module.execute)


class _Line:
    """A command line, read from left to right.

    Attributes:
        words: the words that are not options.
        has_ended: whether ``--`` was read; no later word is an option.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        self._left = list(reversed(arguments))
        self._values: dict[str, Any] = dict.fromkeys(option.attribute for option in OPTIONS.values())
        self._given: list[Option] = []
        self._is_answered = False
        self.words: list[str] = []
        self.has_ended = False

    def take(self, program: str, options: Iterable[Option]) -> None:
        """Take a program's options from here on.

        Raises:
            UsageError: an option that was given before is not one of them.
        """
        self._program = program
        self._options = {name: option for option in options for name in option.names}
        for option in self._given:
            self._option(option.names[0])

    def read(self, *, to_first_word: bool = False) -> None:
        """Read the rest of the command line, or up to a word that is not an option.

        Raises:
            UsageError: an option is unknown or its value is wrong.
        """
        while self._left and not self._is_answered:
            word = self._left.pop()
            if word == "--":
                self.has_ended = True
                self.words += reversed(self._left)
                self._left.clear()
            elif _is_option(word) or self._is_short_with_value(word):
                self._read_option(word)
            else:
                self.words.append(word)
                if to_first_word:
                    return

    def values_of(
        self, arguments: Iterable[Argument], execute: Callable[[SimpleNamespace], int]
    ) -> SimpleNamespace:
        """Give each argument its value.

        Raises:
            UsageError: an argument is missing, or there is a word too many.
        """
        if self._is_answered:
            return SimpleNamespace(**self._values, execute=lambda _: 0)
        missing = []
        for argument in arguments:
            if isinstance(argument, Option):
                if argument.is_required and argument.attribute not in self._values:
                    missing.append(f"{argument.names[0]} {argument.value}")
                self._values.setdefault(argument.attribute, argument.default if argument.value else False)
            elif argument.is_repeated:
                self._values[argument.attribute] = [self._value(argument, word) for word in self.words]
                self.words.clear()
            elif self.words:
                self._values[argument.attribute] = self._value(argument, self.words.pop(0))
            else:
                missing.append(argument.value)
        if missing:
            raise self._error(Message("cli.missing", program=self._program, arguments=" ".join(missing)))
        if self.words:
            raise self._error(Message("cli.word_too_many", program=self._program, word=self.words[0]))
        return SimpleNamespace(**self._values, execute=execute)

    def _read_option(self, written: str) -> None:
        name, separator, value = written.partition("=")
        if not written.startswith("--"):
            name, separator = written[:2], written[2:]
            value = separator.removeprefix("=")
        option = self._option(name)
        if separator and not option.value:
            raise self._error(Message("cli.no_value", option=name, value=value))
        if option in (HELP, VERSION):
            self._is_answered = True
            _print_version() if option is VERSION else _print_help(self._program)
            return
        self._given.append(option)
        if not option.value:
            target, constant = option.sets or (option.attribute, True)
            self._values[target] = constant
            return
        if not separator:
            if not self._left or _is_option(self._left[-1]):
                raise self._error(Message("cli.value_missing", option=name, value=option.value))
            value = self._left.pop()
        read = self._value(option, value)
        if option.is_repeated:
            read = [*self._values.get(option.attribute, ()), read]
        self._values[option.attribute] = read

    def _is_short_with_value(self, word: str) -> bool:
        """Tell whether a word is a short option joined to its value, which may have spaces: ``-omy file``."""
        option = self._options.get(word[:2])
        return option is not None and bool(option.value) and not word.startswith("--")

    def _option(self, name: str) -> Option:
        if name not in self._options:
            raise self._error(Message("cli.unknown_option", program=self._program, option=name))
        return self._options[name]

    def _value(self, argument: Argument, word: str) -> Any:
        name = argument.names[0] if isinstance(argument, Option) else argument.value
        if argument.choices and word not in argument.choices:
            raise self._error(
                Message("cli.not_a_choice", option=name, word=word, choices=tuple(argument.choices))
            )
        try:
            return argument.read(word)
        except HashiyaError as error:
            told = Message("cli.wrong_value", option=name, problem=error.told)
            raise UsageError(told, error.advice or self._advice()) from error

    def _error(self, told: Message) -> UsageError:
        return UsageError(told, self._advice())

    def _advice(self) -> Message:
        return see_help(self._program.removeprefix(_PROGRAM).strip())


def _is_option(word: str) -> bool:
    """Tell an option from a word; ``-`` is standard input, ``-1`` a number, and ``- a`` text."""
    name = word.partition("=")[0]
    return name.startswith("-") and name != "-" and " " not in name and not _NUMBER.fullmatch(name)


def _print_version() -> None:
    from hashiya import __version__

    print(f"{_PROGRAM} {__version__}")


def _print_help(program: str) -> None:
    from hashiya.cli.help import print_help

    print_help(program.removeprefix(_PROGRAM).strip())


def _read(values: SimpleNamespace) -> int:
    from hashiya.cli.reading import read

    options = {option.attribute: getattr(values, option.attribute) for option in OPTIONS.values()}
    del options["language"]  # which is spoken already
    return read(values.words, **options)
