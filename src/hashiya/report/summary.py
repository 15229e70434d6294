"""Count the annotations of articles, one article at a time, and keep where each of them is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.relations import TARGET
from hashiya.codebook.label import NOTHING
from hashiya.dates.edtf import read_edtf
from hashiya.registry.entries import ACTOR, CANONICAL, EVENT, Event, Mention, actors_in, events_in
from hashiya.report.comparing import Comparing
from hashiya.report.names import canonical_of, shortened
from hashiya.report.quoting import Quoting, quotations_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.dates.periods import Period
    from hashiya.exchange.document import Document
    from hashiya.messages import Message
    from hashiya.registry.entries import Actor
    from hashiya.report.comparing import Agreed
    from hashiya.report.quoting import Quotation

_CODES = (CANONICAL, "kind", "type", "date", "place")


class CountedArticle(NamedTuple):
    """An article of the report.

    Attributes:
        anchor: where the page shows it.
        key: of the article.
        title: of the article, or its key if it has none.
        date: ISO 8601, or empty.
        spans: its annotations by their label, in the order of the text.
    """

    anchor: str
    key: str
    title: str
    date: str
    spans: Mapping[str, Sequence[Annotation]]


class DatedEvent(NamedTuple):
    """An event whose date can be read."""

    period: Period
    event: Event


class Summary(NamedTuple):
    """The content of the articles of a report; the id of each annotation is its anchor.

    Attributes:
        articles: in the order of their keys.
        labels: the labels in use, those of the codebook first.
        annotators: the annotations by annotator.
        actors: the most mentioned first.
        unnamed_actors: annotations of actors without a canonical name.
        quotations: every quotation, with its speakers and the actors in it.
        quoting: speakers with the actors in their quotations, the most frequent pair first.
        dated: events by date.
        undated: events without a date, or with one that cannot be read.
        changed: the day of the last change of an annotation, ISO 8601; empty if unknown.
    """

    articles: Sequence[CountedArticle]
    labels: Sequence[str]
    annotators: Mapping[str, Sequence[Annotation]]
    actors: Sequence[Actor]
    unnamed_actors: Sequence[Annotation]
    quotations: Sequence[Quotation]
    quoting: Sequence[Quoting]
    dated: Sequence[DatedEvent]
    undated: Sequence[Event]
    changed: str

    def counts(self) -> Sequence[int]:
        """Count the annotations of each label."""
        counts: Counter[str] = Counter()
        for article in self.articles:
            counts.update({label: len(found) for label, found in article.spans.items()})
        return [counts[label] for label in self.labels]


class Counting:
    """Counts the annotations of one article after the other.

    Texts are not kept, and of an annotation only its place, its first words and its codes.

    """

    def __init__(self, annotators: Sequence[str] = ()) -> None:
        """Count nothing yet.

        Args:
            annotators: the names of those who are compared.
        """
        self._comparing = Comparing(annotators)
        self._articles: list[CountedArticle] = []
        self._quotations: list[Quotation] = []
        self._changed = ""

    @property
    def newest(self) -> str:
        """The anchor of the article that was counted last."""
        return self._articles[-1].anchor

    def add(self, document: Document) -> Document:
        """Count an article, and return it with anchors as the ids of its annotations.

        Marks of paragraphs that were read and hold nothing are left out.
        """
        article = f"a{len(self._articles) + 1:06}"
        found = [each for each in document.annotations if each.label != NOTHING.name]
        own = [f"{article}-{number:05}" for number in range(1, len(found) + 1)]
        anchors = {(each.annotator, each.id): anchor for each, anchor in zip(found, own, strict=True)}
        placed = [_placed(each, anchor, anchors) for each, anchor in zip(found, own, strict=True)]
        self._changed = max([self._changed, *(each.modified for each in found)])
        spans: dict[str, list[Annotation]] = {}
        for each in placed:
            spans.setdefault(each.label, []).append(_brief(each, article))
        title = shortened(document.title or document.key)
        self._articles.append(CountedArticle(article, document.key, title, shortened(document.date), spans))
        self._quotations += quotations_in(placed, article)
        placed_document = document._replace(annotations=placed)
        self._comparing.add(placed_document, article, title)
        return placed_document

    def agreed(self) -> Agreed | Message | None:
        """Return how far the annotators agree, as `Comparing.agreed` does."""
        return self._comparing.agreed()

    def summary(self, known_labels: Sequence[str]) -> Summary:
        """Sum up all articles.

        Args:
            known_labels: the labels of the codebook, in order.
        """
        every = [each for article in self._articles for spans in article.spans.values() for each in spans]
        used = {each.label for each in every}
        labels = [label for label in known_labels if label in used]
        annotators: dict[str, list[Annotation]] = {}
        for each in sorted(every, key=lambda annotation: annotation.id):
            annotators.setdefault(each.annotator, []).append(each)
        events = [*events_in(every), *_unnamed_events(every)]
        dated = [DatedEvent(period, each) for each in events if (period := read_edtf(each.date)) is not None]
        with_date = {each.event.id for each in dated}
        quotations = self._quotations
        return Summary(
            self._articles,
            [*labels, *sorted(used.difference(labels))],
            dict(sorted(annotators.items())),
            actors_in(every),
            [each for each in every if each.label == ACTOR and not canonical_of(each)],
            quotations,
            Quoting.counted(quotations),
            sorted(dated, key=lambda each: (each.period.first, each.period.last, each.event.id)),
            [each for each in events if each.id not in with_date],
            self._changed[:10],
        )


def _placed(annotation: Annotation, own: str, anchors: Mapping[tuple[str, str], str]) -> Annotation:
    """Return the parts of an annotation for the page; the ids, also those of its relations, are anchors."""
    relations: list[Mapping[str, Any]] = []
    for each in annotation.relations:
        target = each.get(TARGET)
        if isinstance(target, str) and (anchor := anchors.get((annotation.annotator, target))):
            relations.append({**each, TARGET: anchor})
    # `replace` takes several times as long
    return Annotation(
        id=own,
        label=annotation.label,
        start=annotation.start,
        end=annotation.end,
        text=annotation.text,
        attributes=annotation.attributes,
        relations=tuple(relations),
        note=annotation.note,
        annotator=annotation.annotator,
        status=annotation.status,
    )


def _brief(annotation: Annotation, article: str) -> Annotation:
    """Return the parts of an annotation for the lists of the report."""
    codes = {name: annotation.attributes[name] for name in _CODES if name in annotation.attributes}
    return Annotation(
        id=annotation.id,
        article=article,
        label=annotation.label,
        start=annotation.start,
        end=annotation.end,
        text=shortened(annotation.text),
        attributes=codes,
        relations=annotation.relations,
        annotator=annotation.annotator,
    )


def _unnamed_events(annotations: Sequence[Annotation]) -> list[Event]:
    """Make an event of each annotation of an event that has no canonical name; its words are its name."""
    found = []
    for each in annotations:
        if each.label == EVENT and not canonical_of(each):
            kind, date, place = (_text(each, name) for name in ("type", "date", "place"))
            mention = Mention(each.id, each.article, each.text)
            found.append(Event(each.id, each.text, kind, date, place, (), (), (each.article,), (mention,)))
    return found


def _text(annotation: Annotation, attribute: str) -> str:
    value = annotation.attributes.get(attribute)
    return value if isinstance(value, str) else ""
