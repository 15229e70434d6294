"""Settle differences between annotators: the edits that a decision makes to the settled annotations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.agreement.decisions import (
    SETTLED,
    Choice,
    Decision,
    Origin,
    origins_of,
    seen_in,
    told_in,
)
from hashiya.agreement.differences import NO_VALUES, contents
from hashiya.annotation.anchor import quote
from hashiya.annotation.annotation import Annotation, changed, timestamp
from hashiya.annotation.edits import Edit
from hashiya.annotation.identifiers import new_id
from hashiya.annotation.record import REJECTED, SCORE, SOURCE, next_revision
from hashiya.annotation.relations import TARGET
from hashiya.codebook.label import NOTHING
from hashiya.codebook.present_annotator import GOLD
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hashiya.agreement.decisions import Reason
    from hashiya.agreement.differences import Version
    from hashiya.agreement.matters import Matter
    from hashiya.article.article import Article

_OF_PROPOSALS = (SOURCE, SCORE, "reason")
"""Keys that tell how an annotation was proposed, not what it says."""


class Ruling(NamedTuple):
    """A decision to make on a matter.

    Attributes:
        matter: the matter, as the person who decides saw it.
        choice: what is decided.
        of: the annotators whose versions are taken.
        reason: why annotators differ.
    """

    matter: Matter
    choice: Choice
    of: tuple[str, ...]
    reason: Reason

    @property
    def taken(self) -> list[Taken]:
        """The annotations that are taken; those of several annotators with one label and span become one.

        Raises:
            HashiyaError: their attributes have values that exclude one another.
        """
        found: list[Taken] = []
        for version in self.matter.versions:
            others, found_here = list(found), []
            for each in version.annotations if version.annotator in self.of else ():
                origin = Origin(version.annotator, each.id)
                same = next((one for one in others if _are_at_one_place(one.annotation, each)), None)
                if same is None:
                    found_here.append(Taken((origin,), each))
                else:
                    others.remove(same)
                    attributes = _merged(same.annotation.attributes, each.attributes)
                    both = replace(same.annotation, attributes=attributes)
                    found[found.index(same)] = Taken((*same.origins, origin), both)
            found += found_here
        return found


class Taken(NamedTuple):
    """An annotation that a decision takes, and the annotations of annotators for which it stands."""

    origins: tuple[Origin, ...]
    annotation: Annotation


class Settlement:
    """The settled annotations of an article as they are, and the edits that decisions make to them."""

    def __init__(
        self,
        article: Article,
        key: str,
        settled: Iterable[Annotation],
        matters: Sequence[Matter],
        *,
        by: str = "",
    ) -> None:
        """Look at the present state.

        Args:
            article: the article.
            key: its name in the repository.
            settled: the settled annotations, and the records of decisions.
            matters: all matters of the article.
            by: who decides.
        """
        self._article = article
        self._key = key
        self._by = by
        everything = {each.id: each for each in settled}
        self._records = {each.id: each for each in everything.values() if each.is_rejection}
        self._settled = {name: each for name, each in everything.items() if name not in self._records}
        self._sources = {
            Origin(version.annotator, each.id): each
            for matter in matters
            for version in matter.versions
            for each in version.annotations
        }
        self._settled_from = self._find_settled(matters)

    def edits(self, rulings: Iterable[Ruling]) -> list[Edit]:
        """Make the edits of decisions, which are saved and undone together.

        An annotation that an earlier decision led to is replaced under its id, so relations to it stay.

        Raises:
            HashiyaError: versions that are taken together have values that exclude one another.
        """
        before = dict(self._settled)
        records: list[Edit] = []
        new: set[str] = set()
        pointing: dict[Origin, str] = {}
        for ruling in rulings:
            former = [one for decision in ruling.matter.decisions for one in self._made(decision)]
            made = _under_ids_of(former, [self._annotation(each, ruling) for each in ruling.taken])
            for each in former:
                self._settled.pop(each.id, None)
            self._settled |= {each.id: each for each in made}
            new |= {each.id for each in made}
            pointing |= _pointing(ruling.matter.versions, made)
            records += [Edit(record, None) for record in self._records_of(ruling.matter)]
            records.append(Edit(None, self._record(ruling, [each.id for each in made])))
        self._settled_from |= pointing
        self._relate(new, pointing.keys())
        return [*_between(before, self._settled), *records]

    def edited(self, matter: Matter) -> list[Edit]:
        """Make the edits that turn the decision on a matter into an own one, whose annotations stay."""
        return self._told_again(matter, choice=Choice.EDITED)

    def reasoned(self, matter: Matter, reason: Reason) -> list[Edit]:
        """Make the edits that give the decision on a matter another reason."""
        return self._told_again(matter, reason=reason)

    # --- within

    def _told_again(
        self, matter: Matter, *, choice: Choice | None = None, reason: Reason | None = None
    ) -> list[Edit]:
        decision = matter.decision
        if decision is None:
            return []
        wanted = decision._replace(
            choice=choice or decision.choice,
            reason=decision.reason if reason is None else reason,
            by=self._by,
        )
        record = self._records[decision.id]
        edits = [Edit(record, changed(record, extra={**record.extra, **wanted.to_extra()}))]
        for each in self._made(decision):
            told = {**each.extra, **told_in(wanted, origins_of(each))}
            edits.append(Edit(each, changed(each, extra=told)))
        return edits

    def _made(self, decision: Decision) -> list[Annotation]:
        """Return the settled annotations to which a decision led, as far as they are still there."""
        return [self._settled[each] for each in decision.made if each in self._settled]

    def _records_of(self, matter: Matter) -> list[Annotation]:
        return [self._records[each.id] for each in matter.decisions if each.id in self._records]

    def _annotation(self, taken: Taken, ruling: Ruling) -> Annotation:
        """Copy an annotation as a settled one, without relations."""
        source = taken.annotation
        extra = {key: value for key, value in source.extra.items() if key not in (*_OF_PROPOSALS, SETTLED)}
        now = timestamp()
        return replace(
            source,
            id=new_id(),
            article=self._key,
            sha256=self._article.sha256,
            annotator=GOLD,
            status="accepted",
            relations=(),
            created=now,
            modified=now,
            rev=1,
            extra={**extra, **told_in(self._decision(ruling), taken.origins)},
        )

    def _decision(self, ruling: Ruling, made: Sequence[str] = ()) -> Decision:
        seen = seen_in(ruling.matter.versions)
        return Decision(ruling.choice, ruling.of, ruling.reason, self._by, seen, tuple(made))

    def _record(self, ruling: Ruling, made: Sequence[str]) -> Annotation:
        """Make the record of a decision, at the place of the difference."""
        start, end = ruling.matter.span
        text, prefix, suffix = quote(self._article.text, start, end)
        now = timestamp()
        return Annotation(
            id=new_id(),
            article=self._key,
            sha256=self._article.sha256,
            label=NOTHING.name,
            start=start,
            end=end,
            text=text,
            prefix=prefix,
            suffix=suffix,
            annotator=GOLD,
            status=REJECTED,
            created=now,
            modified=now,
            extra=self._decision(ruling, made).to_extra(),
        )

    # --- relations

    def _find_settled(self, matters: Iterable[Matter]) -> dict[Origin, str]:
        """Find the settled annotation of each annotation of the annotators: its copy, or the nearest one."""
        found: dict[Origin, str] = {}
        for matter in matters:
            made = [each for decision in matter.decisions for each in self._made(decision)]
            found |= _pointing(matter.versions, made)
        return found

    def _relate(self, new: Collection[str], pointing: Collection[Origin]) -> None:
        """Give settled annotations the relations of their origins, as far as both ends are settled.

        Annotations that are not new get only relations to new ones: a relation that a person ended does not
        come back.
        """
        for name, each in list(self._settled.items()):
            links = [dict(link) for link in each.relations if link.get(TARGET) in self._settled]
            for origin in origins_of(each):
                source = self._sources.get(origin)
                for link in source.relations if source is not None else ():
                    end = Origin(origin.annotator, str(link.get(TARGET)))
                    target = self._settled_from.get(end)
                    wanted = {**link, TARGET: target}
                    is_due = name in new or end in pointing
                    if is_due and target is not None and target != name and wanted not in links:
                        links.append(wanted)
            if links != list(each.relations):
                self._settled[name] = replace(each, relations=tuple(links))


def _pointing(versions: Iterable[Version], made: Sequence[Annotation]) -> dict[Origin, str]:
    """Find for each annotation of a matter the settled one to which relations shall lead."""
    copies = {origin: each.id for each in made for origin in origins_of(each)}
    found: dict[Origin, str] = {}
    for version in versions:
        for each in version.annotations:
            origin = Origin(version.annotator, each.id)
            near = [one for one in made if one.label == each.label and one.span.overlaps(each.span)]
            if origin in copies:
                found[origin] = copies[origin]
            elif near:
                found[origin] = near[0].id
    return found


def _under_ids_of(former: Sequence[Annotation], made: Sequence[Annotation]) -> list[Annotation]:
    """Give new annotations the ids of former ones of their label, as far as there are some."""
    by_label: dict[str, list[Annotation]] = defaultdict(list)
    for each in former:
        by_label[each.label].append(each)
    return [
        replace(each, id=by_label[each.label].pop(0).id) if by_label[each.label] else each for each in made
    ]


def _between(before: Mapping[str, Annotation], after: Mapping[str, Annotation]) -> list[Edit]:
    """Make the edits that lead from one state of annotations to another."""
    edits = [Edit(each, None) for name, each in before.items() if name not in after]
    for name, each in after.items():
        old = before.get(name)
        if old is None:
            edits.append(Edit(None, each))
        elif old is not each:
            later = replace(each, created=old.created, rev=next_revision(old.rev), modified=timestamp())
            edits.append(Edit(old, later))
    return edits


def _are_at_one_place(first: Annotation, second: Annotation) -> bool:
    return (first.label, first.span) == (second.label, second.span)


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Unite attributes: a value that one of them lacks is taken from the other one, and lists are joined.

    Raises:
        HashiyaError: two values exclude one another.
    """
    merged = dict(first)
    for name, value in second.items():
        known = merged.get(name)
        if known in NO_VALUES or contents({name: known}) == contents({name: value}):
            merged[name] = value if known in NO_VALUES else known
        elif isinstance(known, list) and isinstance(value, list):
            merged[name] = [*known, *(each for each in value if each not in known)]
        elif value not in NO_VALUES:
            raise HashiyaError(
                Message("services.values_exclude", attribute=name), Message("services.take_one_version")
            )
    return merged
