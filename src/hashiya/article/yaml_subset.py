"""The part of YAML used in front matter: the scalars of a block mapping.

Only the text of scalars is resolved (YAML 1.2.2, chapter 7): no aliases, tags or types. Nested lists and
mappings are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTRY = re.compile(
    r"""(?P<quote>["']?)(?P<key>[^-\s:#"'\[\]{}][^:#"'\[\]{}]{0,60})(?P=quote)"""
    r"""[ \t]*:(?:[ \t]+(?P<value>.*)|)"""
)
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]{0,2}(?:[ \t]+#.*)?")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_DOUBLE_QUOTED = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)')
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_WHITE_SPACE = {"n": "\n", "t": "\t", "r": "\r", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
_NOTHING = ("", "~", "null", "Null", "NULL")


def scalars(lines: Sequence[str]) -> dict[str, str] | None:
    """Read the entries of a mapping; None if a line does not belong to an entry.

    Args:
        lines: without line ends.

    Returns:
        The text of each key's value, lines joined by a space; empty for a list, a mapping or no value.
    """
    entries: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        stripped = line.strip()
        if key and stripped and (line[0] in " \t" or stripped.startswith("- ") or stripped == "-"):
            entries[key].append(stripped)  # the value continues, or is a list or a mapping
        elif stripped and not stripped.startswith("#"):
            entry = _ENTRY.fullmatch(stripped)
            if entry is None:
                return None
            key = entry["key"]
            entries[key] = [(entry["value"] or "").strip()]
    return {key: _scalar(first, rest) for key, (first, *rest) in entries.items()}


def is_plain_key(key: str) -> bool:
    """Tell whether a key looks like the name of a setting rather than like prose."""
    return _PLAIN_KEY.fullmatch(key) is not None


def _scalar(first: str, rest: Sequence[str]) -> str:
    """Read a value that begins beside its key and may continue on the lines below."""
    whole = " ".join((first, *rest)).strip()
    if _BLOCK_SCALAR.fullmatch(first):
        return " ".join(rest)
    if whole.startswith("'"):
        return whole[1:].replace("''", "\0").partition("'")[0].replace("\0", "'")
    if whole.startswith('"'):
        quoted = _DOUBLE_QUOTED.match(whole)
        return _ESCAPE.sub(_unescaped, quoted[1]) if quoted else ""
    is_flow = (whole[:1], whole[-1:]) in (("[", "]"), ("{", "}"))
    if is_flow or (not first and any(part.startswith("-") or _ENTRY.fullmatch(part) for part in rest)):
        return ""
    value = " ".join(_COMMENT.sub("", part).strip() for part in (first, *rest)).strip()
    return "" if value in _NOTHING else value


def _unescaped(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    if number is None:
        return _WHITE_SPACE.get(match[4], match[4])
    code_point = int(number, 16)
    return "\ufffd" if code_point > 0x10FFFF or 0xD800 <= code_point < 0xE000 else chr(code_point)
