"""Organisations, media and groups: well-known names, and head nouns with their complements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.suggest.actors.found import MEDIA, ORGANISATION, Found
from hashiya.suggest.actors.head_phrases import behind_head, head_at
from hashiya.suggest.actors.titles import follows_office, titles
from hashiya.suggest.actors.well_known import names_by_first_word, nouns_too
from hashiya.suggest.actors.words import has_article, reading_in, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.suggest.actors.words import Words

_OF_OFFICE = frozenset(("باسم", "لشوون", "شوون"))
_PLACES = frozenset(("في", "الي", "داخل", "خارج", "امام", "مقر", "مبني", "قرب", "عضو", "اعضاء"))


def find_organisations(words: Words) -> Iterator[Found]:
    """Find the names of organisations, media and groups, in order, but those within titles of persons."""
    done = -1
    for index in range(len(words)):
        if index <= done:
            continue
        found = _well_known(words, index)
        if found is None and (head := head_at(words, index)):
            found = behind_head(words, head)
        if found is not None:
            done = found.last
            if not is_in_title(words, found) and not _is_place(words, found):
                yield found


def _well_known(words: Words, index: int) -> Found | None:
    known = names_by_first_word()
    for reading in readings(words[index].letters):
        for rest, name, kind in known.get(reading.rest, ()):
            if words.goes_on(index + 1, rest):
                found = Found(index, index + len(rest), reading.cut, kind, _WELL_KNOWN, 0.85, name)
                return _in_its_place(words, found)
    return None


_WELL_KNOWN = Message("suggest.well_known")


def _in_its_place(words: Words, found: Found) -> Found | None:
    """Judge a well-known name by the words around it: a credit or a noun of the language is no actor."""
    first, behind = words[found.first], words[found.last + 1]
    if found.kind == MEDIA and first.is_bracketed and behind.is_bracketed:
        return None
    if found.canonical in nouns_too() and not (first.is_quoted and behind.is_quoted):
        return None
    return found


def _is_place(words: Words, found: Found) -> bool:
    """Tell whether an organisation is where something happens: «في مجلس الأمن»."""
    if found.kind != ORGANISATION:
        return False
    first = words[found.first]
    has_b = first.letters[: found.cut].endswith("ب") and has_article(first.letters[found.cut :])
    return has_b or (first.is_joined and reading_in(words[found.first - 1].letters, _PLACES) is not None)


def is_in_title(words: Words, found: Found) -> bool:
    """Tell whether an organisation is a part of someone's title: «رئيس مجلس النواب»."""
    first = found.first
    if not words[first].is_joined:
        return False
    before = words[first - 1].letters
    if before in _OF_OFFICE or reading_in(before, titles()) is not None:
        return True
    if found.cut == 0 and before not in ("في", "لدي"):
        return False
    return follows_office(words, first)
