"""The requests of commands to the program, for work that needs a screen.

A handler acts on the session and returns one of these values, or None when its work is done. The screens
carry them out in one place, `hashiya.tui.requests`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.session.commands.asks import Ask, ListStep

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.messages import Message
    from hashiya.store.repository.draft import Draft
    from hashiya.text.spans import Span


class WriteNote(NamedTuple):
    """Open the dialog for a note, with the unfinished text."""

    draft: Draft


class TypeValue(NamedTuple):
    """Ask for the value of the attribute that is offered, on the line of input."""

    title: Message | str
    value: str


class ShowOccurrences(NamedTuple):
    """Show the list of the other occurrences of an annotation."""

    model: Annotation


class AskName(NamedTuple):
    """Ask for a canonical name on the line of input of the registry, with one to begin with."""

    name: str


class GoToMention(NamedTuple):
    """Open an article, by its key, at an annotation."""

    article: str
    annotation: str


class GoToHit(NamedTuple):
    """Open an article, by its key, at a place."""

    article: str
    span: Span


class AskAttributes(NamedTuple):
    """Ask for the attributes that the chosen hits get with a label."""

    label: str


class GoToSpan(NamedTuple):
    """Open an article, by its key, at the words of a span, or where one was reading if there is none."""

    article: str
    span: Span | None
    label: str


class Copy(NamedTuple):
    """Copy the words of a span, with their source, to the clipboard."""

    span: Span


class SetMeasure(NamedTuple):
    """Make the rows of the page longer, or shorter where `step` is negative, by so many columns."""

    step: int


class OpenArticle(NamedTuple):
    """Open an article of the library."""

    path: Path


Request = (
    Ask
    | ListStep
    | WriteNote
    | TypeValue
    | ShowOccurrences
    | AskName
    | GoToMention
    | GoToHit
    | AskAttributes
    | GoToSpan
    | Copy
    | SetMeasure
    | OpenArticle
)
"""Every request there is."""
