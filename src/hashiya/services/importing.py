"""Import annotations into a store; unsaved edits of a reader are made one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.edits import Edit
from hashiya.annotation.identifiers import new_id
from hashiya.annotation.transaction import Origin
from hashiya.article.article import Article
from hashiya.errors import HashiyaError
from hashiya.exchange.accepting import Target, accept, with_quotation
from hashiya.exchange.unsaved import edit_from
from hashiya.messages import Message
from hashiya.services.changing import commit, conflict_of
from hashiya.services.complaint import Complaint
from hashiya.services.incoming_articles import IncomingArticles
from hashiya.services.opening import open_article
from hashiya.services.other_reading import refuse_other_reading
from hashiya.services.progress import counted
from hashiya.services.unsaved_edits import UnsavedEdits

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.incoming import Incoming, Read
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import ArticleRepository, Repository
    from hashiya.store.repository.snapshot import Snapshot

    _Place = tuple[int, int, str]


class _Stored(NamedTuple):
    """The annotations of one article, by the values that a record may share with them.

    Attributes:
        by_id: each annotation by its id.
        by_place: the annotations by `_place_of`; comparing every record with all takes minutes for 10,000.
    """

    by_id: Mapping[str, Annotation]
    by_place: Mapping[_Place, Sequence[Annotation]]


class Import:
    """An import of records; nothing is written before `UnsavedEdits.save` and `save`.

    Attributes:
        edits: the unsaved edits of a reader among the records.
        refusals: the records that cannot be imported.
        remarks: remarks on records that can be imported.
        conflicts: the annotations that became conflicts, since another program saved first.
        articles: the articles that were opened, in order.
    """

    def __init__(
        self,
        store: Repository,
        labels: Collection[str],
        *,
        article: Path | None = None,
        encoding: str = "",
        changes_encoding: bool = False,
    ) -> None:
        """Begin with nothing.

        Args:
            store: the store.
            labels: the names of the known labels.
            article: the article of all records; None if each record names its own.
            encoding: how articles are decoded; if empty, as when they were annotated.
            changes_encoding: whether to record this encoding even for an article that has another one.
        """
        self._store = store
        self._labels = labels
        self._article = article
        self._encoding = encoding
        self._changes_encoding = changes_encoding
        self._targets: dict[str, tuple[Article, ArticleRepository]] = {}
        self._stored: dict[str, _Stored] = {}
        self._new: dict[str, list[Annotation]] = {}
        self._refused: dict[str, HashiyaError] = {}
        self._lines: dict[str, tuple[int, Annotation]] = {}
        self._texts: Mapping[str, str] = {}
        self._made: IncomingArticles | None = None
        self.edits = UnsavedEdits()
        self.refusals: list[Complaint] = []
        self.remarks: list[Complaint] = []
        self.conflicts: list[Complaint] = []
        self.articles: list[Article] = []

    def receive(self, found: Read, progress: Progress | None = None, stem: str = "") -> None:
        """Make an annotation of each record, or a refusal; raises nothing.

        Args:
            found: the content of the file.
            progress: told of each record.
            stem: the beginning of the name of an article that the file only numbers.
        """
        self._texts = found.texts
        self._made = IncomingArticles(self._store, found.texts, stem)
        self.refusals += [Complaint(str(refusal.line), refusal.reason) for refusal in found.refusals]
        for incoming in counted(found.incoming, progress):
            is_edit = False
            try:
                edit = edit_from(incoming.record)
                is_edit = edit is not None
                article, repository = self._target(incoming)
                if edit is None:
                    self._receive(incoming, article, repository)
                else:
                    self.edits.add(incoming.line, edit, repository)
            except HashiyaError as error:
                refusals = self.edits.refusals if is_edit else self.refusals
                refusals.append(_complaint(incoming, error.told))

    def save(self) -> int:
        """Save the new annotations.

        Returns:
            How many annotations were saved.

        Raises:
            HashiyaError: an article of the file could not be written, or annotations could not be saved; the
                advice counts those already saved.
        """
        if self._made is not None:
            self._made.write()
        saved = 0
        for key, new in self._new.items():
            _, repository = self._targets[key]
            try:
                edits = [Edit(None, annotation) for annotation in new]
                asked = commit(repository, edits, command="import", origin=Origin.IMPORT)
            except HashiyaError as error:
                if not saved:
                    raise
                raise HashiyaError(error.told, Message("services.partly_imported", count=saved)) from error
            for outcome in asked:
                line = str(self._lines[outcome.edit.id][0])
                self.conflicts.append(Complaint(line, conflict_of(outcome)))
            saved += len(new) - len(asked)
        return saved

    def _receive(self, incoming: Incoming, article: Article, repository: ArticleRepository) -> None:
        target = Target(repository.key, article.sha256, article.text)
        annotation, moved = accept(with_quotation(incoming.record, self._texts), target, self._labels)
        if moved:
            elsewhere = Message("services.text_elsewhere", start=annotation.start, end=annotation.end)
            self.remarks.append(_complaint(incoming, elsewhere))
        earlier = self._lines.get(annotation.id)
        if earlier is not None:
            if _is_same(earlier[1], annotation):
                self.remarks.append(_complaint(incoming, Message("services.same_as_line", line=earlier[0])))
                return
            taken = annotation.id
            annotation = replace(annotation, id=new_id())
            given = Message("services.id_given", id=taken, line=earlier[0], new_id=annotation.id)
            self.remarks.append(_complaint(incoming, given))
        self._lines[annotation.id] = (incoming.line, annotation)
        known = self._stored_in(repository)
        stored = known.by_id.get(annotation.id)
        if stored is not None and not _is_same(stored, annotation):
            raise HashiyaError(Message("services.id_of_other", article=target.key, id=annotation.id))
        alike = () if "id" in incoming.record else known.by_place.get(_place_of(annotation), ())
        if stored is not None or any(_is_same(each, annotation) for each in alike):
            self.remarks.append(_complaint(incoming, Message("services.already_stored")))
            return
        self._new.setdefault(target.key, []).append(annotation)

    def _stored_in(self, repository: ArticleRepository) -> _Stored:
        """Return the annotations of an article, read once: nothing is written in between."""
        key = repository.key
        if key not in self._stored:
            self._stored[key] = _stored_of(repository.load().checked())
        return self._stored[key]

    def _target(self, incoming: Incoming) -> tuple[Article, ArticleRepository]:
        """Open the article of a record; one that the record names is opened only below the root."""
        if self._article is not None:
            return self._open(self._article)
        key = incoming.record.get("article")
        if not isinstance(key, str) or not key:
            raise HashiyaError(Message("services.article_unnamed"))
        found = self._made.find(key) if self._made is not None else None
        if isinstance(found, Article):
            return self._open_new(found)
        path = found or self._store.path_of(key)
        if path is None:
            raise HashiyaError(Message("services.article_outside", article=key, folder=self._store.root))
        return self._open(path)

    def _open(self, path: Path) -> tuple[Article, ArticleRepository]:
        name = str(path)
        if name in self._refused:
            raise self._refused[name]
        if name not in self._targets:
            try:
                self._targets[name] = self._open_article(path)
            except HashiyaError as error:  # kept, so that the article is not read for each of its records
                self._refused[name] = error
                raise
        return self._targets[name]

    def _open_new(self, article: Article) -> tuple[Article, ArticleRepository]:
        name = str(article.path)
        if name not in self._targets:
            self._targets[name] = article, self._store.open_new(article)
            self._targets[self._targets[name][1].key] = self._targets[name]
        return self._targets[name]

    def _open_article(self, path: Path) -> tuple[Article, ArticleRepository]:
        if not path.exists():  # the annotations may have followed the article to another name
            now = self._store.followed_to(self._store.key_of(path))
            path = self._store.path_of(now) or path if now else path
        article, repository = open_article(self._store, path, self._encoding)
        if self._encoding and not self._changes_encoding:
            refuse_other_reading(self._store, article)
        self.articles.append(article)
        return self._targets.setdefault(repository.key, (article, repository))


def _stored_of(snapshot: Snapshot) -> _Stored:
    by_place: dict[_Place, list[Annotation]] = {}
    for annotation in snapshot.annotations:
        by_place.setdefault(_place_of(annotation), []).append(annotation)
    return _Stored(snapshot.by_id, by_place)


def _place_of(annotation: Annotation) -> _Place:
    return annotation.start, annotation.end, annotation.label


def _complaint(incoming: Incoming, reason: Message) -> Complaint:
    return Complaint(str(incoming.line), reason)


def _is_same(first: Annotation, second: Annotation) -> bool:
    """Tell whether two annotations are equal but for their ids, times and revisions."""
    other = replace(first, id=second.id, created=second.created, modified=second.modified, rev=second.rev)
    return other == second
