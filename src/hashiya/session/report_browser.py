"""Walk through a report: from a number to its places, from a place to its article, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hashiya.messages import Message
from hashiya.report.blocks import Axis, Heading, Linked, Prose, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.report.blocks import Cell, Place, Told
    from hashiya.report.outline import Outline, Target


class Header(NamedTuple):
    """The names of the columns of a table."""

    table: Table


class TableRow(NamedTuple):
    """A row of a table."""

    table: Table
    cells: Sequence[Cell]


class Entry(NamedTuple):
    """A row that leads on: its name, its value, and words of less importance."""

    told: Told
    value: Told | int
    anchor: str


class Mention(NamedTuple):
    """A row that leads to an article: the words, and the title of the article."""

    text: str
    title: str
    anchor: str


Row: TypeAlias = "Heading | Prose | Axis | Header | TableRow | Entry | Mention"


class Page:
    """A list of rows.

    Attributes:
        title: of the page.
        rows: from the first to the last.
        cursor: index of the row to begin with.
    """

    def __init__(self, title: Told, rows: Sequence[Row], cursor: int = 0) -> None:
        self.title = title
        self.rows = rows
        self.cursor = cursor


class ReportBrowser:
    """The pages of a report, from its first page to the one that is shown."""

    def __init__(self, outline: Outline) -> None:
        """Show the first page."""
        self.outline = outline
        first, *blocks = outline.blocks
        title = first.told if isinstance(first, Heading) else Message("report.title")
        rows: list[Row] = []
        for block in blocks:
            if isinstance(block, Table):
                rows += [Header(block), *(TableRow(block, cells) for cells in block.rows)]
            elif isinstance(block, Heading | Prose | Axis):
                rows.append(block)
        while rows and isinstance(rows[-1], Heading):  # the articles themselves are not here
            rows.pop()
        self._pages = [Page(title, rows)]

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[-1]

    def back(self) -> bool:
        """Go back to the page before; whether there is one."""
        if len(self._pages) == 1:
            return False
        self._pages.pop()
        return True

    def go_to_next_section(self) -> None:
        """Put the cursor on the next heading, after the last one on the first row."""
        page = self.page
        headings = (index for index, row in enumerate(page.rows) if isinstance(row, Heading))
        page.cursor = next((index for index in headings if index > page.cursor), 0)

    def links(self, row: Row) -> Sequence[Entry]:
        """List where a row leads, each place once."""
        found: list[Entry] = []
        if isinstance(row, TableRow):
            for index, cell in enumerate(row.cells):
                if isinstance(cell, Linked):
                    name = row.table.header[index] if index else _name_of(cell)
                    found.append(Entry(name, cell.told if index else "", cell.anchor))
        elif isinstance(row, Prose):
            found = [
                Entry(self._title_of(each.anchor), each.told, each.anchor) for each in row.links.values()
            ]
        elif isinstance(row, Axis):
            found = [Entry(each.told, "", each.anchor) for each in row.points]
        elif isinstance(row, Entry):
            found = [row]
        elif isinstance(row, Mention):
            found = [Entry(row.text, "", row.anchor)]
        by_anchor: dict[str, Entry] = {}
        for each in found:
            if each.anchor:
                by_anchor.setdefault(each.anchor, each)
        return [*by_anchor.values()]

    def open(self, row: Row) -> Target | None:
        """Follow a row: show another page, or return the place in an article to which it leads."""
        links = self.links(row)
        if len(links) == 1:
            return self._follow(links[0].anchor)
        if links:
            name = _name_of(row.cells[0]) if isinstance(row, TableRow) else self.page.title
            self._pages.append(Page(name, links))
        return None

    def _title_of(self, anchor: str) -> Told:
        """Return the title of the list, or of the section, to which a number leads."""
        outline = self.outline
        if (places := outline.lists.get(anchor)) is not None:
            return _name_of(places.told)
        if (group := outline.groups.get(anchor)) is not None:
            return group.told
        headings = (each for each in outline.blocks if isinstance(each, Heading))
        return next((each.told for each in headings if each.anchor == anchor), "")

    def _follow(self, anchor: str) -> Target | None:
        outline = self.outline
        if (places := outline.lists.get(anchor)) is not None:
            self._pages.append(Page(_name_of(places.told), [self._mention(each) for each in places.places]))
        elif (group := outline.groups.get(anchor)) is not None:
            self._pages.append(Page(group.told, [self._entry(each) for each in group.entries]))
        elif (target := outline.targets.get(anchor)) is not None:
            return target
        else:
            self._go_to_heading(anchor)
        return None

    def _go_to_heading(self, anchor: str) -> None:
        """Show the section of the first page that a number leads to."""
        first = self._pages[0]
        for index, row in enumerate(first.rows):
            if isinstance(row, Heading) and row.anchor == anchor:
                del self._pages[1:]
                first.cursor = index

    def _mention(self, place: Place) -> Mention:
        target = self.outline.targets.get(place.id)
        return Mention(place.text, target.title if target is not None and target.span else "", place.id)

    def _entry(self, linked: Linked) -> Entry:
        places, group = self.outline.lists.get(linked.anchor), self.outline.groups.get(linked.anchor)
        count = places.total if places is not None else self._count(group.entries) if group is not None else 0
        return Entry(_name_of(linked), count, linked.anchor)

    def _count(self, entries: Sequence[Linked]) -> int:
        lists = self.outline.lists
        return sum(lists[each.anchor].total if each.anchor in lists else 1 for each in entries)


def _name_of(cell: Cell) -> Told:
    """Return the words of a cell."""
    told = cell.told if isinstance(cell, Linked) else cell
    return f"{told:,}" if isinstance(told, int) else told if isinstance(told, str | Message) else ""
