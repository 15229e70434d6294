"""The annotations of one article, in its store file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit
from hashiya.store.records.article_record import FILE_NUMBER, text_in
from hashiya.store.records.article_records import ArticleRecords
from hashiya.store.repository.conflict import Outcome
from hashiya.store.tinydb.article_file import ArticleFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.errors import HashiyaError
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.reading import Reading
    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.store.tinydb.store_file import Content, Source


class ArticleStore(ArticleRecords):
    """One article's annotations and reading place, on the disk and followed there.

    Attributes:
        path: the store file.
    """

    def __init__(self, path: Path, key: str, article: Article | None = None) -> None:
        self.path = path
        self._file = ArticleFile(path, key)
        super().__init__(key, self._file, article)

    def adopt(self, source: Source, content: Content) -> None:
        """Take what was just read of the store file as the first reading of it."""
        self._file.storage.adopt(source, content)

    def write_again(self) -> None:
        """Write what was read to the disk, if the file has vanished since.

        Raises:
            HashiyaError: it could not be saved.
        """
        with self._changing():
            if self.vanished:
                self._file.storage.write_again()

    # --- single questions

    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations in order of start, end and id; the same tuple until something changes.

        While another thread is saving, this does not wait for it but returns the annotations as they were.

        Raises:
            HashiyaError: the store file cannot be read, or belongs to another article.
        """
        if self._file.guard.acquire(blocking=self._generation < 0):
            try:
                self._follow()
            finally:
                self._file.guard.release()
        return self._records.in_order

    def get(self, identifier: str) -> Annotation | None:
        """The annotation of an id, or None; raises what `annotations` does."""
        self.annotations()
        return self._records.by_id.get(identifier)

    def problems(self) -> tuple[str, ...]:
        """What is wrong with records of the file, one sentence each; raises what `annotations` does."""
        self.annotations()
        return self._records.problems

    def conflicts(self) -> tuple[Conflict, ...]:
        """The changes that were refused and not yet decided about; raises what `annotations` does."""
        self.annotations()
        return self._undecided.open

    def refused(self) -> Mapping[str, Edit]:
        """The refused change of each conflict, by the id of its record; raises what `annotations` does."""
        self.annotations()
        return self._undecided.refused

    def has_lost(self, identifier: str, revision: int = 0) -> bool:
        """Whether what was saved under an id is gone though nobody removed it."""
        return self._known.has_lost(identifier, revision)

    def reading(self) -> Reading:
        """Where one was reading; raises what `annotations` does."""
        return self._asked().reading

    def draft(self) -> Draft | None:
        """The note that was being written when the reader was ended, or None."""
        return self._asked().draft

    @property
    def recorded_sha256(self) -> str:
        """The hash of the article's text when the file was last written, or an empty string."""
        return self._asked().sha256

    @property
    def recorded_encoding(self) -> str:
        """How the article was decoded when the file was last written, or an empty string."""
        return self._asked().encoding

    @property
    def recorded_file_number(self) -> str:
        """The article's `file_number_of` when the file was last written, or an empty string."""
        with self._file.guard:
            return text_in(self._describing.only(), FILE_NUMBER)

    @property
    def is_decoded_otherwise(self) -> bool:
        """Whether the article is read in another encoding than when the file was last written."""
        return self._asked().is_decoded_otherwise

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program wrote the file, so that this one must not change it."""
        with self._file.guard:
            self._follow()
            return self._is_newer

    @property
    def damage(self) -> HashiyaError | None:
        """Why the file cannot be used, if what is shown is its backup; raises what `annotations` does."""
        self._asked()
        return self._file.storage.damage

    @property
    def vanished(self) -> bool:
        """Whether the file is gone since it was read; what was in it is written with the next change."""
        return self._file.storage.vanished

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be saved, in one sentence, or an empty string."""
        return self.load().read_only

    def apply(self, edits: Sequence[Edit]) -> tuple[Annotation, ...]:
        """Save edits, all or none; give the annotations as they are then.

        Raises:
            ConflictError: another writer changed what an edit changes; nothing is saved.
            HashiyaError: the file could not be read or saved; nothing is changed.
        """
        with self._file.guard:
            self._save_or_refuse(edits)
            self._follow()
            return self._records.in_order

    def save(self, edits: Sequence[Edit]) -> Sequence[Outcome]:
        """Save edits, and keep those as conflicts that are refused; gives and raises what `commit` does."""
        return self._save(edits)

    def keep_refused(self, base: Annotation | None, mine: Annotation | None) -> None:
        """Keep a change as a conflict that a person must decide.

        Args:
            base: the annotation before the change, or None if it was added.
            mine: the annotation after it, or None if it was removed.
        """
        edit = Edit(base, mine)
        with self._changing():
            self._undecided.keep(Outcome(edit, self._records.by_id.get(edit.id)))

    def _asked(self) -> Snapshot:
        with self._file.guard:
            self._follow()
            return self._known
