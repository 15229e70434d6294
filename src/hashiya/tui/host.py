"""What a screen may ask of the application, so that screens do not know the application itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.errors import HashiyaError
    from hashiya.services.other_reading import OtherReadingError
    from hashiya.session.commands.bindings import Bindings
    from hashiya.session.preferences import Preferences
    from hashiya.tui.clipboard import Outcome
    from hashiya.tui.palette import Palette
    from hashiya.tui.screens.article import ArticleScreen


class Host(Protocol):
    """The application as its screens see it."""

    palette: Palette
    preferences: Preferences
    bindings: Bindings

    @property
    def article(self) -> ArticleScreen:
        """The screen of the open article."""

    def complain(self, error: HashiyaError) -> None:
        """Show what went wrong on the full screen in front."""

    def show_keys(self) -> None:
        """Show the keys of the screen in front."""

    def show_palette(self) -> None:
        """Let a command of the screen in front be chosen by its name."""

    def change_theme(self) -> None:
        """Change from the light theme to the dark one, or back."""

    def action_suspend_process(self) -> None:
        """Give the terminal back to the shell for a while."""

    def action_leave(self) -> None:
        """End the program when everything is on disk."""

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

    def tell_of_news(self) -> None:
        """Take in, in the thread of the keys, what another thread found out; for any thread."""
