"""A report as Markdown: the same tables, and each article with a list of its annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.exchange.markdown import code, escaped, line_of, report_beginning
from hashiya.messages.language import is_right_to_left
from hashiya.messages.message import sentence
from hashiya.report.blocks import Axis, Bar, Heading, Linked, Places, Prose, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hashiya.exchange.document import Document
    from hashiya.report.blocks import Block, Cell, Told

_LONGEST_BAR = 20
ENDING = "</div>\n"


def head() -> str:
    """Return the beginning of the page."""
    return report_beginning("rtl" if is_right_to_left() else "ltr")


def article(document: Document, anchor: str) -> Iterator[str]:
    """Generate the heading of an article and a list of its annotations, each with its anchor."""
    words = {each.id: each.text for each in document.annotations}
    date = f" ({escaped(document.date)})" if document.date else ""
    yield f"### {_anchor(anchor)}{escaped(document.title or document.key)}{date}\n\n"
    yield f"`{code(document.key)}`\n\n"
    for each in document.annotations:
        yield f"- {_anchor(each.id)}{line_of(each, words)}\n"
    yield "\n"


def block(piece: Block) -> Iterator[str]:
    """Generate the Markdown of a piece of the report."""
    match piece:
        case Heading(told, anchor, level):
            yield f"{'#' * level} {_anchor(anchor)}{_told(told)}\n\n"
        case Prose(message, links):
            yield f"{sentence(message, lambda name: _linked(links[name], _in_sentence))}\n\n"
        case Table(header, rows):
            yield from _table(header, rows)
        case Places(told, anchor):
            every = [f"[{escaped(each.text)}](#{each.id})" for each in piece.on_page]
            rest = [_linked(piece.rest)] if piece.rest else []
            yield f"{_anchor(anchor)}{_linked(told)} **{piece.total:,}**: {' · '.join([*every, *rest])}\n\n"
        case Axis(first, last, _):
            yield f"{first} – {last}\n\n"


def _table(header: Sequence[Told], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_told, header))} |\n|{' --- |' * len(header)}\n"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |\n"
    yield "\n"


def _cell(cell: Cell) -> str:
    match cell:
        case Bar(share, _):
            return "█" * max(1, round(_LONGEST_BAR * share))
        case Linked():
            return _linked(cell)
        case int():
            return f"{cell:,}"
        case _:
            return _told(cell)


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'


def _told(told: Told) -> str:
    """Write a message, or a text from outside that stands alone."""
    return escaped(told) if isinstance(told, str) else _in_sentence(told)


def _linked(linked: Linked, write: Callable[[Told], str] = _told) -> str:
    told = f"{linked.told:,}" if isinstance(linked.told, int) else write(linked.told)
    return f"[{told}](#{linked.anchor})" if linked.anchor else told


def _in_sentence(told: Told) -> str:
    """Write a message, or a text from outside, with such texts isolated from the words around them."""
    return sentence(told, _isolated)


def _isolated(text: str) -> str:
    """Isolate a text; one without a letter, such as a date, runs from left to right."""
    if not text:
        return ""
    direction = "" if any(map(str.isalpha, text)) else ' dir="ltr"'
    return f"<bdi{direction}>{escaped(text)}</bdi>"
