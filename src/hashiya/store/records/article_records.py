"""The annotations of one article, as records in tables."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import check_record
from hashiya.annotation.edits import Edit, owned
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.records.article_record import FILE_NUMBER, describe, is_newer, newer_error, text_in
from hashiya.store.records.judgement import judge
from hashiya.store.records.parsed_records import ParsedRecords, parse_records
from hashiya.store.records.removals import Removals
from hashiya.store.records.tables import (
    ANNOTATIONS,
    ARTICLE,
    CONFLICTS,
    DRAFTS,
    READING,
    REMOVED,
    Condition,
)
from hashiya.store.records.undecided import Undecided
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.conflict import ConflictError, has_same_versions
from hashiya.store.repository.draft import draft_from
from hashiya.store.repository.reading import reading_from
from hashiya.store.repository.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.records.tables import Content, Table, Tables
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.reading import Reading


class ArticleRecords:
    """An `ArticleRepository` over the tables of one article, which several instances may share.

    Nothing is read until the first call. Any thread may call any method.

    Attributes:
        key: of the article.
        annotator: the owner of annotations that name nobody.
    """

    def __init__(self, key: str, tables: Tables, article: Article | None = None, annotator: str = "") -> None:
        """Read nothing yet.

        Args:
            key: of the article.
            tables: of the article.
            article: as read now; None if its text is missing.
            annotator: the owner of annotations that name nobody.
        """
        self.key = key
        self.annotator = annotator
        self._tables = tables
        self._article = article
        self._annotations = tables.table(ANNOTATIONS)
        self._describing = tables.table(ARTICLE)
        self._readings = tables.table(READING)
        self._drafts = tables.table(DRAFTS)
        self._removals = Removals(tables.table(REMOVED))
        self._undecided = Undecided(tables.table(CONFLICTS), self._removals, annotator)
        # the generation of the tables that the fields below were read from; -1 until the first read
        self._generation = -1
        self._records = ParsedRecords()
        self._is_newer = False
        self._known = Snapshot(key, is_known=False)
        self._snapshot = self._known
        self._snapshot_of: tuple[int, Condition] = (-1, Condition())

    # --- the repository

    def load(self) -> Snapshot:
        """Read the snapshot; the same object as before if nothing has changed.

        Tables that can no longer be read give their last snapshot; tables that never could, an empty one.
        """
        with self._tables.guard:
            try:
                self._follow()
                condition = self._condition()
            except HashiyaError as error:
                is_away = isinstance(error, AwayError)
                condition = Condition(error.told, error.advice, is_away=is_away)
            if self._snapshot_of != (self._generation, condition):
                self._snapshot = self._known._replace(**condition._asdict())
                self._snapshot_of = (self._generation, condition)
            return self._snapshot

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save the edits that transactions make in this article, as the contract says."""
        return self._save([edit for each in transactions for edit in each.edits.get(self.key, ())])

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Save the transaction that resolves a conflict and remove the conflict, as the contract says."""
        with self._changing():
            edits = owned(transaction.edits.get(self.key, ()), self.annotator)
            if not any(has_same_versions(each, conflict) for each in self._undecided.open):
                by_id = self._records.by_id
                has_ended = all(each.number != conflict.number for each in self._undecided.open)
                if has_ended and all(by_id.get(edit.id) == edit.after for edit in edits):
                    return  # an earlier attempt saved it and failed afterwards
                stored = by_id.get(conflict.id)
                raise ConflictError(Edit(conflict.theirs, conflict.mine), stored)
            self._undecided.end(conflict)
            self._save_or_refuse(edits)

    def save_reading(self, reading: Reading) -> None:
        """Save the reading position; nothing is written if only the time differs."""
        with self._changing():
            stored = reading_from(self._readings.only(), annotated=False)
            if (stored.offset, stored.status) != (reading.offset, reading.status):
                self._set_only(self._readings, {**self._readings.only(), **reading.to_record()})

    def save_draft(self, draft: Draft | None) -> None:
        """Save an unfinished note; None removes it."""
        with self._changing():
            record = {} if draft is None else draft.to_record()
            if dict(self._drafts.only()) != record:
                self._set_only(self._drafts, record)

    # --- copies

    def content(self) -> Content:
        """Read all tables by name, each with its records by number; a table without records is left out.

        Raises:
            HashiyaError: the tables cannot be read.
        """
        with self._tables.guard:
            self._follow()
            return {name: records for name, records in self._tables.content().items() if records}

    def fill(
        self, content: Mapping[str, Mapping[int, Mapping[str, Any]]], *, only_empty: bool = True
    ) -> bool:
        """Save copied tables as they are, unless something is kept already.

        Args:
            content: the records by number by table; other tables stay.
            only_empty: whether nothing is saved if any table has a record.

        Returns:
            Whether the tables were saved.

        Raises:
            HashiyaError: the tables could not be read or saved; nothing is changed.
        """
        with self._changing():
            if only_empty and any(self._tables.content().values()):
                return False
            for name, records in content.items():
                self._tables.table(name).rewrite(partial(_replace, records))
            return True

    # --- saving

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the tables for a change, after reading them again.

        Raises:
            HashiyaError: the tables cannot be read or must not be written.
        """
        with self._tables.guard, self._tables.transaction():
            self._follow()
            if self._is_newer:
                raise newer_error(self._tables.name)
            yield

    def _save(self, edits: Sequence[Edit]) -> Sequence[Outcome]:
        """Save edits; each refused one is kept as a conflict.

        Returns:
            The outcome of each edit that was not stored as it was made.

        Raises:
            HashiyaError: the tables could not be read or saved; nothing is changed.
        """
        edits = owned(edits, self.annotator)
        with self._changing():
            self._refuse_unusable(edits)
            judgement = judge(edits, self._records.by_id, self._undecided.open)
            kept = [self._undecided.keep(outcome) for outcome in judgement.refused]
            self._put(judgement.states, edits)
            if kept:  # conflicts alone need an owner, too
                self._describe()
            return [*kept, *judgement.carried]

    def _save_or_refuse(self, edits: Sequence[Edit]) -> None:
        """Save edits, all or none.

        Raises:
            ConflictError: another writer changed what an edit changes; nothing is saved.
            HashiyaError: the tables could not be read or saved; nothing is changed.
        """
        edits = owned(edits, self.annotator)
        with self._changing():
            self._refuse_unusable(edits)
            judgement = judge(edits, self._records.by_id)
            for outcome in judgement.refused:
                raise ConflictError(outcome.edit, outcome.stored)
            self._put(judgement.states, edits)

    def _refuse_unusable(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            if edit.id in self._records.unusable_ids:
                raise HashiyaError(Message("store.damaged_record", place=self._tables.name, id=edit.id))

    def _put(self, states: Mapping[str, Annotation | None], edits: Sequence[Edit]) -> None:
        """Write the new states of annotations; the tables are held.

        Args:
            states: by id; None for a removed annotation.
            edits: the edits that led to the states.
        """
        if states:
            by_id = self._records.by_id
            removed = {key: by_id[key].rev for key, state in states.items() if state is None and key in by_id}
            kept = [annotation for annotation in states.values() if annotation is not None]
            records = [annotation.to_stored_record() for annotation in kept]
            for record in records:
                check_record(record)
            self._annotations.change(records, removed)
            self._removals.note(removed, {annotation.id for annotation in kept})
            self._undecided.end_settled(states)
            self._describe(kept[0].sha256 if kept else "")
        elif edits:
            # an earlier attempt may have written them and failed afterwards
            self._tables.confirm()

    def _set_only(self, table: Table, record: Mapping[str, object]) -> None:
        """Set the only record of a table that holds no annotations.

        The recorded encoding stays while an annotated article is read in another one on trial, since the
        offsets of its annotations belong to the recorded one.
        """
        table.set_only(record)
        if not (self._known.annotations and self._known.is_decoded_otherwise):
            self._describe()

    def _describe(self, sha256: str = "") -> None:
        stored = self._describing.only()
        described = describe(stored, self.key, self._article, sha256)
        if described != stored:
            self._describing.set_only(described)

    # --- reading

    def _follow(self) -> None:
        """Read the tables again if they changed; the guard is held.

        Raises:
            HashiyaError: the tables cannot be read, or belong to another article.
        """
        generation = self._tables.generation
        if self._generation == generation:
            return
        # the tables read below may be newer than the generation, if another writer comes in between
        described = self._describing.only()
        owner = described.get("path", self.key)
        if owner != self.key:
            name = self._tables.name
            raise HashiyaError(Message("store.other_owner", place=name, owner=str(owner), key=self.key))
        records = self._annotations.records()
        self._records = parse_records(self._tables.name, records, self._records, self.annotator)
        self._is_newer = is_newer(described) or self._records.has_newer
        self._removals.follow()
        self._undecided.follow(self._records.by_id)
        encoding = text_in(described, "encoding")
        annotations = self._records.in_order
        if rejected := tuple(each for each in annotations if each.is_rejection):
            annotations = tuple(each for each in annotations if not each.is_rejection)
        self._known = Snapshot(
            self.key,
            annotations=annotations,
            rejected=rejected,
            by_id=self._records.by_id,
            conflicts=self._undecided.open,
            refused=self._undecided.refused,
            removed=self._removals.revisions,
            unusable=self._records.unusable_ids,
            problems=self._records.problems,
            reading=reading_from(self._readings.only(), annotated=bool(self._records.in_order)),
            draft=draft_from(self._drafts.only(), self._records.by_id, self.annotator),
            sha256=text_in(described, "sha256"),
            encoding=encoding,
            file_number=text_in(described, FILE_NUMBER),
            is_decoded_otherwise=self._article is not None and encoding not in ("", self._article.encoding),
            is_newer=self._is_newer,
        )
        self._generation = generation

    def _condition(self) -> Condition:
        """Tell whether the tables can be written, after they were read."""
        condition = self._tables.condition
        if not self._is_newer or condition.is_older:
            return condition
        newer = newer_error(self._tables.name)
        return condition._replace(read_only=newer.told, advice=newer.advice)


def _replace(records: Mapping[int, Mapping[str, Any]], table: dict[int, Mapping[str, Any]]) -> None:
    table.clear()
    table.update(records)
