"""Makes the static tables of ``hashiya.layout`` and ``hashiya.text`` from their sources.

``python -m tests.layout.generate_tables`` prints them; ``test_tables.py`` compares them with what is there.
The sources are Unicode's data files (Debian's package unicode-data) and rich's width tables, with which
Textual measures what it draws.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

UNICODE = Path("/usr/share/unicode")
LAST = 0x110000
# classes are listed only where text that must be fast lives; all else goes to python-bidi as it is
NEUTRAL_WINDOWS = (range(0x700), range(0x2000, 0x20D0), range(0x2100, 0x2768), range(0xFD3E, 0xFE00))
MARK_WINDOWS = (range(0x900), range(0x20D0, 0x20F1), range(0xFE00, 0xFE30))
LTR_WINDOWS = (
    range(0x590),
    range(0x1E00, 0x1F00),
    range(0x3041, 0x3100),
    range(0x4E00, 0xA000),
    range(0xAC00, 0xD7A4),
)
RTL_WINDOW = range(0x590, 0xFF00)


def hex_ranges(code_points: Iterable[int]) -> str:
    """``0620 063B-063F …`` for a set of code points."""
    ranges: list[list[int]] = []
    for code_point in sorted(set(code_points)):
        if ranges and ranges[-1][1] == code_point - 1:
            ranges[-1][1] = code_point
        else:
            ranges.append([code_point, code_point])
    return " ".join(f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in ranges)


def _records(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            content = line.split("#")[0].strip()
            if content:
                yield [field.strip() for field in content.split(";")]


@cache
def read_property(name: str) -> dict[int, str]:
    """Code point → value, from a file of ``XXXX..YYYY ; value`` lines."""
    found: dict[int, str] = {}
    for fields in _records(UNICODE / name):
        first, _, last = fields[0].partition("..")
        found.update(dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), fields[1]))
    return found


def emoji_with(property_name: str) -> set[int]:
    """Code points that emoji-data.txt lists under a property."""
    found: set[int] = set()
    for fields in _records(UNICODE / "emoji" / "emoji-data.txt"):
        if fields[1] == property_name:
            first, _, last = fields[0].partition("..")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


@cache
def joining_types() -> dict[int, str]:
    """ArabicShaping.txt with its own rule for what it does not list (Mn, Me, Cf: transparent; else U)."""
    categories = read_property("extracted/DerivedGeneralCategory.txt")
    types = {c: "T" for c, category in categories.items() if category in {"Mn", "Me", "Cf"}}
    types.update((int(fields[0], 16), fields[2]) for fields in _records(UNICODE / "ArabicShaping.txt"))
    return types


def joining_tables() -> dict[str, str]:
    """The constants of ``hashiya.layout._joining``."""
    types = joining_types()
    categories = read_property("extracted/DerivedGeneralCategory.txt")
    names = {"D": "DUAL", "R": "RIGHT", "L": "LEFT", "C": "CAUSING", "T": "TRANSPARENT"}
    tables = {
        f"{name}_JOINING": hex_ranges(c for c, t in types.items() if t == key) for key, name in names.items()
    }
    tables["TRANSPARENT_FORMATS"] = hex_ranges(
        c for c, t in types.items() if t == "T" and categories[c] not in {"Mn", "Me"}
    )
    return tables


def width_tables() -> dict[str, str]:
    """The constants of ``hashiya.text.widths``, from rich's newest table."""
    from rich._unicode_data import load
    from rich.cells import get_character_cell_size

    printable = range(0xA0, LAST)
    widths = {c: get_character_cell_size(chr(c), "latest") for c in printable}
    widths[0xAD] = 0
    widths[0x2028] = widths[0x2029] = 1
    return {
        "ZERO_WIDTH": hex_ranges(c for c, width in widths.items() if width == 0),
        "WIDE": hex_ranges(c for c, width in widths.items() if width == 2),
        "WIDE_WITH_VARIATION_SELECTOR": hex_ranges(map(ord, load("latest").narrow_to_wide)),
    }


