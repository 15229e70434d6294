"""``hashiya import IN``: adds the annotations of a file, all or none; makes edits that were not saved."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation import Edit
from hashiya.annotation.identifiers import new_id
from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.grouping import Complaint, grouped
from hashiya.cli.opening import add_change_encoding, print_notices, refuse_other_reading
from hashiya.cli.output import print_message
from hashiya.cli.progress import with_progress
from hashiya.cli.restoring_edits import EditRestorer
from hashiya.errors import HashiyaError
from hashiya.exchange import DEFAULT, FORMATS, Target, accept, format_to_read
from hashiya.exchange.unsaved import edit_from
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.services.opening import open_article
from hashiya.store.tinydb.owner import renamed_to

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterable

    from hashiya.annotation import Annotation
    from hashiya.article import Article
    from hashiya.exchange import Incoming, Read
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.store import Store

_LIMIT = 500 * MEGABYTE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("input", metavar="IN", type=Path, help="the file to import, or - for standard input")
    parser.add_argument(
        "--format",
        metavar="F",
        default=None,
        help=f"one of {', '.join(FORMATS)} (default: as the file is, or as it ends, else {DEFAULT})",
    )
    parser.add_argument(
        "--article",
        metavar="FILE",
        type=Path,
        help="the article that all records are about, whatever they say",
    )
    add_change_encoding(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Import the file and answer the exit status, 1 if a record was refused.

    A refused record keeps all others out, so that none is imported twice. An edit that a reader could not
    save stands alone: it is made, or a conflict or a refusal, whatever becomes of the rest.

    Raises:
        HashiyaError: the file cannot be read, or the annotations could not be saved.
    """
    source = _read_input(arguments.input)
    format_, remark = format_to_read(arguments.input, source, arguments.format)
    if format_.read is None:
        msg = f"the format {format_.name} can only be written"
        raise HashiyaError(msg)
    if remark:
        print_message(remark)
    store = open_store(arguments)
    found = format_.read(source)
    receiving = _Receiving(store, load_known_labels(store).names, arguments)
    receiving.receive(found)
    refusals = [Complaint(str(refusal.line), refusal.reason) for refusal in found.refusals]
    refusals += receiving.refusals
    edits = receiving.edits
    count = edits.save()
    _print(arguments.input, sorted([*refusals, *edits.refusals], key=lambda refusal: int(refusal.place)))
    if refusals:
        lines = len(found.incoming) + len(found.refusals)
        said = f"{len(refusals):,} of {lines:,} lines {'is' if len(refusals) == 1 else 'are'} refused"
        rest = f"; unsaved changes made: {count}" if count else ""
        print_message(f"nothing was imported from {arguments.input}: {said}{rest}")
        return 1
    _print(arguments.input, [*edits.remarks, *receiving.remarks])
    count += receiving.save()
    print_message(f"{count} of {len(found.incoming)} annotations imported")
    return 1 if edits.refusals else 0


def _print(path: Path, complaints: Iterable[Complaint]) -> None:
    """Tell what is to be said of lines of the input, each cause once."""
    for group in grouped(complaints):
        print_message(f"{path}, {group.told('line', 'lines')}")


