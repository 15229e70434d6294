"""What a screen may ask of the application, so that screens do not know the application itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.services.other_reading import OtherReadingError
    from hashiya.session.commands import Command
    from hashiya.session.preferences import Preferences
    from hashiya.tui.clipboard import Outcome
    from hashiya.tui.palette import Palette


class Host(Protocol):
    """The application as its screens see it."""

    palette: Palette
    preferences: Preferences

    def perform(self, command: Command) -> None:
        """Does what a command for the whole program says."""

    def copy(self, text: str, told: Callable[[Outcome], object] | None = None) -> None:
        """Copy a text; what became of it is told later, without `told` as a notice."""

    def open_article(self, path: Path) -> None:
        """Opens an article of the library."""

    def switch_encoding(self) -> None:
        """Reads the open article's file in the next encoding."""

    def ask_about_encoding(self, error: OtherReadingError, again: Callable[[], object]) -> None:
        """Ask whether a change may put another encoding on record, and make it again if it may."""

    def reread_article(self) -> None:
        """Read the open article's file again."""

    def back_to_library(self) -> None:
        """Closes the article and shows the library."""
