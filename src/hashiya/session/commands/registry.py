"""The list of the actors and events of the folder: browse, merge, split, rename, go to a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.registry.entries import Mention
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps
from hashiya.session.commands.requests import AskName, GoToMention

if TYPE_CHECKING:
    from hashiya.registry.entries import Actor, Event
    from hashiya.session.registry_browser import RegistryBrowser


class AtEntry(NamedTuple):
    """The state on which the commands of the list act.

    Attributes:
        browser: the registry.
        row: the entry or mention of the list's row; None in an empty list.
    """

    browser: RegistryBrowser
    row: Actor | Event | Mention | None


registry: Group[AtEntry] = Group(Message("commands.group_registry"), Place.REGISTRY)


def _is_entry(at: AtEntry) -> bool:
    return at.row is not None and not isinstance(at.row, Mention)


def _is_mention(at: AtEntry) -> bool:
    return isinstance(at.row, Mention)


def _has_row(at: AtEntry) -> bool:
    return at.row is not None


@registry.command(
    "registry.go",
    "enter",
    title=Message("commands.go_to_mention"),
    short=Message("commands.open_short"),
    when=_has_row,
)
def go(at: AtEntry) -> GoToMention | Ask | None:
    """List the mentions of the entry, or end a merge with it; of a mention, open its article there."""
    if isinstance(at.row, Mention):
        return GoToMention(at.row.article, at.row.id)
    if at.row is not None and at.browser.merging is not None:
        return _merge(at.browser, at.row)
    if at.row is not None:
        at.browser.open(at.row)
    return None


def _merge(browser: RegistryBrowser, entry: Actor | Event) -> Ask | None:
    return Ask.CHANGE_REGISTRY if browser.merge(entry) else None


@registry.command(
    "registry.merge",
    "m",
    title=Message("commands.merge_entries"),
    short=Message("commands.merge_short"),
    when=_is_entry,
    help=Message("commands.merge_help"),
)
def merge(at: AtEntry) -> Ask | None:
    """Begin a merge with the entry of the row, or merge the first one into this one."""
    return None if at.row is None or isinstance(at.row, Mention) else _merge(at.browser, at.row)


@registry.command(
    "registry.rename",
    "r",
    title=Message("commands.rename_entry"),
    short=Message("commands.rename_short"),
    when=_is_entry,
)
def rename(at: AtEntry) -> AskName | None:
    """Ask for another canonical name of the entry."""
    if at.row is None or isinstance(at.row, Mention):
        return None
    return AskName(at.browser.begin_rename(at.row))


@registry.command(
    "registry.choose",
    "x",
    "space",
    title=Message("commands.choose_mention"),
    short=Message("commands.choose_mention_short"),
    when=_is_mention,
)
def choose(at: AtEntry) -> None:
    """Choose the mention of the row for a split, or do not."""
    if isinstance(at.row, Mention):
        at.browser.choose(at.row)


@registry.command(
    "registry.split",
    "s",
    title=Message("commands.split_entry"),
    short=Message("commands.split_short"),
    when=_is_mention,
)
def split(at: AtEntry) -> AskName:
    """Ask for the name that the chosen mentions get instead."""
    return AskName(at.browser.begin_split())


@registry.command(
    "registry.filter",
    "/",
    "ctrl+f",
    title=Message("commands.filter_entries"),
    short=Message("commands.filter_short"),
)
def filter_entries(at: AtEntry) -> Ask:
    """Ask what the entries that are listed are called."""
    while at.browser.entry is not None:
        at.browser.back()
    return Ask.OPEN_SEARCH


@registry.command(
    "registry.kind",
    "tab",
    title=Message("commands.other_entries"),
    short=Message("commands.other_entries_short"),
)
def kind(at: AtEntry) -> None:
    """List the events instead of the actors, or the actors instead of the events."""
    at.browser.show_other_kind()


@registry.command(
    "registry.undo",
    "u",
    title=Message("commands.undo_registry"),
    short=Message("commands.undo"),
)
def undo(at: AtEntry) -> None:
    """Take back the last change that was made in the list."""
    at.browser.undo()


@registry.command(
    "registry.leave",
    "escape",
    title=Message("commands.leave_registry"),
    short=Message("commands.leave_registry_short"),
    is_essential=True,
)
def leave(at: AtEntry) -> Ask | None:
    """Go back to the entries, or to the article."""
    return None if at.browser.back() else Ask.CLOSE_DIALOG


declare_list_steps(registry, "registry", Message("commands.row_entry"))
