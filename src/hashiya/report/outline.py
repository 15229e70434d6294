"""A report to walk through: the same blocks as the page, with the places behind each number by its anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.report.blocks import Heading, Linked, Places
from hashiya.report.content import back, front
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.codebook.label import LabelSet
    from hashiya.messages import Message
    from hashiya.report.blocks import Block, Told
    from hashiya.report.summary import Counting

_SECTION = 2
"""The level of the heading of a section."""


class Target(NamedTuple):
    """A place in an article: a span with its label; without a span, the article itself."""

    article: str
    title: str
    span: Span | None = None
    label: str = ""


class Group(NamedTuple):
    """A heading of the lists behind the numbers, with the lists or the headings below it."""

    told: Told
    entries: Sequence[Linked]
    """Each leads on; what it leads to is counted by `Outline.count`."""


class Outline(NamedTuple):
    """A report to walk through.

    Attributes:
        blocks: what comes before the articles.
        lists: the places behind a number, by anchor.
        groups: the headings above such lists, by anchor.
        targets: the articles and annotations, by anchor.
        looks: the labels, by the number of their look.
    """

    blocks: Sequence[Block]
    lists: Mapping[str, Places]
    groups: Mapping[str, Group]
    targets: Mapping[str, Target]
    looks: Sequence[str]


def outlined(counting: Counting, labels: LabelSet, losses: Sequence[Message]) -> Outline:
    """Put a report together of what was counted; the arguments are those of `content.front`."""
    summary, agreed = counting.summary(labels.names), counting.agreed()
    looks = [*labels.names, *(each for each in summary.labels if each not in labels)]
    numbers = {name: number for number, name in enumerate(looks)}
    blocks = [*front(summary, labels, numbers, agreed, losses)]
    lists, groups = _lists(back(summary, labels, agreed))
    targets: dict[str, Target] = {}
    for article in summary.articles:
        targets[article.anchor] = Target(article.key, article.title)
        for found in article.spans.values():
            for each in found:
                span = Span(each.start, each.end)
                targets[each.id] = Target(article.key, article.title, span, each.label)
    return Outline(blocks, lists, groups, targets, looks)


def _lists(blocks: Iterable[Block]) -> tuple[Mapping[str, Places], Mapping[str, Group]]:
    """Gather the lists, and their headings with all below them."""
    lists: dict[str, Places] = {}
    groups: dict[str, Group] = {}
    sections: list[Linked] = []
    entries = sections
    for each in blocks:
        if isinstance(each, Places):
            lists[each.anchor] = each
            entries.append(Linked(each.told.told, each.anchor))
        elif isinstance(each, Heading):
            if each.level == _SECTION:
                sections = entries = []
            else:
                sections.append(Linked(each.told, each.anchor))
                entries = []
            groups[each.anchor] = Group(each.told, entries)
    return lists, groups
