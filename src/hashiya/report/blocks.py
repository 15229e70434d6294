"""The pieces of which a report consists, as values that a page of any format can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Told: TypeAlias = "Message | str"
"""A message, or text from outside."""

MOST_LABELS = 30
"""Labels of a sentence, or columns of a table; the chart of labels has all."""
MOST_PLACES = 200
"""Links of a list on a page; the lists by label and article have all."""


class Place(Protocol):
    """An annotation as the lists of the report name it; fulfilled by annotations, mentions and quotations."""

    @property
    def id(self) -> str:
        """The anchor of the annotation."""

    @property
    def text(self) -> str:
        """Its words."""


class Spot(NamedTuple):
    """A place of the page with its words; fulfils `Place`."""

    id: str
    text: str


class Linked(NamedTuple):
    """Words that lead to an anchor of the page; to none if the anchor is empty."""

    told: Told | int
    anchor: str


class Bar(NamedTuple):
    """A bar of a chart.

    Attributes:
        share: its length, from 0 to 1.
        look: the number of the label whose colour it has; None for no label.
    """

    share: float
    look: int | None = None


Cell: TypeAlias = "Told | int | Linked | Bar"


class Heading(NamedTuple):
    """A heading with its anchor; the level of a section is 2."""

    told: Told
    anchor: str
    level: int = 2


class Prose(NamedTuple):
    """A paragraph of which parts are links.

    Attributes:
        message: the sentence; its parameters are names of links.
        links: the links by their names.
    """

    message: Message
    links: Mapping[str, Linked]


class Table(NamedTuple):
    """A table; the first column names the rows."""

    header: Sequence[Told]
    rows: Sequence[Sequence[Cell]]


class Places(NamedTuple):
    """The annotations behind a number, each a link to its place in the text.

    Attributes:
        told: the words before the list.
        anchor: to which the number leads.
        places: the annotations, or the first ones.
        number: how many there are; 0 for as many as are listed.
        is_whole: whether a page lists all of them; else `MOST_PLACES`, so that it stays small.
    """

    told: Linked
    anchor: str
    places: Sequence[Place]
    number: int = 0
    is_whole: bool = False

    @property
    def total(self) -> int:
        """How many annotations there are."""
        return self.number or len(self.places)

    @property
    def on_page(self) -> Sequence[Place]:
        """The annotations that a page lists."""
        return self.places if self.is_whole else self.places[:MOST_PLACES]

    @property
    def rest(self) -> Linked | None:
        """Where a page lists those that it leaves out here; None if it leaves out none."""
        left_out = self.total - len(self.on_page)
        return Linked(Message("report.more", count=left_out), "spans") if left_out else None


class Point(NamedTuple):
    """An event on an axis: its place and length as shares of the axis, and where it leads."""

    at: float
    length: float
    told: Told
    anchor: str


class Axis(NamedTuple):
    """An axis of time, from its first to its last day."""

    first: str
    last: str
    points: Sequence[Point]


Block: TypeAlias = "Heading | Prose | Table | Places | Axis"
