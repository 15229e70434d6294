"""The names of the kinds of differences between annotators, for tables."""

from __future__ import annotations

from hashiya.agreement.differences import Kind
from hashiya.messages import Message

KIND_NAMES = {
    Kind.LABEL: Message("agreement.kind_label"),
    Kind.MISSING: Message("agreement.kind_missing"),
    Kind.BOUNDARY: Message("agreement.kind_boundary"),
    Kind.ATTRIBUTE: Message("agreement.kind_attribute"),
    Kind.RELATION: Message("agreement.kind_relation"),
}
