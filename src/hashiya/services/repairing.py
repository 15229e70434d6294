"""Repairs what is certain: places in articles that changed, damaged files, articles that were renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.transaction import Origin
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.changing import commit, conflict_of
from hashiya.store.tinydb.renaming import follow_renamed
from hashiya.store.tinydb.restoring import restore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.services.verification import Problem
    from hashiya.store import Store
    from hashiya.store.repository.protocols import ArticleRepository


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


def repair(store: Store, file: Path, problems: Sequence[Problem]) -> Repairs:
    """Repair what is certain of one article's problems; on the disk when this returns.

    Args:
        store: the store.
        file: the store file in which the problems are.
        problems: as `verify` told them.

    Raises:
        HashiyaError: something could not be saved; what was repaired before stays.
    """
    if any(problem.edit is not None for problem in problems):
        problems = anchor_anew(store.open_file(file), problems)
    done: list[Repair] = []
    remaining: list[Problem] = []
    for problem in problems:
        if problem.edit is not None:
            done.append(Repair(problem, Message("services.anchored_anew")))
        elif problem.damaged is not None:
            done.append(Repair(problem, restore_file(problem)))
        elif problem.new_key:
            kept = follow_renamed(store, problem.where, problem.new_key)
            done.append(Repair(problem, Message("services.annotations_followed", name=kept.name)))
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


def restore_file(problem: Problem) -> Message:
    """Put the backup in the place of a damaged store file.

    Returns:
        What was done.

    Raises:
        HashiyaError: it could not be done.
    """
    if problem.damaged is None:
        raise HashiyaError(Message("services.no_good_backup", path=problem.where))
    kept = restore(problem.damaged)
    return Message("services.restored_kept", name=kept.name) if kept else Message("services.restored")
