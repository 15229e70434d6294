"""Copy a store into another one, without loss and as often as one likes."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from hashiya.annotation.carrying import is_same
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, new_transaction
from hashiya.annotation.transaction_record import transaction_from
from hashiya.errors import HashiyaError
from hashiya.store.records.tables import CONFLICTS, DRAFTS, READING
from hashiya.store.repository.reading import reading_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.records.article_records import ArticleRecords
    from hashiya.store.records.tables import Content
    from hashiya.store.repository.collection import Collection
    from hashiya.store.repository.conflict import Outcome
    from hashiya.store.repository.snapshot import Snapshot

    Progress = Callable[[int, int], object]
    Versions = Callable[[str], Sequence[Annotation]]


_AT_ONCE = 128
"""Articles that are saved together: each needs an open file, and some systems allow 256."""


class Copied(NamedTuple):
    """The result of copying one article.

    Attributes:
        is_changed: whether anything was saved.
        conflicts: how many annotations were changed in both stores, so that a person must decide.
        drafts: how many unfinished notes were left out, since the other store has another one.
    """

    is_changed: bool = False
    conflicts: int = 0
    drafts: int = 0


class Side(Protocol):
    """A store that is copied from or to."""

    def annotators(self) -> Sequence[str]:
        """Return the names of those who have anything in the store."""

    def keys(self, annotator: str) -> Sequence[str]:
        """Return the keys of the articles in which an annotator has anything."""

    def open(self, annotator: str, key: str) -> ArticleRecords:
        """Open the annotations of an annotator in an article."""

    def fill_new(self, annotator: str, contents: Mapping[str, Content]) -> Mapping[str, HashiyaError | None]:
        """Save the tables of articles in which an annotator has nothing yet, with one wait for the disk.

        Returns:
            By their keys, the articles in which there was nothing, each with the reason why its tables were
            not saved, or None; the others are left to `copy_article`.
        """

    def collections(self, annotator: str) -> Sequence[str]:
        """Return the names of the collections of an annotator."""

    def collection(self, annotator: str, name: str) -> Collection:
        """Open a collection of an annotator."""

    def journal(self) -> Iterator[bytes]:
        """Generate the lines of all journals, the oldest first."""

    def add_to_journal(self, lines: Sequence[bytes]) -> None:
        """Append lines to the journals."""


class Report(NamedTuple):
    """The result of copying a store.

    Attributes:
        articles: how many articles of annotators there are.
        changed: how many of them were changed in the target.
        conflicts: as in `Copied`.
        drafts: likewise.
        differing: names of collections with records that are others in the target, where they stay.
        problems: why something could not be copied.
    """

    articles: int
    changed: int
    conflicts: int
    drafts: int
    differing: Sequence[str]
    problems: Sequence[HashiyaError]


def copy_store(source: Side, target: Side, progress: Progress | None = None) -> Report:
    """Copy annotations, collections and journals of all annotators; a failure in one of them stops no other.

    Raises:
        HashiyaError: a store cannot be read.
    """
    every = [(name, source.keys(name)) for name in source.annotators()]
    count = sum(len(keys) for _, keys in every)
    made, there = _Versions(source), _Versions(target)
    problems: list[HashiyaError] = []
    copied: list[Copied] = []
    groups = (
        (name, keys[at : at + _AT_ONCE]) for name, keys in every for at in range(0, len(keys), _AT_ONCE)
    )
    for name, keys in groups:
        opened = {key: source.open(name, key) for key in keys}
        filled = target.fill_new(name, dict(_readable(opened)))
        for key, article in opened.items():
            if progress is not None:
                progress(len(copied) + len(problems), count)
            if key not in filled:
                try:
                    copied.append(copy_article(article, target.open(name, key), made, there))
                except HashiyaError as error:
                    problems.append(error)
            elif (problem := filled[key]) is not None:
                problems.append(problem)
            else:
                copied.append(Copied(is_changed=True))
    differing: list[str] = []
    for name in source.annotators():
        for collection in source.collections(name):
            try:
                if _copy_collection(source.collection(name, collection), target.collection(name, collection)):
                    differing.append(collection)
            except HashiyaError as error:
                problems.append(error)
    known = set(target.journal())
    target.add_to_journal([line for line in source.journal() if line not in known])
    return Report(
        count,
        sum(each.is_changed for each in copied),
        sum(each.conflicts for each in copied),
        sum(each.drafts for each in copied),
        differing,
        problems,
    )


def _readable(opened: Mapping[str, ArticleRecords]) -> Iterator[tuple[str, Content]]:
    """Generate the tables of articles by their keys; `copy_article` tells why others cannot be read."""
    for key, article in opened.items():
        with suppress(HashiyaError):
            if content := article.content():
                yield key, content


def _copy_collection(source: Collection, target: Collection) -> bool:
    """Copy the records that the target lacks, and tell whether it has others of the same ids."""
    records, present = source.records(), target.records()
    if missing := {name: record for name, record in records.items() if name not in present}:
        target.put(missing, dict.fromkeys(missing))
    return any(present.get(name, record) != record for name, record in records.items())


class _Versions:
    """The versions of annotations that the journals of a store have; they are read at the first question."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._by_id: dict[str, list[Annotation]] | None = None

    def __call__(self, name: str) -> Sequence[Annotation]:
        """Return the versions of an annotation by its id, the oldest first."""
        if self._by_id is None:
            self._by_id = {}
            for line in self._side.journal():
                for version in _versions_in(line):
                    self._by_id.setdefault(version.id, []).append(version)
        return self._by_id.get(name, ())


