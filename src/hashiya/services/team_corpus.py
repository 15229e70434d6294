"""The articles of a team, searched by its server: only texts that may have hits come to this computer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.strict_json import decode
from hashiya.article.article import Article
from hashiya.corpus.conditions import attributes_in, is_met_by, may_be_met
from hashiya.corpus.expression import TSQUERY, expression_of
from hashiya.corpus.fingerprints import fingerprint_of
from hashiya.corpus.matching import is_ruled_out
from hashiya.corpus.query import All, Annotated, Condition, Either, Inside
from hashiya.corpus.words import words_of
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.found_keys import FoundKeys
from hashiya.store.repository.kept_articles import Within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from hashiya.corpus.query import Query
    from hashiya.services.progress import Progress
    from hashiya.store.repository.kept_articles import KeptArticles
    from hashiya.store.repository.protocols import Repository

_AT_ONCE = 100
"""Texts that are fetched together."""
_REPORTED_EVERY = 1_000


class TeamCorpus:
    """The articles of a team that a person may read; the attributes are those of `Searchable`."""

    def __init__(self, store: Repository, kept: KeptArticles) -> None:
        """Ask the server which articles have annotations of the person.

        Args:
            store: the annotations of the person.
            kept: the articles of the same store.

        Raises:
            HashiyaError: the server does not answer, or refuses.
        """
        self.store = store
        self.problems: list[HashiyaError] = []
        self.notices: list[Message] = []
        self.paths: Mapping[str, Path] = _Copies(store)
        self._articles = kept
        self._kept = frozenset(store.keys())
        self._ahead: dict[str, Article] = {}

    def close(self) -> None:
        """Forget the texts that were read ahead."""
        self._ahead = {}

    def candidates(self, query: Query, progress: Progress | None = None, /) -> Collection[str]:
        """Find the keys of the articles that may have hits; texts are read ahead as keys are generated.

        Raises:
            HashiyaError: the server does not answer.
        """
        keys = self._annotated(query)
        if keys is not None and not keys:
            return ()
        within = Within(*(tuple(_required(query, field)) for field in ("folder", "date")))
        found = self._articles.found(expression_of(query, TSQUERY), keys, within)
        wanted = (key for key, date in _reported(found, progress) if not is_ruled_out(query, key, date))
        return _Candidates(FoundKeys(wanted), self._read_ahead)

    def date_of(self, key: str) -> str | None:
        """Return the date of an article whose text was read ahead."""
        article = self._ahead.get(key)
        return None if article is None else article.date

    def has_annotations(self, key: str) -> bool:
        """Tell whether the store keeps anything for an article."""
        return key in self._kept

    def read(self, key: str) -> Article | None:
        """Return the text of an article as the team has it; None if it has none any longer.

        Raises:
            HashiyaError: the server does not answer.
        """
        return self._ahead.get(key) or self._read([key]).get(key)

    def fingerprints(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Find the fingerprints of articles, by their keys.

        Raises:
            HashiyaError: the server does not answer.
        """
        texts = ((key, each.text) for group in _groups(keys) for key, each in self._read(group).items())
        return {key: fingerprint_of(words_of(text)) for key, text in texts}

    def _read_ahead(self, keys: Sequence[str]) -> None:
        self._ahead = self._read(keys)

    def _read(self, keys: Sequence[str]) -> dict[str, Article]:
        """Read the articles that the team still has, in the order of their keys."""
        found = {
            each.key: Article(Path(each.key), each.text, each.sha256, each.encoding, date=each.date)
            for each in self._articles.texts(keys)
        }
        return {key: found[key] for key in keys if key in found}

    def _annotated(self, query: Query) -> AbstractSet[str] | None:
        """Find the keys of the articles that may have the annotations of a query; None if any article may."""
        match query:
            case Annotated():
                return self._with_annotation(query)
            case Inside(annotated=annotated):
                return self._with_annotation(annotated)
            case All(parts=parts):
                known = [each for each in map(self._annotated, parts) if each is not None]
                return frozenset.intersection(*map(frozenset, known)) if known else None
            case Either(parts=parts):
                found = list(map(self._annotated, parts))
                known = [each for each in found if each is not None]
                return frozenset().union(*known) if len(known) == len(found) else None
            case _:
                return None

    def _with_annotation(self, annotated: Annotated) -> AbstractSet[str]:
        attributes = attributes_in(annotated)
        if attributes:
            coded = self._articles.coded(self.store.annotator, attributes)
            return {key for key, record in coded if _may_meet(annotated, record)}
        return {entry.key for entry in self.store.entries() if may_be_met(annotated, entry.counts)}


def _required(query: Query, field: str) -> Iterator[str]:
    """Generate the values of the conditions on a field that every article with hits meets."""
    match query:
        case Condition():
            yield from [query.value] if query.field == field else []
        case All(parts=parts):
            for part in parts:
                yield from _required(part, field)


def _may_meet(annotated: Annotated, record: str) -> bool:
    """Tell whether the record of an annotation meets conditions; a damaged one may."""
    try:
        return is_met_by(annotated, Annotation.from_record(decode(record.encode())))
    except HashiyaError:
        return True


def _reported(found: Iterable[tuple[str, str]], progress: Progress | None) -> Iterator[tuple[str, str]]:
    """Pass on the articles found, and report from time to time that none is searched yet."""
    for number, each in enumerate(found):
        if progress is not None and number % _REPORTED_EVERY == 0:
            progress(0, number)
        yield each


def _groups(keys: Iterable[str]) -> Iterator[Sequence[str]]:
    ahead = iter(keys)
    while group := list(islice(ahead, _AT_ONCE)):
        yield group


class _Candidates(Collection[str]):
    """Keys whose texts are read shortly before they are generated."""

    def __init__(self, keys: FoundKeys, read_ahead: Callable[[Sequence[str]], object]) -> None:
        self._keys = keys
        self._read_ahead = read_ahead

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        for group in _groups(self._keys):
            self._read_ahead(group)
            yield from group


class _Copies(Mapping[str, Path]):
    """The files of a team's articles, each of which is copied when it is looked up."""

    def __init__(self, store: Repository) -> None:
        self._store = store

    def __getitem__(self, key: str) -> Path:
        """Return the file of an article.

        Raises:
            HashiyaError: the key leads out of the folder of the copies.
        """
        with suppress(HashiyaError):  # without the server, the copy is read as it is
            self._store.bring_texts([key])
        path = self._store.path_of(key)
        if path is None:
            raise HashiyaError(Message("postgresql.key_leads_out", article=key, folder=self._store.root))
        return path

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
