"""The display of an element by its inline style (CSS 2.2, 4.1 and 9.2), as far as it affects the text."""

from __future__ import annotations

import re
from typing import NamedTuple

# comments, strings and brackets hold no declarations
_NO_DECLARATION = re.compile(
    r"""/\*.*?(?:\*/|\Z) | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | \([^()]*\)""", re.DOTALL | re.VERBOSE
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.DOTALL)
_DECLARATION = re.compile(r"(?:\A|;)\s*(display|visibility|white-space)\s*:\s*([^;!]*)(!\s*important)?")

_INLINE = frozenset(
    ("inline", "inline-block", "inline-flex", "inline-grid", "inline-table", "ruby", "contents")
)
_BLOCK = frozenset(
    ("block", "flex", "grid", "list-item", "flow-root", "table", "-webkit-box", "table-caption")
)
_DISPLAYS = {"none": "none", **dict.fromkeys(_INLINE, "inline"), **dict.fromkeys(_BLOCK, "block")}
_VISIBILITIES = {"visible": True, "hidden": False, "collapse": False}
_KEEPS_LINES = {
    **dict.fromkeys(("pre", "pre-wrap", "pre-line", "break-spaces"), True),
    **dict.fromkeys(("normal", "nowrap"), False),
}


class Style(NamedTuple):
    """An inline style.

    Attributes:
        display: ``none``, ``inline`` or ``block``; empty if not declared.
        visible: None if not declared.
        keeps_lines: whether line breaks of the source are shown; None if not declared.
    """

    display: str = ""
    visible: bool | None = None
    keeps_lines: bool | None = None


UNSTYLED = Style()


def style_of(declarations: str) -> Style:
    """Read the declarations of a ``style`` attribute; those invalid in CSS are passed over."""
    declarations = declarations.lower()
    if "\\" in declarations:
        declarations = _ESCAPE.sub(_unescaped, declarations)
    if not any(name in declarations for name in ("display", "visibility", "white-space")):
        return UNSTYLED
    values: dict[str, str] = {}
    important: set[str] = set()
    for name, value, is_important in _DECLARATION.findall(_NO_DECLARATION.sub(" ", declarations)):
        keyword = " ".join(value.split())
        if name == "display" and keyword.startswith(("block ", "inline ")):  # the inner display is ignored
            keyword = keyword.split()[0]
        if keyword in _KEYWORDS[name] and (is_important or name not in important):
            values[name] = keyword
            if is_important:
                important.add(name)
    return Style(
        _DISPLAYS.get(values.get("display", ""), ""),
        _VISIBILITIES.get(values.get("visibility", "")),
        _KEEPS_LINES.get(values.get("white-space", "")),
    )


_KEYWORDS: dict[str, dict[str, str] | dict[str, bool]] = {
    "display": _DISPLAYS,
    "visibility": _VISIBILITIES,
    "white-space": _KEEPS_LINES,
}


def _unescaped(escape: re.Match[str]) -> str:
    digits, character = escape.groups()
    code = int(digits, 16) if digits else 0
    return character or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")
