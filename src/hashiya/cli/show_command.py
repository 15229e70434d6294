"""``hashiya show FILE``: print an article with its labels, for a terminal, a pipe or a pager."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import columns, path
from hashiya.cli.arguments import Option, Word
from hashiya.cli.named_store import load_known_labels, open_store, tell_of_others
from hashiya.cli.opening import open_named, read_named
from hashiya.cli.output import readable, write_rows
from hashiya.cli.telling import columns as columns_of_terminal
from hashiya.cli.telling import print_error, print_message
from hashiya.messages import Message, is_right_to_left
from hashiya.services.placed import placed
from hashiya.text.paragraphs import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.cli.painting import Mark, Painter
    from hashiya.errors import HashiyaError
    from hashiya.layout import Document
    from hashiya.store.opened_store import OpenedStore
    from hashiya.store.repository.protocols import ArticleRepository

_WIDTH = 80
_GUTTER = 4
_COLOR = Option(
    ("--color",), Message("cli.option_color"), "WHEN", choices=("auto", "always", "never"), default="auto"
)

ARGUMENTS = (
    Word("file", "FILE", Message("cli.word_article"), path),
    Option(("--width",), Message("cli.option_width", columns=_WIDTH), "N", columns),
    Option(("--reveal",), Message("cli.option_reveal")),
    Option(
        ("--labels",),
        Message("cli.option_labels"),
        "WHERE",
        choices=("none", "margin", "inline"),
        default="margin",
    ),
    _COLOR,
    Option(("--no-color",), Message("cli.option_no_color"), sets=(_COLOR.attribute, "never")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the rows and return the exit status, 1 if the annotations are damaged or cannot be read.

    Raises:
        HashiyaError: the article or the labels cannot be read.
    """
    from hashiya.cli.painting import Painter, is_coloured
    from hashiya.layout import Document
    from hashiya.terminal.colour_depth import ColourDepth, colours_of_terminal
    from hashiya.terminal.recognition import depth_in_environment, mode_for_output

    store = open_store(arguments)
    article, annotations, damage = _open(arguments, store)
    text, marks = article.text, [(*span, each.label) for each, span in placed(article, annotations)]
    unplaced = len(annotations) - len(marks)
    unmarked = Document(text, 1)
    if arguments.labels == "inline":
        text, marks = with_brackets(text, marks)
    painter = Painter(
        load_known_labels(store),
        mode_for_output(os.environ, arguments.terminal_mode),
        depth=colours_of_terminal(os.environ, depth_in_environment(os.environ))
        if is_coloured(arguments.color)
        else ColourDepth.NONE,
        light=arguments.theme == "light",
    )
    gutter = _GUTTER if arguments.labels == "margin" and marks else 0
    width = arguments.width or min(_WIDTH, columns_of_terminal())
    # brackets with Latin names do not change the direction of a paragraph
    base_of = unmarked.base if text is not article.text else None
    document = Document(text, max(1, width - gutter), reveal=arguments.reveal, base_of=base_of)
    write_rows(_lines(document, marks, painter, gutter))
    if unplaced:
        print_message(
            Message("cli.not_shown", path=arguments.file, count=unplaced), Message("cli.places_uncertain")
        )
    if not annotations and arguments.labels != "none":
        tell_of_others(store)
    if damage is not None:
        print_error(damage)
    return 0 if damage is None else 1


def _open(
    arguments: SimpleNamespace, store: OpenedStore
) -> tuple[Article, tuple[Annotation, ...], HashiyaError | None]:
    """Open the article and the annotations to show, with the error of a damaged store file."""
    if arguments.labels == "none":
        return read_named(arguments, store), (), None
    article, repository = open_named(arguments, store)
    return article, *_annotations(repository)


def _annotations(repository: ArticleRepository) -> tuple[tuple[Annotation, ...], HashiyaError | None]:
    """Load the annotations that can be read, with the error of a damaged store file."""
    snapshot = repository.load()
    is_amiss = snapshot.is_older or not snapshot.is_known
    return snapshot.annotations, snapshot.error if is_amiss else None


def with_brackets(text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """Put every marked stretch in brackets that name its label, and find the new places of the stretches.

    Paragraph separators at the edges of a stretch stay outside its brackets, so paragraphs keep their number.

    Args:
        text: the text.
        marks: stretches as ``(start, end, label)``, offsets in code points, half-open.
    """
    marks = [(*_without_separators(text, start, end), label) for start, end, label in marks]
    brackets = []
    for index, (start, end, _) in enumerate(marks):
        # at one offset, ends come before beginnings, except of an empty stretch; the longer stretch encloses
        brackets.append((start, 1, -end, index, True))
        brackets.append((end, int(start == end), -start, index, False))
    parts: list[str] = []
    starts, ends = [0] * len(marks), [0] * len(marks)
    at = length = 0
    brackets.sort(key=lambda bracket: (*bracket[:4], not bracket[4]))
    for offset, _, _, index, opens in brackets:
        bracket = f"[{readable(marks[index][2])} " if opens else "]"
        length += offset - at
        if opens:
            starts[index] = length
        parts += (text[at:offset], bracket)
        length += len(bracket)
        if not opens:
            ends[index] = length
        at = offset
    parts.append(text[at:])
    moved = [(start, end, mark[2]) for start, end, mark in zip(starts, ends, marks, strict=True)]
    return "".join(parts), moved


def _without_separators(text: str, start: int, end: int) -> tuple[int, int]:
    """Take paragraph separators off the edges of a stretch; a stretch of separators alone becomes empty."""
    inner = text[start:end].strip(SEPARATORS)
    if not inner:
        return (start - 1,) * 2 if text[start - 1 : start + 1] == "\r\n" else (start,) * 2
    lead = text.index(inner[0], start)
    return lead, lead + len(inner)


def _lines(document: Document, marks: list[Mark], painter: Painter, gutter: int) -> Iterator[str]:
    """Write the rows as lines of output, right-to-left rows at the right edge of the text.

    The letters of the labels are where a line begins: on the left, or on the right in Arabic.
    """
    coming = sorted(marks, reverse=True)
    under_way: list[Mark] = []
    for row in document.iter_rows():
        while coming and coming[-1][0] < row.end:
            under_way.append(coming.pop())
        under_way = [mark for mark in under_way if mark[1] > row.start]
        names = list(dict.fromkeys(name for _, _, name in under_way))[: max(0, gutter - 1)]
        free, blank = " " * (document.width - row.width), " " * (gutter - len(names))
        painted = painter.row(row, under_way) if row.cells else ""
        text = free + painted if row.base == "rtl" else painted + free
        beside = [painter.letter(name) for name in names]
        line = [text, blank, *reversed(beside)] if is_right_to_left() else [*beside, blank, text]
        yield f"{''.join(line).rstrip(' ')}\n"
