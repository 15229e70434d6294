"""Take changes that other programs saved into the open annotations."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.session.annotation_index import AnnotationIndex
    from hashiya.store.repository.conflict import Outcome
    from hashiya.store.repository.snapshot import Snapshot


class ExternalChanges(NamedTuple):
    """The changes of other programs.

    Attributes:
        edits: their changes to the annotations, already in the index.
        notice: for the analyst.
    """

    edits: tuple[Edit, ...]
    notice: Message


class Received(NamedTuple):
    """The answers of the repository, and the changes of other programs.

    Attributes:
        outcomes: the outcomes of edits that are not stored as they were made; the `asked` ones are among
            the `conflicts`.
        refused: how many decisions were not taken, since their conflict had changed.
        changes: the changes of other programs, or None.
        elsewhere: how many edits of other articles were refused and are kept as conflicts there.
    """

    outcomes: Sequence[Outcome]
    refused: int
    changes: ExternalChanges | None
    elsewhere: int = 0


class Comparison(NamedTuple):
    """The differences between a store file and the open annotations.

    Attributes:
        taken: the edits of other programs, which lead from the annotations here to the stored ones.
        lost: the edits that save lost changes again, which are not in the file since an older file took the
            place of the newer one. An addition of an annotation that is there in another version is refused,
            and so becomes a conflict of both.
    """

    taken: tuple[Edit, ...]
    lost: tuple[Edit, ...]


class Follower:
    """Compares a repository with the open annotations whenever the repository changed.

    Revisions only ever grow, and every removal is on record. So a version that was replaced here, a revision
    that is no later one, and what is gone without a record come from an older file.
    """

    def __init__(self, snapshot: Snapshot, annotations: AnnotationIndex) -> None:
        """Compare nothing yet.

        Args:
            snapshot: of the repository.
            annotations: those here, all of them saved but the pending ones.
        """
        self._annotations = annotations
        # at the last look, another mapping once anything has changed; None: look again
        self._seen: Mapping[str, Annotation] | None = snapshot.by_id or None
        # the refused changes that are known to be kept there, by the names of their records
        self._refused: Mapping[str, Edit] = snapshot.refused

    def compare(self, snapshot: Snapshot, pending: Collection[str]) -> Comparison:
        """Compare a snapshot with the open annotations.

        Args:
            snapshot: a newer one than the last.
            pending: ids of annotations whose changes here the snapshot does not know; they stay as they are.
        """
        found, known = Comparison((), ()), self._refused
        if not snapshot.is_known:
            return found
        if snapshot.by_id is not self._seen:
            found = self._compare(snapshot, pending)
            # all empty snapshots have one mapping
            self._seen = None if pending else snapshot.by_id or None
        if snapshot.refused is not known:
            self._refused = snapshot.refused
            gone = (known[name] for name in known if name not in snapshot.refused and snapshot.has_lost(name))
            found = found._replace(lost=(*found.lost, *gone))
        return found

    def look_again(self) -> None:
        """Compare everything at the next call, though the snapshot may be the last one."""
        self._seen = None

    def remember(self, outcomes: Sequence[Outcome]) -> None:
        """Take note of refused edits that the store has just kept."""
        if outcomes:  # what was stored then may have changed since, and been taken over
            self._seen = None
            self._refused = {**self._refused, **{each.name: each.edit for each in outcomes if each.name}}

    def _compare(self, snapshot: Snapshot, pending: Collection[str]) -> Comparison:
        from hashiya.annotation.carrying import is_same  # the first frame does without these
        from hashiya.annotation.edits import Edit

        here = self._annotations
        taken: list[Edit] = []
        lost: list[Edit] = []
        # almost all are the same objects: ten thousand are gone through between two frames
        for theirs in [each for each in snapshot.by_id.values() if here.get(each.id) is not each]:
            mine = here.get(theirs.id)
            if mine == theirs or theirs.id in pending:
                continue
            if mine is None or theirs.rev > mine.rev or is_same(mine, theirs):
                taken.append(Edit(mine, theirs))
            else:
                lost.append(Edit(theirs if here.had(theirs) else None, mine))
        missing = here.ids - snapshot.by_id.keys() - set(pending)
        for mine in [each for name in sorted(missing) if (each := here.get(name)) is not None]:
            if snapshot.has_lost(mine.id, mine.rev):
                lost.append(Edit(None, mine))
            else:
                taken.append(Edit(mine, None))
        return Comparison(tuple(taken), tuple(lost))


def described(
    taken: tuple[Edit, ...], lost: Collection[Edit], before: Snapshot, now: Snapshot
) -> ExternalChanges | None:
    """Describe the difference between two snapshots for the analyst; None if there is nothing to say.

    Args:
        taken: the edits of other programs.
        lost: the edits that are saved again.
        before: the former snapshot.
        now: the newer one.
    """
    told = []
    if added := sum(edit.before is None for edit in taken):
        told.append(Message("session.added", count=added))
    if updated := sum(edit.before is not None and edit.after is not None for edit in taken):
        told.append(Message("session.changed", count=updated))
    if removed := sum(edit.after is None for edit in taken):
        told.append(Message("session.removed", count=removed))
    notices = [Message("session.others_did", changes=tuple(told))] if told else []
    if lost:
        notices.append(Message("session.written_again", count=len(lost)))
    if now.read_only != before.read_only:
        cannot = now.read_only and Message("session.cannot_save_now", cause=now.read_only)
        notices.append(cannot or Message("session.can_save_again"))
    if now.is_away and not before.is_away and now.waiting is not None and now.waiting.problem is not None:
        notices.append(Message("session.kept_here", cause=now.waiting.problem))
    if before.is_away and not now.is_away:
        notices.append(Message("session.server_back"))
    if now.vanished and not before.vanished and not now.read_only:
        notices.append(Message("session.store_vanished", path=now.vanished))
    return ExternalChanges(taken, reduce(and_then, notices)) if notices else None


def and_then(first: Message, second: Message) -> Message:
    """Put one sentence behind another."""
    return Message("session.and_then", first=first, second=second)
