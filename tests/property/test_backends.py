"""Whatever two writers do, in whatever order, every backend holds the same and keeps its promises."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import Reading
from hashiya.text.spans import Span
from tests.store.repository.conftest import BACKENDS, KEY, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.store.repository.snapshot import Snapshot

PLACES = [Span(start, start + 4) for start in range(0, 20, 5)]
ACTIONS = ("add", "note", "status", "remove", "undo", "look", "mine", "theirs", "read", "draft")
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTIONS), st.integers(0, 9)), max_size=14)


@dataclass
class Writer:
    """A program that acts on what it saw last, while another one may have changed that."""

    repositories: Mapping[str, ArticleRepository]
    seen: dict[str, Annotation] = field(default_factory=dict)
    made: list[Transaction] = field(default_factory=list)

    def look(self) -> None:
        self.seen = dict(self.snapshot.by_id)

    @property
    def snapshot(self) -> Snapshot:
        return self.repositories["memory"].load()

    def everywhere(self, act: Callable[[ArticleRepository], object]) -> None:
        for repository in self.repositories.values():
            act(repository)

    def commit(self, transaction: Transaction) -> None:
        before = self.snapshot.by_id
        outcomes = [list(each.commit(transaction)) for each in self.repositories.values()]
        after = self.snapshot
        for name, annotation in before.items():
            if name not in after.by_id:
                assert not after.has_lost(name, annotation.rev)
            elif annotation != after.by_id[name]:
                assert annotation.rev < after.by_id[name].rev
        if not any(outcome.withdrawn for outcome in outcomes[0]):  # of those nothing is left to be known by
            self.everywhere(lambda repository: repository.commit(transaction))
            assert self.snapshot is after

    def edit(self, edit: Edit) -> None:
        self.made.append(new_transaction(KEY, [edit], by="", command="test"))
        self.commit(self.made[-1])
        if edit.after is None:
            self.seen.pop(edit.id, None)
        else:
            self.seen[edit.id] = edit.after

    def act(self, action: str, number: int) -> None:
        known = sorted(self.seen.values(), key=lambda each: each.id)
        one = known[number % len(known)] if known else None
        conflicts = self.snapshot.conflicts
        if action == "add":
            self.edit(Edit(None, new_annotation(KEY, "0" * 64, TEXT, PLACES[number % 4], "ACTOR")))
        elif action == "look":
            self.look()
        elif action == "read":
            self.everywhere(lambda repository: repository.save_reading(Reading(number, "in progress")))
        elif action == "undo" and self.made:
            self.commit(self.made.pop().inverse(by=""))
        elif action in ("mine", "theirs") and conflicts:
            self.decide(number % len(conflicts), takes_mine=action == "mine")
        elif one is not None and action == "note":
            self.edit(Edit(one, changed(one, note=f"{number}")))
        elif one is not None and action == "status":
            self.edit(Edit(one, changed(one, status=("accepted", "proposed", "rejected")[number % 3])))
        elif one is not None and action == "remove":
            self.edit(Edit(one, None))
        elif one is not None and action == "draft":
            draft = Draft(one, f"{number}") if number else None
            self.everywhere(lambda repository: repository.save_draft(draft))

    def decide(self, index: int, *, takes_mine: bool) -> None:
        def decide(repository: ArticleRepository) -> None:
            conflict = repository.load().conflicts[index]
            edits = [Edit(conflict.theirs, conflict.mine)] if takes_mine else []
            repository.resolve(conflict, new_transaction(KEY, edits, by="", command="test"))

        count = len(self.snapshot.conflicts)
        self.everywhere(decide)
        assert len(self.snapshot.conflicts) < count


def told(snapshot: Snapshot) -> Any:
    """What a snapshot tells, without the names and times that each backend gives by itself."""

    def timeless(annotation: Annotation | None) -> Annotation | None:
        return None if annotation is None else replace(annotation, modified="")

    return (
        [timeless(each) for each in snapshot.annotations],
        [(timeless(each.base), timeless(each.mine), timeless(each.theirs)) for each in snapshot.conflicts],
        [(timeless(edit.before), timeless(edit.after)) for edit in snapshot.refused.values()],
        {name: revision for name, revision in snapshot.removed.items() if revision},
        snapshot.unusable,
        snapshot.problems,
        (snapshot.reading.offset, snapshot.reading.status),
        None if snapshot.draft is None else (timeless(snapshot.draft.base), snapshot.draft.note),
    )


@given(STEPS)
@settings(deadline=None, max_examples=40)
def test_two_writers_leave_the_same_in_every_backend(steps: list[tuple[int, str, int]]) -> None:
    with TemporaryDirectory() as folder, patch("os.fsync"):
        # each with a folder of its own, for a commit that is withdrawn cannot be repeated
        backends = {name: make(Path(folder, name)) for name, make in BACKENDS.items()}
        writers = [
            Writer({name: backend.view().open_key(KEY) for name, backend in backends.items()}) for _ in "ab"
        ]
        for who, action, number in steps:
            writers[who].act(action, number)
            first, *others = [told(backend.view().load(KEY)) for backend in backends.values()]
            assert all(other == first for other in others)
