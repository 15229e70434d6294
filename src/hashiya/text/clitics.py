"""Clitics: conjunctions and prepositions of one letter that Arabic writes together with the next word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashiya.text.spans import Span

LAM = "\u0644"
ARTICLE = "\u0627\u0644"
_MARKS = r"[\u064b-\u065f\u0670\u0640]*"
_LETTER = r"[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]"
# two letters at least must be left, so that «له» and «بك» stay whole
_CLITIC = re.compile(rf"[وفبلك]{_MARKS}(?={_LETTER}{_MARKS}{_LETTER})")
_CLITICS = re.compile(rf"(?:[وف]{_MARKS})?(?:[بلك]{_MARKS})?")


def after_clitic(text: str, word: Span) -> int | None:
    """Find the offset after the clitic with which a word may begin, or None.

    A clitic is one of و ف ب ل ك with at least two letters behind it. Of «لل» only the first letter is one.
    The spelling does not tell a clitic from the first letter of a word («وزير»), so a person decides.

    Args:
        text: the whole text.
        word: a word, or what is left of one, in code points.
    """
    found = _CLITIC.match(text, word.start, word.end)
    return found.end() if found else None


def behind_lam(word: str) -> tuple[str, int]:
    """Return the form of a folded word behind the preposition «ل», and the letters before the word in it.

    The alef of the article is not written there, so «للكرملين» has «لكرملين» for «الكرملين». Of three lams
    two are written, so «للجنة» as a whole is «ل» with «اللجنة».
    """
    if not word.startswith(ARTICLE):
        return LAM + word, 1
    if word.startswith(LAM, len(ARTICLE)):
        return LAM + word[len(ARTICLE) :], 0
    return LAM + word[1:], 1


def are_clitics(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` is empty, or consists of clitics in their order («و», «وب», «فل»)."""
    return _CLITICS.fullmatch(text, start, end) is not None
