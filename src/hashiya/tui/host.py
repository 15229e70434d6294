"""What a screen may ask of the application, so that screens do not know the application itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.errors import HashiyaError
    from hashiya.session.commands.bindings import Bindings
    from hashiya.session.preferences import Preferences
    from hashiya.tui.articles import Articles
    from hashiya.tui.clipboard import Outcome
    from hashiya.tui.palette import Palette


class Host(Protocol):
    """The application as its screens see it."""

    palette: Palette
    preferences: Preferences
    bindings: Bindings
    articles: Articles

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

    def tell_of_news(self) -> None:
        """Take in, in the thread of the keys, what another thread found out; for any thread."""
