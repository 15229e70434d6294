"""The preferences of a user, kept from run to run: the theme, the margin, the width of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.files.kept import KeptFile

if TYPE_CHECKING:
    from pathlib import Path

DARK, LIGHT = "dark", "light"
DEFAULT_MEASURE = 80
NARROWEST, WIDEST = 20, 200


class Preferences:
    """The choices that the user made by keys, now or in an earlier run.

    Attributes:
        theme: ``dark`` or ``light``.
        margin: whether the margin is shown; None where that depends on the width of the window.
        measure: columns of a row at most.
    """

    def __init__(self, folder: Path | None = None, *, theme: str | None = None) -> None:
        """Read the choices of earlier runs.

        Args:
            folder: where preferences are kept; None keeps none.
            theme: the theme of this run, which is not kept for the next.
        """
        self._file = KeptFile(folder / "preferences.json" if folder is not None else None)
        self._chosen: dict[str, Any] = {}
        kept = self._file.read()
        wanted = theme or kept.get("theme")
        self.theme = LIGHT if wanted == LIGHT else DARK
        margin, measure = kept.get("margin"), kept.get("columns")
        self.margin = margin if isinstance(margin, bool) else None
        self.measure = within_bounds(measure) if type(measure) is int else DEFAULT_MEASURE

    def choose_theme(self, theme: str) -> None:
        """Choose ``dark`` or ``light``."""
        self.theme = self._chosen["theme"] = theme

    def choose_margin(self, margin: bool | None) -> None:
        """Choose whether the margin is shown; None leaves that to the width of the window."""
        self.margin = self._chosen["margin"] = margin

    def choose_measure(self, measure: int) -> None:
        """Choose how many columns a row has at most."""
        self.measure = self._chosen["columns"] = measure

    def keep(self) -> bool:
        """Keep the choices of this run and no others, since another run may have chosen too.

        Returns:
            Whether all of it is kept; where it cannot be, the next run begins as this one did.
        """
        return not self._chosen or self._file.change(lambda kept: kept.update(self._chosen))


def within_bounds(measure: int) -> int:
    """Return the nearest allowed number of columns of a row."""
    return max(NARROWEST, min(measure, WIDEST))
