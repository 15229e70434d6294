"""A CAS is one article: several of them are a zip archive."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.exchange.archive import EMPTY, MAGIC, files_in, zipped
from hashiya.exchange.incoming import Read, Refusal
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hashiya.exchange.document import Document


MOST_STRUCTURES = 2_000_000
"""Annotations, slots and refusals of a file."""


class Gathered(NamedTuple):
    """The content of a file, as far as its articles were read.

    Attributes:
        found: the records and refusals.
        texts: the texts of ``found``, to be added to.
        files: all files of the archive.
    """

    found: Read
    texts: dict[str, str]
    files: Mapping[str, bytes]

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
    """Read a single article, or each one of an archive.

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
    names = [name for name in sorted(files) if name.lower().endswith(ending)]
    if files and not names:
        found.refusals.append(Refusal(1, Message("exchange.not_cas")))
    for name in names:
        try:
            read_one(files[name], name[: -len(ending)], Gathered(found, texts, files))
        except HashiyaError as error:
            found.refusals.append(Refusal(1, error.told))
    return found
