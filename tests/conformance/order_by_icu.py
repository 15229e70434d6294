"""What ICU says of the order of a row: levels, base direction, L1 to L4, and what is a base.

Two differences are known that no text of the test has. In an override ICU leaves an isolate control neutral
(against X5a to X6a), as in LRO RLO space PDF PDI RLO brace, which shows in one row of some 200,000; and an
overridden bracket a bracket (against BD14), as in RLO ( PDF RLE e-acute ), which shows in one of a million.
Both rows are among those derived by hand in tests/layout.
"""

from __future__ import annotations

import icu

_BLANK = {icu.UCharCategory.NON_SPACING_MARK, icu.UCharCategory.ENCLOSING_MARK, icu.UCharCategory.FORMAT_CHAR}
# ICU pairs an opening bracket a second time with the canonical equivalent of the one that closed it (BD16)
_ONE_OF_EQUIVALENTS = str.maketrans("\u3008\u3009", "\u2329\u232a")


class IcuParagraph:
    """One paragraph without its separator; all indexes are code points of it."""

    def __init__(self, text: str) -> None:
        """Resolve its levels; right-to-left without a strong character (P2, P3) or if most letters are so."""
        self.text = text
        # ICU counts UTF-16 code units: where each code point begins, and the code point of each unit
        self._units: list[int] = []
        self._code_points: list[int] = []
        for index, character in enumerate(text):
            self._units.append(len(self._code_points))
            self._code_points += [index] * (2 if character > "\uffff" else 1)
        self._units.append(len(self._code_points))
        # the text of a Bidi must live as long as it does
        self._icu_text = icu.UnicodeString(text.translate(_ONE_OF_EQUIVALENTS))
        self._bidi = icu.Bidi()
        self._bidi.setPara(self._icu_text, icu.Bidi.DEFAULT_RTL)
        if not self.base_level and first_strong(text) != "\u200e" and is_mostly_right_to_left(text):
            self._bidi.setPara(self._icu_text, 1)

    @property
    def base_level(self) -> int:
        """Level of the paragraph."""
        level: int = self._bidi.getParaLevel()
        return level

    def levels(self) -> list[int]:
        """Level of each code point, as resolved on the paragraph."""
        of_units = self._bidi.getLevels()
        return [of_units[unit] for unit in self._units[:-1]]

    def order(self, start: int, end: int) -> list[int]:
        """Code points of the row ``[start, end)``, left to right as seen."""
        if start == end:
            return []
        line = self._bidi.setLine(self._units[start], self._units[end])
        # ICU applies L1 to the levels of a line when these are asked for, and only then to its map too
        line.getLevels()
        first = self._units[start]
        seen = [first + unit for unit in line.getVisualMap()]
        return [index for unit in seen if self._units[index := self._code_points[unit]] == unit]

    def bases(self) -> list[int]:
        """Code points that take columns, but for the later parts of an emoji sequence (UAX #29 GB11–13)."""
        breaks = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
        breaks.setText(self._icu_text)
        starts = {0, *(self._code_points[unit] for unit in breaks if unit < len(self._code_points))}
        return [
            index
            for index, character in enumerate(self.text)
            if is_base(character) and (index in starts or not is_emoji(character))
        ]


def first_strong(text: str) -> str:
    """The first strong character outside isolates (P2), or an empty string."""
    direction = icu.UCharDirection
    opened = 0
    for character in text:
        found = icu.Char.charDirection(character)
        if found in (
            direction.LEFT_TO_RIGHT_ISOLATE,
            direction.RIGHT_TO_LEFT_ISOLATE,
            direction.FIRST_STRONG_ISOLATE,
        ):
            opened += 1
        elif found == direction.POP_DIRECTIONAL_ISOLATE:
            opened = max(0, opened - 1)
        elif not opened and found in (
            direction.LEFT_TO_RIGHT,
            direction.RIGHT_TO_LEFT,
            direction.RIGHT_TO_LEFT_ARABIC,
        ):
            return character
    return ""


def is_mostly_right_to_left(text: str) -> bool:
    """Whether more than half of the letters (general category L) are R or AL."""
    direction = icu.UCharDirection
    found = [icu.Char.charDirection(character) for character in text if icu.Char.isalpha(character)]
    rtl = [each for each in found if each in (direction.RIGHT_TO_LEFT, direction.RIGHT_TO_LEFT_ARABIC)]
    return len(rtl) > len(found) - len(rtl)


def is_base(character: str) -> bool:
    """Whether a character takes columns: no mark, and no format character but the signs of numbers."""
    if icu.Char.hasBinaryProperty(character, icu.UProperty.PREPENDED_CONCATENATION_MARK):
        return True
    return icu.Char.charType(character) not in _BLANK


def is_mark(character: str) -> bool:
    """Whether a character is drawn on a base (Mn, Me)."""
    return icu.Char.charType(character) in _BLANK - {icu.UCharCategory.FORMAT_CHAR}


def is_emoji(character: str) -> bool:
    """Whether a character may be a part of an emoji sequence of several bases."""
    return icu.Char.hasBinaryProperty(character, icu.UProperty.EMOJI) and not character.isascii()


def mirrored(character: str) -> str:
    """A character as it is drawn in right-to-left text (L4)."""
    image: str = icu.Char.charMirror(character)
    return image


def age(character: str) -> tuple[int, ...]:
    """The version of Unicode in which a character was new."""
    return tuple(map(int, icu.Char.charAge(character).split(".")))


def is_without_order(character: str) -> bool:
    """Whether UAX #9 says nothing of where a character stands: X9 takes the boundary neutrals out."""
    return bool(icu.Char.charDirection(character) == icu.UCharDirection.BOUNDARY_NEUTRAL)
