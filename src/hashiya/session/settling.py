"""Settling the differences between annotators in an open article, whose annotations are the settled ones."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.decisions import Choice, Decision, Origin, Reason, decision_of
from hashiya.agreement.differences import Kind, compared
from hashiya.agreement.matters import Matter, Matters, State
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.settling import Ruling, Settlement
from hashiya.session.supervised_thread import SupervisedThread, told_of
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.session.reader import Reader

COMMANDS = ("settle.agreed", "settle.take", "settle.both", "settle.none", "settle.edit", "settle.reason")
"""Ids under which decisions are made, for the history."""
_AGREED, _TAKE, _BOTH, _NONE, _EDIT, _REASON = COMMANDS

KIND_NAMES: Mapping[Kind | None, Message] = {
    Kind.LABEL: Message("session.differs_label"),
    Kind.MISSING: Message("session.differs_missing"),
    Kind.BOUNDARY: Message("session.differs_boundary"),
    Kind.ATTRIBUTE: Message("session.differs_attribute"),
    Kind.RELATION: Message("session.differs_relation"),
    None: Message("session.differs_not"),
}
"""The kinds of difference, with their names for a person."""

CHOICE_NAMES: Mapping[Choice, Callable[[tuple[str, ...]], Message]] = {
    Choice.AGREED: lambda _: Message("session.choice_agreed"),
    Choice.TAKEN: lambda names: Message("session.choice_taken", names=names),
    Choice.BOTH: lambda _: Message("session.choice_both"),
    Choice.EDITED: lambda _: Message("session.choice_edited"),
    Choice.NONE: lambda _: Message("session.choice_none"),
}
"""The decisions, told with the annotators whose versions were taken."""

REASON_NAMES = {
    Reason.UNTOLD: Message("session.reason_untold"),
    Reason.SLIP: Message("session.reason_slip"),
    Reason.GUIDELINE: Message("session.reason_guideline"),
    Reason.AMBIGUOUS: Message("session.reason_ambiguous"),
}
"""The reasons of a decision, with their names for a person."""

_EVERY_DIFFERENCE, _UNDECIDED = "differences", "undecided"
_FILTERS: Sequence[tuple[object, Message]] = (
    (_EVERY_DIFFERENCE, Message("session.filter_differences")),
    (_UNDECIDED, Message("session.filter_undecided")),
    *((kind, KIND_NAMES[kind]) for kind in Kind),
    (None, KIND_NAMES[None]),
)


class Differing(NamedTuple):
    """The annotators to settle between, and how their annotations are read.

    Attributes:
        annotators: their names; the keys 1, 2, … take the version of the first, the second, ….
        read: reads their annotations of an article, by its key, by annotator; slow, called in a thread.
        by: who decides.
    """

    annotators: Sequence[str]
    read: Callable[[str], Mapping[str, Sequence[Annotation]]]
    by: str = ""


class Settling:
    """The matters of an open article, the one that is meant, and the decisions on them.

    The difference that is meant is selected. While its annotations are edited, keys are those of the page.

    Attributes:
        annotators: the names of the annotators.
        is_deciding: whether keys decide; otherwise they annotate as on every page.
        reason: the reason that the next decision gets.
        problem: why the annotators' annotations could not be read; None if they could.
    """

    def __init__(self, reader: Reader, differing: Differing, told: Callable[[], object]) -> None:
        """Know no matters yet.

        Args:
            reader: of the open article, whose annotations are the settled ones.
            differing: the annotators.
            told: called, from another thread, when there is something to `receive`.
        """
        self._reader = reader
        self._differing = differing
        self._told = told
        self.annotators = tuple(differing.annotators)
        self.is_deciding = False
        self.reason = Reason.UNTOLD
        self.problem: Message | None = None
        self._changed = threading.Condition()
        self._found: Matters | None = None
        self._has_ended = self._is_told = False
        self._left_out = 0
        self._every: Matters | None = None
        self._meant: frozenset[Origin] = frozenset()
        self._filter = 0
        # the matters as of a version of the settled annotations
        self._known_for: object = None
        self._known: Sequence[Matter] = ()
        self._by_origin: Mapping[Origin, Matter] = {}
        self._shown: Sequence[Matter] = ()
        self._shown_for: object = None
        # each record of a decision that was read
        self._read: dict[str, tuple[Annotation, Decision]] = {}

    # --- the thread

    def start(self) -> None:
        """Read and compare the annotators' annotations in a thread, once more if they were compared."""
        self._has_ended = self._is_told = False
        thread = SupervisedThread(self._run, self._died, name="hashiya-settling")
        try:
            thread.start()
        except HashiyaError as error:
            self._died(error)

    def _run(self) -> None:
        key, article = self._reader.working_copy.key, self._reader.article
        versions = self._differing.read(key)
        found = Matters(compared(key, versions, sha256=article.sha256), self.annotators)
        of_other_text = [
            each
            for annotations in versions.values()
            for each in annotations
            if each.sha256 not in ("", article.sha256)
        ]
        with self._changed:
            self._found, self._has_ended = found, True
            self._left_out = len(of_other_text)
            self._changed.notify_all()
        self._told()

    def _died(self, error: BaseException) -> None:
        with self._changed:
            self.problem, self._has_ended = told_of(error), True
            self._changed.notify_all()
        self._told()

    def wait(self, timeout: float = 120.0) -> bool:
        """Wait until the annotations are compared, and take that in; whether that is so in time."""
        with self._changed:
            has_ended = self._changed.wait_for(lambda: self._has_ended, timeout)
        self.receive()
        return has_ended

    def receive(self) -> None:
        """Take in the comparison, take over all that is agreed, and go to the first undecided difference."""
        with self._changed:
            found, self._found = self._found, None
            problem = None if self._is_told else self.problem
            self._is_told = problem is not None
        if problem is not None:
            self._reader.tell(Message("session.cannot_compare", cause=problem), page=True)
        if found is None:
            return
        self._every = found
        count = self._take_agreed()
        self.is_deciding = True
        first = next((each for each in self.shown if each.state is not State.DECIDED), None)
        first = first or next(iter(self.shown), None)
        if first is None:
            self.is_deciding = False
            told = Message("session.nothing_to_settle")
            told = Message("session.agreed_taken", count=count, then=told) if count else told
            self._reader.tell(self._told_of_others(told), page=True)
            return
        self._reader.notice = self._told_of_others(self._greeting(count))
        self._mean(first)

    def _told_of_others(self, told: Message) -> Message:
        """Add how many annotations belong to another text, and so are not compared."""
        if not self._left_out:
            return told
        return Message("session.other_text_left_out", told=told, count=self._left_out)

    def _greeting(self, taken: int) -> Message:
        left = self.undecided
        if not left:
            return Message("session.all_settled", key=self._reader.bindings.key("view.done"))
        told = Message("session.to_settle", count=left)
        return Message("session.agreed_taken", count=taken, then=told) if taken else told

    def _take_agreed(self) -> int:
        """Take what all agree on, as far as nobody has decided about it, and return how many that are."""
        copy = self._reader.working_copy
        new = [each for each in self.matters if each.kind is None and each.state is State.OPEN]
        if new and not copy.read_only:
            of = tuple(sorted(self.annotators))
            rulings = [Ruling(each, Choice.AGREED, of, Reason.UNTOLD) for each in new]
            self._commit(self._settlement.edits(rulings), _AGREED)
        return len(new)

    # --- state

    @property
    def matters(self) -> Sequence[Matter]:
        """All matters of the article, in the order of the text; none until the annotations are compared."""
        if self._every is None:
            return ()
        annotations = self._reader.working_copy.annotations
        state = (self._every, annotations, annotations.version)
        if state != self._known_for:
            self._known_for = state
            self._known = self._every.after(self._decisions(), annotations.get)
            self._by_origin = {each: matter for matter in self._known for each in matter.origins}
        return self._known

    def _decisions(self) -> list[tuple[Decision, Span]]:
        """List the decisions with the spans of their records, oldest first."""
        found = []
        for record in sorted(self._reader.working_copy.annotations.rejected, key=lambda each: each.id):
            known = self._read.get(record.id)
            if known is None or known[0] is not record:
                decision = decision_of(record)
                if decision is None:
                    continue
                known = self._read[record.id] = record, decision
            found.append((known[1], record.span))
        return found

    @property
    def filter(self) -> Message:
        """The name of the matters that are shown."""
        return _FILTERS[self._filter][1]

    @property
    def shown(self) -> Sequence[Matter]:
        """The matters that the filter lets through."""
        every, wanted = self.matters, _FILTERS[self._filter][0]
        if self._shown_for != (id(every), self._filter):
            self._shown_for = id(every), self._filter
            self._shown = [each for each in every if self._is_shown(each, wanted)]
        return self._shown

    def _is_shown(self, matter: Matter, wanted: object) -> bool:
        if wanted in (_EVERY_DIFFERENCE, _UNDECIDED):
            is_open = matter.state is not State.DECIDED
            return is_open or (wanted == _EVERY_DIFFERENCE and matter.kind is not None)
        return matter.kind is wanted

    @property
    def undecided(self) -> int:
        """The number of matters that are to be decided, or to be decided again."""
        return sum(1 for each in self.matters if each.state is not State.DECIDED)

    @property
    def meant(self) -> Matter | None:
        """The matter that commands act on; None if there is none."""
        if not self.matters:
            return None
        same = (self._by_origin.get(each) for each in self._meant)
        return next((each for each in same if each is not None), None)

    @property
    def number(self) -> int:
        """The number of the matter that is meant among those shown, from 1; 0 if it is not shown."""
        meant = self.meant
        return next((number for number, each in enumerate(self.shown, 1) if each is meant), 0)

    @property
    def standing(self) -> Message:
        """Tell why no matter is meant."""
        if self._every is None:
            return Message("session.comparing") if self.problem is None else self.problem
        return Message("session.nothing_to_settle")

    def annotation(self, annotator: str, name: str) -> Annotation | None:
        """Find an annotation of an annotator by its id; None if there is none in this article."""
        return None if self._every is None else self._every.sources.get(Origin(annotator, name))

    # --- going from one to the next

    def go_on(self, step: int) -> None:
        """Go to the next shown matter (step 1) or the previous one (step -1)."""
        self._go(self.shown, step)

    def go_on_to_undecided(self) -> None:
        """Go to the next matter that is to be decided; behind the last one begin at the first."""
        undecided, span = [each for each in self.shown if each.state is not State.DECIDED], self._span
        later = [each for each in undecided if each.span > span]
        if later or undecided:
            self._mean((later or undecided)[0])
        else:
            self._reader.say(self._greeting(0))

    def back(self) -> None:
        """Give the keys back to the decision on the difference that is meant."""
        self.is_deciding = True
        if (meant := self.meant) is not None:
            self._mean(meant)
        else:
            self._reader.show()

    def cycle_filter(self) -> None:
        """Show other matters: all differences, the undecided ones, those of one kind, what is agreed."""
        for _ in _FILTERS:
            self._filter = (self._filter + 1) % len(_FILTERS)
            if self.shown:
                break
        shown = self.shown
        if shown and not self.number:
            span = self._span
            self._mean(next((each for each in shown if each.span >= span), shown[0]))
        self._reader.say(Message("session.filter_shown", filter=self.filter, number=len(self.shown)))

    def follow(self, edits: Iterable[Edit]) -> None:
        """Go to the matter whose decision was undone or made again by edits."""
        records = {edit.id: edit for edit in edits}
        sides = [side for edit in records.values() for side in (edit.before, edit.after) if side is not None]
        told = [decision for decision in map(decision_of, sides) if decision is not None]
        origins = {Origin(seen.annotator, seen.id) for decision in told for seen in decision.seen}
        found = [each for each in self.shown if not origins.isdisjoint(each.origins)]
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
        if self.undecided:
            self.go_on_to_undecided()
        else:
            self._reader.notice = self._greeting(0)
            self.back()

    def _commit(self, edits: Sequence[Edit], command: str) -> None:
        self._reader.show_edits(self._reader.working_copy.commit(edits, command))

    @property
    def _settlement(self) -> Settlement:
        copy, every = self._reader.working_copy, self._every
        if every is None:
            raise ValueError("nothing was compared yet")
        by_origin = self._by_origin if self.matters else {}
        return Settlement(
            self._reader.article, copy.key, every, by_origin, copy.annotations, by=self._differing.by
        )

    def _has(self, name: str) -> bool:
        return self._reader.annotations.get(name) is not None
