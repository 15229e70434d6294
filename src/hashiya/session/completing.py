"""Completes a value while it is typed: from names that are offered, then from words of the article."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.session.article_phrases import ArticlePhrases

_ARTICLE = "\u0627\u0644"
_AND = "\u0648"
_MOST = 9
"""Completions that are listed at most."""


def completions(
    typed: str, names: Sequence[str], words: Iterable[str], phrases: ArticlePhrases
) -> Sequence[str]:
    """List completions of a value that is being typed, the likeliest first.

    Args:
        typed: the text so far.
        names: whole values, the likeliest first.
        words: words that the value may have, the likeliest first.
        phrases: of the article.
    """
    if not typed.strip():
        return ()
    found = dict.fromkeys(typed + rest for rest in _rests(typed, names, words, phrases) if rest)
    return tuple(islice(found, _MOST))


def _rests(typed: str, names: Sequence[str], words: Iterable[str], phrases: ArticlePhrases) -> Iterator[str]:
    """Generate what may follow a typed text: the rest of a name, a following word, the rest of a word."""
    yield from (_rest(typed, name) for name in names)
    before, space, last = typed.rpartition(" ")
    previous = before.split()[-1] if before.split() else ""
    following = phrases.following(previous) if space else ()
    yield from (_rest(last, word) for word in following)
    if last:
        yield from (f" {word}" for word in phrases.following(last))
        known = [*_with_parts(words), *phrases.words]
        yield from (_rest(last, word) for word in known)
        if last.startswith(_AND) and len(last) > 1:
            yield from (_rest(last[1:], word) for word in known)


def _rest(typed: str, value: str) -> str:
    """Return the rest of a value behind its typed beginning, in any spelling; empty without it."""
    folded = fold(typed)
    if not fold(value).startswith(folded):
        return ""
    length = next((n for n in range(len(value) + 1) if fold(value[:n]) == folded), len(value))
    return value[length:]


def _with_parts(words: Iterable[str]) -> Iterable[str]:
    """Generate words, each followed by what is left of it without its article, and by its definite form."""
    for word in words:
        yield word
        yield word.removeprefix(_ARTICLE) if word.startswith(_ARTICLE) else _ARTICLE + word
