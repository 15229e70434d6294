"""The articles of a team that are assigned to a person, as a library lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.folders import FoundFolder
from hashiya.messages import Message
from hashiya.session.article_entry import look_into
from hashiya.session.article_source import ArticleFiles
from hashiya.store.repository.assignment import OPEN
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.state_names import STATE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Protocol

    from hashiya.session.article_entry import ArticleEntry
    from hashiya.store.repository.assignment import Assignment
    from hashiya.store.repository.protocols import Repository

    class Assigner(Protocol):
        """The team, as far as a library needs it."""

        def keys_to_open(self, person: str) -> Sequence[str]:
            """Return the keys of the articles that are listed for a person."""

        def assignments(self, person: str, keys: Sequence[str]) -> Iterable[Assignment]:
            """Generate the assignments of a person in some articles."""


class AssignedArticles:
    """The `ArticleSource` of a team: the articles of one person, with their states.

    Attributes:
        top: the folder of their copies.
    """

    def __init__(self, top: Path, store: Repository, team: Assigner, take_key: object) -> None:
        """Ask the team nothing yet.

        Args:
            top: the folder of the copies.
            store: the annotations of the person.
            team: knows the assignments.
            take_key: the key that takes the next article, as the parameter of a message.
        """
        self.top: Path | None = top
        self._store = store
        self._team = team
        self._take_key = take_key

    def folders(self) -> Iterator[FoundFolder]:
        """Generate the articles folder by folder.

        Raises:
            HashiyaError: the team cannot be read.
        """
        by_folder: dict[Path, list[str]] = {}
        try:
            keys = self._team.keys_to_open(self._store.annotator)
        except AwayError:  # the copies of the last start are those that were assigned then
            yield from ArticleFiles([self.top], self._store).folders() if self.top is not None else ()
            return
        for key in keys:
            if (path := self._store.path_of(key)) is not None:
                by_folder.setdefault(path.parent, []).append(path.name)
        for folder, names in by_folder.items():
            yield FoundFolder(folder, names)

    def look_into(self, path: Path) -> ArticleEntry:
        """Read an article, its annotations, and the state of its assignment."""
        entry = look_into(self._store, path)
        try:
            own = list(self._team.assignments(self._store.annotator, [self._store.key_of(path)]))
        except AwayError:
            return entry
        except HashiyaError as error:
            return entry._replace(problem=error.told)
        return entry._replace(remark=_remark(own[0] if own else None))

    def none_found(self) -> Sequence[Message]:
        """Say how to get articles."""
        return [Message("session.nothing_assigned", key=self._take_key)]


def _remark(assignment: Assignment | None) -> Message | None:
    """Say what the marks of the list do not: a note, a state that only a team has, a time that is over."""
    if assignment is None:
        return Message("session.waits_for_review")
    if assignment.state not in OPEN:
        return STATE_NAMES[assignment.state]
    if assignment.note:
        return Message("session.reopened", note=assignment.note)
    return Message("session.is_overdue") if assignment.is_overdue else None
