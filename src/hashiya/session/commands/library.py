"""The library: opening an article, order and filter of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps
from hashiya.session.commands.requests import Ask, OpenArticle
from hashiya.session.shelf import ORDERS, STATUSES, FolderRow

if TYPE_CHECKING:
    from hashiya.session.book import Book
    from hashiya.session.shelf import Shelf


@dataclass(frozen=True, slots=True)
class AtRow:
    """What a command of the library acts on.

    Attributes:
        shelf: the articles.
        row: the article or folder of the list's row; None in an empty list.
    """

    shelf: Shelf
    row: Book | FolderRow | None


library: Group[AtRow] = Group("Library", Place.LIBRARY)


@library.command("library.open", "enter", title="open the article, or close the folder", short="open")
def open_row(at: AtRow) -> OpenArticle | None:
    """Open the article of the row; close its folder, or open it again."""
    if isinstance(at.row, FolderRow):
        at.shelf.toggle(at.row.folder)
        return None
    return OpenArticle(at.row.path) if at.row is not None else None


declare_list_steps(library, "library", "article")


@library.command("library.filter", "/", "ctrl+f", title="filter by title or name", short="filter")
def filter_rows(_: AtRow) -> Ask:
    """Ask what titles or names must hold."""
    return Ask.OPEN_SEARCH


@library.command("library.status", "f", title="show all, unread, in progress or done", short="status")
def status(at: AtRow) -> None:
    """Show the articles of the next status."""
    at.shelf.arrange(status=_next(STATUSES, at.shelf.status))


@library.command(
    "library.sort", "s", title="sort by name, title, date, length, annotations, status", short="sort"
)
def sort(at: AtRow) -> None:
    """Sort by the next thing."""
    at.shelf.arrange(order=_next(ORDERS, at.shelf.order))


@library.command("library.reverse", "r", title="reverse the order", short="reverse")
def reverse(at: AtRow) -> None:
    """Turn the order round."""
    at.shelf.arrange(reverse=not at.shelf.reverse)


@library.command("library.clear", "escape", title="clear the filter")
def clear(at: AtRow) -> None:
    """Show every article."""
    at.shelf.arrange(query="", status="all")


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)]
