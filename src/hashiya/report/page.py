"""Write the page of a report piece by piece: its articles are drawn while they are counted."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from hashiya.exchange.pieces import pieces_of
from hashiya.report import html, markdown
from hashiya.report.content import back, front
from hashiya.report.summary import Counting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.exchange.document import Document
    from hashiya.messages import Message

FORMATS = ("html", "markdown")


def pages(
    documents: Iterable[Document],
    labels: LabelSet,
    format_: str,
    annotators: Sequence[str],
    losses: Callable[[], Sequence[Message]],
) -> Iterator[bytes]:
    """Generate the pieces of a report.

    The articles are drawn into a temporary file while they are counted, since the numbers come first on the
    page. So no text is kept in memory, and each article is read once.

    Args:
        documents: the articles with their texts.
        labels: those of the codebook.
        format_: one of `FORMATS`.
        annotators: the names of those who are compared.
        losses: tells what was left out, once all articles have been read.
    """
    counting = Counting(annotators)
    numbers = {name: number for number, name in enumerate(labels.names)}
    with tempfile.TemporaryFile() as drawn:
        for document in documents:
            placed = counting.add(document)
            for each in placed.annotations:
                numbers.setdefault(each.label, len(numbers))
            drawn.write(_encoded(_article(placed, counting.newest, format_, numbers)))
        summary, agreed = counting.summary(labels.names), counting.agreed()
        is_page = format_ == "html"
        block = html.block if is_page else markdown.block
        yield _encoded([html.head(numbers, labels) if is_page else markdown.head()])
        for piece in front(summary, labels, numbers, agreed, losses()):
            yield _encoded(block(piece))
        yield from pieces_of(drawn)
        for piece in back(summary, labels, agreed):
            yield _encoded(block(piece))
        yield _encoded([html.ENDING if is_page else markdown.ENDING])


def _article(document: Document, anchor: str, format_: str, numbers: Mapping[str, int]) -> Iterator[str]:
    if format_ == "html":
        return html.article(document, anchor, numbers)
    return markdown.article(document, anchor)


def _encoded(pieces: Iterable[str]) -> bytes:
    return "".join(pieces).encode("utf-8", "replace")
