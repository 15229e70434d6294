"""The words of a text as the index keeps them."""

from __future__ import annotations

from hashiya.text.folding import fold

_MOST_REMEMBERED = 10_000
_LONGEST_REMEMBERED = 40
_LONG = 1_000_000
"""Code points of a text whose words would take much memory as a list."""


def as_words(text: str) -> str:
    """Fold a text, and put a space for each character of the folded text that is no letter and no digit.

    The result is as long as the folded text, so an offset in one is an offset in the other.
    """
    return text.translate(_WORDS)


def words_of(text: str) -> str:
    """Return the words of `as_words` with spaces between them, several times faster, since words repeat."""
    return " ".join(map(_KNOWN.__getitem__, text.split())) if len(text) <= _LONG else as_words(text)


class _Known(dict[str, str]):
    """A run of characters without white space → its words."""

    def __missing__(self, run: str) -> str:
        words = as_words(run)
        if len(run) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[run] = words
        return words


class _Words(dict[int, str]):
    """Code point → its folded letters and digits; filled as code points are met, for ``str.translate``."""

    def __missing__(self, code_point: int) -> str:
        folded = fold(chr(code_point))
        self[code_point] = "".join(each if each.isalnum() else " " for each in folded)
        return self[code_point]


_WORDS = _Words()
_KNOWN = _Known()
