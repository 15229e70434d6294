"""Settling the differences between annotators in an open article, whose annotations are the settled ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.agreement.decisions import Choice, Origin, Reason, decision_of
from hashiya.agreement.matters import Matter, State
from hashiya.messages import Message
from hashiya.services.rulings import Ruling
from hashiya.services.settling import Settlement
from hashiya.session.differing import Comparer
from hashiya.session.matter_list import MatterList
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.session.differing import Compared, Differing
    from hashiya.session.reader import Reader

_AGREED, _TAKE, _BOTH = "settle.agreed", "settle.take", "settle.both"
_NONE, _EDIT, _REASON = "settle.none", "settle.edit", "settle.reason"


class Settling:
    """The matter of an open article that is meant, and the decisions on it and the others.

    The difference that is meant is selected. While its annotations are edited, keys are those of the page.

    Attributes:
        annotators: the names of the annotators.
        matters: the matters of the article.
        is_deciding: whether keys decide; otherwise they annotate as on every page.
        reason: the reason that the next decision gets.
    """

    def __init__(self, reader: Reader, differing: Differing, told: Callable[[], object]) -> None:
        """Know no matters yet.

        Args:
            reader: of the open article, whose annotations are the settled ones.
            differing: the annotators.
            told: called, from another thread, when there is something to `receive`.
        """
        self._reader = reader
        self._by = differing.by
        self.annotators = tuple(differing.annotators)
        copy = reader.working_copy
        self._comparer = Comparer(differing, copy.key, reader.article.sha256, told)
        self.matters = MatterList(copy.annotations)
        self.is_deciding = False
        self.reason = Reason.UNTOLD
        self._problem: Message | None = None
        self._meant: frozenset[Origin] = frozenset()

    # --- the comparison

    def start(self) -> None:
        """Read and compare the annotators' annotations in a thread, once more if they were compared."""
        self._comparer.start()

    def wait(self) -> bool:
        """Wait until the annotations are compared, and take that in; whether that is so in time."""
        has_ended = self._comparer.wait()
        self.receive()
        return has_ended

    def receive(self) -> None:
        """Take in a comparison, take over all that is agreed, and go to the first undecided difference."""
        outcome = self._comparer.take()
        if outcome is None:
            return
        self._problem = outcome.problem
        if outcome.matters is None:
            self._reader.tell(self._standing_told, page=True)
            return
        self.matters.made = outcome.matters
        count = self._take_agreed()
        shown = self.matters.shown
        if not shown:
            self._reader.tell(_told(outcome, count, Message("session.nothing_to_settle")), page=True)
            return
        self._reader.notice = _told(outcome, count, self._left)
        self._mean(next((each for each in shown if each.state is not State.DECIDED), shown[0]))

    @property
    def _left(self) -> Message:
        """Tell how many differences are to be decided."""
        if not (count := self.matters.undecided):
            return Message("session.all_settled", key=self._reader.bindings.key("view.done"))
        return Message("session.to_settle", count=count)

    def _take_agreed(self) -> int:
        """Take what all agree on, as far as nobody has decided about it, and return how many that are."""
        agreed = self.matters.agreed
        if not agreed or self._reader.working_copy.read_only:
            return 0
        of = tuple(sorted(self.annotators))
        rulings = [Ruling(each, Choice.AGREED, of, Reason.UNTOLD) for each in agreed]
        self._commit(self._settlement.edits(rulings), _AGREED)
        return len(agreed)

    # --- state

    @property
    def meant(self) -> Matter | None:
        """The matter that commands act on; None if there is none."""
        return self.matters.named(self._meant)

    @property
    def number(self) -> int:
        """The number of the matter that is meant among those shown, from 1; 0 if it is not shown."""
        meant = self.meant
        return next((number for number, each in enumerate(self.matters.shown, 1) if each is meant), 0)

    @property
    def standing(self) -> Message:
        """Tell why no matter is meant."""
        if self._problem is not None:
            return self._standing_told
        nothing = Message("session.nothing_to_settle")
        return Message("session.comparing") if self.matters.made is None else nothing

    @property
    def _standing_told(self) -> Message:
        return Message("session.cannot_compare", cause=self._problem or "")

    def annotation(self, annotator: str, name: str) -> Annotation | None:
        """Find an annotation of an annotator by its id; None if there is none in this article."""
        made = self.matters.made
        return None if made is None else made.sources.get(Origin(annotator, name))

    # --- going from one to the next

    def go_on(self, step: int) -> None:
        """Go to the next shown matter (step 1) or the previous one (step -1)."""
        self._go(self.matters.shown, step)

    def go_on_to_undecided(self) -> None:
        """Go to the next matter that is to be decided; behind the last one begin at the first."""
        span = self._span
        undecided = [each for each in self.matters.shown if each.state is not State.DECIDED]
        later = [each for each in undecided if each.span > span]
        if later or undecided:
            self._mean((later or undecided)[0])
        else:
            self._reader.say(self._left)

    def back(self) -> None:
        """Give the keys back to the decision on the difference that is meant."""
        self.is_deciding = True
        if (meant := self.meant) is not None:
            self._mean(meant)
        else:
            self._reader.show()

    def cycle_filter(self) -> None:
        """Show other matters: all differences, the undecided ones, those of one kind, what is agreed."""
        self.matters.cycle_filter()
        shown = self.matters.shown
        if shown and not self.number:
            span = self._span
            self._mean(next((each for each in shown if each.span >= span), shown[0]))
        self._reader.say(Message("session.filter_shown", filter=self.matters.filter, number=len(shown)))

    def follow(self, edits: Iterable[Edit]) -> None:
        """Go to the matter whose decision was undone or made again by edits."""
        records = {edit.id: edit for edit in edits}
        sides = [side for edit in records.values() for side in (edit.before, edit.after) if side is not None]
        told = [decision for decision in map(decision_of, sides) if decision is not None]
        origins = {Origin(seen.annotator, seen.id) for decision in told for seen in decision.seen}
        found = [each for each in self.matters.shown if not origins.isdisjoint(each.origins)]
        if found:
            self.is_deciding = True
            self._mean(found[0])

    @property
    def _span(self) -> Span:
        if (meant := self.meant) is not None:
            return meant.span
        caret = self._reader.caret
        return Span(caret.start, caret.start) if caret is not None else Span(0, 0)

    def _go(self, among: Sequence[Matter], step: int) -> None:
        meant = self.meant
        here = next((index for index, each in enumerate(among) if each is meant), None)
        if here is not None:
            target = here + step
        else:
            span = self._span
            later = (index for index, each in enumerate(among) if each.span >= span)
            target = next(later, len(among)) - (0 if step > 0 else 1)
        if 0 <= target < len(among):
            self._mean(among[target])
        elif step > 0:
            self._reader.say(Message("session.no_difference_after"))
        else:
            self._reader.say(Message("session.no_difference_before"))

    def _mean(self, matter: Matter) -> None:
        """Select a matter and bring it into sight."""
        self.is_deciding, self._meant = True, matter.origins
        self._reader.select(matter.span, self._reader.words.at(matter.span.start))

    # --- deciding

    def take(self, number: int) -> None:
        """Take the version of an annotator, and go on to the next undecided difference.

        Args:
            number: of the annotator, from 0.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self._decide(Choice.TAKEN, (self.annotators[number],), _TAKE)

    def take_all(self) -> None:
        """Take the versions of all annotators, and go on.

        Raises:
            HashiyaError: the annotations cannot be saved here, or values exclude one another.
        """
        self._decide(Choice.BOTH, self.annotators, _BOTH)

    def take_none(self) -> None:
        """Take nothing, and go on.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self._decide(Choice.NONE, (), _NONE)

    def edit(self) -> None:
        """Take what was decided, or else the first version, and give the keys to the page for changing it.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        if (meant := self.meant) is None:
            return
        self._reader.refuse_changes()
        if meant.decision is not None and meant.state is State.DECIDED:
            self._commit(self._settlement.edited(meant), _EDIT)
        else:
            first = next((each.annotator for each in meant.versions if each.annotations), self.annotators[0])
            ruling = Ruling(meant, Choice.EDITED, (first,), self.reason)
            self._commit(self._settlement.edits([ruling]), _EDIT)
        self.reason = Reason.UNTOLD
        self.is_deciding = False
        decision = now.decision if (now := self.meant) is not None else None
        made = [name for name in (decision.made if decision is not None else ()) if self._has(name)]
        self._reader.notice = Message("session.edit_settled", key=self._reader.bindings.key("settle.back"))
        if made:
            self._reader.jump(made[0])
        else:
            self._reader.show()

    def cycle_reason(self) -> None:
        """Give another reason: to the decision on the matter that is meant, else to the next decision.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        reasons = list(Reason)
        meant = self.meant
        decision = meant.decision if meant is not None and meant.state is State.DECIDED else None
        before = decision.reason if decision is not None else self.reason
        reason = reasons[(reasons.index(before) + 1) % len(reasons)]
        if meant is not None and decision is not None:
            self._reader.refuse_changes()
            self._commit(self._settlement.reasoned(meant, reason), _REASON)
        else:
            self.reason = reason
        self._reader.show()

    def _decide(self, choice: Choice, of: tuple[str, ...], command: str) -> None:
        if (meant := self.meant) is None:
            return
        self._reader.refuse_changes()
        self._commit(self._settlement.edits([Ruling(meant, choice, of, self.reason)]), command)
        self.reason = Reason.UNTOLD
        if self.matters.undecided:
            self.go_on_to_undecided()
        else:
            self._reader.notice = self._left
            self.back()

    def _commit(self, edits: Sequence[Edit], command: str) -> None:
        self._reader.show_edits(self._reader.working_copy.commit(edits, command))

    @property
    def _settlement(self) -> Settlement:
        copy, made = self._reader.working_copy, self.matters.made
        if made is None:
            raise ValueError("nothing was compared yet")
        by_origin = self.matters.by_origin
        return Settlement(self._reader.article, copy.key, made, by_origin, copy.annotations, by=self._by)

    def _has(self, name: str) -> bool:
        return self._reader.annotations.get(name) is not None


def _told(outcome: Compared, taken: int, told: Message) -> Message:
    """Tell how many annotations were taken and left out, before and behind a message."""
    if taken:
        told = Message("session.agreed_taken", count=taken, then=told)
    if outcome.left_out:
        told = Message("session.other_text_left_out", told=told, count=outcome.left_out)
    return told
