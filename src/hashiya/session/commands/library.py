"""The library: opening an article, order and filter of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.arranging import ORDERS, STATUSES
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps
from hashiya.session.commands.requests import OpenArticle
from hashiya.session.library import FolderRow

if TYPE_CHECKING:
    from hashiya.session.article_entry import ArticleEntry
    from hashiya.session.library import Library


@dataclass(frozen=True, slots=True)
class AtRow:
    """The context of a command in the library.

    Attributes:
        library: the articles.
        row: the article or folder of the list's row; None in an empty list.
    """

    library: Library
    row: ArticleEntry | FolderRow | None


library: Group[AtRow] = Group(Message("commands.group_library"), Place.LIBRARY)


@library.command(
    "library.open", "enter", title=Message("commands.open_row"), short=Message("commands.open_short")
)
def open_row(at: AtRow) -> OpenArticle | None:
    """Open the article of the row; close its folder, or open it again."""
    if isinstance(at.row, FolderRow):
        at.library.toggle(at.row.folder)
        return None
    return OpenArticle(at.library.path_to_open(at.row)) if at.row is not None else None


declare_list_steps(library, "library", Message("commands.row_article"))


@library.command(
    "library.filter", "/", "ctrl+f", title=Message("commands.filter"), short=Message("commands.filter_short")
)
def filter_rows(_: AtRow) -> Ask:
    """Ask for the words that titles or names must hold."""
    return Ask.OPEN_SEARCH


@library.command(
    "library.search",
    "F",
    "shift+f4",
    title=Message("commands.search_articles"),
    short=Message("commands.search_articles_short"),
)
def search(_: AtRow) -> Ask:
    """Open the search over the folder."""
    return Ask.OPEN_HITS


@library.command(
    "library.take",
    "n",
    title=Message("commands.take_next"),
    short=Message("commands.take_next_short"),
    when=lambda at: at.library.can_take,
)
def take_next(_: AtRow) -> Ask:
    """Have the next free article of the team assigned, and open it."""
    return Ask.TAKE_NEXT


@library.command(
    "library.status", "f", title=Message("commands.status"), short=Message("commands.status_short")
)
def status(at: AtRow) -> None:
    """Show the articles of the next status."""
    at.library.arrange(status=_next(STATUSES, at.library.wanted.status))


@library.command("library.sort", "s", title=Message("commands.sort"), short=Message("commands.sort_short"))
def sort(at: AtRow) -> None:
    """Sort by the next thing."""
    at.library.arrange(order=_next(ORDERS, at.library.wanted.order))


@library.command(
    "library.reverse", "r", title=Message("commands.reverse"), short=Message("commands.reverse_short")
)
def reverse(at: AtRow) -> None:
    """Turn the order round."""
    at.library.arrange(reverse=not at.library.wanted.reverse)


@library.command(
    "library.once",
    "o",
    title=Message("commands.once"),
    short=Message("commands.once_short"),
    when=lambda at: at.library.can_fold,
    help=Message("commands.library_once_help"),
)
def once(at: AtRow) -> None:
    """Show each story once, or all its articles."""
    at.library.toggle_once()


def _has_copies(at: AtRow) -> bool:
    return at.row is not None and not isinstance(at.row, FolderRow) and at.row.story is not None


@library.command("library.unfold", "space", "x", title=Message("commands.unfold"), when=_has_copies)
def unfold(at: AtRow) -> None:
    """Show the articles of a story below its row, or put them away."""
    if at.row is not None and not isinstance(at.row, FolderRow):
        at.library.unfold(at.row)


@library.command(
    "library.progress", "p", title=Message("commands.progress"), short=Message("commands.progress_short")
)
def progress(_: AtRow) -> Ask:
    """Show counts and progress by folder and annotator."""
    return Ask.SHOW_PROGRESS


@library.command("library.clear", "escape", title=Message("commands.clear_filter"))
def clear(at: AtRow) -> None:
    """End the search for stories that is being done, or show every article."""
    if not at.library.stop_finding():
        at.library.show_all()


def _next(values: tuple[str, ...], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)]
