"""Attributes of the annotation that is meant, by single keys."""

from __future__ import annotations

from functools import partial, reduce
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import Group, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.codebook.coding import Value
    from hashiya.session.commands.command import Command
    from hashiya.session.commands.requests import TypeValue
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span

coding: Group[Reader] = Group(Message("commands.group_coding"), Place.PAGE | Place.HINTS)

_HELP = Message("commands.coding_help")


def _has_value(reader: Reader, place: int) -> bool:
    return place < len(reader.offering.values)


def _has_offer(reader: Reader) -> bool:
    return reader.offering.item is not None


def _choose(reader: Reader, place: int) -> None:
    reader.offering.choose(place)


def _declare_values() -> None:
    for place in range(9):
        declare = coding.command(
            f"attribute.value_{place + 1}",
            str(place + 1),
            title=Message("commands.give_value", number=place + 1),
            when=partial(_has_value, place=place),
            help=_HELP,
        )
        declare(partial(_choose, place=place))


_declare_values()


@coding.command(
    "attribute.onward",
    "0",
    title=Message("commands.onward"),
    short=Message("commands.onward_short"),
    when=_has_offer,
    footer=Place(0),
    help=_HELP,
)
def onward(reader: Reader) -> None:
    """Offer the values after those offered now; after the last ones, the next attribute."""
    reader.offering.onward()


@coding.command(
    "attribute.type",
    '"',
    title=Message("commands.type_value"),
    short=Message("commands.type_value_short"),
    when=_has_offer,
    footer=Place(0),
    help=Message("commands.type_value_help"),
)
def type_value(reader: Reader) -> TypeValue | None:
    """Ask for the value of the attribute that is offered, or of the next one that any text can have."""
    reader.refuse_changes()
    found = reader.offering.go_to_free_text()
    if found is None:
        reader.say(Message("commands.no_free_text"))
        return None
    from hashiya.session.commands.requests import TypeValue  # the first frame does without

    attribute, value = found
    return TypeValue(attribute.title or attribute.name, value)


@coding.command(
    "annotation.pick",
    ":",
    title=Message("commands.pick"),
    short=Message("commands.pick_short"),
    footer=Place(0),
    help=Message("commands.pick_help"),
)
def pick(reader: Reader) -> None:
    """Show hints on the annotations in sight: take the name of the chosen one, relate to it or go to it."""
    from hashiya.codebook.coding import RelationType  # the first frame does without
    from hashiya.registry.entries import CANONICAL
    from hashiya.session.commands.hinting import free_characters

    item, at = reader.offering.item, reader.offering.annotation
    relation = item if isinstance(item, RelationType) else None
    names = item is not None and item.name == CANONICAL and at is not None
    by_word = {
        word: each
        for each in reader.annotations
        if (word := reader.words.at(each.start)) is not None
        and (relation is None or not relation.to or each.label in relation.to)
        and (not names or (at is not None and each.label == at.label and each.attributes.get(CANONICAL)))
        and (at is None or each.id != at.id)
    }

    def chosen(word: Span) -> None:
        if relation is not None:
            reader.offering.set(by_word[word].id)
        elif names:
            reader.offering.set(str(by_word[word].attributes[CANONICAL]))
        else:
            reader.jumps.remember()
            reader.jump(by_word[word].id)

    if not reader.hinting.ask(free_characters(reader.bindings.hints), by_word, chosen):
        reader.say(Message("commands.nothing_to_pick"))


@coding.command(
    "annotation.relate",
    "@",
    "f7",
    where=Place.PAGE | Place.HINTS,
    title=Message("commands.relate"),
    help=Message("commands.relate_help"),
)
def relate(reader: Reader) -> None:
    """Offer the annotations to which the one that is meant can be related."""
    subject = reader.subject
    if subject is None:
        reader.say(reader.nothing_to_change())
        return
    reader.current = reader.current or subject.id
    if not reader.offering.go_to_relations():
        reader.say(Message("commands.no_relations"))
    elif not reader.offering.values:
        reader.say(Message("commands.nothing_to_relate"))


@coding.command(
    "annotation.guideline",
    "!",
    title=Message("commands.guideline"),
    help=Message("commands.guideline_help"),
)
def guideline(reader: Reader) -> None:
    """Show the guideline of the label that is meant: of the annotation here, else of all labels."""
    from hashiya.codebook.built_in import coding_of

    here = reader.meant
    meant = reader.labels.get(here.label) if here is not None else None
    labels = [meant] if meant is not None else list(reader.labels)
    written = [(label.name, coding_of(label).guideline) for label in labels if coding_of(label).guideline]
    lines = [Message("commands.guideline_of", label=name, text=text) for name, text in written]
    reader.say(reduce(_above, lines) if lines else Message("commands.no_guideline"))


def _above(first: Message, second: Message) -> Message:
    return Message("commands.two_lines", first=first, second=second)


def offered(
    reader: Reader, commands: Sequence[Command[Reader]], values: Sequence[Value]
) -> list[Command[Reader]]:
    """Name the commands of an offered attribute by its values, for the line at the bottom.

    Args:
        reader: of the open article.
        commands: those of the place.
        values: the values; the one that the annotation has is ticked.
    """
    by_id = {command.id: command for command in commands}
    given = [
        by_id[f"attribute.value_{place}"]._replace(
            keys=(value.key or str(place),),
            short=_shown(value, is_given=reader.offering.is_given(value.name)),
        )
        for place, value in enumerate(values, 1)
    ]
    return [*given, *(by_id[name] for name in ("attribute.onward", "attribute.type"))]


def _shown(value: Value, *, is_given: bool) -> Message:
    title = value.title or value.name
    return (
        Message("commands.value_given", title=title) if is_given else Message("commands.value", title=title)
    )
