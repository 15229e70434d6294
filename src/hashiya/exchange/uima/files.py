"""A CAS is one article: several of them are a zip archive."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.exchange.archive import EMPTY, MAGIC, MOST_BYTES, beginning_of, files_in, names_in, zipped
from hashiya.exchange.incoming import Read, Refusal
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from hashiya.exchange.document import Document


_PROJECT = "exportedproject.json"
_OF_PROJECT = re.compile(
    r"/?(?P<folder>annotation|curation)/(?P<article>.+)/(?P<annotator>[^/]+?)(?P<ending>\.\w+)"
)
_ARCHIVE = ".zip"
_BEFORE_ANNOTATION = "INITIAL_CAS"
MOST_STRUCTURES = 2_000_000
"""Annotations, slots and refusals of a file."""


class Gathered(NamedTuple):
    """The content of a file, as far as its articles were read.

    Attributes:
        found: the records and refusals.
        texts: the texts of ``found``, to be added to.
        files: all files of the archive.
        annotator: of the article, if its archive tells; else empty.
    """

    found: Read
    texts: dict[str, str]
    files: Mapping[str, bytes]
    annotator: str = ""

    def check_room(self, count: int) -> None:
        """Refuse an article with too many structures, which are far larger in memory than in their file.

        Args:
            count: structures of the article up to now.

        Raises:
            HashiyaError: with those of the articles before there are too many.
        """
        if count + len(self.found.incoming) + len(self.found.refusals) > MOST_STRUCTURES:
            raise HashiyaError(Message("exchange.too_many_structures", count=MOST_STRUCTURES))


def one_or_archive(
    documents: Iterable[Document], ending: str, write_one: Callable[[Document], Iterator[bytes]]
) -> Iterator[bytes]:
    """Write a single article by itself, several into an archive.

    Args:
        documents: the articles.
        ending: of the file of an article, with the dot.
        write_one: writes an article.
    """
    waiting = iter(documents)
    first = list(islice(waiting, 2))
    if len(first) == 1:
        yield from write_one(first[0])
        return
    yield from zipped((each.key + ending, write_one(each)) for each in chain(first, waiting))


def read_each(source: bytes, ending: str, read_one: Callable[[bytes, str, Gathered], None]) -> Read:
    """Read a single article, or each one of an archive, which may be a whole project of INCEpTION.

    Args:
        source: the file.
        ending: of the file of an article in an archive, with the dot.
        read_one: reads an article and adds it to the content; its name is empty if it has none. What it
            raises is one refusal.
    """
    texts: dict[str, str] = {}
    found = Read([], [], texts)
    try:
        files = files_in(source) if source.startswith((MAGIC, EMPTY)) else {ending: source}
    except HashiyaError as error:
        found.refusals.append(Refusal(1, error.told))
        return found
    names = _names_of_articles(files, ending)
    if files and not names:
        found.refusals.append(Refusal(1, Message("exchange.archive_without", ending=ending)))
    left = MOST_BYTES
    for file, (name, annotator) in names.items():
        try:
            beside = files
            articles = [files[file]]
            if file.lower().endswith(_ARCHIVE):
                beside = files_in(files[file], left)
                left -= sum(map(len, beside.values()))
                articles = [beside[each] for each in beside if each.lower().endswith(ending)]
            for content in articles:
                read_one(content, name, Gathered(found, texts, beside, annotator))
        except HashiyaError as error:
            found.refusals.append(Refusal(1, error.told))
    return found


def beginning(source: bytes, ending: str, size: int) -> bytes:
    """Return the first bytes of a file, or of the first article of an archive.

    Args:
        source: the file.
        ending: of the file of an article in an archive, with the dot.
        size: bytes at most.
    """
    if not source.startswith(MAGIC):
        return source[:size]
    names = [name for name in _names_of_articles(names_in(source), ending) if name.lower().endswith(ending)]
    return beginning_of(source, names[0], size) if names else b""


def has_article(source: bytes, ending: str) -> bool:
    """Tell whether an archive has an article, or a project has an archive with one."""
    return bool(_names_of_articles(names_in(source), ending))


def _names_of_articles(files: Collection[str], ending: str) -> Mapping[str, tuple[str, str]]:
    """Return the name of the article and the annotator of each file, in order.

    A project of INCEpTION has a folder for each article, with a file or an archive for each annotator.
    """
    if _PROJECT not in files:
        named = sorted(name for name in files if name.lower().endswith(ending))
        return {name: (name[: -len(ending)], "") for name in named}
    found = {}
    for name in sorted(files):
        match = _OF_PROJECT.fullmatch(name)
        if (
            match
            and match["ending"].lower() in (ending, _ARCHIVE)
            and match["annotator"] != _BEFORE_ANNOTATION
        ):
            is_person = match["folder"] == "annotation"
            found[name] = match["article"], match["annotator"] if is_person else ""
    return found
