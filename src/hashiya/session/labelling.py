"""Labelling the words that are meant, with the attributes that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.services.everywhere import unlabelled
from hashiya.session.defaults import default_attributes, without_clitics
from hashiya.session.nothing_marked import nothing_marked
from hashiya.text.occurrences import Name

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span

_LOOKED_THROUGH = 200_000
"""Code points of a text that is looked through whenever a word is labelled: that takes a few milliseconds."""

_LONGEST_NAME = 80
"""Code points of words that are likely to occur again."""


def label(reader: Reader, name: str) -> None:
    """Label the target, unless the same annotator has labelled it so already; hints start again.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    reader.refuse_changes()
    if (target := reader.target) is None:
        return
    span = without_clitics(reader, name, target)
    wanted = (name, span, reader.annotator)
    for annotation in reader.annotations.overlapping(*span):
        if (annotation.label, annotation.span, annotation.annotator) == wanted:
            reader.notice = Message("commands.already_labelled", label=name)
            reader.show_labelled(annotation, is_new=False)
            break
    else:
        _add(reader, name, span)
    if reader.is_hinting:
        reader.hinting.begin_anew()


def _add(reader: Reader, name: str, span: Span) -> None:
    article = reader.article
    key = reader.working_copy.key
    annotation = new_annotation(
        key,
        article.sha256,
        article.text,
        span,
        name,
        attributes=default_attributes(reader, name, span),
        annotator=reader.annotator,
    )
    # a paragraph with an annotation is no longer one without anything to mark
    ended = [Edit(each, None) for each in nothing_marked(reader, span)]
    reader.working_copy.commit([*ended, Edit(None, annotation)], f"label.{name}")
    if count := _others(reader, annotation):
        key_of_all = reader.bindings.key("annotation.everywhere")
        reader.notice = Message("commands.occurs_again", count=count, key=key_of_all)
    reader.show_labelled(annotation, is_new=True)
    if ended:
        reader.show_edits(ended)


def _others(reader: Reader, annotation: Annotation) -> int:
    """Count the other occurrences that could be labelled alike; 0 if the text is too long to look through."""
    if len(reader.text) > _LOOKED_THROUGH or len(annotation.text) > _LONGEST_NAME:
        return 0
    found = unlabelled(reader.text, reader.annotations, annotation, Name(annotation.text))
    return sum(1 for _ in found)
