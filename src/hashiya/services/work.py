"""The work of annotators to compare: their annotations, by article, from the store or from files."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from hashiya.annotation.annotation import KEYS, Annotation
from hashiya.annotation.record import is_rejection
from hashiya.annotation.strict_json import decode
from hashiya.errors import HashiyaError
from hashiya.exchange import jsonl
from hashiya.exchange.accepting import accept
from hashiya.files.folders import walk
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.messages import Message
from hashiya.services.complaint import Complaint
from hashiya.store.repository.reading import DONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.exchange.accepting import Target
    from hashiya.store.repository.protocols import Repository

_LIMIT = 500 * MEGABYTE
_ENDINGS = (".jsonl", ".ndjson")
# as hashiya exports a record; others are decoded to find their article
_EXPORTED = re.compile(rb'\{"id": "[^"\\]*", "article": ("[^"\\]*(?:\\.[^"\\]*)*")')
_NEEDED = KEYS.keys() - {"prefix", "suffix", "note", "created", "modified", "rev", "schema"}
"""Keys of a record that a comparison needs; a mistake in another one matters to no measure."""
_PLACED_BY = 5
"""Records by whose quotations an article is looked for."""


class Work(Protocol):
    """The annotations of one annotator; one article is read at a time.

    Attributes:
        name: of the annotator, or of the file.
        annotators: the names of annotators in what was read.
        refusals: the records that cannot be compared, by the file, with their lines.
    """

    name: str
    annotators: set[str]
    refusals: dict[Path, list[Complaint]]

    def articles(self) -> Sequence[str]:
        """List the names of the articles that the annotator has read."""

    def some_records(self, article: str) -> Sequence[Mapping[str, Any]]:
        """Return some records of an article, by which to find it where it has another name."""

    def annotations(self, article: str, target: Target | None) -> Sequence[Annotation]:
        """Read the annotations of an article.

        Args:
            article: the article's name in this work.
            target: the article's text, for records without offsets; None if it is not here.

        Raises:
            HashiyaError: they cannot be read.
        """


class StoredWork:
    """The annotations of an annotator in the store; fulfils `Work`.

    An article counts as read if it has annotations, or its status is done.
    """

    def __init__(self, name: str, repository: Repository) -> None:
        self.name = name
        self.annotators = {name}
        self.refusals: dict[Path, list[Complaint]] = {}
        self._repository = repository

    def articles(self) -> Sequence[str]:  # noqa: D102
        return self._articles

    @cached_property
    def _articles(self) -> Sequence[str]:
        """The keys, of which finding them reads every file."""
        return [each.key for each in self._repository.entries() if each.total or each.status == DONE]

    def some_records(self, article: str) -> Sequence[Mapping[str, Any]]:  # noqa: D102
        snapshot = self._repository.load(article)
        return [each.to_record() for each in snapshot.annotations[:_PLACED_BY]]

    def annotations(self, article: str, target: Target | None) -> Sequence[Annotation]:  # noqa: ARG002, D102
        return self._repository.load(article).checked().annotations


class _Part(NamedTuple):
    """Lines of a file that belong to one article.

    Attributes:
        path: the file.
        start: offset of the first byte.
        end: offset after the last byte.
        line: number of the first line, from 1.
    """

    path: Path
    start: int
    end: int
    line: int


class FileWork:
    """The annotations in a JSON Lines file, or in the JSON Lines files of a folder; fulfils `Work`.

    A record that names no article belongs to the one that has the name of its file, less the ending. So an
    empty file tells of an article in which nothing was marked.
    """

    def __init__(self, name: str, path: Path) -> None:
        """Find the articles of the records.

        Raises:
            HashiyaError: a file cannot be read, or is not JSON Lines.
        """
        self.name = name
        self.refusals: dict[Path, list[Complaint]] = {}
        self.annotators: set[str] = set()
        self._parts: dict[str, list[_Part]] = {}
        self._kept: dict[Path, bytes] = {}
        """The content of a file that has many articles; the files of a folder are read again."""
        for file in _files(path):
            data = read_file(file, _LIMIT).data
            if file == path:
                self._kept[file] = data
            for article, part in _parts(file, data, is_own_article=file != path):
                self._parts.setdefault(article, []).append(part)

    def articles(self) -> Sequence[str]:  # noqa: D102
        return list(self._parts)

    def some_records(self, article: str) -> Sequence[Mapping[str, Any]]:  # noqa: D102
        part = self._parts[article][0]
        return [each.record for each in jsonl.read(self._read(part)).incoming[:_PLACED_BY]]

    def annotations(self, article: str, target: Target | None) -> Sequence[Annotation]:  # noqa: D102
        found = []
        for part in self._parts[article]:
            read = jsonl.read(self._read(part))
            for refusal in read.refusals:
                self._refuse(part, refusal.line, refusal.reason)
            for line, record in read.incoming:
                if is_rejection(record):
                    continue
                try:
                    found.append(_annotation(record, part.line + line - 1, target))
                except HashiyaError as error:
                    self._refuse(part, line, error.told)
        self.annotators.update(each.annotator for each in found if each.annotator)
        return found

    def _read(self, part: _Part) -> bytes:
        data = self._kept.get(part.path)
        return (read_file(part.path, _LIMIT).data if data is None else data)[part.start : part.end]

    def _refuse(self, part: _Part, line: int, reason: Message) -> None:
        self.refusals.setdefault(part.path, []).append(Complaint(str(part.line + line - 1), reason))


def _annotation(record: Mapping[str, Any], line: int, target: Target | None) -> Annotation:
    """Make the annotation of a record; one without offsets is found by its quotation.

    Raises:
        HashiyaError: the record is wrong, or its place is not certain.
    """
    if "start" not in record and "end" not in record:
        if target is None:
            raise HashiyaError(Message("agreement.offsets_missing"))
        return accept(record, target, (record.get("label"),)).annotation  # type: ignore[arg-type]
    if not record.keys() <= _NEEDED:
        record = {key: value for key, value in record.items() if key in _NEEDED}
    return Annotation.from_record(record if "id" in record else {**record, "id": str(line)})


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or the JSON Lines files of a folder.

    Raises:
        HashiyaError: a folder cannot be read, or has no such files.
    """
    if not path.is_dir():
        yield path
        return
    is_empty = True
    for file, problem in walk(path, lambda name: name.lower().endswith(_ENDINGS), lambda *_: False):
        if problem is not None:
            raise HashiyaError(Message("files.cannot_read", path=file, cause=problem))
        is_empty = False
        yield file
    if is_empty:
        raise HashiyaError(Message("agreement.no_json_lines", path=path, endings=_ENDINGS))