def emoji_tables() -> dict[str, str]:
    """The constants of ``hashiya.layout._emoji``."""
    regional = set(range(0x1F1E6, 0x1F200))
    modifiers = set(range(0x1F3FB, 0x1F400))
    return {"EMOJI_PRESENTATION": hex_ranges(emoji_with("Emoji_Presentation") - regional - modifiers)}


def bidi_tables() -> dict[str, str]:
    """The constants of ``hashiya.layout._bidi_classes``."""
    classes = read_property("extracted/DerivedBidiClass.txt")
    categories = read_property("extracted/DerivedGeneralCategory.txt")
    brackets = {int(fields[0], 16) for fields in _records(UNICODE / "BidiBrackets.txt")}

    def of(names: set[str], windows: Iterable[range]) -> str:
        listed = {c for window in windows for c in window if classes.get(c) in names}
        return hex_ranges(listed - brackets)

    return {
        "ARABIC_LETTER": of({"AL"}, [RTL_WINDOW]),
        "RIGHT_TO_LEFT": of({"R"}, [RTL_WINDOW, range(0x200F, 0x2010)]),
        "LEFT_TO_RIGHT": of({"L"}, LTR_WINDOWS),
        "NONSPACING_MARK": of({"NSM"}, MARK_WINDOWS),
        "NEUTRAL": of({"WS", "ON", "CS", "ES", "ET"}, NEUTRAL_WINDOWS),
        "BRACKET": hex_ranges(brackets),
        "BOUNDARY_NEUTRAL": hex_ranges(c for c, name in classes.items() if name == "BN"),
        "UNASSIGNED_BOUNDARY_NEUTRAL": hex_ranges(
            c for c, name in classes.items() if name == "BN" and categories.get(c, "Cn") == "Cn"
        ),
        "WHITE_SPACE": hex_ranges(c for c, name in classes.items() if name == "WS"),
    }


def mirroring_tables() -> dict[str, str]:
    """The constant of ``hashiya.text.mirroring``: each pair once, the lower code point first."""
    pairs = {
        tuple(sorted((int(fields[0], 16), int(fields[1], 16))))
        for fields in _records(UNICODE / "BidiMirroring.txt")
    }
    return {"PAIRS": " ".join(f"{one:04X}={other:04X}" for one, other in sorted(pairs))}


def module_text(docstring: str, tables: dict[str, str]) -> str:
    """A module that holds the tables, one string of hexadecimal ranges each."""
    lines = [f'"""{docstring}"""', "", "from __future__ import annotations", ""]
    for name, ranges in tables.items():
        row = ""
        rows = []
        for item in ranges.split():
            if len(row) + len(item) > 100:
                rows.append(row)
                row = ""
            row += item + " "
        rows.append(row.rstrip())
        lines += [f"{name} = (", *(f'    "{row}"' for row in rows), ")"]
    return "\n".join(lines) + "\n"


MODULES = {
    "layout/_joining.py": (
        "Joining types of ArabicShaping.txt (Unicode 15.0), generated by tests/layout/generate_tables.py.",
        joining_tables,
    ),
    "layout/_emoji.py": (
        "Emoji_Presentation of emoji-data.txt (Unicode 15.0), generated by tests/layout/generate_tables.py.",
        emoji_tables,
    ),
    "layout/_bidi_classes.py": (
        "Bidi classes of common characters (Unicode 15.0), generated by tests/layout/generate_tables.py.",
        bidi_tables,
    ),
    "text/_mirroring_pairs.py": (
        "Pairs of BidiMirroring.txt (Unicode 15.0), generated by tests/layout/generate_tables.py.",
        mirroring_tables,
    ),
    "text/_width_tables.py": (
        "Columns of characters as rich 15 counts them, generated by tests/layout/generate_tables.py.",
        width_tables,
    ),
}

if __name__ == "__main__":
    import sys

    for name, (docstring, tables) in MODULES.items():
        (Path(sys.argv[1]) / name).write_text(module_text(docstring, tables()), encoding="utf-8")
