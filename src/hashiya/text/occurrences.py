"""Occurrences of a name in texts: whole words, less the clitics before them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from hashiya.text.clitics import ARTICLE, are_clitics, behind_lam
from hashiya.text.folding import fold, is_left_out
from hashiya.text.ranges import expand_ranges
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TANWIN = frozenset("\u064b\u064c\u064d")
# characters of Arabic and Latin names: letters, marks, presentation forms
_SPELLED_WITH = (
    "20-24F 300-36F 600-6FF 750-77F 870-8FF 1E00-1EFF 200B-200F 202A-202E 2060-2069 FB50-FDFF FE70-FEFF"
)
_SPACE = r"[^\S\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+"


class Name:
    """A name that is looked for in texts, however its letters are spelled (see `text.folding`)."""

    def __init__(self, name: str) -> None:
        """Prepare the search; a name without a letter or digit is found nowhere."""
        folded = fold(name).strip()
        self._tanwin = _TANWIN.intersection(name)
        # each with the number of letters before the name in its matches
        self._patterns = [(_pattern(folded), 0)] if any(map(str.isalnum, folded)) else []
        if folded.startswith(ARTICLE) and self._patterns:
            form, before = behind_lam(folded)
            self._patterns.append((_pattern(form), before))

    def occurrences(self, text: str) -> list[Span]:
        """List the occurrences of the name in a text, in order.

        Clitics before the name are left off: «وروسيا» has «روسيا», and «للكرملين» has «لكرملين» for
        «الكرملين»; «للجنة» as a whole has «اللجنة». The name ends with its word, so «روسيا» is found neither
        in «الروسية» nor in «روسيًا».
        """
        return sorted(set(self._found(text)))

    def _found(self, text: str) -> Iterator[Span]:
        for pattern, before in self._patterns:
            for match in pattern.finditer(text):
                start, end = match.span()
                if self._is_word(text, start, end):
                    yield Span(_after_letter(text, start) if before else start, end)

    def _is_word(self, text: str, start: int, end: int) -> bool:
        """Tell whether a match begins a word, clitics apart, ends a word, and has the tanwin of the name."""
        first = start
        while first > 0 and (text[first - 1].isalnum() or is_left_out(text[first - 1])):
            first -= 1
        ends = end == len(text) or not text[end].isalnum()
        return (
            ends and are_clitics(text, first, start) and _TANWIN.intersection(text[start:end]) == self._tanwin
        )


def _after_letter(text: str, at: int) -> int:
    at += 1
    while is_left_out(text[at]):
        at += 1
    return at


def _pattern(folded: str) -> re.Pattern[str]:
    spellings, left_out = _spellings()
    letters = (_SPACE if each == " " else spellings.get(each, re.escape(each)) for each in folded)
    return re.compile(left_out.join(letters) + left_out)


@cache
def _spellings() -> tuple[Mapping[str, str], str]:
    """Classes for regular expressions: the spellings of each folded letter; what folding leaves out."""
    forms: dict[str, list[str]] = defaultdict(list)
    for code_point in expand_ranges(_SPELLED_WITH):
        forms[fold(chr(code_point))].append(chr(code_point))
    left_out = f"[{''.join(map(re.escape, forms.pop('')))}]*"
    classes = {folded: f"[{''.join(map(re.escape, same))}]" for folded, same in forms.items()}
    return classes, left_out