def _versions_in(line: bytes) -> Iterator[Annotation]:
    """Generate the annotations in a line of a journal; a damaged line has none."""
    with suppress(HashiyaError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        transaction = transaction_from(json.loads(line), "")
        for edit in (edit for group in transaction.edits.values() for edit in group):
            yield from (version for version in (edit.before, edit.after) if version is not None)


def copy_article(source: ArticleRecords, target: ArticleRecords, made: Versions, there: Versions) -> Copied:
    """Copy the annotations of an article, or bring those together that both stores have.

    A version of an annotation gives way to any later version of it. Versions that were both changed are
    merged part by part from the latest version that they have in common, as changes of two writers always
    are; a part that both changed becomes a conflict in the target.

    Args:
        source: the annotations to copy.
        target: where they are copied to.
        made: gives the versions of an annotation in the source by its id, the oldest first, as far as the
            journal has them.
        there: does so for the target.

    Raises:
        HashiyaError: they cannot be read or saved.
    """
    content = source.content()
    if not content or content == target.content():
        return Copied()
    if target.fill(content):
        return Copied(is_changed=True)
    mine, theirs = source.load().checked(), target.load().checked()
    outcomes: Sequence[Outcome] = ()
    if edits := _edits(mine, theirs, made, there):
        by = target.annotator
        outcomes = target.commit(
            new_transaction(target.key, edits, by=by, command="copy", origin=Origin.IMPORT)
        )
    rest, drafts = _rest(content, target.content(), [*mine.removed, *theirs.removed])
    if rest:
        target.fill(rest, only_empty=False)
    return Copied(target.load() is not theirs, sum(each.asked for each in outcomes), drafts)


def _edits(mine: Snapshot, theirs: Snapshot, made: Versions, there: Versions) -> list[Edit]:
    """Make the edits that bring the changes of the source into the target."""
    edits = (
        _edit(
            _Side(mine.by_id.get(name), mine.removed.get(name), made(name)),
            _Side(theirs.by_id.get(name), theirs.removed.get(name), there(name)),
        )
        for name in dict.fromkeys([*mine.by_id, *theirs.by_id])
        if not is_same(mine.by_id.get(name), theirs.by_id.get(name))
    )
    return [edit for edit in edits if edit is not None]


class _Side(NamedTuple):
    """An annotation in one of the stores.

    Attributes:
        version: the present one; None if there is none.
        removed: the revision that was removed; None if none was.
        known: all versions that the journal of the store has.
    """

    version: Annotation | None
    removed: int | None
    known: Sequence[Annotation]

    def at(self, revision: int) -> Annotation | None:
        """Return the known version of a revision."""
        return next((each for each in reversed(self.known) if each.rev == revision), None)


def _edit(here: _Side, there: _Side) -> Edit | None:
    """Make the edit of one annotation; None if the target needs none."""
    mine, theirs = here.version, there.version
    before: Annotation | None = None
    if mine is None:
        if here.removed is not None:  # the target added it otherwise
            before = theirs if theirs in here.known else here.at(here.removed)
        return None if before is None else Edit(before, None)
    if theirs is None:
        if there.removed is not None:
            before = here.at(there.removed)
        return Edit(before, mine) if there.removed is None or mine.rev > there.removed else None
    was_theirs = theirs in here.known
    if mine in there.known and (not was_theirs or mine.rev < theirs.rev):
        return None  # the target went on from it
    before = (
        theirs if was_theirs else next((each for each in reversed(here.known) if each in there.known), None)
    )
    return Edit(before, mine)


def _rest(content: Content, present: Content, ended: Iterable[str]) -> tuple[dict[str, dict[int, Any]], int]:
    """Find the other records that the target lacks: conflicts, a later reading position, a draft.

    Args:
        content: of the source.
        present: of the target.
        ended: ids of conflicts that were decided in one of the stores.

    Returns:
        The tables to replace, and how many drafts are left out.
    """
    rest: dict[str, dict[int, Any]] = {}
    conflicts = dict(present.get(CONFLICTS, {}))
    ids = {record.get("id") for record in conflicts.values()}.union(ended)
    for record in content.get(CONFLICTS, {}).values():
        if record.get("id") not in ids:
            conflicts[max(conflicts, default=0) + 1] = record
    if len(conflicts) > len(present.get(CONFLICTS, {})):
        rest[CONFLICTS] = conflicts
    here, there = (_only(each, READING) for each in (content, present))
    if reading_from(here, annotated=False).modified > reading_from(there, annotated=False).modified:
        rest[READING] = {1: here}
    draft, other = (_only(each, DRAFTS) for each in (content, present))
    if draft and not other:
        rest[DRAFTS] = {1: draft}
    return rest, int(bool(draft and other and draft != other))


def _only(content: Content, table: str) -> Mapping[str, Any]:
    return next(iter(content.get(table, {}).values()), {})
