"""The catalogue of sentences: ``locale/LANGUAGE/*.po``, which an installation compiles to one ``hashiya.mo``.

A file of ``.po`` holds one room's sentences, by ids that begin with the room's name. English is a translation
like Arabic, so that a sentence can be reworded without a change of code or of tests.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from functools import cache
from struct import error as StructError  # noqa: N812
from struct import unpack_from

LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120  the help loads no pathlib
"""The folder of the catalogues."""

_LITTLE_ENDIAN = b"\xde\x12\x04\x95"


def template(language: str, id: str, count: int | None = None) -> str:  # noqa: A002  the field's word
    """Look a sentence up, with its parameters in braces; an id that has no sentence is given back.

    Args:
        language: one of `LANGUAGES`.
        id: of the message.
        count: the number that the plural form must agree with; None for a sentence without plural forms.
    """
    forms = _forms(language, id)
    if count is None or len(forms) == 1:
        return forms[0]
    from hashiya.messages.plural_forms import PLURAL_FORM  # the first frame counts nothing

    return forms[PLURAL_FORM[language](count)]


@cache
def _forms(language: str, id: str) -> list[str]:  # noqa: A002
    """Find the plural forms of a sentence, or its only form."""
    return _catalogue(language).find(id) or [id]


@cache
def _catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language.

    Raises:
        SystemExit: there is none, or it is cut off; names the file and the cause.
    """
    path = os.path.join(LOCALE, language, "hashiya.mo")  # noqa: PTH118
    try:
        with open(path, "rb") as compiled:  # noqa: PTH123
            return Catalogue(compiled.read())
    except (OSError, StructError) as error:  # no sentence is there to tell of a broken installation
        raise SystemExit(": ".join((path, str(error)))) from error


class Catalogue:
    """A compiled catalogue, searched for sentences in the form of its file.

    Python's `gettext` decodes all sentences at once, but a start shows only a few.
    """

    def __init__(self, content: bytes) -> None:
        """Read the numbers at the start of a ``.mo``, whose ids are sorted."""
        self._content = content
        self._order = "<" if content.startswith(_LITTLE_ENDIAN) else ">"
        self._count, self._ids, self._sentences = unpack_from(f"{self._order}8x3I", content)

    def __len__(self) -> int:
        return int(self._count)

    def __getitem__(self, index: int) -> str:
        """Return an id."""
        return self._text(self._ids, index)[0]

    def find(self, id: str) -> list[str]:  # noqa: A002
        """Find the plural forms of a sentence, or its only form; empty if there is no sentence."""
        index = bisect_left(self, id)
        return self._text(self._sentences, index) if index < len(self) and self[index] == id else []

    def _text(self, table: int, index: int) -> list[str]:
        """Read an entry of a table; NUL bytes part its forms."""
        length, start = unpack_from(f"{self._order}2I", self._content, table + 8 * index)
        return self._content[start : start + length].decode().split("\0")
