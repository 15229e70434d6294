"""An open article that is being annotated."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.anchoring import Anchoring
from hashiya.session.article_view import ArticleView
from hashiya.session.commands.bindings import Bindings
from hashiya.session.outside import Outside
from hashiya.session.places import KeptPlace
from hashiya.session.preferences import DEFAULT_MEASURE
from hashiya.session.working_copy import WorkingCopy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.article.article import Article
    from hashiya.codebook.label import LabelSet
    from hashiya.services.other_reading import OtherReading
    from hashiya.session.annotation_index import AnnotationIndex
    from hashiya.session.change import Change
    from hashiya.session.differing import Differing
    from hashiya.session.known_names import KnownNames
    from hashiya.session.offering import Offering
    from hashiya.session.other_annotators import OtherAnnotators
    from hashiya.session.others import Others
    from hashiya.session.proposals import Proposals
    from hashiya.session.proposer import Teacher
    from hashiya.session.questions import Questions
    from hashiya.session.settling import Settling
    from hashiya.session.undoing import Undoing
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.workspace.workspace import Workspace


_NO_ANNOTATION = Message("commands.no_annotation_here")


class Reader(ArticleView):
    """An article with its annotations and all that may change them; commands act on it.

    Attributes:
        labels: the labels in use.
        bindings: the keys of commands, for sentences that advise a key.
        annotator: name of the analyst; goes into every new annotation.
        other_reading: the encoding in which the article is read, if it is not its own; else None.
        working_copy: the annotations, saved or not.
        outside: brings in events that no key caused.
        proposals: the annotations that are proposed; None until `start_proposing`, and where nothing is.
        settling: the differences between annotators; None unless `settle` was called.
        others: the annotations of others; None until they are asked for.
    """

    def __init__(
        self,
        article: Article,
        repository: ArticleRepository,
        labels: LabelSet,
        *,
        annotator: str = "",
        measure: int = DEFAULT_MEASURE,
        other_reading: OtherReading | None = None,
        told: Callable[[], object] = lambda: None,
        workspace: Workspace | None = None,
        bindings: Bindings | None = None,
        teacher: Callable[[], Teacher | None] = lambda: None,
        annotators: Callable[[], OtherAnnotators | None] = lambda: None,
        done_is_final: bool = False,
    ) -> None:
        """Open an article with its annotations.

        Args:
            article: the article.
            repository: the annotations of the article.
            labels: the labels in use.
            annotator: name of the analyst.
            measure: most columns of a row.
            other_reading: the encoding in which the article is read, if it is not its own.
            told: called, from another thread, whenever there is something for `outside` to receive.
            workspace: shares the transactions that can be taken back with other articles and runs.
            bindings: the keys that sentences name; if None, the declared ones.
            teacher: gives what the folder teaches about proposals; None proposes nothing.
            annotators: gives the other annotators of the run; None if there can be none.
            done_is_final: whether an article that is done can no longer be changed here.
        """
        self.done_is_final = done_is_final
        self.labels = labels
        self.bindings = bindings or Bindings(labels)
        self.annotator = annotator
        self.other_reading = other_reading
        self._may_change_encoding = other_reading is None or not other_reading.needs_agreement
        self.working_copy = WorkingCopy(
            repository, told, annotator=annotator, place=KeptPlace(article.path), workspace=workspace
        )
        self._workspace = workspace
        self._teacher = teacher
        self._told = told
        self._annotators = annotators
        self.proposals: Proposals | None = None
        self.settling: Settling | None = None
        self.others: Others | None = None
        super().__init__(article, Anchoring(self.working_copy, article), measure, self.working_copy.offset)
        self.outside = Outside(self)

    @cached_property
    def questions(self) -> Questions:
        """The questions that only the analyst can decide."""
        from hashiya.session.questions import Questions  # the first frame does without

        return Questions(self.working_copy, self.anchoring)

    @property
    def open_questions(self) -> int:
        """The number of `questions`."""
        return len(self.working_copy.conflicts) + len(self.anchoring.known_anchors)

    @cached_property
    def undoing(self) -> Undoing:
        """Takes changes back and makes them again."""
        from hashiya.session.undoing import Undoing  # the first frame does without

        return Undoing(self)

    @cached_property
    def offering(self) -> Offering:
        """The attributes that are offered."""
        from hashiya.session.offering import Offering  # the first frame does without

        return Offering(self)

    @cached_property
    def known_names(self) -> KnownNames:
        """The canonical names that are known here and in the folder."""
        from hashiya.session.known_names import KnownNames  # the first frame does without

        return KnownNames(lambda: self.annotations, self._workspace)

    # --- proposals

    def start_proposing(self) -> None:
        """Propose annotations from now on, in a thread."""
        if self.proposals is None and (teacher := self._teacher()) is not None:
            from hashiya.session.proposals import Proposals  # the first frame does without

            self.proposals = Proposals(self, teacher, self._told)
            self.proposals.keep_up()

    @property
    def is_at_proposal(self) -> bool:
        """Whether a proposal is meant."""
        return self.proposals is not None and self.proposals.meant is not None

    # --- other annotators

    @property
    def listed(self) -> AnnotationIndex:
        """The annotations of the list: the analyst's, and those of others while they are shown."""
        return self.annotations if self.others is None else self.others.listed

    def toggle_others(self) -> None:
        """Show the annotations of others, too, or no longer.

        Raises:
            HashiyaError: the system starts no thread to read them.
        """
        if self.others is None and (annotators := self._annotators()) is not None:
            from hashiya.session.others import Others  # the first frame does without

            self.others = Others(self, annotators, self._told)
        if self.others is None:
            self.say(Message("session.no_others"))
        else:
            self.others.toggle()

    def show_others_again(self) -> None:
        """Show the annotations of others if they were shown in the article before; tell if that fails."""
        annotators = self._annotators()
        if annotators is not None and annotators.are_shown:
            from hashiya.session.others import Others  # only who asked for others needs this

            self.others = Others(self, annotators, self._told)
            self.others.begin()

    def listen(self, listener: Callable[[Change], object]) -> None:
        """Name the one listener to changes, and let the proposals follow the page and the annotations."""

        def told(change: Change) -> None:
            if self.proposals is not None:
                self.proposals.keep_up()
            listener(change)

        super().listen(told)

    # --- settling

    @property
    def is_deciding(self) -> bool:
        """Whether the keys decide on a difference between annotators."""
        return self.settling is not None and self.settling.is_deciding and not self.in_list

    def settle(self, differing: Differing) -> None:
        """Settle the differences between annotators; `outside.follow` begins to compare them."""
        from hashiya.session.settling import Settling  # most readers settle nothing

        self.settling = Settling(self, differing, self._told)

    # --- changing annotations

    def allow_other_encoding(self) -> None:
        """Allow changes that record the current encoding of the article."""
        self._may_change_encoding = True

    def refuse_changes(self) -> None:
        """Refuse a change before it is made if it cannot be saved or needs a confirmation.

        Raises:
            HashiyaError: the annotations cannot be saved here.
            OtherReadingError: a change would put another encoding on record than the article's own.
        """
        self.working_copy.refuse_if_read_only(self.article.path.name)
        if self.other_reading is not None and not self._may_change_encoding:
            from hashiya.services.other_reading import OtherReadingError  # the first frame does without

            raise OtherReadingError(self.other_reading)

    def nothing_to_change(self, otherwise: Message = _NO_ANNOTATION) -> Message:
        """Say why no command can change an annotation here: it is another annotator's, or there is none.

        Args:
            otherwise: the sentence that there is none.
        """
        if (meant := self.meant) is None:
            return otherwise
        key = self.bindings.key("others.take")
        return Message("commands.annotation_of_another", annotator=meant.annotator, key=key)

    def show_edits(self, edits: Sequence[Edit]) -> None:
        """Tell the screen of edits that were made to annotations."""
        sides = (side for edit in edits for side in (edit.before, edit.after))
        self.show(*(side.span for side in sides if side is not None), annotations=True)

    def show_replayed(self, edits: Sequence[Edit], message: Message) -> None:
        """Go to the change of an undo or redo in this article, paint it, and tell of it."""
        self.jumps.remember()
        self._selection.drop()
        self.notice = message
        if edits:
            last = edits[-1].after or edits[-1].before
            if last is not None and not self.in_list:
                self._put_caret(self.words.at(last.start))
            self.current = None if last is None or last.is_rejection or not edits[-1].after else last.id
        self.show_edits(edits)
        if self.settling is not None:
            self.settling.follow(edits)

    # --- leaving

    def remember_place(self) -> None:
        """Queue the reading place; in another encoding do not, since the offset belongs to another text."""
        if self._may_change_encoding:
            self.working_copy.remember_place(self.caret.start if self.caret else 0)

    def close(self) -> bool:
        """Save everything and end saving; return False if some of it could not be saved."""
        self.outside.end()
        self.remember_place()
        return self.working_copy.close()
