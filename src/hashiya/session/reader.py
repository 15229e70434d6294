"""One open article: where the caret stands, what is selected, and the annotations made in it.

All state of reading and marking lives here; the screen shows it and sends commands. Every command ends in one
`Change`, which tells the screen what to paint again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.layout import Document
from hashiya.services.other_reading import OtherReadingError
from hashiya.session.anchoring import Anchoring
from hashiya.session.change import Change
from hashiya.session.commands.bindings import Bindings
from hashiya.session.finder import Finder
from hashiya.session.motions import KEEP_GOAL, MOTIONS, Stand
from hashiya.session.outside import Outside
from hashiya.session.page_turning import PAGES, move_page, turn_page
from hashiya.session.places import KeptPlace
from hashiya.session.preferences import DEFAULT_MEASURE, within_bounds
from hashiya.session.questions import Questions
from hashiya.session.selection import Selection
from hashiya.session.undoing import Undoing
from hashiya.session.viewport import Viewport
from hashiya.session.word_index import WordIndex
from hashiya.session.working_copy import WorkingCopy
from hashiya.store.repository.draft import Draft
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.codebook.label import LabelSet
    from hashiya.services.other_reading import OtherReading
    from hashiya.session.annotation_index import AnnotationIndex
    from hashiya.session.questions import Question
    from hashiya.store.repository.protocols import ArticleRepository
    from hashiya.workspace.workspace import Workspace


class Reader:
    """The state of one article being read and marked.

    Attributes:
        article: what is read.
        labels: what a span can be called.
        bindings: which command a key runs, for sentences that advise a key.
        annotator: who annotates; goes into every new annotation.
        measure: columns of a row at most, as the reader of it wishes.
        other_reading: in which other encoding than its own the article is read, or None.
        viewport: which rows stand on the page.
        caret: the word the caret stands on; None in a text without words.
        current: id of the annotation last jumped to or made, until the caret moves on.
        in_list: whether the keys are for the list of annotations, whose row `current` then is; the caret
            stays where it was meanwhile.
        working_copy: the annotations, and what becomes of them on disk.
        finder: what is searched for.
        anchoring: the annotations whose article changed since they were made.
        questions: what only the analyst can decide.
        undoing: takes changes back and makes them again.
        outside: brings in what happens without a key.
        message: one sentence for the analyst about the last command; empty when it needs none.
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
    ) -> None:
        """Open an article with what its repository has of it.

        Args:
            article: the article.
            repository: the annotations of the article.
            labels: the labels in use.
            annotator: name of who annotates.
            measure: columns of a row.
            other_reading: in which other encoding than its own the article is read, if it is.
            told: called, from another thread, whenever there is something for `outside` to receive.
            workspace: shares the transactions that can be taken back with other articles and runs.
            bindings: the keys that sentences name; if None, the declared ones.
        """
        self.article = article
        self.labels = labels
        self.bindings = bindings or Bindings(labels)
        self.annotator = annotator
        self.measure = measure
        self.other_reading = other_reading
        self._may_change_encoding = other_reading is None or not other_reading.needs_agreement
        self.working_copy = WorkingCopy(
            repository, told, annotator=annotator, place=KeptPlace(article.path), workspace=workspace
        )
        document = Document(article.text, measure)
        self.viewport = Viewport(document)
        self.words = WordIndex(document)
        self.finder = Finder(article.text)
        self.anchoring = Anchoring(self.working_copy, article)
        self.questions = Questions(self.working_copy, self.anchoring)
        self.outside = Outside(self)
        self.undoing = Undoing(self)
        self.caret = self.words.at(min(self.working_copy.offset, len(article.text)))
        self._selection = Selection()
        self.current: str | None = None
        self.in_list = False
        self.message = ""
        self._goal: float | None = None
        self._listener: Callable[[Change], object] = lambda _: None

    # --- what the screen asks

    @property
    def document(self) -> Document:
        """The rows of the article at the present width."""
        return self.viewport.document

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._selection.span

    @property
    def selecting(self) -> bool:
        """Whether motions extend the selection."""
        return self._selection.selecting

    @property
    def annotations(self) -> AnnotationIndex:
        """The annotations where they stand in the text, in text order."""
        return self.anchoring.placed

    @property
    def target(self) -> Span | None:
        """The words a label would cover now: those of the list's row; else the selection, or the caret's."""
        if self.in_list:
            return subject.span if (subject := self.subject) is not None else None
        return self.selection or self.caret

    @property
    def subject(self) -> Annotation | None:
        """The annotation that removal, notes and the margin mean now."""
        current = self.annotations.get(self.current) if self.current is not None else None
        if current is not None or self.in_list:
            return current
        target = self.target
        return self.annotations.at(*target) if target else None

    def listen(self, listener: Callable[[Change], object]) -> None:
        """Names who is told of each change; one listener, the newest."""
        self._listener = listener

    # --- the window

    def resize(self, width: int, height: int) -> None:
        """Fits the page to a window; the text at the top stays, and the caret stays in sight.

        Args:
            width: columns there are; rows take at most `measure` of them.
            height: lines there are.
        """
        width = max(1, min(width, self.measure))
        if width != self.document.width:
            self._lay_out(self.document.rewrapped(width))
        self.viewport.resize(height)
        self._show_caret()
        self._listener(Change(page=True))

    def set_measure(self, measure: int) -> None:
        """Sets the columns of a row that are wished for, within 20 and 200; `resize` makes them so."""
        self.measure = within_bounds(measure)

    def toggle_hidden(self) -> None:
        """Shows the hidden characters on the page by marks, or no longer; no offset moves."""
        from hashiya.session.hidden import shown_sentence  # the first frame does without

        reveal = not self.document.reveal
        self._lay_out(self.document.rewrapped(self.document.width, reveal=reveal))
        self.message = shown_sentence(self.text) if reveal else "Hidden characters are not shown."
        self._emit(page=True)

    def scroll(self, lines: int) -> None:
        """Moves the page by rows and leaves the caret where it is."""
        if self.viewport.scroll(lines):
            self._listener(Change(page=True))

    # --- moving and selecting

    def move(self, motion: str, *, extend: bool = False) -> None:
        """Moves the caret, and with it the selection's end while selecting; without a caret, the page.

        Args:
            motion: a name in `MOTIONS`, or ``page_up``, ``page_down``.
            extend: extends the selection, or selects from the caret's old word to its new one.
        """
        if self.caret is None:  # the text has no word to stand on
            if move_page(self.viewport, motion):
                self._listener(Change(page=True))
            return
        if extend and (begin := self._selection.begin_extending(self.caret, self.words)) != self.caret:
            self._put_caret(begin)
        stand = Stand(self.document, self.words, self.caret, self._goal)
        if motion in PAGES:
            target, moved = turn_page(self.viewport, stand, PAGES[motion])
        else:
            target, moved = MOTIONS[motion](stand), False
        self._goal = stand.goal if motion in KEEP_GOAL else None
        self._stand_on(target or self.caret, extend=extend, page=moved)

    def go_to(self, offset: int) -> None:
        """Puts the caret on the word at an offset, or the next one, and drops the selection."""
        dirty = self._dirty()
        self._selection.drop()
        self._put_caret(self.words.at(offset))
        self._move_on()
        self._emit(*dirty)

    def select(self, span: Span, caret: Span | None = None) -> None:
        """Select a span; the caret stands on the word that is given, or else on its last word."""
        if span.end <= span.start:
            return
        if caret is None:
            last = self.words.before(span.end)
            caret = last if last is not None and last.end > span.start else self.caret
        dirty = self._dirty()
        self._selection.set(span)
        self._move_on()
        self._put_caret(caret)
        self._emit(*dirty)

    def toggle_selecting(self) -> None:
        """Starts a selection at the caret's word, or ends the one that motions extend."""
        if self.selecting:
            self._selection.selecting = False
            self._emit()
        elif self.caret is not None:
            dirty = self._dirty()
            self._selection.start(self.caret)
            self._emit(*dirty)

    def drop_selection(self) -> None:
        """Drop the selection, and the search where nothing is selected or a match of it."""
        ends_search = self.selection is None or self.finder.is_match(self.selection)
        dirty = self._dirty()
        self._selection.drop()
        self._emit(*dirty)
        if ends_search:
            self.search("")

    def adjust(self, edge: str, step: int) -> None:
        """Moves an edge of the selection, or of the caret's word, by one letter with its marks.

        Args:
            edge: ``start`` or ``end``.
            step: 1 onwards in the text, -1 back; the selection keeps one letter at least.
        """
        span = self.target
        if span is None:
            return
        dirty = self._dirty()
        self._selection.adjust(self.text, span, edge, step, self.caret)
        self._move_on()
        self._emit(*dirty)

    # --- annotations

    def allow_other_encoding(self) -> None:
        """Agree to changes that put the encoding on record in which the article is read."""
        self._may_change_encoding = True

    def refuse_changes(self) -> None:
        """Refuse a change that cannot be saved, or that was not agreed to, before it is made.

        Raises:
            HashiyaError: the annotations cannot be saved here.
            OtherReadingError: a change would put another encoding on record than the article's own.
        """
        self.working_copy.refuse_if_read_only(self.article.path.name)
        if self.other_reading is not None and not self._may_change_encoding:
            raise OtherReadingError(self.other_reading)

    def label(self, name: str) -> None:
        """Labels the selection, or the caret's word.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self.refuse_changes()
        span = self.target
        if span is None:
            return
        mine = (name, span, self.annotator)  # another annotator's mark of the same words stands beside it
        existing = [a for a in self.annotations.overlapping(*span) if (a.label, a.span, a.annotator) == mine]
        dirty = self._dirty()
        if existing:
            self._selection.drop()
            self.current = existing[0].id
            self.message = f"Already labelled {name}."
            self._emit(*dirty)
            return
        annotation = new_annotation(
            self.working_copy.key, self.article.sha256, self.text, span, name, annotator=self.annotator
        )
        self._selection.drop()
        self.working_copy.commit([Edit(None, annotation)], f"label.{name}")
        self.current = annotation.id
        self._emit(*dirty, span, annotations=True)

    def remove(self) -> None:
        """Removes the annotation the caret stands on, the innermost or the one jumped to.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self.refuse_changes()
        subject = self.subject
        if subject is None:
            self.say("No annotation here.")
            return
        self.working_copy.commit(
            [Edit(self.working_copy.annotations.get(subject.id), None)], "annotation.remove"
        )
        self.current = None
        self._emit(subject.span, annotations=True)

    @property
    def draft(self) -> Draft | None:
        """The note of the subject as it is to be written on: an unfinished one if there is one."""
        subject = self.subject
        base = None if subject is None else self.working_copy.annotations.get(subject.id)
        if base is None:
            return None
        kept = self.working_copy.draft
        return kept if kept is not None and kept.base.id == base.id else Draft(base, base.note)

    def write_note(self, base: Annotation, note: str) -> None:
        """Sets the note of an annotation.

        Args:
            base: the annotation as the author of the note saw it.
            note: the new note.

        Raises:
            HashiyaError: the annotations cannot be saved here.
        """
        self.refuse_changes()
        if base.note != note:
            self.working_copy.commit([Edit(base, changed(base, note=note))], "annotation.note")
            self._emit(base.span, annotations=True)

    def jump(self, annotation_id: str) -> None:
        """Goes to an annotation and makes it the current one."""
        annotation = self.annotations.get(annotation_id)
        if annotation is None:
            return
        self.go_to(min(annotation.start, len(self.text)))
        self.current = annotation_id
        self._emit(annotation.span)

    # --- the list of annotations

    def enter_list(self) -> None:
        """Give the keys to the list, on the row of the annotation here or of the next one."""
        here = self.caret.start if self.caret else -1
        annotations = self.annotations
        found = self.subject or annotations.after(here) or annotations.before(len(self.text) + 1)
        if found is None:
            self.say("No annotation yet.")
        else:
            self.pick(found.id)

    def pick(self, annotation_id: str) -> None:
        """Give the keys to the list, on the row of an annotation, and show its words; the caret stays."""
        if (self.current, self.in_list) != (annotation_id, True):
            dirty = self._dirty()
            self.current, self.in_list = annotation_id, True
            self._emit(*dirty)

    def leave_list(self, *, go: bool = False) -> None:
        """Give the keys back to the page.

        Args:
            go: whether the caret goes to the annotation of the list's row, or stays where it was.
        """
        if self.in_list and go and self.current is not None:
            self.jump(self.current)
        elif self.in_list:
            dirty = self._dirty()
            self._move_on()
            self._emit(*dirty)

    # --- search

    def search(self, query: str) -> None:
        """Sets what is searched for and marks it on the page; an empty query ends the search."""
        if query != self.finder.query:
            self.finder.look_for(query)
            self._emit(page=True)

    # --- what is to be decided

    def look_at(self, question: Question) -> None:
        """Selects the place a question is about."""
        if question.place is not None:
            end = min(question.place.end, len(self.text))
            self.select(Span(min(question.place.start, end), end))

    def decide(self, question: Question, answer: str) -> None:
        """Answers a question; ``place`` puts the annotation on the selection, or else the caret's word.

        Raises:
            HashiyaError: it could not be saved, or not agreed to; the question stays open.
        """
        self.refuse_changes()
        dirty = self._dirty()
        edits = self.questions.answer(question, answer, self.target)
        spans = [side.span for edit in edits for side in (edit.before, edit.after) if side is not None]
        self._emit(*dirty, *spans, annotations=True)

    # --- leaving

    def toggle_done(self) -> None:
        """Marks the article as done, or as in progress again.

        Raises:
            HashiyaError: it cannot be saved here.
        """
        self.refuse_changes()
        self.working_copy.toggle_done(self._reading_offset)
        self._listener(Change(status=True))

    def close(self) -> bool:
        """Puts everything on disk and ends saving; False when some of it could not be saved.

        In another reading that nothing was changed in the place is not kept: its offset is of another text.
        """
        self.outside.end()
        self.remember_place()
        return self.working_copy.close()

    def remember_place(self) -> None:
        """Hand over where one is reading; not in another reading, whose offset is of another text."""
        if self._may_change_encoding:
            self.working_copy.remember_place(self._reading_offset)

    # --- within

    def _lay_out(self, document: Document) -> None:
        """Takes the same text in other rows."""
        self.viewport.replace_document(document)
        self.words.document = document
        self._goal = None

    @property
    def _reading_offset(self) -> int:
        return self.caret.start if self.caret else 0

    def _stand_on(self, word: Span, *, extend: bool, page: bool) -> None:
        dirty = self._dirty()
        self.caret = word
        self._move_on()
        if self.selecting or extend:
            self._selection.extend_to(word)
        else:
            self._selection.drop()
        self._emit(*dirty, page=page)

    def _put_caret(self, word: Span | None) -> None:
        """Puts the caret somewhere else than by a motion."""
        if word is not None:
            self.caret = word
            self._goal = None

    def _move_on(self) -> None:
        """Mean no annotation in particular any more, and none of the list."""
        self.current, self.in_list = None, False

    def _dirty(self) -> list[Span]:
        """What looks different as soon as the caret or the selection is elsewhere."""
        current = self.annotations.get(self.current) if self.current else None
        spans = (self.caret, self.selection, current.span if current else None)
        return [span for span in spans if span is not None]

    def _show_caret(self) -> bool:
        """Brings the caret, or the list's annotation, into sight unless a part of its words is: they may be
        longer than a page.
        """
        shown = self.target if self.in_list else self.caret
        if shown is None:
            return False
        first = self.document.place_of(shown.start)
        if self.viewport.line_of(first) is not None:
            return False
        last = self.document.place_of(shown.end - 1)
        if any(place is not None and first < place <= last for place in self.viewport.lines):
            return False
        return self.viewport.show(first)

    def _emit(self, *dirty: Span, page: bool = False, annotations: bool = False) -> None:
        page = self._show_caret() or page
        self._listener(Change((*dirty, *self._dirty()), page, annotations))

    def say(self, message: str) -> None:
        """Say one sentence about the last command."""
        self.message = message
        self._emit()

    def tell(self, message: str, *, page: bool = False, file: bool = False) -> None:
        """Says what came without a key: the page stays where one is reading, wherever the caret is.

        Args:
            message: one sentence.
            page: whether the annotations changed, and what is drawn of them.
            file: whether the article's file stands otherwise to the text that is shown.
        """
        self.message = message
        self._listener(Change(page=page, annotations=page, file=file))

    def show_replayed(self, edits: Sequence[Edit], message: str) -> None:
        """Go to what undo or redo did to this article, paint it, and say it."""
        dirty = self._dirty()
        self._selection.drop()
        self.message = message
        if edits:
            last = edits[-1].after or edits[-1].before
            if last is not None and not self.in_list:
                self._put_caret(self.words.at(last.start))
            self.current = edits[-1].after.id if edits[-1].after else None
        spans = [side.span for edit in edits for side in (edit.before, edit.after) if side is not None]
        self._emit(*dirty, *spans, annotations=True)
