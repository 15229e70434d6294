"""Put a report together: charts and tables before the articles, and behind them the spans of each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.report.blocks import MOST_LABELS, Axis, Bar, Heading, Linked, Places, Point, Table
from hashiya.report.comparing import Agreed
from hashiya.report.methods import methods
from hashiya.report.names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.registry.entries import Event
    from hashiya.report.blocks import Block, Cell, Told
    from hashiya.report.summary import Summary

_MOST_ACTORS = _MOST_PAIRS = 30
"""Rows of a chart; the lists behind it have all."""
_MOST_POINTS = 1000
_SHORTEST = 0.004
"""Share of an axis that a day takes at least, so that it can be seen."""


def front(
    summary: Summary,
    labels: LabelSet,
    looks: Mapping[str, int],
    agreed: Agreed | Message | None,
    losses: Sequence[Message],
) -> Iterator[Block]:
    """Generate the part before the articles.

    Args:
        summary: of the articles.
        labels: those of the codebook.
        looks: the number by which a label has its colour.
        agreed: how far the annotators agree, or why this is not known; None for a single annotator.
        losses: what the report leaves out.
    """
    yield Heading(Message("report.title"), "top", 1)
    yield Heading(Message("report.methods"), "methods")
    yield from methods(summary, labels, agreed, losses)
    yield Heading(Message("report.by_label"), "labels")
    yield _labels(summary, labels, looks)
    yield Heading(Message("report.by_article"), "articles")
    yield _articles(summary, labels)
    if summary.actors:
        yield Heading(Message("report.actors"), "actors")
        yield _actors(summary)
    if summary.quoting:
        yield Heading(Message("report.quoting"), "quoting")
        yield _quoting(summary)
    if summary.dated or summary.undated:
        yield Heading(Message("report.events"), "events")
        yield from _events(summary)
    if agreed is not None:
        yield Heading(Message("report.agreement"), "agreement")
        yield from _agreement(agreed)
    yield Heading(Message("report.texts"), "texts")


def back(summary: Summary, labels: LabelSet, agreed: Agreed | Message | None) -> Iterator[Block]:
    """Generate the lists of spans, to which the numbers lead; they come after the articles."""
    yield Heading(Message("report.spans"), "spans")
    for number, label in enumerate(summary.labels):
        yield Heading(title_of(label, labels), f"l{number}", 3)
        for article in summary.articles:
            if found := article.spans.get(label):
                yield Places(
                    Linked(article.title, article.anchor), f"l{number}-{article.anchor}", found, is_whole=True
                )
    if len(summary.annotators) > 1:
        yield Heading(Message("report.by_annotator"), "annotators", 3)
        for number, (name, found) in enumerate(summary.annotators.items()):
            yield Places(Linked(_annotator(name), ""), f"w{number}", found)
    if isinstance(agreed, Agreed):
        yield Heading(Message("report.differences"), "differences", 3)
        yield from agreed.lists
    yield from _mentions(summary)
    yield from _quotations(summary)
    if events := _every_event(summary):
        yield Heading(Message("report.events"), "reports", 3)
        for event in events:
            yield Places(Linked(shortened(event.canonical), ""), _event_anchor(event), event.mentions)


def _mentions(summary: Summary) -> Iterator[Block]:
    if summary.actors or summary.unnamed_actors:
        yield Heading(Message("report.actors"), "mentions", 3)
    for number, actor in enumerate(summary.actors):
        yield Places(Linked(shortened(actor.canonical), ""), f"p{number}", actor.mentions)
    if summary.unnamed_actors:
        yield Places(Linked(Message("report.unnamed"), ""), "unnamed", summary.unnamed_actors)


def _quotations(summary: Summary) -> Iterator[Block]:
    if not summary.quotations:
        return
    yield Heading(Message("report.quotations"), "quotations", 3)
    if attributed := [each for each in summary.quotations if each.speakers]:
        yield Places(Linked(Message("report.attributed"), ""), "attributed", attributed)
    if unattributed := [each for each in summary.quotations if not each.speakers]:
        yield Places(Linked(Message("report.unattributed"), ""), "unattributed", unattributed)
    for number, pair in enumerate(summary.quoting):
        told = Message("report.pair", speaker=shortened(pair.speaker), actor=shortened(pair.other))
        yield Places(Linked(told, ""), f"q{number}", pair.quotations)


def title_of(label: str, labels: LabelSet) -> Told:
    """Return the title of a label; its name if the codebook has no such label."""
    known = labels.get(label)
    return shortened(label) if known is None else known.title


def _annotator(name: str) -> Told:
    return shortened(name) or Message("report.nobody")


def _labels(summary: Summary, labels: LabelSet, looks: Mapping[str, int]) -> Table:
    counts = summary.counts()
    most = max(counts, default=0)
    rows = [
        [title_of(label, labels), Bar(count / most, looks[label]), Linked(count, f"l{number}")]
        for number, (label, count) in enumerate(zip(summary.labels, counts, strict=True))
    ]
    rows.append([Message("report.all"), "", Linked(sum(counts), "spans" if any(counts) else "")])
    return Table((Message("report.label"), "", Message("report.annotations")), rows)


def _articles(summary: Summary, labels: LabelSet) -> Table:
    rows: list[list[Cell]] = []
    shown = summary.labels[:MOST_LABELS]
    for article in summary.articles:
        counts = [len(article.spans.get(label, ())) for label in shown]
        linked: list[Cell] = [
            Linked(count, f"l{number}-{article.anchor}" if count else "")
            for number, count in enumerate(counts)
        ]
        total = Linked(sum(map(len, article.spans.values())), article.anchor)
        rows.append([Linked(article.title, article.anchor), article.date, *linked, total])
    titles = [title_of(label, labels) for label in shown]
    return Table((Message("report.article"), Message("report.date"), *titles, Message("report.all")), rows)


def _actors(summary: Summary) -> Table:
    most = len(summary.actors[0].mentions)
    rows: list[list[Cell]] = [
        [
            shortened(actor.canonical),
            Bar(len(actor.mentions) / most),
            Linked(len(actor.mentions), f"p{number}"),
        ]
        for number, actor in enumerate(summary.actors[:_MOST_ACTORS])
    ]
    if len(summary.actors) > _MOST_ACTORS:
        rows.append(
            [Linked(Message("report.more", count=len(summary.actors) - _MOST_ACTORS), "mentions"), "", ""]
        )
    return Table((Message("report.actor"), "", Message("report.mentions")), rows)


def _quoting(summary: Summary) -> Table:
    most = len(summary.quoting[0].quotations)
    rows: list[list[Cell]] = [
        [
            shortened(pair.speaker),
            shortened(pair.other),
            Bar(len(pair.quotations) / most),
            Linked(len(pair.quotations), f"q{number}"),
        ]
        for number, pair in enumerate(summary.quoting[:_MOST_PAIRS])
    ]
    if len(summary.quoting) > _MOST_PAIRS:
        more = Message("report.more", count=len(summary.quoting) - _MOST_PAIRS)
        rows.append([Linked(more, "quotations"), "", "", ""])
    return Table(
        (Message("report.speaker"), Message("report.quoted"), "", Message("report.quotations")), rows
    )


def _events(summary: Summary) -> Iterator[Block]:
    if summary.dated:
        yield _axis(summary)
        rows = [_event_row(each.event) for each in summary.dated]
        yield Table((Message("report.date"), Message("report.event"), Message("report.mentions")), rows)
    if summary.undated:
        yield Heading(Message("report.undated"), "undated", 3)
        rows = [_event_row(each) for each in summary.undated]
        yield Table((Message("report.date"), Message("report.event"), Message("report.mentions")), rows)


def _event_row(event: Event) -> list[Cell]:
    return [
        shortened(event.date),
        shortened(event.canonical),
        Linked(len(event.mentions), _event_anchor(event)),
    ]


def _event_anchor(event: Event) -> str:
    return f"e-{event.id}"


def _every_event(summary: Summary) -> Sequence[Event]:
    return [*(each.event for each in summary.dated), *summary.undated]


def _axis(summary: Summary) -> Axis:
    first = min(each.period.first for each in summary.dated)
    last = max(each.period.last for each in summary.dated)
    days = (last - first).days + 1
    points = [
        Point(
            (period.first - first).days / days,
            max(((period.last - period.first).days + 1) / days, _SHORTEST),
            f"{shortened(event.date)} {shortened(event.canonical)}",
            _event_anchor(event),
        )
        for period, event in summary.dated[:_MOST_POINTS]
    ]
    return Axis(first.isoformat(), last.isoformat(), points)


def _agreement(agreed: Agreed | Message) -> Iterator[Block]:
    if isinstance(agreed, Message):
        yield Table((agreed,), ())
        return
    yield Table(
        (
            Message("agreement.label"),
            Message("agreement.exact_f1"),
            Message("agreement.overlap_f1"),
            Message("agreement.kappa_of_words"),
            Message("agreement.alpha_of_units"),
        ),
        agreed.rows,
    )
    if agreed.pairs:
        titles = [row.label for row in agreed.rows]
        header = (Message("report.pair_of_annotators"), *titles)
        yield Heading(Message("report.pairs"), "pairs", 3)
        yield Table(header, [(both, *cells) for both, cells in agreed.pairs])
    yield Table((Message("agreement.difference"), Message("agreement.count")), agreed.kinds)
    rows: list[list[Cell]] = []
    for each in agreed.worst:
        for annotator, marks in each.versions:
            name = shortened(annotator)
            rows += [[each.kind, name, mark] for mark in marks] or [
                [each.kind, name, Message("agreement.nothing")]
            ]
    if rows:
        yield Heading(Message("agreement.greatest"), "greatest", 3)
        columns = (Message("agreement.difference"), Message("report.annotator"), Message("report.annotation"))
        yield Table(columns, rows)
