"""Repair what is certain: places in articles that changed, damaged files, articles that were renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.transaction import Origin
from hashiya.messages import Message
from hashiya.services.changing import commit, conflict_of
from hashiya.store.repository.file_health import FileHealth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.services.verification import Problem
    from hashiya.store.repository.protocols import ArticleRepository, Repository


class Repair(NamedTuple):
    """A problem that is no more.

    Attributes:
        problem: the problem.
        done: what was done about it.
    """

    problem: Problem
    done: Message

    @property
    def told(self) -> Message:
        """The problem, and what was done about it."""
        return Message("services.repaired", problem=self.problem.told, done=self.done)


class Repairs(NamedTuple):
    """What became of the problems of one article.

    Attributes:
        done: the repairs, in the order of their problems.
        remaining: the problems that nobody but a person can settle.
    """

    done: Sequence[Repair] = ()
    remaining: Sequence[Problem] = ()


def repair(store: Repository, key: str, problems: Sequence[Problem]) -> Repairs:
    """Repair what is certain of one article's problems; on the disk when this returns.

    Args:
        store: the store.
        key: of the article.
        problems: as `verify` found them.

    Raises:
        HashiyaError: something could not be saved; what was repaired before stays.
    """
    if any(problem.edit is not None for problem in problems):
        problems = anchor_anew(store.open_key(key), problems)
    done: list[Repair] = []
    remaining: list[Problem] = []
    for problem in problems:
        if problem.edit is not None:
            done.append(Repair(problem, Message("services.anchored_anew")))
        elif problem.is_restorable and isinstance(store, FileHealth):
            done.append(Repair(problem, restore(store, problem)))
        elif problem.new_key:
            done.append(Repair(problem, _follow(store, problem)))
        else:
            remaining.append(problem)
    return Repairs(done, remaining)


def anchor_anew(repository: ArticleRepository, problems: Sequence[Problem]) -> list[Problem]:
    """Make the edits that anchor annotations anew, in one transaction.

    Returns:
        The problems; of one whose annotation another program has changed since, without its edit.

    Raises:
        HashiyaError: they could not be saved; nothing is changed.
    """
    edits = [problem.edit for problem in problems if problem.edit is not None]
    if not edits:
        return list(problems)
    outcomes = commit(repository, edits, command="check.repair", origin=Origin.REPAIR)
    asked = {outcome.edit.id: conflict_of(outcome) for outcome in outcomes}
    return [
        problem._replace(
            edit=None,
            what=Message("services.not_repaired", problem=problem.what, conflict=asked[problem.edit.id]),
        )
        if problem.edit is not None and problem.edit.id in asked
        else problem
        for problem in problems
    ]


def restore(files: FileHealth, problem: Problem) -> Message:
    """Put the backup in the place of a damaged file.

    Returns:
        What was done.

    Raises:
        HashiyaError: it could not be done.
    """
    collection = problem.collection
    kept = files.restore_collection(collection) if collection else files.restore(problem.where)
    return Message("services.restored_kept", name=kept) if kept else Message("services.restored")


def _follow(store: Repository, problem: Problem) -> Message:
    kept = store.rename(problem.where, problem.new_key)
    return Message("services.followed_kept", name=kept) if kept else Message("services.followed")
