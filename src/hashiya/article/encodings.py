"""Canonical names of encodings, for showing and storing."""

from __future__ import annotations

import codecs
import re

from hashiya.errors import HashiyaError
from hashiya.messages import Message

CANDIDATES = (
    "utf-8",
    "cp1256",
    "iso-8859-6",
    "utf-16-le",
    "utf-16-be",
    "cp720",
    "mac-arabic",
    "cp864",
    "cp1252",
)
"""Encodings of Arabic text, the usual ones first, in the order in which a key switches between them."""

# codecs of Python that are not encodings of text files
_NOT_OF_FILES = frozenset(
    ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs", "oem")
)
_LENGTH = 40


def canonical_name(name: str) -> str:
    """Return the canonical name of an encoding given any of its names; empty if there is no such encoding.

    Windows-1256 is ``cp1256``, ISO 8859 ``iso-8859-N``, and UTF-8 ``utf-8``, with or without a byte-order
    mark.
    """
    if not name:  # so of most articles
        return ""
    try:
        found = codecs.lookup(name.strip()).name.replace("_", "-") if len(name) <= _LENGTH else ""
        if not found or found in _NOT_OF_FILES:
            return ""
        b"a".decode(found, "ignore")  # codecs from bytes to bytes refuse this
    except (LookupError, ValueError):  # an unknown name, or one with a character that no name has
        return ""
    if found == "utf-8-sig":
        return "utf-8"
    return re.sub(r"^iso8859-", "iso-8859-", found)


def known_name(name: str) -> str:
    """Return the canonical name of an encoding named by a person.

    Raises:
        HashiyaError: there is no such encoding; the advice lists the usual ones.
    """
    known = canonical_name(name)
    if not known:
        told = Message("article.encoding_unknown", name=name[:_LENGTH])
        raise HashiyaError(told, Message("article.usual_encodings", names=CANDIDATES))
    return known


def next_candidate(encoding: str) -> str:
    """Return the candidate after an encoding; the first one after the last and after any other encoding."""
    position = CANDIDATES.index(encoding) + 1 if encoding in CANDIDATES else 0
    return CANDIDATES[position % len(CANDIDATES)]
