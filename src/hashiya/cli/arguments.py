"""Arguments as data: the options and words of a command, which the parser reads and the help lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.messages import Message


class Option(NamedTuple):
    """An argument given by name, at any position.

    Attributes:
        names: the option's name, such as ``--output``, and a short form of it.
        help: the option's purpose.
        value: name of its value in the help; empty for a flag.
        read: makes the value of a word.
        choices: the words that are allowed; empty if any word is.
        default: the value where the option is not given.
        is_required: whether the command is refused without the option.
        is_repeated: whether each time adds a value to a list.
        sets: another option that this flag stands for, with that option's value.
    """

    names: tuple[str, ...]
    help: Message
    value: str = ""
    read: Callable[[str], Any] = str
    choices: tuple[str, ...] = ()
    default: Any = None
    is_required: bool = False
    is_repeated: bool = False
    sets: tuple[str, Any] | None = None

    @property
    def attribute(self) -> str:
        """The name under which the parser keeps the value."""
        return self.names[0].lstrip("-").replace("-", "_")

    @property
    def written(self) -> str:
        """The option as the help writes it, with its value."""
        return " ".join(filter(None, (", ".join(reversed(self.names)), self.value)))


class Word(NamedTuple):
    """An argument that is known by its place.

    Attributes:
        attribute: the name under which the parser keeps the value.
        value: name of the word in the help.
        help: the word's purpose.
        read: makes the value of the word.
        is_repeated: whether all words from here on belong to this argument, or none at all.
        choices: the words that are allowed; empty if any word is.
    """

    attribute: str
    value: str
    help: Message
    read: Callable[[str], Any] = str
    is_repeated: bool = False
    choices: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The word as the help writes it."""
        return f"[{self.value}…]" if self.is_repeated else self.value


Argument: TypeAlias = "Option | Word"


def usage_of(program: str, arguments: tuple[Argument, ...]) -> str:
    """Write how a program is called: its words, and the options without which it is refused."""
    words = [each.written for each in arguments if isinstance(each, Word)]
    required = [
        f"{each.names[0]} {each.value}" for each in arguments if isinstance(each, Option) and each.is_required
    ]
    return " ".join([program, *words, *required])
