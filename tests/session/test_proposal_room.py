"""Which proposals annotations leave room for."""

from __future__ import annotations

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.session.proposal_room import Room
from hashiya.suggest.proposal import Proposal
from hashiya.text.spans import Span
from tests.proposing import REASON


def annotation(start: int, end: int, label: str) -> Annotation:
    return Annotation(id=f"{label}{start}", label=label, start=start, end=end)


ROOM = Room([annotation(100, 160, "QUOTE"), annotation(110, 120, "ACTOR"), annotation(0, 5, "ACTOR")])


@pytest.mark.parametrize(
    ("start", "end", "label", "is_left"),
    [
        (110, 120, "ACTOR", False),
        (112, 115, "ACTOR", False),
        (100, 130, "ACTOR", False),
        (119, 125, "ACTOR", False),
        (120, 125, "ACTOR", True),
        (5, 9, "ACTOR", True),
        (110, 120, "EVENT", False),
        (109, 120, "EVENT", True),
        (100, 160, "QUOTE", False),
        (105, 150, "QUOTE", True),
        (100, 150, "QUOTE", False),
        (90, 170, "QUOTE", True),
        (150, 170, "QUOTE", False),
        (200, 210, "QUOTE", True),
    ],
)
def test_room_is_where_no_annotation_of_the_label_and_none_of_these_words_is(
    start: int, end: int, label: str, is_left: bool
) -> None:
    assert ROOM.is_left_for(Proposal(Span(start, end), label, "known", REASON, 0.9)) is is_left
