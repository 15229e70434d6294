"""Export the annotations of a store, one article after the other; a file is written whole or not at all."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from hashiya.article.heading import heading_of
from hashiya.errors import HashiyaError
from hashiya.exchange.document import Document
from hashiya.exchange.losses import STALE, Losses
from hashiya.messages import Message
from hashiya.services.distinct_ids import with_distinct_ids
from hashiya.services.named_articles import find_in_each
from hashiya.services.opening import read_as_annotated
from hashiya.services.progress import counted
from hashiya.store.repository.reading import DONE
from hashiya.text.spans import holds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.written import Written
    from hashiya.exchange.formats import Format
    from hashiya.services.output_file import OutputFile
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository
    from hashiya.store.repository.snapshot import Snapshot

_place = attrgetter("start", "end", "id")


class Export:
    """An export of the annotations of some articles by one or several annotators.

    Attributes:
        keys: the keys of the articles.
        damaged: the errors of damaged files, whose backups were read instead.
        lacking: the errors of what could not be read.
        losses: what the format did not hold.
    """

    def __init__(
        self, stores: Sequence[Repository], paths: Sequence[Path] = (), labels: Sequence[str] | None = None
    ) -> None:
        """Find the articles; no annotation is read yet.

        Args:
            stores: the annotations of each annotator.
            paths: articles and folders; everything stored if there are none.
            labels: names of the labels whose annotations are exported; None for all.

        Raises:
            HashiyaError: a path names nothing, or the store cannot be read.
        """
        found = find_in_each(stores, paths)
        self._stores: dict[str, list[Repository]] = {}
        for store, each in zip(stores, found, strict=True):
            for key in each.keys:
                self._stores.setdefault(key, []).append(store)
        self.keys = sorted(self._stores)
        self.damaged: list[HashiyaError] = []
        self.lacking = [error for each in found for error in each.refused.values()]
        self.losses = Losses()
        self._labels = labels

    @property
    def problems(self) -> Sequence[HashiyaError]:
        """All errors up to now."""
        return [*self.damaged, *self.lacking]

    def check_labels(self, known: Collection[str]) -> None:
        """Refuse labels that are neither known nor used in any of the articles.

        A label that was removed from the settings can still be exported.

        Args:
            known: the names of the labels in the settings.

        Raises:
            HashiyaError: names the first unknown label, and the known labels.
        """
        unknown = [name for name in self._labels or () if name not in known]
        for key in self.keys if unknown else ():
            counts = [store.entry(key).counts for store in self._stores[key]]
            unknown = [name for name in unknown if not any(name in each for each in counts)]
        if unknown:
            raise HashiyaError(Message("exchange.label_unknown", label=unknown[0], names=tuple(known)))

    def annotations(self, progress: Progress | None = None) -> Iterator[Annotation]:
        """Read every annotation, ordered by article and place; of a damaged file, those in its backup."""
        for document in self.documents(progress):
            yield from document.annotations

    def documents(
        self, progress: Progress | None = None, *, with_text: bool = False, as_written: bool = False
    ) -> Iterator[Document]:
        """Read the articles, in order, with their annotations; of a damaged file, those in its backup.

        Args:
            progress: told of each article.
            with_text: whether to read the articles themselves. Annotations whose words are not at their place
                in the text are left out then, and counted as losses; the ids in an article differ.
            as_written: whether records may come as they are written, where no annotation is needed.
        """
        if with_text and self.keys:
            self.lacking += self._stores[self.keys[0]][0].bring_texts(self.keys, progress).values()
        for key in counted(self.keys, progress):
            if as_written and (written := self._written(key)) is not None:
                yield Document(key, (), written=written)
                continue
            try:
                snapshots = [self._load(store, key) for store in self._stores[key]]
                each_store = [self._chosen(snapshot) for snapshot in snapshots]
                found = with_distinct_ids(each_store) if with_text else list(chain.from_iterable(each_store))
                if len(each_store) > 1:
                    found.sort(key=_place)
                if with_text:
                    yield self._with_text(key, found, snapshots)
                else:
                    yield Document(key, found)
            except HashiyaError as error:
                self.lacking.append(error)

    def pieces(self, format_: Format, progress: Progress | None = None) -> Iterator[bytes]:
        """Write all annotations that can be read as the pieces of a file, and count the losses."""
        return format_.write(self._documents_of(format_, progress), self.losses)

    def write(
        self,
        format_: Format,
        output: OutputFile,
        progress: Progress | None = None,
        *,
        is_strict: bool = False,
    ) -> None:
        """Write all annotations into a file; if some cannot be read, no file is written.

        Args:
            format_: the format.
            output: the file.
            progress: told of each article.
            is_strict: whether a loss keeps the file from being written.

        Raises:
            HashiyaError: some annotations cannot be read, the file cannot be written, or something was lost.
        """
        pieces = self._complete(format_, progress, is_strict=is_strict)
        output.write(self.all_or_none(pieces, output.path))

    def refuse_losses(self) -> None:
        """Refuse an export that lost something.

        Raises:
            HashiyaError: names the first loss.
        """
        if self.losses:
            raise HashiyaError(Message("services.strict_losses"))

    def _documents_of(self, format_: Format, progress: Progress | None) -> Iterator[Document]:
        return self.documents(progress, with_text=format_.holds_text, as_written=format_.takes_written)

    def _written(self, key: str) -> Sequence[Written] | None:
        """Read the records of an article by all annotators; None if those of one must be parsed."""
        found: list[Written] = []
        for store in self._stores[key]:
            if (written := store.written(key)) is None:
                return None
            found += [each for each in written if self._labels is None or each.label in self._labels]
        return sorted(found) if len(self._stores[key]) > 1 else found

    def _load(self, store: Repository, key: str) -> Snapshot:
        snapshot = store.load(key).checked()
        self.lacking += [HashiyaError(problem) for problem in snapshot.problems]
        if snapshot.is_older and (error := snapshot.error) is not None:
            self.damaged.append(error)
        return snapshot

    def _chosen(self, snapshot: Snapshot) -> Sequence[Annotation]:
        if self._labels is None:
            return snapshot.annotations
        return [each for each in snapshot.annotations if each.label in self._labels]

    def _with_text(
        self, key: str, annotations: Sequence[Annotation], snapshots: Sequence[Snapshot]
    ) -> Document:
        """Add the text of an article, of which the annotations are those that match it.

        Raises:
            HashiyaError: the article cannot be read.
        """
        store = self._stores[key][0]
        path = store.path_of(key)
        if path is None:
            raise HashiyaError(Message("services.article_elsewhere", article=key))
        article = read_as_annotated(snapshots[0], path)
        matching = [each for each in annotations if holds(article.text, each.span, each.text)]
        self.losses.add(STALE, len(annotations) - len(matching))
        heading = heading_of(article)
        readers = [
            store.annotator
            for store, snapshot in zip(self._stores[key], snapshots, strict=True)
            if snapshot.annotations or snapshot.reading.status == DONE
        ]
        return Document(key, matching, article.text, heading.title, heading.date, readers=readers)

    def all_or_none(self, pieces: Iterable[bytes], path: Path) -> Iterator[bytes]:
        """Generate the pieces of a file, of which nothing is written if an annotation could not be read.

        Args:
            pieces: made of the documents of this export.
            path: of the file, for the message.

        Raises:
            HashiyaError: some annotations cannot be read.
        """
        yield from pieces
        if self.lacking:
            told = Message("services.export_incomplete", path=path)
            raise HashiyaError(told, Message("services.check_shows_all"))

    def _complete(self, format_: Format, progress: Progress | None, *, is_strict: bool) -> Iterator[bytes]:
        # all articles are read, so that all errors are reported at once
        documents = self._documents_of(format_, progress)
        readable = (document for document in documents if not self.lacking)
        yield from format_.write(readable, self.losses)
        if is_strict:
            self.refuse_losses()
