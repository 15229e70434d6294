"""The application as its screens know it, so that they do not import it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.errors import HashiyaError
    from hashiya.session.commands.bindings import Bindings
    from hashiya.session.preferences import Preferences
    from hashiya.tui.articles import Articles
    from hashiya.tui.clipboard import Outcome
    from hashiya.tui.folder_errands import FolderErrands
    from hashiya.tui.hit_errands import HitErrands
    from hashiya.tui.palette import Palette


class Host(Protocol):
    """The application for its screens."""

    palette: Palette
    preferences: Preferences
    bindings: Bindings
    articles: Articles

    @property
    def folder(self) -> FolderErrands:
        """The errands over all articles of the folder."""

    @property
    def hits(self) -> HitErrands:
        """The errands of a search over the folder."""

    def complain(self, error: HashiyaError) -> None:
        """Show an error on the full screen in front."""

    def show_keys(self) -> None:
        """Show the keys of the screen in front."""

    def show_palette(self) -> None:
        """Show the commands of the screen in front to choose from."""

    def show_labels(self) -> None:
        """Show the labels to choose from."""

    def change_theme(self) -> None:
        """Change from the light theme to the dark one, or back."""

    def repaint(self) -> None:
        """Redraw the whole screen."""

    def action_suspend_process(self) -> None:
        """Suspend the program and give the terminal to the shell."""

    def action_leave(self) -> None:
        """End the program once all changes are saved."""

    def copy(self, text: str, told: Callable[[Outcome], object] | None = None) -> None:
        """Copy a text; the outcome is given to `told` later, or shown as a notice."""

    def tell_of_news(self) -> None:
        """Let the thread of the keys apply the news of another thread; any thread may call this."""
