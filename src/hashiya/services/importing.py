"""Import annotations into a store; unsaved edits of a reader are made one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hashiya.annotation.identifiers import new_id
from hashiya.annotation.record import named
from hashiya.annotation.transaction import Origin, transaction_over
from hashiya.errors import HashiyaError
from hashiya.exchange.accepting import Target, accept, with_quotation
from hashiya.exchange.unsaved import edit_from, is_edit
from hashiya.messages import Message
from hashiya.services.annotators import Repositories
from hashiya.services.changing import conflict_of
from hashiya.services.complaint import Complaint
from hashiya.services.destinations import Destinations
from hashiya.services.merging import Gathered, place_of
from hashiya.services.placing import group_of, place
from hashiya.services.progress import counted
from hashiya.services.unsaved_edits import UnsavedEdits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.article.article import Article
    from hashiya.exchange.incoming import Incoming, Read
    from hashiya.services.destinations import Destination
    from hashiya.services.merging import Place
    from hashiya.services.placing import Group
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


class Import:
    """An import of records; nothing is written before `UnsavedEdits.save` and `save`.

    Attributes:
        edits: the unsaved edits of a reader among the records.
        refusals: the records that cannot be imported.
        remarks: remarks on records that can be imported.
        conflicts: the annotations that became conflicts, since another program saved first.
        saved: how many annotations `save` added, by the name of the annotator.
    """

    def __init__(
        self,
        store: Repository,
        labels: Collection[str],
        *,
        open_other: Callable[[str], Repository] | None = None,
        relabelled: Mapping[str, str] = MappingProxyType({}),
        article: Path | None = None,
        encoding: str = "",
        changes_encoding: bool = False,
    ) -> None:
        """Begin with nothing.

        Args:
            store: of the present annotator, for records that name nobody.
            labels: the names of the known labels.
            open_other: opens the repository of another annotator; None keeps all records in `store`.
            relabelled: known labels by the labels of the file that they stand for.
            article: the article of all records; None if each record names its own.
            encoding: how articles are decoded; if empty, as when they were annotated.
            changes_encoding: whether to record this encoding even for an article that has another one.
        """
        self._store = store
        self._labels = labels
        self._relabelled = relabelled
        self._repositories = Repositories(store, open_other)
        self._destinations = Destinations(
            self._repositories, article, encoding, changes_encoding=changes_encoding
        )
        # by annotator and key
        self._gathered: dict[tuple[str, str], tuple[Destination, Gathered]] = {}
        # by id in the file: the line, the article and the place; and the id that the annotation gets
        self._lines: dict[str, tuple[int, str, Place]] = {}
        self._ids: dict[str, str] = {}
        self._texts: Mapping[str, str] = {}
        # the articles of annotations that are not refused, by their names in the file
        self._taken: set[str] = set()
        self.edits = UnsavedEdits()
        self.refusals: list[Complaint] = []
        self.remarks: list[Complaint] = []
        self.conflicts: list[Complaint] = []
        self.saved: Counter[str] = Counter()

    @property
    def articles(self) -> Sequence[Article]:
        """The articles that were opened, in order."""
        return self._destinations.opened

    @property
    def made(self) -> Sequence[Article]:
        """The articles that `save` makes, since their texts are in the file and not here."""
        return self._destinations.made

    @property
    def elsewhere(self) -> Mapping[str, str]:
        """The keys of articles that have a text of the file under another name, by the name in the file."""
        return self._destinations.elsewhere

    @property
    def added(self) -> int:
        """How many annotations are new."""
        return sum(gathered.added for _, gathered in self._gathered.values())

    @property
    def merged(self) -> int:
        """How many records add something to another annotation of the same span, label and annotator."""
        return sum(gathered.merged for _, gathered in self._gathered.values())

    def receive(
        self,
        found: Read,
        progress: Progress | None = None,
        stem: str = "",
        searching: Progress | None = None,
    ) -> None:
        """Make an annotation of each record, or a refusal; raises nothing.

        Args:
            found: the content of the file.
            progress: told of each record.
            stem: the beginning of the name of an article that the file only numbers.
            searching: told of each article in which the text of records is looked for.
        """
        self._texts = found.texts
        self._destinations.expect(found.texts, stem, searching)
        self.refusals += [Complaint(str(refusal.line), refusal.reason) for refusal in found.refusals]
        astray: list[tuple[Incoming, Group]] = []
        for number, incoming in enumerate(counted(found.incoming, progress)):
            record = incoming.record
            is_astray = self._destinations.lack(record) and not is_edit(record)
            group = group_of(record, number) if is_astray else None
            if group is None:
                self._receive(incoming)
            else:
                astray.append((incoming, group))
        for incoming, path in self._found(astray, searching):
            self._receive(incoming, path)
        named = {str(incoming.record.get("article", "")) for incoming in found.incoming}
        # an article whose annotations are all refused would be of no use
        self._destinations.make_only(self._taken | (found.texts.keys() - named))
        for _, gathered in self._gathered.values():
            gathered.merge(self._ids)
            self.refusals += gathered.refusals
            self.remarks += gathered.remarks

    def save(self) -> int:
        """Save the annotations of each annotator in one transaction, so that one undo takes these back.

        Returns:
            How many annotations were added.

        Raises:
            HashiyaError: an article of the file could not be written, or annotations could not be saved; the
                advice counts those already saved.
        """
        self._destinations.make()
        edits: dict[str, dict[str, list[Edit]]] = {}
        for (annotator, key), (_, gathered) in self._gathered.items():
            if made := list(gathered.edits()):
                edits.setdefault(annotator, {})[key] = made
        for annotator, of_annotator in edits.items():
            self._save(annotator, of_annotator)
        return self.saved.total()

    def _save(self, annotator: str, edits: Mapping[str, Sequence[Edit]]) -> None:
        """Save the edits of one annotator; raises what `save` does.

        Args:
            annotator: the name.
            edits: by the keys of their articles.
        """
        transaction = transaction_over(edits, by=annotator, command="import", origin=Origin.IMPORT)
        for key in edits:
            destination, gathered = self._gathered[annotator, key]
            try:
                asked = [each for each in destination.repository.commit(transaction) if each.asked]
            except HashiyaError as error:
                if not (saved := self.saved.total()):
                    raise
                raise HashiyaError(error.told, Message("services.partly_imported", count=saved)) from error
            lines = [gathered.line_of(outcome.edit.id) for outcome in asked]
            told = map(conflict_of, asked)
            self.conflicts += map(Complaint, lines, told)
            self.saved[annotator] += gathered.added - sum(each.edit.before is None for each in asked)

    def _found(
        self, astray: Sequence[tuple[Incoming, Group]], progress: Progress | None
    ) -> Iterator[tuple[Incoming, Path | None]]:
        """Generate the records whose article is not here, with the article that has their text."""
        records = [(group, incoming.record) for incoming, group in astray]
        placed = place(self._store, records, progress) if astray else {}
        for incoming, group in astray:
            key, told = placed[group]
            path = self._store.path_of(key) if key else None
            if path is None and self._destinations.by_stem(incoming.record) is not None:
                yield incoming, None
            elif path is None:
                self.refusals.append(_complaint(incoming, told))
            else:
                self.remarks.append(_complaint(incoming, told))
                yield incoming, path

    def _receive(self, incoming: Incoming, path: Path | None = None) -> None:
        """Take a record for the article that it names, or for that of a path; or refuse the record."""
        refusals = self.refusals
        try:
            edit = edit_from(incoming.record, self._repositories.of(incoming.record).annotator)
            refusals = self.refusals if edit is None else self.edits.refusals
            destination = self._destinations.of(incoming.record, path)
            if path is None and destination.article.path == self._destinations.by_stem(incoming.record):
                by_stem = Message("services.placed_by_stem", path=destination.repository.key)
                self.remarks.append(_complaint(incoming, by_stem))
            if edit is None:
                self._add(incoming, destination)
            else:
                self.edits.add(incoming.line, edit, destination)
        except HashiyaError as error:
            refusals.append(_complaint(incoming, error.told))

    def _add(self, incoming: Incoming, destination: Destination) -> None:
        article, repository, annotator = destination
        target = Target(repository.key, article.sha256, article.text)
        record = with_quotation(self._with_known_label(incoming.record), self._texts, article.text)
        record = named(record, annotator)
        annotation, moved = accept(record, target, self._labels)
        if moved:
            elsewhere = Message("services.text_elsewhere", start=annotation.start, end=annotation.end)
            self.remarks.append(_complaint(incoming, elsewhere))
        annotation = self._with_own_id(incoming, annotation)
        name = annotator, target.key
        if name not in self._gathered:
            gathered = Gathered(target.key, repository.load().checked())
            self._gathered[name] = destination, gathered
        self._ids[annotation.id] = self._gathered[name][1].add(incoming.line, annotation)
        self._taken.add(str(incoming.record.get("article", "")))

    def _with_known_label(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give a record the label that its own one stands for here."""
        label = record.get("label")
        if isinstance(label, str) and label in self._relabelled:
            return {**record, "label": self._relabelled[label]}
        return record

    def _with_own_id(self, incoming: Incoming, annotation: Annotation) -> Annotation:
        """Give an annotation another id if one of another place has its id in an earlier line."""
        here = annotation.article, place_of(annotation)
        line, *there = self._lines.setdefault(annotation.id, (incoming.line, *here))
        if tuple(there) == here:
            return annotation
        other = replace(annotation, id=new_id())
        given = Message("services.id_given", id=annotation.id, line=line, new_id=other.id)
        self.remarks.append(_complaint(incoming, given))
        return other


def _complaint(incoming: Incoming, reason: Message) -> Complaint:
    return Complaint(str(incoming.line), _known(reason))


@lru_cache(maxsize=1024)
def _known(reason: Message) -> Message:
    """Return the same object for equal messages: a file may have a million records with one fault."""
    return reason
