"""The article screen while differences between annotators are settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands.settling import named
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.versions_around import VersionsAround

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size
    from textual.widget import Widget

    from hashiya.session.change import Change
    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.command import Command
    from hashiya.session.reader import Reader
    from hashiya.session.settling import Settling
    from hashiya.tui.host import Host


class SettlingScreen(ArticleScreen):
    """Shows the versions of a difference around the page, and the keys of settling below."""

    def __init__(self, reader: Reader, settling: Settling, host: Host) -> None:
        self.versions = VersionsAround(reader, settling, host.palette)
        super().__init__(reader, host)

    @property
    def table(self) -> KeyTable[Reader]:
        """The keys of settling in place of those of the page."""
        bindings, table = self.host.bindings, super().table
        if table is not bindings.page:
            return table
        return bindings.settling if self.reader.is_deciding else bindings.correcting

    @property
    def footer(self) -> Sequence[Command[Reader]]:
        """The commands of the bottom line, which name the annotators."""
        if not self._has_keys:
            return super().footer
        return named(self.reader, self.table, self.host.bindings.page)

    @property
    def after_values(self) -> Sequence[Command[Reader]]:
        """The way back to a difference that is edited."""
        correcting = self.host.bindings.correcting
        return [correcting["settle.back"]] if self.table is correcting else ()

    @property
    def _has_keys(self) -> bool:
        """Whether the keys are those of settling."""
        return self.table in (self.host.bindings.settling, self.host.bindings.correcting)

    @property
    def beside_page(self) -> Sequence[Widget]:
        """The versions in a wide window."""
        return [self.versions.beside]

    @property
    def below_page(self) -> Sequence[Widget]:
        """The versions in a narrow window."""
        return [self.versions.below]

    def room_for_page(self, room: Size, column: int, *, is_wide: bool) -> Size:
        """Show the versions in the margin's place if that is free, else below the page."""
        return self.versions.arrange(room, column, is_beside=is_wide and not self.margin.display)

    def show_change(self, change: Change) -> None:
        """Repaint the parts that a change touched, and the versions."""
        super().show_change(change)
        self.versions.refresh()
