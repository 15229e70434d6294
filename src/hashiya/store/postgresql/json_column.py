"""JSON in columns, which a member may have written with another program."""

from __future__ import annotations

from typing import Any

from hashiya.annotation.strict_json import decode
from hashiya.errors import HashiyaError
from hashiya.messages import Message


def object_in(text: str, place: str, damage: Message) -> dict[str, Any]:
    """Parse the JSON object of a column.

    Args:
        text: the content of the column.
        place: the article or collection that it belongs to, for messages.
        damage: the cause to name if the JSON has another value.

    Raises:
        HashiyaError: the text is not a JSON object.
    """
    try:
        value = decode(text.encode())
    except HashiyaError as error:
        raise damaged(place, error.told) from error
    if not isinstance(value, dict):
        raise damaged(place, damage)
    return value


def damaged(place: str, cause: Message) -> HashiyaError:
    """Make the error of a row that is not as hashiya writes it."""
    return HashiyaError(Message("store.damaged", path=place, cause=cause))
