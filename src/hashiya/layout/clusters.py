"""Cells of a piece of text, in logical order: which code points go together and what is drawn for them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.layout import _emoji, _joining
from hashiya.layout.shaping import ALEFS, LAM, LIGATURES
from hashiya.text.ranges import expand_ranges
from hashiya.text.widths import VARIATION_SELECTOR_16, character_width, widened_by_variation_selector

if TYPE_CHECKING:
    from collections.abc import Sequence

REPLACEMENT = "\ufffd"
# a cell owns all its marks but draws no more than these: a terminal may choke on the rest
MARKS_DRAWN = 8
# after these a row may break; U+00A0, U+2007 and U+202F hold words together
BREAKABLE_SPACES = frozenset(
    [0x20, 0x09, 0x1680, *range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000]
)

# One letter stands for the part that a code point plays in a cell. Zero-width ones join the cell before them:
#   m mark (drawn)   f transparent format   v variation selector 16   k emoji modifier
#   g emoji tag      j zero-width joiner    z any other
# and these begin a cell:
#   l lam   a alef   e emoji of one column   E emoji of two   R regional indicator
#   s space t tab    S wide space   b mirrored   B wide mirrored   c control   w wide   d any other
_ZERO_WIDTH = "[mfvkgjz]"
_EMOJI = "[eE][vk]?g{0,32}"
# ten emoji joined are the most that one cell draws
_CLUSTER = re.compile(
    rf"(?P<only>\A{_ZERO_WIDTH}+\Z)|(?P<lead>\A{_ZERO_WIDTH}+)?"
    rf"(?:(?P<flag>RR)|(?P<ligature>l[mfvg]*a)|(?P<emoji>{_EMOJI}(?:j{_EMOJI}){{0,9}})|[^mfvkgjz])"
    rf"(?P<rest>{_ZERO_WIDTH}*)"
)
# without these every code point is a cell of its own
_IRREGULAR = re.compile("[mfvkgjz]|la|RR")

# what wrapping and mirroring must know of a cell, one byte each
PLAIN, SPACE, WIDE, WIDE_SPACE, MIRRORED, WIDE_MIRRORED = b". 2_(["
_KIND_OF_PART = {
    "E": WIDE,
    "w": WIDE,
    "s": SPACE,
    "t": SPACE,
    "S": WIDE_SPACE,
    "b": MIRRORED,
    "B": WIDE_MIRRORED,
}
_KINDS = bytes(_KIND_OF_PART.get(chr(part), PLAIN) for part in range(256))
# kind → columns
COLUMNS = bytes(2 if kind in (WIDE, WIDE_SPACE, WIDE_MIRRORED) else 1 for kind in range(256))


class Clusters(NamedTuple):
    """Cells of a piece of text without their offsets, in logical order.

    Attributes:
        texts: what each cell draws, unmirrored.
        lengths: code points in each cell.
        kinds: one byte a cell, ``PLAIN`` to ``WIDE_MIRRORED``.
    """

    texts: Sequence[str]
    lengths: Sequence[int]
    kinds: bytes


def find_clusters(text: str, shaped: str) -> Clusters:
    """Cut a text into cells.

    Args:
        text: code points as they are in the article.
        shaped: the same code points as ``shape`` draws them, one for one.
    """
    parts = text.translate(_parts())
    if _IRREGULAR.search(parts):
        return _irregular_clusters(text, shaped, parts)
    if "c" in parts or "t" in parts:
        shaped = "".join(map(_draw_base, shaped, parts))
    return Clusters(tuple(shaped), (1,) * len(parts), parts.encode("ascii").translate(_KINDS))


def leading_zero_widths(text: str) -> int:
    """How many zero-width code points come before the first base."""
    parts = _parts()
    count = 0
    for character in text:
        if parts[ord(character)] not in "mfvkgjz":
            break
        count += 1
    return count


def _irregular_clusters(text: str, shaped: str, parts: str) -> Clusters:
    texts, lengths, kinds = [], [], bytearray()
    for match in _CLUSTER.finditer(parts):
        start, end = match.span()
        drawn, kind = _draw_cluster(match, text, shaped, parts)
        texts.append(drawn)
        lengths.append(end - start)
        kinds.append(kind)
    return Clusters(tuple(texts), tuple(lengths), bytes(kinds))


def _draw_cluster(match: re.Match[str], text: str, shaped: str, parts: str) -> tuple[str, int]:
    """Text of one cell, and its kind."""
    start, end = match.span()
    if match["only"] is not None:
        return " " + _marks(text, parts, start, end), PLAIN
    base = match.end("lead") if match["lead"] is not None else start
    rest = match.start("rest")
    if match["flag"] is not None or (match["emoji"] is not None and rest - base > 1):
        core = _whole_emoji(text[base:rest], parts[base])
        kind = WIDE
    elif match["ligature"] is not None:
        core = LIGATURES[shaped[base] + text[rest - 1]]
        kind = PLAIN
    else:
        core = _draw_base(shaped[base], parts[base])
        kind = _KINDS[ord(parts[base])]
    if end - start == 1:
        return core, kind
    marks = _marks(text, parts, start, base) + _marks(text, parts, rest, end)
    if match["ligature"] is not None:
        marks = _marks(text, parts, start, end)
    marks = marks[:MARKS_DRAWN]
    if VARIATION_SELECTOR_16 in marks and core in widened_by_variation_selector():
        kind = WIDE
    return core + marks, kind


def _draw_base(character: str, part: str) -> str:
    """What the terminal gets for a base: a tab is a space, no other control reaches it."""
    if part == "t":
        return " "
    return REPLACEMENT if part == "c" else character


def _marks(text: str, parts: str, start: int, end: int) -> str:
    """The first marks that are drawn among the code points ``[start, end)``."""
    marks = ""
    for index in range(start, end):
        if parts[index] in "mv":
            marks += text[index]
            if len(marks) == MARKS_DRAWN:
                break
    return marks


def _whole_emoji(sequence: str, first_part: str) -> str:
    """An emoji sequence that measures two columns.

    One that begins with a character of one column gets the selector that asks for its wide form, unless it
    has one that counts already (Unicode calls such a sequence minimally qualified or unqualified).
    """
    if first_part != "e" or VARIATION_SELECTOR_16 in re.sub("\u200d.", "", sequence):
        return sequence
    return sequence[0] + VARIATION_SELECTOR_16 + sequence[1:]


class _Parts(dict[int, str]):
    """Code point → the letter of its part, found out when first asked for."""

    def __init__(self) -> None:
        from bidi.mirror import MIRRORED as MIRRORED_CHARACTERS

        super().__init__()
        self._transparent = expand_ranges(_joining.TRANSPARENT_JOINING)
        self._formats = expand_ranges(_joining.TRANSPARENT_FORMATS)
        self._mirrored = frozenset(map(ord, MIRRORED_CHARACTERS))
        widened = frozenset(map(ord, widened_by_variation_selector())) - frozenset(b"#*0123456789")
        self._emoji = expand_ranges(_emoji.EMOJI_PRESENTATION) | widened
        self._bases = {0x09: "t", 0x2028: "c", 0x2029: "c", ord(LAM): "l"}
        self._bases.update(dict.fromkeys(map(ord, ALEFS), "a"))
        self._bases.update(dict.fromkeys(range(0x1F1E6, 0x1F200), "R"))

    def __missing__(self, code_point: int) -> str:
        width = character_width(code_point)
        part = self._zero_width(code_point) if width == 0 else self._base(code_point, wide=width == 2)
        self[code_point] = part
        return part

    def _zero_width(self, code_point: int) -> str:
        if code_point == 0x200D:
            return "j"
        if code_point == 0xFE0F:
            return "v"
        if 0x1F3FB <= code_point <= 0x1F3FF:
            return "k"
        if 0xE0020 <= code_point <= 0xE007F:
            return "g"
        if code_point not in self._transparent:
            return "z"
        return "f" if code_point in self._formats else "m"

    def _base(self, code_point: int, *, wide: bool) -> str:
        if code_point in self._bases:
            return self._bases[code_point]
        if code_point < 0x20 or 0x7F <= code_point < 0xA0 or 0xD800 <= code_point < 0xE000:
            return "c"
        if code_point in BREAKABLE_SPACES:
            return "S" if wide else "s"
        if code_point in self._mirrored:
            return "B" if wide else "b"
        if code_point in self._emoji:
            return "E" if wide else "e"
        return "w" if wide else "d"


@cache
def _parts() -> _Parts:
    return _Parts()
