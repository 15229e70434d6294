"""Cut text into cells in logical order: groups of code points and the text drawn for each."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.layout import _emoji, _joining
from hashiya.layout.shaping import ALEFS, LAM, LIGATURES, joining_types
from hashiya.text.mirroring import mirror_images
from hashiya.text.ranges import expand_ranges
from hashiya.text.widths import VARIATION_SELECTOR_16, character_width, widened_by_variation_selector

if TYPE_CHECKING:
    from collections.abc import Sequence

REPLACEMENT = "\ufffd"
# a cell holds all its marks but draws only so many, since more may break a terminal
MARKS_DRAWN = 8
# a row may break after these; U+00A0, U+2007 and U+202F join words
BREAKABLE_SPACES = frozenset(
    [0x20, 0x09, 0x1680, *range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000]
)

# One letter denotes the role of a code point in a cell. Zero-width ones join the cell before them:
#   m mark (drawn)   f transparent format   v variation selector 16   k emoji modifier
#   g emoji tag      j zero-width joiner    z any other
# and these begin a cell:
#   l lam   a alef   e emoji of one column   E emoji of two   R regional indicator
#   s space t tab    S wide space   b mirrored   B wide mirrored   c control   w wide   d any other
#   h hidden character that is shown
_ZERO_WIDTHS = "mfvkgjz"
_ZERO_WIDTH = f"[{_ZERO_WIDTHS}]"
_EMOJI = "[eE][vk]?g{0,32}"
# without these every code point is its own cell
_LAM_ALEF = re.compile("l[mfvg]*a")
_SHAPED_LAM = "\ufedf"
# roles that determine the width of a cell only together
_OF_SEQUENCES = "eEvkgR"
_IRREGULAR = re.compile(f"{_ZERO_WIDTH}|la|RR")
# nearly all irregular cells consist of these and "la"
_LETTER_AND_MARKS = frozenset(("dm", "dmm", "lm", "lmm", "am", "amm"))
# one column, neither emoji nor zero-width: most of any text and the signs of our own lines, so the tables are
# skipped for it
_WELL_KNOWN = "0-A8 AA-AC AF-FF 60C 61B 61F 621-63A 640-64A 660-669 2010-2027 25B8 2713"
_WELL_KNOWN_MARKS = range(0x64B, 0x653)
_WELL_KNOWN_ISOLATES = range(0x2066, 0x206A)

# the kinds of cells for wrapping and mirroring, one byte each
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
    """The cells of a text in logical order, without offsets.

    Attributes:
        texts: what each cell draws, unmirrored.
        lengths: code points in each cell.
        kinds: one byte a cell, ``PLAIN`` to ``WIDE_MIRRORED``.
    """

    texts: Sequence[str]
    lengths: Sequence[int]
    kinds: bytes


def find_clusters(text: str, shaped: tuple[str, ...], *, reveal: bool = False) -> Clusters:
    """Cut a text into cells.

    Args:
        text: code points of the article.
        shaped: the shaped code points, one for each.
        reveal: whether each hidden character is a separate cell that draws its mark.
    """
    parts = text.translate(_parts(reveal=reveal))
    if "h" in parts:
        shaped = tuple(map(_draw_hidden, shaped, parts, text))
    if "c" in parts or "t" in parts:
        shaped = tuple(map(_draw_base, shaped, parts))
    kinds = parts.encode("ascii").translate(_KINDS)
    if not _IRREGULAR.search(parts):
        return Clusters(shaped, (1,) * len(parts), kinds)
    return _irregular_clusters(text, shaped, parts, kinds)


def cell_kinds(text: str, *, reveal: bool = False) -> bytes:
    """Find the kinds of cells as `find_clusters` does, but faster and without shapes."""
    parts = text.translate(_parts(reveal=reveal))
    if parts[:1] in _ZERO_WIDTHS or any(part in parts for part in _OF_SEQUENCES):
        return find_clusters(text, tuple(text.replace(LAM, _SHAPED_LAM)), reveal=reveal).kinds
    return _LAM_ALEF.sub("l", parts).encode("ascii").translate(_KINDS, _ZERO_WIDTHS.encode("ascii"))


def leading_zero_widths(text: str, *, reveal: bool = False) -> int:
    """Count the zero-width code points before the first base; a revealed hidden character is a base."""
    parts = _parts(reveal=reveal)
    count = 0
    for character in text:
        if parts[ord(character)] not in _ZERO_WIDTHS:
            break
        count += 1
    return count


def _irregular_clusters(text: str, bases: tuple[str, ...], parts: str, kinds: bytes) -> Clusters:
    """Cut a text into cells, some of several code points."""
    texts: list[str] = []
    lengths: list[int] = []
    all_kinds = bytearray()
    cluster = _cluster()
    done = 0
    while found := _IRREGULAR.search(parts, done):
        start = found.start()
        if start and parts[start] in _ZERO_WIDTHS:
            start -= 1
        match = cluster.match(parts, start)
        assert match  # noqa: S101 - a cell can begin at any base, and at the start of the text
        end = match.end()
        own_parts = match[0]
        if own_parts == "la":
            drawn, kind = LIGATURES[bases[start] + text[start + 1]], PLAIN
        elif own_parts in _LETTER_AND_MARKS:
            drawn, kind = bases[start] + text[start + 1 : end], PLAIN
        else:
            drawn, kind = _draw_cluster(match, text, bases, parts)
        if start > done:
            texts += bases[done:start]
            lengths += (1,) * (start - done)
            all_kinds += kinds[done:start]
        texts.append(drawn)
        lengths.append(end - start)
        all_kinds.append(kind)
        done = end
    texts += bases[done:]
    lengths += (1,) * (len(bases) - done)
    return Clusters(texts, lengths, bytes(all_kinds) + kinds[done:])


def _draw_cluster(match: re.Match[str], text: str, bases: tuple[str, ...], parts: str) -> tuple[str, int]:
    """Return the text of one cell and its kind."""
    start, end = match.span()
    if match["only"] is not None:
        return " " + _marks(text, parts, start, end), PLAIN
    base = match.end("lead") if match["lead"] is not None else start
    rest = match.start("rest")
    if match["flag"] is not None or (match["emoji"] is not None and rest - base > 1):
        core = _whole_emoji(text[base:rest], parts[base])
        kind = WIDE
    elif match["ligature"] is not None:
        core = LIGATURES[bases[base] + text[rest - 1]]
        kind = PLAIN
    else:
        core = bases[base]
        kind = _KINDS[ord(parts[base])]
    marks = _marks(text, parts, start, base) + _marks(text, parts, rest, end)
    if match["ligature"] is not None:
        marks = _marks(text, parts, start, end)
    marks = marks[:MARKS_DRAWN]
    if VARIATION_SELECTOR_16 in marks and core in widened_by_variation_selector():
        kind = WIDE
    return core + marks, kind


def _draw_base(character: str, part: str) -> str:
    if part == "t":
        return " "
    return REPLACEMENT if part == "c" else character


def _draw_hidden(character: str, part: str, own: str) -> str:
    from hashiya.text.hidden import hidden_characters  # only who shows them needs this

    return hidden_characters()[own].mark if part == "h" else character


def _marks(text: str, parts: str, start: int, end: int) -> str:
    """Return the marks to draw among the code points ``[start, end)``, up to the limit."""
    marks = ""
    for index in range(start, end):
        if parts[index] in "mv":
            marks += text[index]
            if len(marks) == MARKS_DRAWN:
                break
    return marks


def _whole_emoji(sequence: str, first_part: str) -> str:
    """Return an emoji sequence that measures two columns.

    A sequence that begins with a character of one column gets the selector for the wide form, unless it has
    an effective one (Unicode calls such a sequence minimally qualified or unqualified).
    """
    if first_part != "e" or VARIATION_SELECTOR_16 in re.sub("\u200d.", "", sequence):
        return sequence
    return sequence[0] + VARIATION_SELECTOR_16 + sequence[1:]


class _Parts(dict[int, str]):
    """Map each code point to the letter of its role, computed on first use."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(_WELL_KNOWN_MARKS, "m"))
        self.update(dict.fromkeys(_WELL_KNOWN_ISOLATES, "z"))
        self._mirrored = mirror_images()
        self._bases = {0x09: "t", 0x2028: "c", 0x2029: "c", ord(LAM): "l"}
        self._bases.update(dict.fromkeys(map(ord, ALEFS), "a"))
        self._bases.update(dict.fromkeys(range(0x1F1E6, 0x1F200), "R"))

    def __missing__(self, code_point: int) -> str:
        width = 1 if code_point in _well_known() else character_width(code_point)
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
        if joining_types()[code_point] != "T":
            return "z"
        return "f" if code_point in _formats() else "m"

    def _base(self, code_point: int, *, wide: bool) -> str:
        if code_point in self._bases:
            return self._bases[code_point]
        if code_point < 0x20 or 0x7F <= code_point < 0xA0 or 0xD800 <= code_point < 0xE000:
            return "c"
        if code_point in BREAKABLE_SPACES:
            return "S" if wide else "s"
        if chr(code_point) in self._mirrored:
            return "B" if wide else "b"
        if code_point not in _well_known() and code_point in _emoji_bases():
            return "E" if wide else "e"
        return "w" if wide else "d"


