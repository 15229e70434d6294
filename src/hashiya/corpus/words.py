"""The words of a text as the index keeps them."""

from __future__ import annotations

from hashiya.text.folding import fold


def as_words(text: str) -> str:
    """Fold a text, and put a space for each character of the folded text that is no letter and no digit.

    The result is as long as the folded text, so an offset in one is an offset in the other.
    """
    return text.translate(_WORDS)


class _Words(dict[int, str]):
    """Code point → its folded letters and digits; filled as code points are met, for ``str.translate``."""

    def __missing__(self, code_point: int) -> str:
        folded = fold(chr(code_point))
        self[code_point] = "".join(each if each.isalnum() else " " for each in folded)
        return self[code_point]


_WORDS = _Words()
