"""A message to a person as a value: its id and parameters. Its sentence is made where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.messages.catalogue import template
from hashiya.messages.language import current_language, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

_ID, _PARAMETERS = "id", "parameters"


class Message:
    """A message: its id in the catalogue, and its parameters by name.

    A parameter is text, a number, a path, another message, or a tuple of them, which is shown as a list. The
    parameter ``count`` is a whole number, and the sentence takes the plural form that agrees with it. A
    sentence may say how a number is written: ``{count:,}``.

    Attributes:
        id: ``ROOM.NAME``.
        parameters: the values in the sentence, by name.
    """

    __slots__ = (_ID, _PARAMETERS)

    def __init__(self, id: str, /, **parameters: Hashable) -> None:  # noqa: A002  the field's word
        self.id = id
        self.parameters: Mapping[str, object] = parameters

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return self.id == other.id and self.parameters == other.parameters

    def __hash__(self) -> int:
        # a label's title has no parameters, and is hashed whenever a style is looked up
        return hash((self.id, frozenset(self.parameters.items()))) if self.parameters else hash(self.id)

    def __repr__(self) -> str:
        parameters = "".join(f", {name}={value!r}" for name, value in self.parameters.items())
        return f"Message({self.id!r}{parameters})"

    def __str__(self) -> str:
        return sentence(self)

    def shortened(self, longest: int) -> Message:
        """Return the message with parameters of a bounded length; text that is cut ends with an ellipsis."""
        shorter = {name: _shortened(value, longest) for name, value in self.parameters.items()}
        return type(self)(self.id, **shorter)

    def to_plain(self) -> dict[str, Any]:
        """Return the message as JSON values, for another process."""
        return {
            _ID: self.id,
            _PARAMETERS: {name: _to_plain(each) for name, each in self.parameters.items()},
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Message:
        """Make a message of the JSON values of `to_plain`."""
        return cls(plain[_ID], **{name: _from_plain(each) for name, each in plain[_PARAMETERS].items()})


def sentence(message: Message | str, show: Callable[[str], str] = str) -> str:
    """Say a message in the current language.

    Args:
        message: a message, or text from outside, which is shown as a parameter is.
        show: makes text from outside fit for a sentence.
    """
    if not isinstance(message, Message):
        return show(message)
    count = message.parameters.get("count")
    found = template(current_language(), message.id, count if isinstance(count, int) else None)
    if is_right_to_left():
        from hashiya.messages.latin_runs import in_order  # English needs no marks

        found = in_order(found)
    return found.format_map({name: _shown(value, show) for name, value in message.parameters.items()})


def _shown(value: object, show: Callable[[str], str]) -> str | int:
    if isinstance(value, Message):
        return sentence(value, show)
    if isinstance(value, tuple):
        separator = template(current_language(), "messages.list_separator")
        return separator.join(str(_shown(each, show)) for each in value)
    return value if isinstance(value, int) else show(str(value))


def _shortened(value: Any, longest: int) -> Any:
    if isinstance(value, Message):
        return value.shortened(longest)
    if isinstance(value, tuple):
        return tuple(_shortened(each, longest) for each in value)
    text = "" if isinstance(value, int) else str(value)
    return f"{text[:longest]}…" if len(text) > longest else value


def _to_plain(value: object) -> object:
    if isinstance(value, Message):
        return value.to_plain()
    if isinstance(value, tuple):
        return [_to_plain(each) for each in value]
    return value if isinstance(value, int) else str(value)


def _from_plain(value: Any) -> object:
    if isinstance(value, dict):
        return Message.from_plain(value)
    return tuple(map(_from_plain, value)) if isinstance(value, list) else value
