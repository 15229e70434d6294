"""The losses of an export: which values a format dropped or moved, and how many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation


class Loss(NamedTuple):
    """Something that a format cannot hold.

    Attributes:
        title: its name, for the list of formats.
        told: tells how many were lost.
    """

    title: Message
    told: Callable[[int], Message]


ATTRIBUTES = Loss(
    Message("exchange.attributes"), lambda count: Message("exchange.attributes_lost", count=count)
)
FREE_VALUES = Loss(
    Message("exchange.free_values"), lambda count: Message("exchange.free_values_lost", count=count)
)
"""Values of attributes that are no single word, or no text."""
RELATIONS = Loss(Message("exchange.relations"), lambda count: Message("exchange.relations_lost", count=count))
NOTES = Loss(Message("exchange.notes"), lambda count: Message("exchange.notes_lost", count=count))
ANNOTATORS = Loss(
    Message("exchange.annotators"), lambda count: Message("exchange.annotators_lost", count=count)
)
STATUSES = Loss(Message("exchange.statuses"), lambda count: Message("exchange.statuses_lost", count=count))
"""Statuses except ``accepted``, which an import gives where a file has none."""
OTHER_VALUES = Loss(
    Message("exchange.other_values"), lambda count: Message("exchange.other_values_lost", count=count)
)
"""Keys of the record that this program does not know, such as the score of a proposal."""
REVISIONS = Loss(Message("exchange.revisions"), lambda count: Message("exchange.revisions_lost", count=count))
"""Revisions of annotations that were changed since they were made, with the times of both."""
LISTS = Loss(Message("exchange.lists"), lambda count: Message("exchange.lists_changed", count=count))
"""Lists that come back as a single value or not at all."""
NOTE_LINES = Loss(
    Message("exchange.note_lines"), lambda count: Message("exchange.note_lines_joined", count=count)
)
OVERLAPS = Loss(Message("exchange.overlaps"), lambda count: Message("exchange.overlaps_lost", count=count))
EDGES = Loss(Message("exchange.edges"), lambda count: Message("exchange.edges_moved", count=count))
MARGINS = Loss(Message("exchange.margins"), lambda count: Message("exchange.margins_moved", count=count))
"""Edges between words, where a format has no place for them."""
CONTROLS = Loss(
    Message("exchange.controls"), lambda count: Message("exchange.controls_replaced", count=count)
)
PLACES = Loss(Message("exchange.places"), lambda count: Message("exchange.places_lost", count=count))
CUT = Loss(Message("exchange.cut"), lambda count: Message("exchange.cut_short", count=count))
LINE_ENDS = Loss(
    Message("exchange.line_ends"), lambda count: Message("exchange.line_ends_changed", count=count)
)
SPACES = Loss(Message("exchange.spaces"), lambda count: Message("exchange.spaces_changed", count=count))
STALE = Loss(Message("exchange.stale"), lambda count: Message("exchange.stale_left_out", count=count))
"""Annotations whose words are not at their place in the text; no format that holds the text can hold them."""


class Losses:
    """Counts the losses of an export."""

    def __init__(self) -> None:
        self._counts: Counter[Loss] = Counter()

    def __bool__(self) -> bool:
        """Tell whether anything was lost."""
        return bool(self._counts)

    def add(self, loss: Loss, count: int = 1) -> None:
        """Count a loss; none if the count is 0."""
        if count:
            self._counts[loss] += count

    def add_fields(self, annotation: Annotation, *losses: Loss) -> None:
        """Count the fields of an annotation that a format leaves out, as far as they have a value."""
        for loss in losses:
            self.add(loss, _FIELDS[loss](annotation))

    @property
    def counts(self) -> Mapping[Loss, int]:
        """How many of each kind were lost."""
        return self._counts

    @property
    def messages(self) -> Sequence[Message]:
        """One sentence for each kind of loss, in the order in which they were met."""
        return [loss.told(count) for loss, count in self._counts.items()]


_FIELDS: Mapping[Loss, Callable[[Annotation], int]] = {
    ATTRIBUTES: lambda annotation: len(annotation.attributes),
    RELATIONS: lambda annotation: len(annotation.relations),
    NOTES: lambda annotation: bool(annotation.note),
    ANNOTATORS: lambda annotation: bool(annotation.annotator),
    STATUSES: lambda annotation: annotation.status != "accepted",
    REVISIONS: lambda annotation: annotation.rev > 1,
    OTHER_VALUES: lambda annotation: len(annotation.extra),
}
"""How many values of a kind an annotation has."""
