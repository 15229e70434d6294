"""Folding of the spellings of an Arabic word to one form, for comparing only; nothing is stored folded.

Alef with hamza or madda becomes alef, alef maqsura yeh, teh marbuta heh, Persian kaf and yeh the Arabic ones.
Marks, small letters of the Quran, tatweel and zero-widths are left out. Presentation forms and digits of any
script become plain, and Latin becomes lower case without accents.
"""

from __future__ import annotations

import unicodedata

_LEFT_OUT = frozenset(("Mn", "Me", "Mc", "Cf"))
_SEPARATOR = "B"
# letters that canonical and compatibility decomposition (NFKD) keeps distinct
_SAME_LETTERS = {
    form: letter
    for letter, forms in (
        ("\u0627", "\u0671\u0672\u0673\u0675"),  # alef: wasla, wavy hamza, high hamza
        ("\u064a", "\u0649\u06cc\u06d2\u06cd\u06ce\u06d0\u06d1"),  # yeh: maqsura, Farsi, barree and the like
        ("\u0647", "\u0629\u06c1\u06c3\u06d5\u06be"),  # heh: teh marbuta, goal, ae, doachashmee
        ("\u0643", "\u06a9\u06aa"),  # kaf: keheh, swash
        ("", "\u0640\u06e5\u06e6\u08c9"),  # tatweel; small waw and yeh: Quranic marks with width
    )
    for form in forms
}


def fold(text: str) -> str:
    """Fold a text for comparing; the result may be shorter or longer than the text.

    Each code point folds independently, paragraph separators to a line feed and other spaces to a space.
    """
    return text.translate(_FOLDS)


def is_left_out(character: str) -> bool:
    """Tell whether folding removes a character: a mark, tatweel, a zero-width character."""
    return not _FOLDS[ord(character)]


def end_of_letter(text: str, offset: int, end: int) -> int:
    """Find the offset after a letter and the characters after it that folding leaves out, at most `end`."""
    offset += 1
    while offset < end and is_left_out(text[offset]):
        offset += 1
    return offset


class _Folds(dict[int, str]):
    """Code point → its folded form; filled as code points are met, for ``str.translate``."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        if unicodedata.bidirectional(character) == _SEPARATOR:
            folded = "\n"
        elif character.isspace():
            folded = " "
        else:
            letters = unicodedata.normalize("NFKD", character).casefold()
            # an isolated mark, such as U+FE7E, decomposes into a space and the mark
            folded = "".join(map(_fold_letter, letters)).strip()
        self[code_point] = folded
        return folded


def _fold_letter(letter: str) -> str:
    """Fold one code point of a decomposed character."""
    if letter in _SAME_LETTERS:
        return _SAME_LETTERS[letter]
    if unicodedata.category(letter) in _LEFT_OUT:
        return ""
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)


_FOLDS = _Folds()
