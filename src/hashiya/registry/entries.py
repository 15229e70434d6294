"""Actors and events of a registry, collected from annotations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.relations import targets
from hashiya.text.paragraphs import first_paragraph, last_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation

ACTOR = "ACTOR"
EVENT = "EVENT"
CANONICAL = "canonical"


class Mention(NamedTuple):
    """One annotation of an actor or event.

    Attributes:
        id: of the annotation.
        article: key of its article.
        text: the words that are marked.
        before: the words before them in their paragraph, as far as the annotation has them.
        after: the words behind them, likewise.
    """

    id: str
    article: str
    text: str
    before: str = ""
    after: str = ""


class Actor(NamedTuple):
    """An actor: everything that annotations call by one canonical name.

    Attributes:
        id: of its first annotation, so a new name leaves the id as it is.
        canonical: the name.
        kind: the kind that most of its annotations give, or an empty string.
        aliases: the words that stand for the actor in articles, the most frequent first, without the name.
        mentions: its annotations, the oldest first.
    """

    id: str
    canonical: str
    kind: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the aliases."""
        return (self.canonical, *self.aliases)


class Event(NamedTuple):
    """An event that one or many articles report.

    Attributes:
        id: of its first annotation.
        canonical: its name.
        type: the type that most of its annotations give, or an empty string.
        date: likewise, in EDTF.
        place: likewise.
        agents: canonical names of those who do it, as its relations say, in order.
        recipients: of those to whom it is done, likewise.
        articles: keys of the articles that report the event, in order.
        mentions: its annotations, the oldest first.
    """

    id: str
    canonical: str
    type: str
    date: str
    place: str
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    articles: tuple[str, ...]
    mentions: tuple[Mention, ...]


def actors_in(annotations: Iterable[Annotation]) -> list[Actor]:
    """Collect the actors of some annotations, the most mentioned first."""
    return sorted(
        map(_actor, _groups(annotations, ACTOR)), key=lambda actor: (-len(actor.mentions), actor.canonical)
    )


def events_in(annotations: Iterable[Annotation]) -> list[Event]:
    """Collect the events of some annotations, by date; those without a date come last.

    Args:
        annotations: those of the events, and of the actors that take part in them.
    """
    everything = list(annotations)
    names = {each.id: str(each.attributes.get(CANONICAL, "")) for each in everything}
    return sorted(
        (_event(group, names) for group in _groups(everything, EVENT)),
        key=lambda event: (not event.date, event.date, event.canonical),
    )


def _groups(annotations: Iterable[Annotation], label: str) -> list[list[Annotation]]:
    """Part the annotations of a label by their canonical name; each group has the oldest annotation first."""
    groups: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        canonical = annotation.attributes.get(CANONICAL)
        if annotation.label == label and isinstance(canonical, str) and canonical.strip():
            groups.setdefault(canonical, []).append(annotation)
    return [sorted(group, key=lambda annotation: annotation.id) for group in groups.values()]


def _actor(group: Sequence[Annotation]) -> Actor:
    canonical = group[0].attributes[CANONICAL]
    texts = Counter(annotation.text for annotation in group if annotation.text != canonical)
    aliases = tuple(text for text, _ in texts.most_common())
    return Actor(group[0].id, canonical, _most_frequent(group, "kind"), aliases, _mentions(group))


def _event(group: Sequence[Annotation], names: Mapping[str, str]) -> Event:
    canonical = group[0].attributes[CANONICAL]
    articles = tuple(sorted({annotation.article for annotation in group}))
    kind, date, place = (_most_frequent(group, name) for name in ("type", "date", "place"))
    agents, recipients = (_ends(group, relation, names) for relation in ("agent", "recipient"))
    return Event(group[0].id, canonical, kind, date, place, agents, recipients, articles, _mentions(group))


def _ends(group: Sequence[Annotation], relation: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """List the canonical names at the other ends of a relation, each once."""
    found = (names.get(target, "") for annotation in group for target in targets(annotation, relation))
    return tuple(dict.fromkeys(filter(None, found)))


def _mentions(group: Sequence[Annotation]) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            each.id,
            each.article,
            each.text,
            last_paragraph(each.prefix),
            first_paragraph(each.suffix),
        )
        for each in group
    )


def _most_frequent(group: Sequence[Annotation], attribute: str) -> str:
    """Find the value that most annotations of a group give an attribute; of two as frequent the older one."""
    values = Counter(
        value for each in group if isinstance(value := each.attributes.get(attribute), str) and value
    )
    return values.most_common(1)[0][0] if values else ""
