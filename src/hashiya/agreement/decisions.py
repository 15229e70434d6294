"""Decisions on differences, as records that the store keeps beside the annotations they led to.

The record of a decision is stored like a rejected proposal: nothing shows, counts or exports it, and it is
saved, undone and merged in one transaction with the annotations.
"""

from __future__ import annotations

import json
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.agreement.differences import contents
from hashiya.annotation.record import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.agreement.differences import Version
    from hashiya.annotation.annotation import Annotation

SETTLED = "settled"
"""The key of a record under which a decision is told: by whom, from whom and why."""

SETTLING = "settling"
"""The `SOURCE` of the record of a decision."""

_DIGITS = 16
"""Hexadecimal digits of the digest of an annotation: enough for the versions of one annotation."""


class Choice(StrEnum):
    """The versions that a decision takes."""

    AGREED = "agreed"
    """All annotators have the same, and nobody was asked."""
    TAKEN = "taken"
    """The version of one annotator was taken."""
    BOTH = "both"
    """All versions were taken."""
    EDITED = "edited"
    """The versions were replaced by an own one."""
    NONE = "none"
    """Nothing was taken."""


class Reason(StrEnum):
    """Why annotators differ, in the opinion of the person who decides."""

    UNTOLD = ""
    SLIP = "slip"
    GUIDELINE = "guideline"
    AMBIGUOUS = "ambiguous"


class Seen(NamedTuple):
    """A version of an annotation on which a decision rests.

    Attributes:
        annotator: whose annotation it is.
        id: its id.
        digest: changes with label, words, attributes and relations; not with place, note and revision.
    """

    annotator: str
    id: str
    digest: str


class Decision(NamedTuple):
    """A decision on one difference, or on one annotation that all agree on.

    Attributes:
        choice: the decision.
        of: the annotators whose versions were taken.
        reason: why they differ.
        by: who decided.
        seen: the versions on which it rests.
        made: ids of the annotations that it led to; some may have been removed since.
        id: id of its record.
    """

    choice: Choice
    of: tuple[str, ...] = ()
    reason: Reason = Reason.UNTOLD
    by: str = ""
    seen: frozenset[Seen] = frozenset()
    made: tuple[str, ...] = ()
    id: str = ""

    def to_extra(self) -> dict[str, Any]:
        """Return the keys of its record that tell the decision."""
        told = {
            "choice": str(self.choice),
            "of": list(self.of),
            "reason": str(self.reason),
            "by": self.by,
            "seen": sorted(map(list, self.seen)),
            "made": list(self.made),
        }
        return {SOURCE: SETTLING, SETTLED: told}


def decision_of(record: Annotation) -> Decision | None:
    """Read a decision from its record; None if the record tells no decision, or not a whole one."""
    told = record.extra.get(SETTLED)
    if record.extra.get(SOURCE) != SETTLING or not isinstance(told, dict):
        return None
    seen, reason, choice = told.get("seen"), told.get("reason"), told.get("choice")
    if choice not in tuple(Choice) or not isinstance(seen, list):
        return None
    if any(len(_texts(each)) != len(Seen._fields) for each in seen):
        return None
    return Decision(
        Choice(choice),
        of=_texts(told.get("of")),
        reason=Reason(reason) if reason in tuple(Reason) else Reason.UNTOLD,
        by=by if isinstance(by := told.get("by"), str) else "",
        seen=frozenset(Seen(*each) for each in seen),
        made=_texts(told.get("made")),
        id=record.id,
    )


def seen_in(versions: Iterable[Version]) -> frozenset[Seen]:
    """Describe the versions of a difference as a decision remembers them."""
    return frozenset(
        Seen(version.annotator, each.id, digest_of(each))
        for version in versions
        for each in version.annotations
    )


def digest_of(annotation: Annotation) -> str:
    """Digest the parts of an annotation on which a decision rests."""
    relations = sorted(contents(each) for each in annotation.relations)
    described = [annotation.label, annotation.text, contents(annotation.attributes), relations]
    text = json.dumps(described, ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


class Origin(NamedTuple):
    """An annotation of an annotator from which a settled one was taken."""

    annotator: str
    id: str


def origins_of(annotation: Annotation) -> tuple[Origin, ...]:
    """Return the annotations from which a settled annotation was taken."""
    told = annotation.extra.get(SETTLED)
    found = told.get("from") if isinstance(told, dict) else None
    return tuple(
        Origin(annotator, name)
        for each in (found if isinstance(found, list) else ())
        if isinstance(each, dict)
        and isinstance(annotator := each.get("annotator"), str)
        and isinstance(name := each.get("id"), str)
    )


def told_in(decision: Decision, origins: Iterable[Origin]) -> Mapping[str, Any]:
    """Return the key of a settled annotation that tells from whom it was taken and why."""
    told: dict[str, Any] = {"choice": str(decision.choice)}
    told["from"] = [each._asdict() for each in origins]
    if decision.reason:
        told["reason"] = str(decision.reason)
    if decision.by:
        told["by"] = decision.by
    return {SETTLED: told}


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list; nothing for a list with other values, or no list."""
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return tuple(value) if isinstance(value, list) and is_list else ()
