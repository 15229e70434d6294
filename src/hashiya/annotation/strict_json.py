"""JSON as the store and the exchange formats want it: exact Arabic out, and nothing dubious in."""

from __future__ import annotations

import json
from json.encoder import JSONEncoder
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_encoder = JSONEncoder(ensure_ascii=False, allow_nan=False)


def encode(value: Mapping[str, Any] | Sequence[Any]) -> bytes:
    r"""The value on one line of valid UTF-8, without a newline; a lone surrogate becomes ``\udXXX``."""
    return _encoder.encode(value).encode("utf-8", "backslashreplace")


def decode(source: bytes) -> Any:
    """The value of a JSON document in UTF-8, with or without a byte-order mark.

    Raises:
        HashiyaError: says where (line and column, both from 1, or the byte) and why; not valid UTF-8 or JSON,
            a key given twice, NaN or Infinity, a number too long, or nested too deeply.
    """
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        where = f", in line {line}" if line > 1 else ""
        msg = f"not valid UTF-8 at byte {error.start}{where}"
        raise HashiyaError(msg) from error
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except _RepeatedKey as error:
        from hashiya.annotation.json_places import first_repeated_key, place_of

        place = place_of(text, first_repeated_key(text))
        msg = f"the key “{error.args[0]}” is given twice in one object, at {place}"
        raise HashiyaError(msg) from error
    except _NotJson as error:
        from hashiya.annotation.json_places import first_constant, place_of

        msg = f"{error.args[0]} is not JSON, at {place_of(text, first_constant(text))}"
        raise HashiyaError(msg) from error
    except json.JSONDecodeError as error:
        msg = f"not valid JSON at line {error.lineno}, column {error.colno}"
        raise HashiyaError(msg) from error
    except RecursionError as error:
        raise HashiyaError("nested too deeply") from error
    except ValueError as error:  # the limit on the digits of a number
        raise HashiyaError("a number is too long") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _RepeatedKey(twice)
    return result


def _refuse_constant(name: str) -> Any:
    raise _NotJson(name)


class _RepeatedKey(Exception):  # noqa: N818  never seen outside
    """A key that its object has already."""


class _NotJson(Exception):  # noqa: N818  never seen outside
    """A word that only Python takes for a number."""
