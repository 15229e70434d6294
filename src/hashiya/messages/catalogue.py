"""The catalogue of sentences: ``locale/LANGUAGE/*.po``, which an installation compiles to one ``hashiya.mo``.

A file of ``.po`` holds one room's sentences, by ids that begin with the room's name. English is a translation
like Arabic, so that a sentence can be reworded without a change of code or of tests.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120  the help loads no pathlib
"""The folder of the catalogues."""


def template(language: str, id: str, count: int | None = None) -> str:  # noqa: A002  the field's word
    """Look a sentence up, with its parameters in braces; an id that has no sentence is given back.

    Args:
        language: one of `LANGUAGES`.
        id: of the message.
        count: the number that the plural form must agree with; None for a sentence without plural forms.
    """
    catalogue = _catalogue(language)
    return catalogue.gettext(id) if count is None else catalogue.ngettext(id, id, count)


@cache
def _catalogue(language: str) -> GNUTranslations:
    from gettext import GNUTranslations  # only who speaks needs it

    with open(os.path.join(LOCALE, language, "hashiya.mo"), "rb") as compiled:  # noqa: PTH118, PTH123
        return GNUTranslations(compiled)
