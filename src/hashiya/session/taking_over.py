"""Take another annotator's annotation over as one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.relations import TARGET
from hashiya.messages import Message
from hashiya.session.nothing_marked import nothing_marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.others import Others
    from hashiya.session.reader import Reader

COMMAND = "others.take"


def take_over(reader: Reader, others: Others, theirs: Annotation) -> None:
    """Make a new annotation of the analyst with the words, label and attributes of another annotator's.

    A relation is taken over as soon as the annotations at both ends are. The note stays with its author.

    Args:
        reader: of the open article.
        others: the annotations of others in it.
        theirs: one of these.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    reader.refuse_changes()
    if (own := others.own_of(theirs)) is not None:
        reader.notice = Message("commands.already_labelled", label=own.label)
        reader.show_labelled(own, is_new=False)
        return
    article = reader.article
    made = new_annotation(
        reader.working_copy.key,
        article.sha256,
        article.text,
        theirs.span,
        theirs.label,
        attributes=theirs.attributes,
        annotator=reader.annotator,
    )
    relations = tuple(_relations(others, theirs))
    others.taken[theirs.id] = made.id
    # a paragraph with an annotation is no longer one without anything to mark
    edits = [
        *(Edit(each, None) for each in nothing_marked(reader, theirs.span)),
        Edit(None, replace(made, relations=relations)),
        *_related_now(reader, others, theirs, made.id),
    ]
    edits = [*reader.working_copy.commit(edits, COMMAND)]
    reader.notice = Message("session.taken_over", annotator=theirs.annotator, label=theirs.label)
    reader.show_labelled(made, is_new=True)
    reader.show_edits(edits)


def _relations(others: Others, theirs: Annotation) -> Iterator[Mapping[str, Any]]:
    """Generate the relations to annotations that the analyst has, too."""
    for each in theirs.relations:
        target = others.index.get(str(each.get(TARGET)))
        if target is not None and (own := others.own_of(target)) is not None:
            yield {**each, TARGET: own.id}


def _related_now(reader: Reader, others: Others, theirs: Annotation, made: str) -> Iterator[Edit]:
    """Generate the edits that relate annotations taken over before to the one that is taken over now."""
    for source in others.index.sources(theirs):
        own = reader.working_copy.annotations.get(others.taken.get(source.id, ""))
        if own is not None:
            links = [{**each, TARGET: made} for each in source.relations if each.get(TARGET) == theirs.id]
            yield Edit(own, changed(own, relations=(*own.relations, *links)))
