"""Changes of an annotation that keep its id, note, attributes and relations: label, bounds, split, join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import MARKING, Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.session.reader import Reader

reshaping: Group[Reader] = Group(Message("commands.group_annotations"), MARKING)


@reshaping.command(
    "annotation.relabel",
    "#",
    title=Message("commands.relabel"),
    help=Message("commands.relabel_help"),
)
def relabel(reader: Reader) -> None:
    """Let the next label key change the label of the annotation that is meant."""
    if (annotation := _meant(reader)) is not None:
        reader.to_relabel = annotation.id
        key = reader.bindings.key("annotation.label")
        reader.say(Message("commands.relabel_how", label=annotation.label, key=key))


def relabel_to(reader: Reader, name: str) -> None:
    """Give the annotation that waits for another label that label.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    from hashiya.annotation import reshaping as shapes  # the first frame does without

    annotation = reader.working_copy.annotations.get(reader.to_relabel)
    reader.to_relabel = ""
    if annotation is not None and (edit := shapes.relabelled(annotation, name)) is not None:
        _commit(reader, [edit], "annotation.relabel")
        reader.current = annotation.id


@reshaping.command(
    "annotation.bounds",
    "^",
    title=Message("commands.bounds"),
    help=Message("commands.bounds_help"),
)
def bounds(reader: Reader) -> None:
    """Select the words of the annotation that is meant; again, give the annotation the selected words.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    from hashiya.annotation import reshaping as shapes  # the first frame does without

    held = reader.working_copy.annotations.get(reader.to_resize) if reader.to_resize else None
    if held is None:
        if (annotation := _meant(reader)) is not None:
            reader.select(annotation.span)
            reader.to_resize = annotation.id
            reader.say(Message("commands.bounds_how", key=reader.bindings.key("annotation.bounds")))
    elif reader.target is not None:
        edit = shapes.resized(held, reader.text, reader.article.sha256, reader.target)
        reader.drop_selection()
        reader.current = held.id
        _commit(reader, [edit] if edit is not None else [], "annotation.bounds")


@reshaping.command(
    "annotation.split",
    "%",
    title=Message("commands.split"),
    help=Message("commands.split_help"),
)
def split(reader: Reader) -> None:
    """Split the annotation that is meant before the caret's word.

    Raises:
        HashiyaError: one part would be empty, or the annotations cannot be saved here.
    """
    from hashiya.annotation import reshaping as shapes  # the first frame does without

    annotation = _meant(reader)
    if annotation is not None and reader.caret is not None:
        edits = shapes.split(annotation, reader.text, reader.article.sha256, reader.caret.start)
        _commit(reader, edits, "annotation.split")


@reshaping.command(
    "annotation.join",
    "&",
    title=Message("commands.join"),
    help=Message("commands.join_help"),
)
def join(reader: Reader) -> None:
    """Join the annotation that is meant with the next one of its label.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    from hashiya.annotation import reshaping as shapes  # the first frame does without

    annotation = _meant(reader)
    if annotation is None:
        return
    everything = list(reader.working_copy.annotations)
    alike = annotation.label, annotation.annotator
    behind = (each for each in everything if each.start >= annotation.end)
    following = next((each for each in behind if (each.label, each.annotator) == alike), None)
    if following is None:
        reader.say(Message("commands.nothing_to_join", label=annotation.label))
        return
    edits = shapes.joined(annotation, following, everything, reader.text, reader.article.sha256)
    _commit(reader, edits, "annotation.join")
    reader.current = annotation.id


def _meant(reader: Reader) -> Annotation | None:
    """Give the annotation that is meant as it is stored; says so if there is none."""
    reader.refuse_changes()
    subject = reader.subject
    if subject is None:
        reader.say(reader.nothing_to_change())
        return None
    return reader.working_copy.annotations.get(subject.id)


def _commit(reader: Reader, edits: Sequence[Edit], command: str) -> None:
    if edits:
        reader.show_edits(reader.working_copy.commit(edits, command))
