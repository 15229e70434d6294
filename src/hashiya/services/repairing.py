"""Make the repairs that are certain: after changes and renamings of articles, and of damaged files."""

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
    """A problem that was solved.

    Attributes:
        problem: the problem.
        done: the solution.
    """

    problem: Problem
    done: Message

    @property
    def told(self) -> Message:
        """The problem and its solution."""
        return Message("services.repaired", problem=self.problem.told, done=self.done)


class Repairs(NamedTuple):
    """The outcome of the problems of one article.

    Attributes:
        done: the repairs, in the order of their problems.
        remaining: the problems that only a person can solve.
        annotator: whose annotations they concern.
    """

    done: Sequence[Repair] = ()
    remaining: Sequence[Problem] = ()
    annotator: str = ""


def repair(store: Repository, key: str, problems: Sequence[Problem]) -> Repairs:
    """Solve the certain ones among one article's problems; repairs are on the disk when this returns.

    Args:
        store: the store.
        key: the article's key.
        problems: as `verify` found them.

    Raises:
        HashiyaError: a repair could not be saved; earlier repairs stay.
    """
    if any(problem.edit is not None for problem in problems):
        problems = reanchor(store.open_key(key), problems)
    done: list[Repair] = []
    remaining: list[Problem] = []
    for problem in problems:
        if problem.edit is not None:
            done.append(Repair(problem, Message("services.reanchored")))
        elif problem.is_restorable and isinstance(store, FileHealth):
            done.append(Repair(problem, restore(store, problem)))
        elif problem.is_copy and isinstance(store, FileHealth):
            count, name = store.merge_copy(problem.where)
            done.append(Repair(problem, Message("services.copy_merged", count=count, name=name)))
        elif problem.new_key:
            done.append(Repair(problem, _follow(store, problem)))
        else:
            remaining.append(problem)
    return Repairs(done, remaining)


def reanchor(repository: ArticleRepository, problems: Sequence[Problem]) -> list[Problem]:
    """Make the edits that re-anchor annotations, in one transaction.

    Returns:
        The problems; those whose annotations another program has changed have lost their edits.

    Raises:
        HashiyaError: the edits could not be saved; nothing is changed.
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
        The solution, as in `Repair.done`.

    Raises:
        HashiyaError: the backup could not be put back.
    """
    collection = problem.collection
    kept = files.restore_collection(collection) if collection else files.restore(problem.where)
    return Message("services.restored_kept", name=kept) if kept else Message("services.restored")


def _follow(store: Repository, problem: Problem) -> Message:
    kept = store.rename(problem.where, problem.new_key)
    return Message("services.followed_kept", name=kept) if kept else Message("services.followed")
