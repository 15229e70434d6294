"""The hits of a search over the folder: go to them, sort and choose them, label them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import LABELS, Command, Group, Place
from hashiya.session.commands.list_steps import declare_list_steps
from hashiya.session.commands.requests import AskAttributes, GoToHit
from hashiya.text.arabic_keyboard import arabic_key

if TYPE_CHECKING:
    from hashiya.codebook.label import LabelSet
    from hashiya.session.corpus_search import CorpusSearch


class AtHit(NamedTuple):
    """The state on which the commands of the list act.

    Attributes:
        search: the search.
        row: the row of the cursor; None in an empty list.
    """

    search: CorpusSearch
    row: int | None


hits: Group[AtHit] = Group(Message("commands.group_hits"), Place.HITS)


def _has_row(at: AtHit) -> bool:
    return at.row is not None


def label_hits_commands(labels: LabelSet) -> tuple[Command[AtHit], ...]:
    """Make one command for each label, ``hits.<NAME>``, with the label's keys."""
    group: Group[AtHit] = Group(LABELS, Place.HITS)
    for each in labels:
        arabic = each.arabic_key if each.arabic_key != arabic_key(each.key) else ""
        declare = group.command(
            f"hits.{each.name}",
            *filter(None, (each.key, arabic)),
            title=Message("commands.label_hits", label=each.name),
            short=Message("commands.label_short", title=each.title),
            help=Message("commands.label_hits_help", labels=labels.names),
            when=_has_row,
        )
        declare(partial(_label, name=each.name))
    return tuple(group)


def _label(_: AtHit, name: str) -> AskAttributes:
    return AskAttributes(name)


@hits.command(
    "hits.go",
    "enter",
    title=Message("commands.go_to_hit"),
    short=Message("commands.open_short"),
    when=_has_row,
    help=Message("commands.go_to_hit_help"),
)
def go(at: AtHit) -> GoToHit | None:
    """Open the article of the hit at its place."""
    if at.row is None:
        return None
    hit = at.search.hit(at.search.number_at(at.row))
    return GoToHit(hit.article, hit.span)


@hits.command(
    "hits.choose",
    "space",
    "x",
    title=Message("commands.choose_hit"),
    short=Message("commands.choose_mention_short"),
    when=_has_row,
)
def choose(at: AtHit) -> None:
    """Choose the hit of the row, or no longer if it is chosen."""
    if at.row is not None:
        at.search.choose(at.row)


@hits.command(
    "hits.all",
    "*",
    "f6",
    title=Message("commands.choose_all_hits"),
    short=Message("commands.choose_all_hits_short"),
    when=_has_row,
)
def choose_all(at: AtHit) -> None:
    """Choose every hit, or none."""
    at.search.choose_all()


@hits.command(
    "hits.query",
    "/",
    "ctrl+f",
    title=Message("commands.edit_query"),
    short=Message("commands.edit_query_short"),
)
def query(_: AtHit) -> Ask:
    """Edit the query."""
    return Ask.OPEN_SEARCH


@hits.command(
    "hits.range",
    "r",
    title=Message("commands.choose_hits_to"),
    short=Message("commands.choose_hits_to_short"),
    when=_has_row,
)
def choose_to(at: AtHit) -> None:
    """Choose the hits from the last chosen one to the row."""
    if at.row is not None:
        at.search.choose_to(at.row)


@hits.command(
    "hits.label",
    "L",
    "f12",
    title=Message("commands.choose_label"),
    help=Message("commands.choose_label_of_hits_help"),
    when=_has_row,
)
def choose_label(_: AtHit) -> Ask:
    """Let a label be chosen by its name, for the chosen hits."""
    return Ask.SHOW_LABELS


@hits.command("hits.sort", "s", title=Message("commands.sort_hits"), short=Message("commands.sort_short"))
def sort(at: AtHit) -> None:
    """Sort in the next order."""
    at.search.next_order()


@hits.command(
    "hits.scope",
    "tab",
    title=Message("commands.scope"),
    short=Message("commands.scope_short"),
    when=lambda at: at.search.here is not None,
)
def scope(at: AtHit) -> None:
    """Search the folder instead of the article, or the other way round."""
    at.search.change_scope()


@hits.command("hits.once", "o", title=Message("commands.once"), short=Message("commands.once_short"))
def once(at: AtHit) -> None:
    """List the hits of a story once, or those of all its articles."""
    at.search.toggle_once()


@hits.command("hits.undo", "u", title=Message("commands.undo_in_folder"), short=Message("commands.undo"))
def undo(_: AtHit) -> Ask:
    """Take back the last change, in all articles."""
    return Ask.UNDO_IN_FOLDER


@hits.command(
    "hits.leave",
    "escape",
    title=Message("commands.leave_hits"),
    short=Message("commands.leave_hits_short"),
    help=Message("commands.leave_hits_help"),
    is_essential=True,
)
def leave(at: AtHit) -> Ask | None:
    """End a search that is being done, or go back to the article or the library."""
    return None if at.search.cancel() else Ask.CLOSE_DIALOG


declare_list_steps(hits, "hits", Message("commands.row_hit"))
