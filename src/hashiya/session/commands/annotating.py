"""Annotations: labelling, going from one to the next, removing, undo, notes, copying, open questions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import ARTICLE, LABELS, MARKING, Command, Group, Place
from hashiya.text.arabic_keyboard import arabic_key

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from hashiya.codebook.label import Label, LabelSet
    from hashiya.session.commands.requests import Copy, ShowOccurrences, WriteNote
    from hashiya.session.reader import Reader

annotating: Group[Reader] = Group(Message("commands.group_annotations"), ARTICLE)

_NEIGHBOURS = Message("commands.neighbours_help")
_NONE_AFTER = Message("commands.no_annotation_after")
_NONE_BEFORE = Message("commands.no_annotation_before")
_UNDO = Message("commands.undo_help")


def label_commands(labels: LabelSet) -> tuple[Command[Reader], ...]:
    """Make one command for each label, ``label.<NAME>``, with the label's key on both layouts."""
    group: Group[Reader] = Group(LABELS, MARKING)
    explained = Message("commands.labels_help", labels=labels.names)
    for each in labels:
        declare = group.command(
            f"label.{each.name}",
            *_label_keys(each),
            title=Message("commands.label_selection", label=each.name),
            short=Message("commands.label_short", title=each.title),
            footer=Place.PAGE | Place.HINTS,
            help=explained,
            changes=True,
        )
        declare(partial(label_or_wait, name=each.name))
    return tuple(group)


def label_or_wait(reader: Reader, name: str) -> None:
    """Label the target; where hints are shown and no word is chosen, label the span that they will choose.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    if reader.to_relabel:
        from hashiya.session.commands.reshaping import relabel_to

        relabel_to(reader, name)
    elif reader.is_hinting and reader.hinting.anchor is None:
        reader.refuse_changes()
        reader.hinting.begin_anew(name)
    else:
        from hashiya.session.labelling import label  # the first frame does without

        label(reader, name)


def _label_keys(label: Label) -> tuple[str, ...]:
    """Return the label's key, if any, and its Arabic key unless the same physical key sends that anyway."""
    arabic = label.arabic_key if label.arabic_key != arabic_key(label.key) else ""
    return tuple(filter(None, (label.key, arabic)))


@annotating.command(
    "annotation.label",
    "L",
    "f12",
    where=MARKING,
    title=Message("commands.choose_label"),
    help=Message("commands.choose_label_help"),
)
def choose_label(reader: Reader) -> Ask:
    """Let a label be chosen by its name, for the selection or an annotation that waits for another label.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    reader.refuse_changes()
    return Ask.SHOW_LABELS


@annotating.command(
    "annotation.next",
    "n",
    ".",
    title=Message("commands.next_annotation"),
    short=Message("commands.next_short"),
    footer=Place.PAGE,
    help=_NEIGHBOURS,
)
def following(reader: Reader) -> None:
    """Go to the next annotation."""
    _go_on(reader, 1)


@annotating.command(
    "annotation.previous", "N", ",", title=Message("commands.previous_annotation"), help=_NEIGHBOURS
)
def previous(reader: Reader) -> None:
    """Go to the previous annotation."""
    _go_on(reader, -1)


def _go_on(reader: Reader, step: int) -> None:
    """Go to the next annotation in text order (step 1) or the previous one (step -1)."""
    meant, annotations = reader.meant, reader.listed
    here = reader.caret.start if reader.caret else -1
    if meant is not None:
        found = annotations.neighbour(meant, step)
    else:
        found = annotations.after(here) if step > 0 else annotations.before(here)
    if found is None:
        reader.say(_NONE_AFTER if step > 0 else _NONE_BEFORE)
    elif reader.in_list:
        reader.pick(found.id)
    else:
        reader.jumps.remember()
        reader.jump(found.id)


@annotating.command(
    "annotation.remove",
    "x",
    "delete",
    title=Message("commands.remove_annotation"),
    short=Message("commands.remove_short"),
    changes=True,
)
def remove(reader: Reader) -> None:
    """Remove the subject, and every relation to it.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    reader.refuse_changes()
    subject = reader.subject
    if subject is None:
        reader.say(reader.nothing_to_change())
        return
    from hashiya.annotation.relations import removed  # the first frame does without

    held = reader.working_copy.annotations
    if (stored := held.get(subject.id)) is not None:
        edits = reader.working_copy.commit(removed(stored, held), "annotation.remove")
        reader.current = None
        reader.show_edits(edits)