def _parts(path: Path, data: bytes, *, is_own_article: bool) -> Iterator[tuple[str, _Part]]:
    """Yield the articles of a file with their lines; lines of one article beside one another are one part.

    Args:
        path: the file.
        data: its content.
        is_own_article: whether a file without records is an article without annotations.

    Raises:
        HashiyaError: the file is not JSON Lines.
    """
    content = data.strip()
    if content and not jsonl.tells(data):
        raise HashiyaError(Message("agreement.not_json_lines", path=path))
    if b'"article"' not in data:
        if content or is_own_article:
            yield path.stem, _Part(path, 0, len(data), 1)
        return
    present, first, start, number = "", 1, 0, 1
    at = 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        article = _article_of(data, at, end) or path.stem
        if article != present:
            if present:
                yield present, _Part(path, start, at, first)
            present, first, start = article, number, at
        at, number = end, number + 1
    yield present, _Part(path, start, at, first)


def _article_of(data: bytes, start: int, end: int) -> str:
    """Find the article that the record of a line names; empty if it names none."""
    if (match := _EXPORTED.match(data, start, end)) is not None:
        source = match[1]
    else:
        line = data[start:end]
        if b'"article"' not in line:
            return ""
        try:
            record = decode(line, is_line=True)
        except HashiyaError:  # the line is refused when its article is compared
            return ""
        name = record.get("article") if isinstance(record, dict) else None
        return name if isinstance(name, str) else ""
    try:
        return str(json.loads(source))
    except ValueError:
        return ""
