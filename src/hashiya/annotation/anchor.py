"""Describe a span by its quotation and the text around it."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from hashiya.annotation.anchor_rivals import similarity_of_rival
from hashiya.annotation.selector import CONTEXT, Selector
from hashiya.text.spans import Span


def describe(text: str, start: int, end: int, text_sha256: str | None = None) -> Selector:
    """Make the selector of ``text[start:end]``.

    Args:
        text: the whole text.
        start: offset of the first code point.
        end: offset after the last.
        text_sha256: hash of the text, hexadecimal, if it is known already.
    """
    exact, prefix, suffix = quote(text, start, end)
    digest = _sha256(text) if text_sha256 is None else text_sha256
    return Selector(
        exact, prefix, suffix, start, digest, similarity_of_rival(text, Span(start, end), prefix, suffix)
    )


def quote(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return ``text[start:end]`` with the context before and after it."""
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


@lru_cache(maxsize=1)
def _sha256(text: str) -> str:
    # as an article's bytes are hashed; lone surrogates, which UTF-8 lacks, are hashed too
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
