"""Describe in a paragraph the counted material and the method; each number leads to the spans behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.report.blocks import MOST_LABELS, Linked, Prose
from hashiya.report.comparing import Agreed
from hashiya.report.names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.report.summary import Summary


def methods(
    summary: Summary, labels: LabelSet, agreed: Agreed | Message | None, losses: Sequence[Message]
) -> Iterator[Prose]:
    """Generate the sentences of the methods; the arguments are those of `content.front`."""
    total = sum(map(len, summary.annotators.values()))
    has_several = len(summary.annotators) > 1
    yield Prose(
        Message("report.material", articles="articles", annotations="annotations", annotators="annotators"),
        {
            "articles": Linked(Message("report.count_articles", count=len(summary.articles)), "articles"),
            "annotations": Linked(Message("report.count_annotations", count=total), "spans" if total else ""),
            "annotators": Linked(
                Message("report.count_annotators", count=len(summary.annotators)),
                "annotators" if has_several else "spans" if total else "",
            ),
        },
    )
    yield from _counts(summary, labels)
    if has_several:
        names = [Linked(shortened(name) or Message("report.nobody"), "") for name in summary.annotators]
        counts = [Linked(len(found), f"w{n}") for n, found in enumerate(summary.annotators.values())]
        yield _listed(Message("report.several"), names, counts, "annotators")
    if labels.version:
        yield Prose(
            Message("report.codebook", version="version"), {"version": Linked(shortened(labels.version), "")}
        )
    if isinstance(agreed, Agreed):
        yield _agreement(agreed)
    if summary.changed:
        yield Prose(Message("report.changed", date="date"), {"date": Linked(summary.changed, "")})
    for loss in losses:
        yield Prose(Message("report.left_out", loss="loss"), {"loss": Linked(loss, "")})


def _counts(summary: Summary, labels: LabelSet) -> Iterator[Prose]:
    titles, counts = [], []
    for number, (label, count) in enumerate(zip(summary.labels, summary.counts(), strict=True)):
        known = labels.get(label)
        titles.append(Linked(known.title if known else shortened(label), ""))
        counts.append(Linked(count, f"l{number}"))
    if titles:
        yield _listed(Message("report.labels_counted"), titles, counts, "labels")
    if summary.actors or summary.unnamed_actors:
        mentions = sum(len(each.mentions) for each in summary.actors)
        yield Prose(
            Message("report.actors_counted", actors="actors", mentions="mentions", unnamed="unnamed"),
            {
                "actors": _number(len(summary.actors), "mentions"),
                "mentions": _number(mentions, "mentions"),
                "unnamed": _number(len(summary.unnamed_actors), "unnamed"),
            },
        )
    if summary.quotations:
        attributed = sum(bool(each.speakers) for each in summary.quotations)
        yield Prose(
            Message(
                "report.quotations_counted",
                quotations="quotations",
                attributed="attributed",
                unattributed="unattributed",
                pairs="pairs",
            ),
            {
                "quotations": _number(len(summary.quotations), "quotations"),
                "attributed": _number(attributed, "attributed"),
                "unattributed": _number(len(summary.quotations) - attributed, "unattributed"),
                "pairs": _number(len(summary.quoting), "quoting"),
            },
        )
    if summary.dated or summary.undated:
        yield Prose(
            Message("report.events_counted", events="events", dated="dated", undated="undated"),
            {
                "events": _number(len(summary.dated) + len(summary.undated), "reports"),
                "dated": _number(len(summary.dated), "events"),
                "undated": _number(len(summary.undated), "undated"),
            },
        )


def _agreement(agreed: Agreed) -> Prose:
    return Prose(
        Message("report.agreement_told", articles="articles", f1="f1", differences="differences"),
        {
            "articles": Linked(
                Message("report.count_articles", count=agreed.articles.told), agreed.articles.anchor
            ),
            "f1": agreed.rows[-1].exact_f1,
            "differences": agreed.differences,
        },
    )


def _number(count: int, anchor: str) -> Linked:
    """Return a number that leads to its spans; 0 leads nowhere."""
    return Linked(count, anchor if count else "")


def _listed(before: Message, titles: Sequence[Linked], counts: Sequence[Linked], every: str) -> Prose:
    """Return a list of titles with their numbers; where there are many, the rest leads to all of them."""
    if (rest := len(titles) - MOST_LABELS) > 0:
        total = sum(each.told for each in counts[MOST_LABELS:] if isinstance(each.told, int))
        titles = [*titles[:MOST_LABELS], Linked(Message("report.more", count=rest), "")]
        counts = [*counts[:MOST_LABELS], Linked(total, every)]
    links: dict[str, Linked] = {}
    items = []
    for number, (title, count) in enumerate(zip(titles, counts, strict=True)):
        links |= {f"title{number}": title, f"count{number}": count}
        items.append(Message("report.item", title=f"title{number}", number=f"count{number}"))
    return Prose(Message("report.listed", told=before, items=tuple(items)), links)
