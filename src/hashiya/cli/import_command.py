"""``hashiya import IN``: adds the annotations of a file, all or none."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation import Edit
from hashiya.annotation.identifiers import new_id
from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.opening import add_encoding, print_notices, refuse_other_reading
from hashiya.cli.output import print_message
from hashiya.cli.progress import with_progress
from hashiya.errors import HashiyaError
from hashiya.exchange import DEFAULT, FORMATS, Refusal, Target, accept, format_named
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.store.opening import open_article

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from hashiya.annotation import Annotation
    from hashiya.article import Article
    from hashiya.exchange import Incoming, Read
    from hashiya.store.article_store import ArticleStore
    from hashiya.store.store import Store

_LIMIT = 500 * MEGABYTE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("input", metavar="IN", type=Path, help="the file to import, or - for standard input")
    parser.add_argument(
        "--format",
        metavar="F",
        default=DEFAULT,
        help=f"one of {', '.join(FORMATS)} (default: %(default)s)",
    )
    parser.add_argument(
        "--article",
        metavar="FILE",
        type=Path,
        help="the article that all records are about, whatever they say",
    )
    add_encoding(parser, changes=True)


def execute(arguments: argparse.Namespace) -> int:
    """Import the file and answer the exit status, 1 if a record was refused and so nothing imported.

    Raises:
        HashiyaError: the file cannot be read, or the annotations could not be saved.
    """
    format_ = format_named(arguments.format)
    if format_.read is None:
        msg = f"the format {format_.name} can only be written"
        raise HashiyaError(msg)
    store = open_store(arguments)
    found = format_.read(_read_input(arguments.input))
    receiving = _Receiving(store, load_known_labels(store).names, arguments)
    receiving.receive(found)
    refusals = sorted([*found.refusals, *receiving.refusals], key=lambda refusal: refusal.line)
    if refusals:
        for refusal in refusals:
            print_message(f"{arguments.input}, line {refusal.line}: {refusal.reason}")
        print_message(f"nothing was imported from {arguments.input}")
        return 1
    for remark in receiving.remarks:
        print_message(f"{arguments.input}, {remark}")
    count = receiving.save()
    print_message(f"{count} of {len(found.incoming)} annotations imported")
    return 0


class _Receiving:
    """Records on their way into the store; nothing is written before ``save``."""

    def __init__(self, store: Store, labels: Collection[str], arguments: argparse.Namespace) -> None:
        self._store = store
        self._labels = labels
        self._arguments = arguments
        self._targets: dict[str, tuple[Article, ArticleStore]] = {}
        self._new: dict[str, list[Annotation]] = {}
        self._lines: dict[str, tuple[int, Annotation]] = {}
        self.refusals: list[Refusal] = []
        self.remarks: list[str] = []

    def receive(self, found: Read) -> None:
        """Turn each record into an annotation, or note why not."""
        for incoming in with_progress(found.incoming, "records"):
            try:
                self._receive(incoming)
            except HashiyaError as error:
                self.refusals.append(Refusal(incoming.line, error.message))

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

    def _receive(self, incoming: Incoming) -> None:

        article, article_store = self._target(incoming)
        target = Target(article_store.key, article.sha256, article.text)
        annotation, moved = accept(incoming.record, target, self._labels)
        line = f"line {incoming.line}"
        if moved:
            self.remarks.append(
                f"{line}: its text was found at {annotation.start} to {annotation.end}, not at its offsets"
            )
        earlier = self._lines.get(annotation.id)
        if earlier is not None:
            if _is_same(earlier[1], annotation):
                self.remarks.append(f"{line}: the same annotation as in line {earlier[0]}")
                return
            taken = annotation.id
            annotation = replace(annotation, id=new_id())
            self.remarks.append(
                f"{line}: the id {taken} is that of line {earlier[0]}; it gets the id {annotation.id}"
            )
        self._lines[annotation.id] = (incoming.line, annotation)
        stored = article_store.get(annotation.id)
        if stored is not None and not _is_same(stored, annotation):
            msg = f"{target.key} has another annotation of the id {annotation.id}"
            raise HashiyaError(msg)
        given_id = "id" in incoming.record
        known = article_store.annotations()
        if stored is not None or (not given_id and any(_is_same(each, annotation) for each in known)):
            self.remarks.append(f"{line}: is in the store already")
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
        if name not in self._targets:
            article, article_store = open_article(self._store, path, self._arguments.encoding or "")
            refuse_other_reading(self._arguments, self._store, article)
            print_notices(article)
            opened = self._targets.setdefault(article_store.key, (article, article_store))
            self._targets[name] = opened
        return self._targets[name]


def _is_same(first: Annotation, second: Annotation) -> bool:
    """Whether two annotations say the same, whenever and under whatever id they were made."""
    other = replace(first, id=second.id, created=second.created, modified=second.modified, rev=second.rev)
    return other == second


def _read_input(path: Path) -> bytes:
    if path == Path("-"):
        return sys.stdin.buffer.read() if sys.stdin is not None else b""
    return read_file(path, _LIMIT).data
