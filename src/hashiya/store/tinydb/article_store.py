"""The annotations of one article, in its store file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB, where

from hashiya.annotation.edits import Edit
from hashiya.annotation.record import check_values
from hashiya.errors import HashiyaError
from hashiya.store.repository.conflict import ConflictError, Outcome
from hashiya.store.repository.draft import Draft, draft_from
from hashiya.store.repository.reading import Reading, reading_from
from hashiya.store.repository.snapshot import Snapshot
from hashiya.store.tinydb.migrations import SCHEMA
from hashiya.store.tinydb.owner import FILE_NUMBER, file_number_of, renamed_to
from hashiya.store.tinydb.parsed_records import ParsedRecords, parse_records
from hashiya.store.tinydb.record_table import RecordTable
from hashiya.store.tinydb.removals import Removals
from hashiya.store.tinydb.storage import AtomicStorage
from hashiya.store.tinydb.store_file import ANNOTATIONS, ARTICLE, CONFLICTS, DRAFTS, READING, REMOVED
from hashiya.store.tinydb.undecided import Undecided
from hashiya.store.tinydb.writability import obstacle_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.transaction import Transaction
    from hashiya.article.article import Article
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.tinydb.store_file import Content, Source


class _Table(TinyDB):
    table_class = RecordTable  # type: ignore[assignment]  # TinyDB means a subclass of its Table


class ArticleStore:
    """One article's annotations and reading place, on the disk and followed there.

    Making one touches no file; the first question reads it. All methods may be called from any thread.

    Attributes:
        key: the article's name in the store.
        path: the store file.
    """

    def __init__(self, path: Path, key: str, article: Article | None = None) -> None:
        self.path = path
        self.key = key
        self._article = article
        self._storage = AtomicStorage(path)
        database = _Table(storage=lambda: self._storage)
        self._annotations: RecordTable = database.table(ANNOTATIONS)  # type: ignore[assignment]
        self._articles: RecordTable = database.table(ARTICLE)  # type: ignore[assignment]
        self._readings: RecordTable = database.table(READING)  # type: ignore[assignment]
        self._removals = Removals(database.table(REMOVED))  # type: ignore[arg-type]
        self._undecided = Undecided(database.table(CONFLICTS), self._removals)  # type: ignore[arg-type]
        self._drafts: RecordTable = database.table(DRAFTS)  # type: ignore[assignment]
        self._generation = -1
        self._snapshot: Snapshot | None = None
        self._snapshot_state: tuple[int, str, str, str] | None = None
        self._records = ParsedRecords()
        # None until it is asked; empty if the article was not renamed
        self._renamed_to: str | None = None

    def load(self) -> Snapshot:
        """Read all that the file says of the article; the same object as before if nothing has changed.

        Of a damaged file it is the backup's content. A file that cannot be read gives an empty snapshot.
        """
        reason = self.read_only_reason
        with self._storage.guard:
            hint = self._storage.damage.hint if self._storage.damage is not None else ""
            vanished = str(self.path) if self.vanished else ""
            state = (self._generation, reason, hint, vanished)
            if self._snapshot is None or self._snapshot_state != state:
                self._snapshot = self._take_snapshot(reason, hint, vanished)
                self._snapshot_state = state
            return self._snapshot

    def _take_snapshot(self, reason: str, hint: str, vanished: str) -> Snapshot:
        try:
            encoding = self.recorded_encoding
            return Snapshot(
                self.key,
                annotations=self._records.in_order,
                conflicts=self._undecided.open,
                refused=self._undecided.refused,
                removed=self._removals.revisions,
                unusable=self._records.unusable_ids,
                problems=self._records.problems,
                reading=self.reading(),
                draft=self.draft(),
                sha256=self.recorded_sha256,
                encoding=encoding,
                is_decoded_otherwise=self.is_decoded_otherwise,
                read_only=reason,
                hint=hint,
                vanished=vanished,
            )
        except HashiyaError as error:
            return Snapshot(self.key, read_only=reason or error.message, hint=hint or error.hint)

    def commit(self, transaction: Transaction) -> Sequence[Outcome]:
        """Save a transaction's edits of this article; gives and raises what `save` does."""
        return self.save(transaction.edits.get(self.key, ()))

    def adopt(self, source: Source, content: Content) -> None:
        """Take what was just read of the store file as the first reading of it."""
        self._storage.adopt(source, content)

    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations in order of start, end and id; the same tuple until something changes.

        What another process saved is seen at once. While another thread is saving, this does not wait for it
        but returns the annotations as they were before. Records that are no annotations are left out, and
        kept in the file; see ``problems``. Of a damaged file they are the backup's; see ``damage``.

        Raises:
            HashiyaError: the store file cannot be read, or belongs to another article.
        """
        if self._storage.guard.acquire(blocking=self._generation < 0):
            try:
                self._follow()
            finally:
                self._storage.guard.release()
        return self._records.in_order

    def get(self, identifier: str) -> Annotation | None:
        """The annotation of an id, or None.

        Raises:
            HashiyaError: the store file is damaged, or belongs to another article.
        """
        self.annotations()
        return self._records.by_id.get(identifier)

    def problems(self) -> tuple[str, ...]:
        """What is wrong with records of the file, one sentence each.

        Raises:
            HashiyaError: the store file is damaged, or belongs to another article.
        """
        self.annotations()
        return self._records.problems

    def search(
        self, *, labels: Collection[str] | None = None, statuses: Collection[str] | None = None
    ) -> tuple[Annotation, ...]:
        """The annotations of some labels and some statuses, in the order of ``annotations``.

        Raises:
            HashiyaError: the store file is damaged, or belongs to another article.
        """
        with self._storage.guard:
            self._follow()
            query = where("id").exists()
            if labels is not None:
                query &= where("label").one_of(list(labels))
            if statuses is not None:
                query &= where("status").one_of(list(statuses))
            found = {record["id"] for record in self._annotations.search(query)}
            return tuple(annotation for annotation in self._records.in_order if annotation.id in found)

    def apply(self, edits: Sequence[Edit]) -> tuple[Annotation, ...]:
        """Save a group of edits, all or none; when this returns they are on the disk.

        An edit that the store already shows is taken as done, so a group can be tried again. Another
        writer's change of another part of the annotation stays.

        Returns:
            The annotations as they are then, as ``annotations`` would.

        Raises:
            ConflictError: another writer changed what an edit changes; nothing is saved.
            HashiyaError: the file could not be read or saved; nothing is changed.
        """
        with self._storage.guard:
            with self._changing():
                judgement = self._records.judge(edits, self.path)
                for outcome in judgement.refused:
                    raise ConflictError(outcome.edit, outcome.stored)
                self._put(judgement.states, edits)
            self._follow()
            return self._records.in_order

    def save(self, edits: Sequence[Edit]) -> Sequence[Outcome]:
        """Save a group of edits and keep those as conflicts that are refused; on the disk when this returns.

        Returns:
            What became of each edit that is not stored as it was made.

        Raises:
            HashiyaError: the file could not be read or saved; nothing is changed.
        """
        with self._storage.guard, self._changing():
            judgement = self._records.judge(edits, self.path, self._undecided.open)
            kept = [self._undecided.keep(outcome) for outcome in judgement.refused]
            self._put(judgement.states, edits)
            return [*kept, *judgement.carried]

    def conflicts(self) -> tuple[Conflict, ...]:
        """The changes that were refused and not yet decided about, in the order they were noticed.

        Raises:
            HashiyaError: the store file cannot be read, or belongs to another article.
        """
        self.annotations()
        return self._undecided.open

    def refused(self) -> Mapping[str, Edit]:
        """The refused change of each conflict, by the id of its record.

        Raises:
            HashiyaError: the store file cannot be read, or belongs to another article.
        """
        self.annotations()
        return self._undecided.refused

    def has_lost(self, identifier: str, revision: int = 0) -> bool:
        """Whether what was saved under an id is gone though nobody removed it: the file is an older one.

        Args:
            identifier: of an annotation or of a refused change that is not in the file.
            revision: of the annotation; an earlier one may have been removed and added again.
        """
        return not self._removals.has(identifier, revision) and identifier not in self._records.unusable_ids

    def keep_refused(self, base: Annotation | None, mine: Annotation | None) -> None:
        """Keep a change as a conflict that a person must decide; on the disk when this returns.

        Args:
            base: the annotation before the change, or None if it was added.
            mine: the annotation after it, or None if it was removed.

        Raises:
            HashiyaError: the file could not be read or saved; nothing is changed.
        """
        edit = Edit(base, mine)
        with self._storage.guard, self._changing():
            self._undecided.keep(Outcome(edit, self._records.by_id.get(edit.id)))

    def resolve(self, conflict: Conflict, edits: Sequence[Edit]) -> tuple[Annotation, ...]:
        """Save the edits that end a conflict, and forget it, both or neither.

        Returns:
            The annotations as they are then.

        Raises:
            ConflictError: the conflict is not as it was when the decision was made; nothing is saved.
            HashiyaError: the file could not be read or saved; nothing is changed.
        """
        with self._storage.guard:
            with self._changing():
                if conflict not in self._undecided.open:
                    stored = self._records.by_id.get(conflict.id)
                    raise ConflictError(Edit(conflict.theirs, conflict.mine), stored)
                self._undecided.end(conflict)
                self.apply(edits)
            self._follow()
            return self._records.in_order

    def reading(self) -> Reading:
        """Where one was reading.

        Raises:
            HashiyaError: the store file is damaged, or belongs to another article.
        """
        with self._storage.guard:
            self._follow()
            return reading_from(self._readings.only(), annotated=bool(self._records.in_order))

    def save_reading(self, reading: Reading) -> None:
        """Remember the place; nothing is written if only the time differs.

        Raises:
            HashiyaError: the file could not be read or saved; nothing is changed.
        """
        with self._storage.guard, self._changing():
            stored = reading_from(self._readings.only(), annotated=False)
            if (stored.offset, stored.status) != (reading.offset, reading.status):
                self._readings.set_only({**self._readings.only(), **reading.to_record()})
                self._describe_article()

    def draft(self) -> Draft | None:
        """The note that was being written when the reader was ended, or None."""
        with self._storage.guard:
            self._follow()
            return draft_from(self._drafts.only(), self._records.by_id)

    def save_draft(self, draft: Draft | None) -> None:
        """Keep a note that is not finished; with None, forget it.

        Raises:
            HashiyaError: the file could not be read or saved; nothing is changed.
        """
        with self._storage.guard, self._changing():
            record = {} if draft is None else draft.to_record()
            if dict(self._drafts.only()) != record:
                self._drafts.set_only(record)
                self._describe_article()

    @property
    def recorded_sha256(self) -> str:
        """The hash of the article's text when the file was last written, or an empty string."""
        with self._storage.guard:
            self._follow()
            value = self._articles.only().get("sha256")
            return value if isinstance(value, str) else ""

    @property
    def recorded_file_number(self) -> str:
        """The article's `file_number_of` when the file was last written, or an empty string."""
        with self._storage.guard:
            self._follow()
            value = self._articles.only().get(FILE_NUMBER)
            return value if isinstance(value, str) else ""

    @property
    def recorded_encoding(self) -> str:
        """How the article was decoded when the file was last written, or an empty string."""
        with self._storage.guard:
            self._follow()
            value = self._articles.only().get("encoding")
            return value if isinstance(value, str) else ""

    @property
    def is_decoded_otherwise(self) -> bool:
        """Whether the article is read in another encoding than when the file was last written."""
        recorded = self.recorded_encoding
        return self._article is not None and recorded not in ("", self._article.encoding)

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program wrote the file, or any of its annotations, so that this one
        must not change it.
        """
        with self._storage.guard:
            self._follow()
            schema = self._articles.only().get("schema", SCHEMA)
            return type(schema) is not int or schema > SCHEMA or self._records.has_newer

    @property
    def damage(self) -> HashiyaError | None:
        """Why the file cannot be used, if what is shown is its backup or what was read of it before.

        Raises:
            HashiyaError: the store file cannot be read, or belongs to another article.
        """
        with self._storage.guard:
            self._follow()
            return self._storage.damage

    @property
    def vanished(self) -> bool:
        """Whether the file is gone since it was read; what was in it is written with the next change."""
        return self._storage.vanished

    def write_again(self) -> None:
        """Write what was read to the disk, if the file has vanished since.

        Raises:
            HashiyaError: it could not be saved.
        """
        with self._storage.guard, self._changing():
            if self.vanished:
                self._storage.write_again()

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be saved, in one sentence, or an empty string."""
        try:
            with self._storage.guard:
                self._follow()
                self._refuse_if_newer()
                self._refuse_if_renamed()
                if self._storage.damage is not None:
                    return self._storage.damage.message
        except HashiyaError as error:
            return error.message
        return obstacle_to(self.path)

    def writable(self) -> bool:
        """Whether annotations can be saved, as far as can be told without trying."""
        return not self.read_only_reason

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the file, which is known up to what it holds then, and may be changed."""
        with self._storage.transaction():
            self._follow()
            self._refuse_if_newer()
            self._refuse_if_renamed()
            yield

    def _put(self, states: Mapping[str, Annotation | None], edits: Sequence[Edit]) -> None:
        """Write what annotations became; the file is held.

        Args:
            states: by id; None for one that is gone.
            edits: what made them so.
        """
        if states:
            by_id = self._records.by_id
            removed = {key: by_id[key].rev for key, state in states.items() if state is None and key in by_id}
            kept = [annotation for annotation in states.values() if annotation is not None]
            records = [annotation.to_stored_record() for annotation in kept]
            for record in records:
                check_values(record)
            self._annotations.change(records, removed)
            self._removals.note(removed, {annotation.id for annotation in kept})
            self._undecided.end_settled(states)
            self._describe_article(kept[0].sha256 if kept else "")
        elif edits:
            # they may be there from an attempt that failed after the renaming
            self._storage.confirm()

    def _follow(self) -> None:
        """Bring what is known up to what the file holds; the guard is held."""
        records = self._annotations.records()
        # what is read below may be newer already, if the file is replaced just then
        generation = self._storage.generation
        if self._generation == generation:
            return
        self._check_owner()
        self._records = parse_records(self.path, records, self._records)
        self._removals.follow()
        self._undecided.follow(self._records.by_id)
        self._generation = generation

    def _check_owner(self) -> None:
        owner = self._articles.only().get("path", self.key)
        if owner != self.key:
            msg = f"{self.path} holds the annotations of {owner}, not of {self.key}"
            raise HashiyaError(msg)

    def _refuse_if_newer(self) -> None:
        if self.is_newer:
            msg = f"{self.path} was written by a newer version of hashiya, so it can only be read"
            raise HashiyaError(
                msg,
                "update hashiya to change these annotations",
            )

    def _refuse_if_renamed(self) -> None:
        """Refuse to write a file anew that is gone because its annotations followed the article."""
        if not self.vanished:
            self._renamed_to = None
            return
        if self._renamed_to is None:
            self._renamed_to = renamed_to(self.path.parent, self.key)
        if self._renamed_to:
            msg = f"the annotations of {self.key} followed the article, which is {self._renamed_to} now"
            raise HashiyaError(msg, "open it under that name")

    def _describe_article(self, sha256: str | None = None) -> None:
        """Keep the article's own record up to date.

        Reading an annotated article in another encoding, to see whether that is the right one, leaves it as
        it is: the next one who opens it wants the encoding of the annotations.

        Args:
            sha256: of the text that is annotated, where the article itself is not at hand; None if the write
                is not about annotations.
        """
        stored = self._articles.only()
        if sha256 is None and self._records.in_order and self.is_decoded_otherwise:
            return
        described: dict[str, Any] = {"path": self.key, "sha256": "", "encoding": "utf-8", **stored}
        if self._article is not None:
            described |= {"sha256": self._article.sha256, "encoding": self._article.encoding}
            described[FILE_NUMBER] = file_number_of(self._article.path)
            if self._article.extractor:
                described["extractor"] = self._article.extractor
        elif sha256:
            described["sha256"] = sha256
        described["schema"] = SCHEMA
        if described != stored:
            self._articles.set_only(described)