class _Receiving:
    """Records on their way into the store; nothing is written before ``save``."""

    def __init__(self, store: Store, labels: Collection[str], arguments: argparse.Namespace) -> None:
        self._store = store
        self._labels = labels
        self._arguments = arguments
        self._targets: dict[str, tuple[Article, ArticleStore]] = {}
        self._new: dict[str, list[Annotation]] = {}
        self._refused: dict[str, HashiyaError] = {}
        self._lines: dict[str, tuple[int, Annotation]] = {}
        self.edits = EditRestorer()
        self.refusals: list[Complaint] = []
        self.remarks: list[Complaint] = []

    def receive(self, found: Read) -> None:
        """Turn each record into an annotation, or note why not."""
        for incoming in with_progress(found.incoming, "records"):
            is_edit = False
            try:
                edit = edit_from(incoming.record)
                is_edit = edit is not None
                article, article_store = self._target(incoming)
                if edit is None:
                    self._receive(incoming, article, article_store)
                else:
                    self.edits.add(incoming.line, edit, article_store)
            except HashiyaError as error:
                refusals = self.edits.refusals if is_edit else self.refusals
                refusals.append(_complaint(incoming, error.message))

    def save(self) -> int:
        """Save what is new and say how many annotations that was.

        Raises:
            HashiyaError: an article's could not be saved; says how many of other articles were before.
        """
        saved = 0
        for key, new in self._new.items():
            _, article_store = self._targets[key]
            try:
                article_store.apply([Edit(None, annotation) for annotation in new])
            except HashiyaError as error:
                if not saved:
                    raise
                hint = (
                    f"{saved} annotations of other articles were imported; the same command imports the rest"
                )
                raise HashiyaError(error.message, hint) from error
            saved += len(new)
        return saved

    def _receive(self, incoming: Incoming, article: Article, article_store: ArticleStore) -> None:
        target = Target(article_store.key, article.sha256, article.text)
        annotation, moved = accept(incoming.record, target, self._labels)
        if moved:
            found = f"its text was found at {annotation.start} to {annotation.end}, not at its offsets"
            self.remarks.append(_complaint(incoming, found))
        earlier = self._lines.get(annotation.id)
        if earlier is not None:
            if _is_same(earlier[1], annotation):
                self.remarks.append(_complaint(incoming, f"the same annotation as in line {earlier[0]}"))
                return
            taken = annotation.id
            annotation = replace(annotation, id=new_id())
            given = f"the id {taken} is that of line {earlier[0]}; it gets the id {annotation.id}"
            self.remarks.append(_complaint(incoming, given))
        self._lines[annotation.id] = (incoming.line, annotation)
        stored = article_store.get(annotation.id)
        if stored is not None and not _is_same(stored, annotation):
            msg = f"{target.key} has another annotation of the id {annotation.id}"
            raise HashiyaError(msg)
        given_id = "id" in incoming.record
        known = article_store.annotations()
        if stored is not None or (not given_id and any(_is_same(each, annotation) for each in known)):
            self.remarks.append(_complaint(incoming, "is in the store already"))
            return
        self._new.setdefault(target.key, []).append(annotation)

    def _target(self, incoming: Incoming) -> tuple[Article, ArticleStore]:
        """The article that a record is about; one that a record names is opened only below the root."""
        if self._arguments.article is not None:
            return self._open(self._arguments.article)
        key = incoming.record.get("article")
        if not isinstance(key, str) or not key:
            raise HashiyaError("it does not say which article it is about; --article does")
        path = self._store.path_of(key)
        if path is None:
            msg = f"its article {key} does not lie below {self._store.root}; --article names it"
            raise HashiyaError(msg)
        return self._open(path)

    def _open(self, path: Path) -> tuple[Article, ArticleStore]:
        name = str(path)
        if name in self._refused:
            raise self._refused[name]
        if name not in self._targets:
            try:
                self._targets[name] = self._open_article(path)
            except HashiyaError as error:  # so that it is not read for each of its records
                self._refused[name] = error
                raise
        return self._targets[name]

    def _open_article(self, path: Path) -> tuple[Article, ArticleStore]:
        if not path.exists():  # its annotations may have followed it to another name
            now = renamed_to(self._store.folder, self._store.key_of(path))
            path = self._store.path_of(now) or path if now else path
        article, article_store = open_article(self._store, path, self._arguments.encoding or "")
        refuse_other_reading(self._arguments, self._store, article)
        print_notices(article)
        return self._targets.setdefault(article_store.key, (article, article_store))


def _complaint(incoming: Incoming, reason: str) -> Complaint:
    names = (incoming.record.get(key) for key in ("article", "id"))
    return Complaint(str(incoming.line), reason, tuple(name for name in names if isinstance(name, str)))


def _is_same(first: Annotation, second: Annotation) -> bool:
    """Whether two annotations say the same, whenever and under whatever id they were made."""
    other = replace(first, id=second.id, created=second.created, modified=second.modified, rev=second.rev)
    return other == second


def _read_input(path: Path) -> bytes:
    if path == Path("-"):
        return sys.stdin.buffer.read() if sys.stdin is not None else b""
    return read_file(path, _LIMIT).data