@cache
def _parts(*, reveal: bool) -> _Parts:
    parts = _Parts()
    if reveal:
        from hashiya.text.hidden import hidden_characters  # only who shows them needs this

        parts.update(dict.fromkeys(map(ord, hidden_characters()), "h"))
    return parts


@cache
def _well_known() -> frozenset[int]:
    return expand_ranges(_WELL_KNOWN)


@cache
def _emoji_bases() -> frozenset[int]:
    widened = frozenset(map(ord, widened_by_variation_selector())) - frozenset(b"#*0123456789")
    return expand_ranges(_emoji.EMOJI_PRESENTATION) | widened


@cache
def _formats() -> frozenset[int]:
    return expand_ranges(_joining.TRANSPARENT_FORMATS)


@cache
def _cluster() -> re.Pattern[str]:
    """Make a cell at its first code point."""
    return re.compile(
        rf"(?P<only>\A{_ZERO_WIDTH}+\Z)|(?P<lead>\A{_ZERO_WIDTH}+)?"
        rf"(?:(?P<flag>RR)|(?P<ligature>l[mfvg]*a)|(?P<emoji>{_EMOJI}(?:j{_EMOJI}){{0,9}})|[^{_ZERO_WIDTHS}])"
        rf"(?P<rest>{_ZERO_WIDTH}*)"
    )
