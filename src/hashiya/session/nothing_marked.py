"""Paragraphs that were read and have nothing to mark, kept as annotations of a label of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.codebook.label import NOTHING
from hashiya.messages import Message
from hashiya.session.passages import paragraph_around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span

COMMAND = "annotation.nothing"


def nothing_marked(reader: Reader, span: Span) -> list[Annotation]:
    """List the analyst's marks that a span overlaps, as they are stored."""
    stored = reader.working_copy.annotations
    here = (stored.get(each.id) for each in reader.annotations.overlapping(*span) if _is_mark(reader, each))
    return [each for each in here if each is not None]


def mark_paragraph(reader: Reader) -> None:
    """Mark the paragraph of the caret, unless something is annotated in it.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    if reader.caret is None:
        return
    paragraph = paragraph_around(reader.document, reader.caret.start)
    if reader.annotations.overlapping(*paragraph):
        reader.say(Message("session.paragraph_has_annotations"))
    else:
        again = reader.bindings.key(COMMAND)
        _mark(reader, [paragraph], Message("session.paragraph_marked", key=again))


def mark_article(reader: Reader) -> None:
    """Mark all paragraphs in which nothing is annotated or marked, in one step.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    left = [each for each in _paragraphs(reader) if not reader.annotations.overlapping(*each)]
    if left:
        _mark(reader, left, Message("session.nothing_marked", count=len(left)))
    else:
        reader.say(Message("session.nothing_left_to_mark"))


def _mark(reader: Reader, spans: Sequence[Span], done: Message) -> None:
    article, key, by = reader.article, reader.working_copy.key, reader.annotator
    marks = (
        new_annotation(key, article.sha256, article.text, span, NOTHING.name, annotator=by) for span in spans
    )
    made = reader.working_copy.commit([Edit(None, each) for each in marks], COMMAND)
    reader.notice = done
    reader.show_edits(made)


def _paragraphs(reader: Reader) -> Iterator[Span]:
    """Generate the paragraphs that have words, without the spaces around them."""
    document = reader.document
    for number in range(document.paragraph_count):
        start, end, _ = document.paragraph(number)
        if start < end and not document.text[start:end].isspace():
            yield paragraph_around(document, start)


def _is_mark(reader: Reader, annotation: Annotation) -> bool:
    return (annotation.label, annotation.annotator) == (NOTHING.name, reader.annotator)
