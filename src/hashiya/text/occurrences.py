"""Occurrences of a name in a text: whole words, less the clitics before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.clitics import are_clitics
from hashiya.text.folding import is_left_out
from hashiya.text.search import search
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE = "\u0627\u0644"
_LAM = "\u0644"
_TANWIN = frozenset("\u064b\u064c\u064d")


def occurrences(text: str, name: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Find each occurrence of a name in ``text[start:end]``, in order, however its letters are spelled.

    Clitics before a name are left off: «وروسيا» has «روسيا», and «للكرملين» has «لكرملين» for «الكرملين». A
    name ends with its word, so «روسيا» is found neither in «الروسية» nor in «روسياً».

    Args:
        text: the whole text.
        name: one or several words, as they stand in a text.
        start: first offset to look at, in code points.
        end: offset after the last; None for the end of the text.
    """
    end = len(text) if end is None else end
    found = {hit for hit in search(text, name, start, end) if _begins_word(text, hit.start)}
    if name.startswith(_ARTICLE):
        assimilated = search(text, _LAM + name[len(_ARTICLE) - 1 :], start, end)
        found |= {
            Span(second, hit.end)
            for hit in assimilated
            if (second := text.find(_LAM, hit.start + 1, hit.end)) > 0 and _begins_word(text, hit.start)
        }
    tanwin = _TANWIN.intersection(name)
    for hit in sorted(found):
        if _ends_word(text, hit.end) and _TANWIN.intersection(hit.cut(text)) == tanwin:
            yield hit


def _begins_word(text: str, start: int) -> bool:
    """Tell whether only clitics stand between the beginning of a word and an offset."""
    first = start
    while first > 0 and (text[first - 1].isalnum() or is_left_out(text[first - 1])):
        first -= 1
    return are_clitics(text, first, start)


def _ends_word(text: str, end: int) -> bool:
    return end == len(text) or not text[end].isalnum()
