"""A report as one page of HTML that needs no script, no other file and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hashiya.exchange.html import beginning
from hashiya.exchange.marking import marked, written
from hashiya.messages import Message
from hashiya.messages.language import current_language, is_right_to_left
from hashiya.messages.message import sentence
from hashiya.report.blocks import Axis, Bar, Heading, Linked, Places, Prose, Table
from hashiya.report.names import shortened
from hashiya.report.style import REPORT_CSS, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.exchange.document import Document
    from hashiya.report.blocks import Block, Cell, Told

    Numbers: TypeAlias = Mapping[str, int]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SHORT = 24
"""Characters of a date or a measure with its interval, which is not broken over two lines."""
ENDING = "</main></body></html>\n"


def head(labels: Iterable[str], known: LabelSet) -> str:
    """Return the beginning of the page.

    Args:
        labels: the labels in use, by their number.
        known: those of the codebook, for the colours.
    """
    direction = "rtl" if is_right_to_left() else "ltr"
    return (
        f"{beginning(current_language(), direction)}"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="referrer" content="no-referrer">'
        f"<style>\n{REPORT_CSS}{rules_of(labels, known)}</style></head><body><main>\n"
    )


def article(document: Document, anchor: str, numbers: Numbers) -> Iterator[str]:
    """Generate an article with its annotations marked, each with its anchor.

    Args:
        document: with anchors as the ids of its annotations.
        anchor: of the article.
        numbers: the number of each label.
    """
    title = written(shortened(document.title or document.key))
    key, date = _isolated(shortened(document.key)), _isolated(shortened(document.date))
    yield f'<article id="{anchor}"><header>{key} {date}</header>'
    yield f'<h3 dir="auto">{title}</h3>'
    yield '<p class="text" dir="auto">'
    yield from marked(document.text, document.annotations, numbers, is_report=True)
    yield "</p>\n"
    yield from _notes(document)
    yield "</article>\n"


def _notes(document: Document) -> Iterator[str]:
    """Generate the notes below an article, since paper has no pointer that shows them."""
    noted = [each for each in document.annotations if each.note]
    if noted:
        yield f'<section class="notes"><h4>{_told(Message("report.notes"))}</h4><ul>\n'
        for each in noted:
            words, note = written(shortened(each.text)), written(each.note)
            by = f" ({_isolated(shortened(each.annotator))})" if each.annotator else ""
            yield f'<li><a href="#{each.id}">{words}</a>{by}: <bdi>{note}</bdi></li>\n'
        yield "</ul></section>\n"


def block(piece: Block) -> Iterator[str]:
    """Generate the HTML of a piece of the report."""
    match piece:
        case Heading(told, anchor, level):
            yield f'<h{level} id="{anchor}">{_told(told)}</h{level}>\n'
        case Prose(message, links):
            yield f"<p>{sentence(message, lambda name: _linked(links[name]))}</p>\n"
        case Table(header, rows):
            yield from _table(header, rows)
        case Places(told, anchor):
            yield f'<p class="spans" id="{anchor}">{_linked(told)} <b>{piece.total:,}</b>: '
            yield " · ".join(f'<a href="#{each.id}">{written(each.text)}</a>' for each in piece.on_page)
            yield f" · {_linked(piece.rest)}</p>\n" if piece.rest else "</p>\n"
        case Axis():
            yield from _axis(piece)


def _table(header: Sequence[Told], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield "".join(f'<th scope="col">{_told(each)}</th>' for each in header)
    yield "</tr></thead><tbody>\n"
    for row in rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
    yield "</tbody></table>\n"


def _cell(cell: Cell) -> str:
    match cell:
        case Bar(share, look):
            colour = "bar" if look is None else f"bar l{look}"
            return f'<td class="chart"><div class="{colour}" style="width:{100 * share:.1f}%"></div></td>'
        case Linked(told, _):
            kind = ' class="number"' if isinstance(told, int) else ""
            return f"<td{kind}>{_linked(cell)}</td>"
        case int():
            return f'<td class="number">{cell:,}</td>'
        case _:
            return f"<td>{_told(cell)}</td>"


def _axis(axis: Axis) -> Iterator[str]:
    yield '<div class="axis"><div class="points">\n'
    for number, point in enumerate(axis.points):
        at = min(point.at, 1 - point.length)
        place = f"inset-inline-start:{100 * at:.2f}%;width:{100 * point.length:.2f}%;top:{number % 5}rem"
        title = written(str(point.told))
        yield f'<a href="#{point.anchor}" style="{place}" title="{title}" aria-label="{title}"></a>\n'
    yield f'</div><div class="ends">{_isolated(axis.first)}{_isolated(axis.last)}</div></div>\n'


def _linked(linked: Linked) -> str:
    told = f"{linked.told:,}" if isinstance(linked.told, int) else _told(linked.told)
    return f'<a href="#{linked.anchor}">{told}</a>' if linked.anchor else told


def _told(told: Told) -> str:
    """Write a message, or text from outside, isolated from the text around it."""
    return sentence(told, _isolated)


def _isolated(text: str) -> str:
    """Isolate a text; one without a letter, such as a date, runs from left to right."""
    if not text:
        return ""
    if any(map(str.isalpha, text)):
        return f"<bdi>{written(text)}</bdi>"
    short = ' class="short"' if len(text) <= _SHORT else ""
    return f'<bdi dir="ltr"{short}>{written(text)}</bdi>'
