"""The font of the page, DejaVu Sans Mono, which has the Arabic presentation forms; taken from this system."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STYLES = {
    "regular": ("DejaVuSansMono.ttf", "normal", "normal"),
    "bold": ("DejaVuSansMono-Bold.ttf", "bold", "normal"),
    "italic": ("DejaVuSansMono-Oblique.ttf", "normal", "italic"),
    "bold-italic": ("DejaVuSansMono-BoldOblique.ttf", "bold", "italic"),
}
"""File, weight and slant of each style."""
_LOCAL = "DejaVu Sans Mono"
_FAMILY = "Roboto Mono"
"""The family that the script of textual-serve asks for first."""


def font_folders(environment: Mapping[str, str]) -> list[Path]:
    """List the folders where systems keep fonts."""
    home = Path(environment.get("HOME", "/nonexistent"))
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    system = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/opt/homebrew/share/fonts")
    return [data / "fonts", home / ".fonts", home / "Library/Fonts", *map(Path, system)]


def find_fonts(folders: Iterable[Path]) -> dict[str, Path]:
    """Find the file of each style; empty without the regular one."""
    files = {file: style for style, (file, _, _) in STYLES.items()}
    found: dict[str, Path] = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in files.keys() & set(names):
                found.setdefault(files[name], Path(place, name))
    return found if "regular" in found else {}


def font_faces(served: Iterable[str]) -> str:
    """Write the style sheet that makes DejaVu Sans Mono the terminal's font.

    Args:
        served: the styles that the server has; all others are taken from the visitor's system, if there.
    """
    served = set(served)
    return "".join(
        f'@font-face {{ font-family: "{_FAMILY}"; font-weight: {weight}; font-style: {slant}; src: '
        + (f'url("/font/{style}")' if style in served else f'local("{_LOCAL}")')
        + "; }\n"
        for style, (_, weight, slant) in STYLES.items()
    )
