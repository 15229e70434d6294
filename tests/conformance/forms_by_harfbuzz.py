"""What HarfBuzz says of the joining forms of a text.

It is given a font without tables in which the glyph of each code point is the code point itself. To a font
without joining features HarfBuzz applies its own table of presentation forms, so that its glyphs are the
code points that a terminal should draw.
"""

from __future__ import annotations

import re
import unicodedata

import uharfbuzz

_LAM_ALEFS = range(0xFEF5, 0xFEFD)
_PRIVATE_USE = range(0xE000, 0xF900)
# of the ligatures, some of which HarfBuzz looks for in private use, a row uses those of lam and alef only
_NOT_IN_FONT = frozenset(_PRIVATE_USE) | {
    code_point
    for code_point in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
    if len(unicodedata.decomposition(chr(code_point)).split()) > 2 and code_point not in _LAM_ALEFS
}
# HarfBuzz composes a letter with hamza or madda, which a row keeps apart; and it looks through an enclosing
# circle to join but not to make lam-alef, for which a row takes it as a mark like others
_LIKE_ANY_MARK = dict.fromkeys((0x653, 0x654, 0x655, 0x20DD), "\u064e")
# HarfBuzz makes lam-alef across a joiner; in a row only marks stand between the two. A tatweel joins alike.
_JOINER_IN_LAM_ALEF = re.compile("(?<=\u0644)[^\u0621-\u064a]+(?=[\u0622\u0623\u0625\u0627])")
# hamza joins to nothing, so HarfBuzz leaves it; its one presentation form is the same sign
_HAMZA, _HAMZA_FORM = "\u0621", "\ufe80"


def _font() -> uharfbuzz.Font:
    functions = uharfbuzz.FontFuncs()
    functions.set_nominal_glyph_func(_glyph)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(b"")))
    font.funcs = functions
    return font


def _glyph(_font: uharfbuzz.Font, code_point: int, _data: object) -> int:
    return 0 if code_point in _NOT_IN_FONT else code_point


_FONT = _font()


def joining_forms(text: str) -> dict[int, str]:
    """Offset → what is drawn there; an alef that is drawn with the lam before it is not among them."""
    given = _JOINER_IN_LAM_ALEF.sub(lambda match: match[0].replace("\u200d", "\u0640"), text)
    given = given.translate(_LIKE_ANY_MARK)
    buffer = uharfbuzz.Buffer()
    buffer.add_codepoints(list(map(ord, given)))
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.CHARACTERS
    buffer.flags = uharfbuzz.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(_FONT, buffer)
    forms = {glyph.cluster: chr(glyph.codepoint) for glyph in buffer.glyph_infos}
    return {offset: _HAMZA_FORM if form == _HAMZA else form for offset, form in forms.items()}
