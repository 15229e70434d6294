"""Completes a value while it is typed: from names that are offered, then from words of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.session.article_phrases import ArticlePhrases

_ARTICLE = "\u0627\u0644"


def completed(typed: str, names: Sequence[str], words: Iterable[str], phrases: ArticlePhrases) -> str:
    """Complete a value that is being typed; empty if nothing fits.

    Args:
        typed: the text so far.
        names: whole values, the likeliest first.
        words: words that the value may have, the likeliest first.
        phrases: of the article.
    """
    if not typed.strip():
        return ""
    for name in names:
        if rest := _rest(typed, name):
            return typed + rest
    before, space, last = typed.rpartition(" ")
    previous = before.split()[-1] if before.split() else ""
    following = phrases.following(previous) if space else ()
    sources = (following, _with_parts(words), phrases.words) if last else (following,)
    for word in (word for source in sources for word in source):
        if rest := _rest(last, word):
            return typed + rest
    return ""


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
