"""The proposals of an open article: those shown, the one that is meant, and the decisions on them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

from hashiya.messages import Message
from hashiya.registry.entries import CANONICAL
from hashiya.session.proposal_room import Room
from hashiya.session.proposer import Proposer, Request
from hashiya.suggest.parts import parts_between
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.proposal_edits import Acceptance
    from hashiya.session.proposer import Teacher
    from hashiya.session.reader import Reader
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span

ACCEPT, REJECT = "proposal.accept", "proposal.reject"

_Place: TypeAlias = "tuple[Span, str]"


class Proposals:
    """The proposals of the parts of the article that were read.

    The proposal that is meant is selected, so that every key which changes a selection corrects its edges.

    Attributes:
        shows_rest: whether proposals below the precision of the settings are shown, too.
    """

    def __init__(self, reader: Reader, teacher: Teacher, told: Callable[[], object]) -> None:
        """Show nothing yet.

        Args:
            reader: of the open article.
            teacher: gives the lessons of the folder.
            told: called, from another thread, when there is something to `receive`.
        """
        self._reader = reader
        self._proposer = Proposer(reader.article, reader.working_copy.key, teacher, told)
        self._least = self._proposer.least
        self._has_ended = False
        self.shows_rest = False
        self._found: dict[Span, Sequence[Proposal]] = {}
        self._meant: Proposal | None = None
        # what was asked for last, the annotations as of a version, and what is open as of a version
        self._asked: object = None
        self._annotations: tuple[int, Sequence[Annotation]] = (-1, ())
        self._open_for: object = None
        self._gathered: Sequence[Proposal] | None = None
        self._open: Sequence[Proposal] = ()
        self._shown: Sequence[Proposal] = ()
        self._longest = 0
        self._acceptance: Acceptance | None = None

    # --- the thread

    def keep_up(self) -> None:
        """Ask for the proposals of the page and of what follows it, if that is not known; never wait."""
        reader = self._reader
        version, parts = reader.annotations.version, self._parts_in_sight()
        if (version, parts) == self._asked:
            return
        self._asked = version, parts
        if version != self._annotations[0]:
            self._annotations = (version, tuple(reader.annotations))
        if any(part not in parts for part in self._found):
            self._found = {part: found for part, found in self._found.items() if part in parts}
            self._gathered = None
        rejected = tuple(reader.working_copy.annotations.rejected)
        self._proposer.ask(Request(parts, self._annotations[1], rejected, version, (*self._found,)))

    def receive(self) -> None:
        """Take in what was found, and paint it; the page does not move."""
        problem = self._proposer.problem
        if problem is not None and not self._has_ended:
            self._has_ended = True
            self._reader.tell(Message("session.proposals_ended", cause=problem))
        found = self._proposer.take()
        if found:
            before = self._places
            self._least = self._proposer.least
            self._found.update(found)
            self._gathered = None
            self._reader.repaint(*(span for span, _ in before ^ self._places))

    def wait(self) -> bool:
        """Wait until everything that was asked is answered, and take it in; whether that is so in time."""
        is_answered = self._proposer.wait()
        self.receive()
        return is_answered

    def end(self) -> None:
        """Propose nothing any more."""
        self._proposer.end()

    def _parts_in_sight(self) -> list[Span]:
        """List the parts of the text on the page, and the next one."""
        viewport = self._reader.viewport
        rows = [viewport.row(place) for place in viewport.lines if place is not None]
        return parts_between(self._reader.text, rows[0].start, rows[-1].end) if rows else []

    @property
    def _places(self) -> set[_Place]:
        return set(map(_place, self.shown))

    # --- state

    @property
    def known(self) -> Sequence[Proposal]:
        """The proposals that can be decided, shown or not, in the order of the text."""
        annotations = self._reader.annotations
        stored = self._reader.working_copy.annotations
        if self._gathered is None:
            self._gathered = sorted((each for group in self._found.values() for each in group), key=_place)
            self._open_for = None
        open_for = (annotations, annotations.version, stored.version, self.shows_rest)
        if open_for != self._open_for:
            self._open_for = open_for
            rejected = self._rejected_places()
            room = Room(each for part in self._found for each in annotations.overlapping(*part))
            self._open = [
                each for each in self._gathered if _place(each) not in rejected and room.is_left_for(each)
            ]
            least = 0.0 if self.shows_rest else self._least
            self._shown = [each for each in self._open if each.score >= least]
            self._longest = max((each.span.end - each.span.start for each in self._shown), default=0)
        return self._open

    def _rejected_places(self) -> set[_Place]:
        rejected = self._reader.working_copy.annotations.rejected
        if not rejected:
            return set()
        from hashiya.services.evidence import place_of  # loaded by the thread

        places = ((place_of(each, self._reader.text), each.label) for each in rejected)
        return {(span, label) for span, label in places if span is not None}

    @property
    def shown(self) -> Sequence[Proposal]:
        """The proposals that are shown, in the order of the text."""
        return self._shown if self.known else ()

    def within(self, start: int, end: int) -> Sequence[Proposal]:
        """List the shown proposals that share a code point with ``[start, end)``."""
        shown = self.shown
        low = bisect_left(shown, start - self._longest, key=_start)
        high = bisect_left(shown, end, key=_start)
        return [each for each in shown[low:high] if each.span.end > start]

    @property
    def meant(self) -> Proposal | None:
        """The proposal that commands act on: the one that was gone to, as long as it is selected."""
        meant, reader = self._meant, self._reader
        if meant is None:
            return None
        selection = reader.selection
        if selection is None or reader.in_list or not selection.overlaps(meant.span):
            self._meant = None
        else:
            known = self.known
            number = bisect_left(known, _place(meant), key=_place)
            found = known[number : number + 1]
            self._meant = next((each for each in found if _place(each) == _place(meant)), None)
        return self._meant

    # --- going from one to the next

    def go_on(self, step: int) -> None:
        """Go to the next shown proposal (step 1) or the previous one (step -1)."""
        reader, meant, others = self._reader, self.meant, self.shown
        if reader.is_hinting:
            reader.hinting.close()
        if meant is not None:
            others = [each for each in others if _place(each) != _place(meant)]
            number = bisect_left(others, _place(meant), key=_place)
        else:
            number = bisect_left(others, reader.caret.start if reader.caret else 0, key=_start)
        number += 0 if step > 0 else -1
        if 0 <= number < len(others):
            reader.jumps.remember()
            self._mean(others[number])
        else:
            reader.say(self._none_there(step))

    def _mean(self, proposal: Proposal) -> None:
        self._meant = proposal
        self._reader.select(proposal.span, self._reader.words.at(proposal.span.start))

    def _none_there(self, step: int) -> Message:
        """Say that there is no proposal, and where others are."""
        rest = len(self.known) - len(self.shown)
        if self.shown and step > 0:
            return Message("session.no_proposal_after", count=len(self.shown))
        if self.shown:
            return Message("session.no_proposal_before", count=len(self.shown))
        key = self._reader.bindings.key("proposal.rest")
        but = Message("session.no_proposals_but", count=rest, key=key)
        return but if rest else Message("session.no_proposals")

    def toggle_rest(self) -> None:
        """Show the less certain proposals, too, or no longer."""
        before = self._places
        self.shows_rest = not self.shows_rest
        shown, known = len(self.shown), len(self.known)
        told = Message("session.shows_all_proposals", count=known)
        self._reader.notice = told if self.shows_rest else Message("session.shows_proposals", count=shown)
        self._reader.show(*(span for span, _ in before ^ self._places))

    # --- deciding

    def accept(self) -> None:
        """Accept the proposal that is meant, with the edges that are selected, and go on to the next one.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        selection = self._reader.selection
        if (meant := self.meant) is not None and selection is not None:
            self._commit([(meant, selection)], ACCEPT)
            self._advance(meant)

    def accept_alike(self) -> None:
        """Accept all shown mentions of the actor, or all proposals with the same words, in one step.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        if (meant := self.meant) is not None:
            name = self._name_of(meant)
            alike = [each for each in self.shown if (each.label, self._name_of(each)) == (meant.label, name)]
            self._accept_all(meant, alike)

    def accept_sentence(self) -> None:
        """Accept all shown proposals of the sentence, in one step.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        from hashiya.session.passages import sentence_around  # loaded already

        if (meant := self.meant) is not None:
            sentence = sentence_around(self._reader.document, meant.span.start) or meant.span
            self._accept_all(meant, self.within(*sentence))

    def reject(self) -> None:
        """Reject the proposal that is meant, remember that, and go on to the next one.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        if (meant := self.meant) is None:
            return
        self._commit([(meant, meant.span)], REJECT)
        self._advance(meant)

    def _accept_all(self, meant: Proposal, proposals: Sequence[Proposal]) -> None:
        others = [(each, each.span) for each in proposals if _place(each) != _place(meant)]
        self._commit([(meant, self._reader.selection or meant.span), *others], ACCEPT)
        self._advance(meant)
        if others:
            self._reader.say(Message("session.proposals_accepted", count=len(others) + 1))

    def _commit(self, chosen: Sequence[tuple[Proposal, Span]], command: str) -> None:
        """Accept proposals with the given edges, or reject them, in one step."""
        from hashiya.annotation.transaction import Origin  # loaded by the thread
        from hashiya.session.proposal_edits import Acceptance, rejection

        reader = self._reader
        reader.refuse_changes()
        if command == REJECT:
            edits = [rejection(reader, each) for each, _ in chosen]
        else:
            self._acceptance = self._acceptance or Acceptance(reader)
            edits = self._acceptance.edits(chosen)
        reader.show_edits(reader.working_copy.commit(edits, command, origin=Origin.SUGGESTION))

    def _name_of(self, proposal: Proposal) -> str:
        return proposal.attributes.get(CANONICAL) or fold(proposal.span.cut(self._reader.text))

    def _advance(self, decided: Proposal) -> None:
        """Go to the first shown proposal behind one that was decided; without one, drop the selection."""
        shown = self.shown
        number = bisect_left(shown, _place(decided), key=_place)
        if number < len(shown):
            self._mean(shown[number])
        else:
            self._meant = None
            self._reader.drop_selection()
            self._reader.notice = self._none_there(1)
            self._reader.show()


def _place(proposal: Proposal) -> _Place:
    return proposal.span, proposal.label


def _start(proposal: Proposal) -> int:
    return proposal.span.start
