"""Differences, decisions and reasons in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.agreement.decisions import Choice, Reason
from hashiya.agreement.differences import Kind
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KIND_NAMES: Mapping[Kind | None, Message] = {
    Kind.LABEL: Message("session.differs_label"),
    Kind.MISSING: Message("session.differs_missing"),
    Kind.BOUNDARY: Message("session.differs_boundary"),
    Kind.ATTRIBUTE: Message("session.differs_attribute"),
    Kind.RELATION: Message("session.differs_relation"),
    None: Message("session.differs_not"),
}
"""The kinds of difference, with their names for a person."""

CHOICE_NAMES: Mapping[Choice, Callable[[tuple[str, ...]], Message]] = {
    Choice.AGREED: lambda _: Message("session.choice_agreed"),
    Choice.TAKEN: lambda names: Message("session.choice_taken", names=names),
    Choice.BOTH: lambda _: Message("session.choice_both"),
    Choice.EDITED: lambda _: Message("session.choice_edited"),
    Choice.NONE: lambda _: Message("session.choice_none"),
}
"""The decisions, told with the annotators whose versions were taken."""

REASON_NAMES = {
    Reason.UNTOLD: Message("session.reason_untold"),
    Reason.SLIP: Message("session.reason_slip"),
    Reason.GUIDELINE: Message("session.reason_guideline"),
    Reason.AMBIGUOUS: Message("session.reason_ambiguous"),
}
"""The reasons of a decision, with their names for a person."""
