"""Read and write JSON strictly, for the store and the exchange formats.

Every value that `decode` accepts can be written by `encode` and is read back the same.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder, JSONEncoder
from math import isfinite
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DEEPEST = 110
"""Most levels of arrays and objects in a document, itself included; the parser could take far more."""

# a value that contains itself is refused as nested too deeply
_encoder = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)
_CONTAINERS = frozenset((dict, list))
_WHITE_SPACE = " \t\n\r"
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def encode(value: Mapping[str, Any] | Sequence[Any]) -> bytes:
    r"""Encode a value on one line of valid UTF-8, without a newline; a lone surrogate becomes ``\udXXX``.

    Raises:
        HashiyaError: the value would not be read back the same: a number is not finite or too long, two
            surrogates form one character in JSON, or a value is nested too deeply or has no JSON type.
    """
    try:
        text = _encoder.encode(value)
    except RecursionError as error:
        raise HashiyaError(Message("annotation.json_too_deep")) from error
    except (TypeError, ValueError) as error:
        raise HashiyaError(Message("annotation.json_cannot_write")) from error
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        if _SURROGATE_PAIR.search(text):
            raise HashiyaError(Message("annotation.json_surrogates")) from error
        return text.encode("utf-8", "backslashreplace")


def decode(source: bytes, *, is_line: bool = False, deepest: int = DEEPEST) -> Any:
    """Read the value of a JSON document in UTF-8, with or without a byte-order mark.

    Args:
        source: the document.
        is_line: whether it is one line of a file, so that an error names the column only.
        deepest: levels of arrays and objects that it may have.

    Raises:
        HashiyaError: names the place (line and column, both from 1, or the byte) and the cause: not valid
            UTF-8 or JSON, a repeated key, NaN or Infinity, a number too large or too long, or nesting too
            deep.
    """
    try:
        text = source.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        told = Message("annotation.not_utf8", byte=error.start)
        if line > 1:
            told = Message("annotation.not_utf8_in_line", byte=error.start, line=line)
        raise HashiyaError(told) from error
    try:
        value = _value_of(text)
    except _RepeatedKey as error:
        from hashiya.annotation.json_places import first_repeated_key, place_of

        place = place_of(text, first_repeated_key(text), is_line=is_line)
        raise HashiyaError(Message("annotation.json_repeated_key", key=error.args[0], place=place)) from error
    except _NotJson as error:
        from hashiya.annotation.json_places import first_constant, place_of

        place = place_of(text, first_constant(text), is_line=is_line)
        raise HashiyaError(
            Message("annotation.json_constant", constant=error.args[0], place=place)
        ) from error
    except JSONDecodeError as error:
        from hashiya.annotation.json_places import place_of

        raise HashiyaError(
            Message("annotation.json_invalid", place=place_of(text, error.pos, is_line=is_line))
        ) from error
    except RecursionError as error:
        raise HashiyaError(Message("annotation.json_too_deep")) from error
    except ValueError as error:  # the limit on the digits of a number
        raise HashiyaError(Message("annotation.number_too_long")) from error
    # counting brackets is faster, and enough for most documents
    if text.count("[") + text.count("{") > deepest and is_nested_deeper(value, deepest):
        raise HashiyaError(Message("annotation.json_too_deep"))
    return value


def _value_of(text: str) -> Any:
    """Read the value of a document; the decoder's own method searches for white space with two patterns."""
    try:
        value, end = _decoder.raw_decode(text)
    except JSONDecodeError:  # white space before the value, or an error
        return _decoder.decode(text)
    return _decoder.decode(text) if text[end:].strip(_WHITE_SPACE) else value


def is_nested_deeper(value: Any, levels: int) -> bool:
    """Tell whether a value has more than some levels of arrays and objects, itself included."""
    waiting = [(value, 1)] if type(value) in _CONTAINERS else []
    while waiting:
        each, level = waiting.pop()
        if level > levels:
            return True
        inner = each.values() if type(each) is dict else each
        waiting += [(one, level + 1) for one in inner if type(one) in _CONTAINERS]
    return False


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _RepeatedKey(twice)
    return result


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise HashiyaError(Message("annotation.number_too_large"))
    return number


def _refuse_constant(name: str) -> Any:
    raise _NotJson(name)


# made once, since making a decoder takes as long as decoding a record
_decoder = JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse_constant, parse_float=_finite)


class _RepeatedKey(Exception):  # noqa: N818  never seen outside
    """A key that its object repeats."""


class _NotJson(Exception):  # noqa: N818  never seen outside
    """A word that Python accepts as a number and JSON does not."""


def encode_array(values: Iterable[Any]) -> Iterator[bytes]:
    """Encode values as an array, one to a line, each when its turn comes."""
    separator = b"["
    for value in values:
        yield separator + encode(value)
        separator = b",\n "
    yield b"[]\n" if separator == b"[" else b"]\n"
