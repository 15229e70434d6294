"""The forms of a word behind the clitics that Arabic writes together with it.

A conjunction (و ف), a preposition (ب ل ك) and the article may precede a word, in this order; a conjunction
and «س» of the future may precede a verb. Enclitics, such as pronouns, make no form, since «علي» is not in
«عليه»; a query for a prefix finds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.corpus.whole_words import WHOLE_WORDS
from hashiya.text.clitics import ARTICLE, behind_lam

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CONJUNCTIONS = ("", "\u0648", "\u0641")
_PREPOSITIONS = ("", "\u0628", "\u0643")
_FUTURE = "\u0633"
_IMPERFECT = tuple("\u064a\u062a\u0646\u0627")
_LEAST_LETTERS = 2
_LEAST_OF_VERB = 4


def forms_of(word: str, *, with_article: bool = True) -> Mapping[str, int]:
    """List the forms of a word, each with the number of letters that stand before the word in it.

    The article belongs to the word; behind «ل» it has lost its alef, so «للرئيس» has «لرئيس» for «الرئيس».

    Args:
        word: folded.
        with_article: whether a word without the article may also have it; the first of a phrase may not.
    """
    forms = {word: 0}
    if len(word) < _LEAST_LETTERS and not word.isdecimal():
        return forms
    for form, before in _behind_clitics(word, with_article=with_article):
        # «فبعد» is «بعد» behind a conjunction, and not «عد» behind two clitics
        if form not in WHOLE_WORDS and not (before > 1 and form[1:] in WHOLE_WORDS):
            forms.setdefault(form, before)
    return forms


def _behind_clitics(word: str, *, with_article: bool) -> Iterator[tuple[str, int]]:
    yield from _behind_prepositions(word)
    if with_article and not word.startswith(ARTICLE):
        yield from _behind_prepositions(ARTICLE + word)
    if len(word) >= _LEAST_OF_VERB and word.startswith(_IMPERFECT):
        for conjunction in _CONJUNCTIONS:
            yield conjunction + _FUTURE + word, len(conjunction) + 1


def _behind_prepositions(word: str) -> Iterator[tuple[str, int]]:
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            yield conjunction + preposition + word, len(conjunction + preposition)
        form, before = behind_lam(word)
        yield conjunction + form, len(conjunction) + before