@annotating.command(
    "annotation.nothing",
    "|",
    where=MARKING,
    title=Message("commands.nothing_to_mark"),
    help=Message("commands.nothing_to_mark_help"),
)
def nothing(reader: Reader) -> None:
    """Mark the paragraph as read with nothing to mark; again, all others of the article without annotations.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    from hashiya.session.nothing_marked import mark_article, mark_paragraph, nothing_marked

    reader.refuse_changes()
    if reader.caret is None:
        return
    if nothing_marked(reader, reader.caret):
        mark_article(reader)
    else:
        mark_paragraph(reader)


@annotating.command(
    "annotation.everywhere",
    "*",
    "f6",
    where=MARKING,
    title=Message("commands.everywhere"),
    short=Message("commands.everywhere_short"),
    footer=Place.HINTS | Place.MARGIN,
    help=Message("commands.everywhere_help"),
    changes=True,
)
def everywhere(reader: Reader) -> ShowOccurrences | None:
    """Show the other occurrences of the annotation that is meant, to label them alike."""
    reader.refuse_changes()
    if (subject := reader.subject) is not None:
        from hashiya.session.commands.requests import ShowOccurrences  # the first frame does without

        return ShowOccurrences(subject)
    reader.say(reader.nothing_to_change())
    return None


@annotating.command(
    "annotation.undo",
    "u",
    where=MARKING,
    title=Message("commands.undo"),
    short=Message("commands.undo"),
    footer=Place.PAGE,
    help=_UNDO,
    changes=True,
)
def undo(reader: Reader) -> None:
    """Take back the last change to the annotations."""
    reader.undoing.undo()


@annotating.command("annotation.redo", "ctrl+r", "y", title=Message("commands.redo"), help=_UNDO)
def redo(reader: Reader) -> None:
    """Make the last change taken back again."""
    reader.undoing.redo()


@annotating.command(
    "annotation.note",
    "m",
    title=Message("commands.note"),
    short=Message("commands.note_short"),
    footer=Place.MARGIN,
    changes=True,
)
def note(reader: Reader) -> WriteNote | None:
    """Ask for the annotation's note, and go on with an unfinished one."""
    reader.refuse_changes()
    subject = reader.subject
    base = None if subject is None else reader.working_copy.annotations.get(subject.id)
    if base is None:
        reader.tell(reader.nothing_to_change(Message("commands.no_annotation_for_note")))
        return None
    from hashiya.session.commands.requests import WriteNote  # the first frame does without these
    from hashiya.store.repository.draft import Draft

    kept = reader.working_copy.draft
    return WriteNote(kept if kept is not None and kept.base.id == base.id else Draft(base, base.note))


def write_note(reader: Reader, base: Annotation, text: str) -> None:
    """Set the note of an annotation.

    Args:
        reader: the open article.
        base: the annotation as the author of the note saw it.
        text: the new note.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    reader.refuse_changes()
    if base.note != text:
        from hashiya.annotation.annotation import changed  # the first frame does without these
        from hashiya.annotation.edits import Edit

        reader.working_copy.commit([Edit(base, changed(base, note=text))], "annotation.note")
        reader.show(base.span, annotations=True)


@annotating.command(
    "annotation.copy",
    "c",
    "ctrl+c",
    title=Message("commands.copy"),
    short=Message("commands.copy_short"),
    help=Message("commands.copy_help"),
)
def copy(reader: Reader) -> Copy | None:
    """Copy the words that a label would cover."""
    from hashiya.session.commands.requests import Copy  # the first frame does without

    target = reader.target
    return None if target is None else Copy(target)


@annotating.command(
    "annotation.decide",
    "r",
    title=Message("commands.decide"),
    help=Message("commands.decide_help"),
)
def decide(reader: Reader) -> Ask | None:
    """Ask the questions that only the analyst can decide."""
    if reader.open_questions:
        return Ask.OPEN_QUESTIONS
    reader.tell(Message("commands.nothing_to_decide"))
    return None
