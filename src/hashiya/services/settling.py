"""Settle differences between annotators: make the edits of a decision to the settled annotations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from hashiya.agreement.decisions import (
    SETTLED,
    Choice,
    Decision,
    Origin,
    origins_of,
    told_in,
)
from hashiya.annotation.anchor import quote
from hashiya.annotation.annotation import Annotation, changed, timestamp
from hashiya.annotation.edits import Edit
from hashiya.annotation.identifiers import id_of, new_id
from hashiya.annotation.record import REJECTED, SCORE, SOURCE, next_revision
from hashiya.annotation.relations import TARGET
from hashiya.codebook.label import NOTHING
from hashiya.codebook.present_annotator import GOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.agreement.decisions import Reason
    from hashiya.agreement.differences import Version
    from hashiya.agreement.matters import Matter, Matters
    from hashiya.article.article import Article
    from hashiya.services.rulings import Ruling, Taken

_OF_PROPOSALS = (SOURCE, SCORE, "reason")
"""Keys that tell how an annotation was proposed, not what it says."""


class Settled(Protocol):
    """The settled annotations of an article, and the records of decisions."""

    def get(self, annotation_id: str) -> Annotation | None:
        """Find one by its id."""

    def sources(self, annotation: Annotation) -> Iterable[Annotation]:
        """Find the annotations that have a relation to one."""


class Settlement:
    """Makes the edits of decisions on the matters of an article."""

    def __init__(
        self,
        article: Article,
        key: str,
        matters: Matters,
        decided: Mapping[Origin, Matter],
        settled: Settled,
        *,
        by: str = "",
    ) -> None:
        """Look at nothing yet.

        Args:
            article: the article.
            key: its name in the repository.
            matters: the matters as the annotators made them.
            decided: the matter of each annotation of theirs, with the decisions made on it.
            settled: the settled annotations, and the records of decisions.
            by: who decides.
        """
        self._article = article
        self._key = key
        self._matters = matters
        self._decided = decided
        self._stored = settled.get
        self._related = settled.sources
        self._by = by
        # the settled annotations that change, and those of annotators' annotations that were decided again
        self._states: dict[str, Annotation | None] = {}
        self._anew: dict[Origin, str | None] = {}

    def edits(self, rulings: Iterable[Ruling]) -> list[Edit]:
        """Make the edits of decisions, which are saved and undone together.

        An annotation that an earlier decision led to is replaced under its id, so relations to it stay.

        Raises:
            HashiyaError: versions that are taken together have values that exclude one another.
        """
        self._states, self._anew = {}, {}
        records: list[Edit] = []
        new: list[str] = []
        for ruling in rulings:
            matter = ruling.matter
            former = [one for decision in matter.decisions for one in self._made(decision)]
            made = _under_ids_of(former, [self._annotation(each, ruling) for each in ruling.taken])
            self._states |= dict.fromkeys((each.id for each in former), None)
            self._states |= {each.id: each for each in made}
            self._anew |= dict.fromkeys(matter.origins, None)
            self._anew |= _pointing(matter.versions, made)
            new += (each.id for each in made)
            olds = (self._stored(decision.id) for decision in matter.decisions)
            records += [Edit(record, None) for record in olds if record is not None]
            records.append(Edit(None, self._record(ruling, [each.id for each in made])))
        self._relate(new)
        return [*self._changes(), *records]

    def edited(self, matter: Matter) -> list[Edit]:
        """Make the edits that turn the decision on a matter into an edited one; its annotations stay."""
        return self._told_again(matter, choice=Choice.EDITED)

    def reasoned(self, matter: Matter, reason: Reason) -> list[Edit]:
        """Make the edits that give the decision on a matter another reason."""
        return self._told_again(matter, reason=reason)

    # --- within

    def _told_again(
        self, matter: Matter, *, choice: Choice | None = None, reason: Reason | None = None
    ) -> list[Edit]:
        decision = matter.decision
        record = self._stored(decision.id) if decision is not None else None
        if decision is None or record is None:
            return []
        wanted = decision._replace(
            choice=choice or decision.choice,
            reason=decision.reason if reason is None else reason,
            by=self._by,
        )
        edits = [Edit(record, changed(record, extra={**record.extra, **wanted.to_extra()}))]
        for each in self._made(decision):
            told = {**each.extra, **told_in(wanted, origins_of(each))}
            edits.append(Edit(each, changed(each, extra=told)))
        return edits

    def _made(self, decision: Decision) -> list[Annotation]:
        """Return the settled annotations to which a decision led, as far as they are still there."""
        found = (self._stored(each) for each in decision.made)
        return [each for each in found if each is not None and not each.is_rejection]

    def _changes(self) -> list[Edit]:
        """Make the edits of the settled annotations that change."""
        edits = []
        for name, each in self._states.items():
            old = self._stored(name)
            if each is None or old is None:
                if old is not each:
                    edits.append(Edit(old, each))
            else:
                later = replace(each, created=old.created, rev=next_revision(old.rev), modified=timestamp())
                edits.append(Edit(old, later))
        return edits

    def _annotation(self, taken: Taken, ruling: Ruling) -> Annotation:
        """Copy an annotation as a settled one, without relations."""
        source = taken.annotation
        extra = {key: value for key, value in source.extra.items() if key not in (*_OF_PROPOSALS, SETTLED)}
        name, now = self._made_at(ruling, "annotation")
        return replace(
            source,
            id=name,
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

    def _made_at(self, ruling: Ruling, kind: str) -> tuple[str, str]:
        """Return an id and the time for an annotation or record that a decision makes.

        In an article both are always the same for a matter on which all agree, so two programs that take it
        at once make one annotation.
        """
        if ruling.choice is not Choice.AGREED:
            return new_id(), timestamp()
        versions = sorted(ruling.matter.versions)
        origins = "\n".join(f"{each.annotator}\t{each.annotations[0].id}" for each in versions)
        created = versions[0].annotations[0].created
        return id_of(f"{GOLD} {kind}\n{self._key}\n{origins}"), created or timestamp()

    def _decision(self, ruling: Ruling, made: Sequence[str] = ()) -> Decision:
        seen = ruling.matter.seen
        by = "" if ruling.choice is Choice.AGREED else self._by
        return Decision(ruling.choice, ruling.of, ruling.reason, by, seen, tuple(made))

    def _record(self, ruling: Ruling, made: Sequence[str]) -> Annotation:
        """Make the record of a decision, at the place of the difference."""
        start, end = ruling.matter.span
        text, prefix, suffix = quote(self._article.text, start, end)
        name, now = self._made_at(ruling, "record")
        return Annotation(
            id=name,
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

    def _relate(self, new: Sequence[str]) -> None:
        """Give new annotations the relations of their origins, and earlier ones their relations to new ones.

        A relation waits until both ends are settled. Those that a person made or ended are left alone, but a
        relation to an annotation that is gone ends.
        """
        for name in new:
            if (annotation := self._now(name)) is not None:
                for origin in origins_of(annotation):
                    self._link(name, origin, among=None)
        for end in self._anew:
            for origin in self._matters.pointing.get(end, ()):
                source = None if origin in self._anew else self._settled_of(origin)
                if source is not None:
                    self._link(source, origin, among=end)
        gone = [self._stored(name) for name, state in self._states.items() if state is None]
        for each in (one for old in gone if old is not None for one in self._related(old)):
            if (annotation := self._now(each.id)) is not None:
                self._relink(annotation, self._links(annotation))

    def _link(self, name: str, origin: Origin, among: Origin | None) -> None:
        """Give a settled annotation the relations of an origin: all, or those to one end."""
        annotation, source = self._now(name), self._matters.sources.get(origin)
        if annotation is None or source is None or origin not in origins_of(annotation):
            return
        links = self._links(annotation)
        for link in source.relations:
            end = Origin(origin.annotator, str(link.get(TARGET)))
            target = self._settled_of(end) if among in (None, end) else None
            if target not in (None, name) and (wanted := {**link, TARGET: target}) not in links:
                links.append(wanted)
        self._relink(annotation, links)

    def _links(self, annotation: Annotation) -> list[dict[str, Any]]:
        """List the relations of a settled annotation to annotations that are there."""
        return [dict(link) for link in annotation.relations if self._now(str(link.get(TARGET))) is not None]

    def _relink(self, annotation: Annotation, links: Sequence[Mapping[str, Any]]) -> None:
        if list(links) != [dict(link) for link in annotation.relations]:
            self._states[annotation.id] = replace(annotation, relations=tuple(links))

    def _now(self, name: str) -> Annotation | None:
        """Find a settled annotation by its id, as the edits leave it."""
        return self._states[name] if name in self._states else self._stored(name)

    def _settled_of(self, origin: Origin) -> str | None:
        """Find the settled annotation that stands for one of an annotator: its copy, or the nearest one."""
        if origin in self._anew:
            return self._anew[origin]
        matter = self._decided.get(origin)
        decision = matter.decision if matter is not None else None
        if matter is None or decision is None:
            return None
        return _pointing(matter.versions, self._made(decision)).get(origin)


def _pointing(versions: Iterable[Version], made: Sequence[Annotation]) -> dict[Origin, str]:
    """Map each annotation of a matter to the settled one that takes over the relations to it."""
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
