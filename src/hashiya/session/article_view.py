"""The analyst's place in an open article: page, caret, selection, current annotation.

Every step ends in one `Change`, which names the rows to paint again.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.layout import Document
from hashiya.session.change import Change
from hashiya.session.finder import Finder
from hashiya.session.motions import KEEP_GOAL, MOTIONS, MotionContext
from hashiya.session.preferences import within_bounds
from hashiya.session.selection import Selection
from hashiya.session.viewport import Viewport
from hashiya.session.word_index import WordIndex
from hashiya.text.arabic_keyboard import arabic_key, latin_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.messages import Message
    from hashiya.session.anchoring import Anchoring
    from hashiya.session.annotation_index import AnnotationIndex
    from hashiya.session.growing import Growing
    from hashiya.session.hinting import Hinting
    from hashiya.session.jumps import Jumps
    from hashiya.text.spans import Span


class ArticleView:
    """The state of reading one article; what changes annotations is in `Reader`.

    Attributes:
        article: the open article.
        anchoring: finds the annotations in the present text.
        measure: most columns of a row, as chosen by the analyst.
        viewport: the rows on the page.
        words: the words of the text.
        finder: the search.
        caret: the word of the caret; None in a text without words.
        current: id of the annotation last jumped to or made, until the caret moves on.
        to_relabel: id of the annotation whose label the next label key changes, until the caret moves on.
        to_resize: id of the annotation that is to get the bounds of the selection, until that is dropped.
        in_list: whether the keys are for the list of annotations. Its row then is `current`, and the caret
            stays where it was.
        types_arabic: whether the key that was typed last is one of the Arabic keyboard layout.
        notice: a message about the last command, or None.
    """

    def __init__(self, article: Article, anchoring: Anchoring, measure: int, offset: int) -> None:
        """Lay an article out, with the caret on the word at an offset."""
        self.article = article
        self.anchoring = anchoring
        self.measure = measure
        document = Document(article.text, measure)
        self.viewport = Viewport(document)
        self.words = WordIndex(document)
        self.finder = Finder(article.text)
        self.caret = self.words.at(offset)
        self._selection = Selection()
        self.current: str | None = None
        self.to_relabel = self.to_resize = ""
        self.in_list = False
        self.types_arabic = False
        self.notice: Message | None = None
        # the page column that vertical motions keep to
        self._goal: float | None = None
        # the spans that had their own style at the last change
        self._marked: tuple[Span, ...] = ()
        self._listener: Callable[[Change], object] = lambda _: None

    # --- state for the screen

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
        """The selected span."""
        return self._selection.span

    @property
    def selecting(self) -> bool:
        """Whether motions extend the selection."""
        return self._selection.selecting

    @property
    def annotations(self) -> AnnotationIndex:
        """The annotations at their places in the present text, in text order."""
        return self.anchoring.placed

    @property
    def target(self) -> Span | None:
        """The span that a label would cover: of the list's row; else the selection, or the caret's word.

        White space at the edges of a selection is left out, such as the ends of paragraphs that an edge has
        passed.
        """
        if self.in_list or self.selection is None:
            return self._held
        return self.selection.trimmed(self.text)

    @property
    def _held(self) -> Span | None:
        """The span whose edges can be moved: that of the target, with all white space of a selection."""
        if self.in_list:
            return meant.span if (meant := self.meant) is not None else None
        return self.selection or self.caret

    @property
    def listed(self) -> AnnotationIndex:
        """The annotations of the list: the `annotations`, and those of others while they are shown."""
        return self.annotations

    @property
    def meant(self) -> Annotation | None:
        """The annotation that is described: the current one, else one at the target, one's own first."""
        current = self.listed.get(self.current) if self.current is not None else None
        if current is not None or self.in_list:
            return current
        target = self.target
        return (self.annotations.at(*target) or self.listed.at(*target)) if target else None

    @property
    def subject(self) -> Annotation | None:
        """The annotation that commands change: the one that is meant, unless it is another annotator's."""
        meant = self.meant
        return meant if meant is not None and self.annotations.get(meant.id) is not None else None

    @property
    def related(self) -> list[Annotation]:
        """The annotations at the other ends of the relations of the one that is meant."""
        return self.listed.related(meant) if (meant := self.meant) is not None else []

    @property
    def lit(self) -> set[str]:
        """The ids of the current annotation and of those related to the one that is meant."""
        current = {self.current} if self.current is not None else set()
        return current | {each.id for each in self.related}

    @cached_property
    def hinting(self) -> Hinting:
        """The choice of words by hints."""
        from hashiya.session.hinting import Hinting  # the first frame does without

        return Hinting(self)

    @property
    def is_hinting(self) -> bool:
        """Whether hints are shown."""
        return "hinting" in self.__dict__ and self.hinting.is_open

    @cached_property
    def jumps(self) -> Jumps:
        """The places before jumps."""
        from hashiya.session.jumps import Jumps  # the first frame does without

        return Jumps(self)

    @cached_property
    def growing(self) -> Growing:
        """Grows the selection."""
        from hashiya.session.growing import Growing  # the first frame does without

        return Growing(self, self._selection)

    def note_layout(self, character: str) -> None:
        """Remember on which keyboard layout a character was typed, if only one of them has it."""
        if latin_key(character) is not None:
            self.types_arabic = True
        elif arabic_key(character) is not None:
            self.types_arabic = False

    # --- telling the screen

    def listen(self, listener: Callable[[Change], object]) -> None:
        """Name the one listener to changes, in place of an earlier one."""
        self._listener = listener

    def show(self, *spans: Span, page: bool = False, annotations: bool = False, status: bool = False) -> None:
        """Bring the caret, or the list's annotation, into sight, and tell the listener of a change.

        Args:
            spans: spans that look different, besides caret, selection and current annotation, old and new.
            page: whether all rows look different.
            annotations: whether the list of annotations changed.
            status: whether the status of the article changed.
        """
        in_focus = self.target if self.in_list else self.caret
        page = (in_focus is not None and self.viewport.show_span(in_focus)) or page
        current = self.listed.get(self.current) if self.current else None
        related = (each.span for each in self.related)
        drawn = (self.caret, self.selection, current.span if current else None, *related)
        before, self._marked = self._marked, tuple(span for span in drawn if span is not None)
        self._listener(Change((*before, *spans, *self._marked), page, annotations, status=status))

    def say(self, message: Message) -> None:
        """Say one sentence about the last command."""
        self.notice = message
        self.show()

    def tell(self, message: Message | None, *, page: bool = False, file: bool = False) -> None:
        """Say one sentence about an event that no key caused; the page does not move.

        Args:
            message: the message.
            page: whether the annotations changed, and so how the page looks.
            file: whether the article's file changed its relation to the text on the screen.
        """
        self.notice = message
        self._listener(Change(page=page, annotations=page, file=file))

    def repaint(self, *spans: Span) -> None:
        """Tell the screen of spans that look different by no key; the page does not move."""
        if spans:
            self._listener(Change(spans))

    # --- the page

    def resize(self, width: int, height: int) -> None:
        """Fit the page to a window; the text at the top stays, and the caret stays in sight.

        Args:
            width: columns of the window; rows take `measure` of them at most.
            height: lines of the window.
        """
        width = max(1, min(width, self.measure))
        if width != self.document.width:
            self._lay_out(self.document.rewrapped(width))
        self.viewport.resize(height)
        self.show(page=True)

    def set_measure(self, measure: int) -> None:
        """Choose the columns of a row, within 20 and 200; the next `resize` lays the rows out."""
        self.measure = within_bounds(measure)

    def reveal_hidden(self, reveal: bool) -> None:
        """Show hidden characters as marks, or not; no offset moves."""
        self._lay_out(self.document.rewrapped(self.document.width, reveal=reveal))
        self.show(page=True)

    def scroll(self, lines: int) -> None:
        """Move the page by rows, and leave the caret where it is."""
        if self.viewport.scroll(lines):
            self._listener(Change(page=True))

    def _lay_out(self, document: Document) -> None:
        """Take the same text in other rows."""
        self.viewport.replace_document(document)
        self.words.document = document
        self._goal = None

    # --- moving and selecting

    def move(self, motion: str, *, extend: bool = False) -> None:
        """Move the caret, and the selection's end while selecting; without a caret, the page.

        Args:
            motion: a name in `MOTIONS`, or ``page_up``, ``page_down``.
            extend: extends the selection, or selects from the caret's old word to its new one.
        """
        from hashiya.session.page_turning import PAGES, move_page, turn_page  # the first frame does without

        if self.caret is None:  # the text has no words
            if move_page(self.viewport, motion):
                self._listener(Change(page=True))
            return
        if extend and (begin := self._selection.begin_extending(self.caret, self.words)) != self.caret:
            self._put_caret(begin)
        context = MotionContext(self.document, self.words, self.caret, self._goal)
        if motion in PAGES:
            word, page = turn_page(self.viewport, context, PAGES[motion])
        else:
            word, page = MOTIONS[motion](context), False
        self._goal = context.goal if motion in KEEP_GOAL else None
        self.caret = word or self.caret
        self._mean_nothing()
        if self.selecting or extend:
            self._selection.extend_to(self.caret)
        else:
            self._selection.drop()
        self.show(page=page)

    def go_to(self, offset: int, current: str | None = None) -> None:
        """Put the caret on the word at an offset, or the next one, and drop the selection.

        Args:
            offset: in code points.
            current: id of the annotation that is meant there.
        """
        self._selection.drop()
        self._put_caret(self.words.at(offset))
        self.current, self.in_list = current, False
        self.show()

    def select(self, span: Span, caret: Span | None = None) -> None:
        """Select a span; the caret goes to the given word, or else to the last one of the span."""
        if span.end <= span.start:
            return
        if caret is None:
            last = self.words.before(span.end)
            caret = last if last is not None and last.end > span.start else self.caret
        self._selection.set(span)
        self._mean_nothing()
        self._put_caret(caret)
        self.show()

    def toggle_selecting(self) -> None:
        """Start a selection at the caret's word, or end the one that motions extend."""
        if self.selecting:
            self._selection.selecting = False
        elif self.caret is not None:
            self._selection.start(self.caret)
            self._mean_nothing()
        self.show()

    def drop_selection(self) -> None:
        """Drop the selection, and the search where nothing is selected or a match of it."""
        ends_search = self.selection is None or self.finder.is_match(self.selection)
        self.to_resize = ""
        self._selection.drop()
        self.show()
        if ends_search:
            self.search("")

    def adjust(self, edge: str, step: int) -> None:
        """Move an edge of the selection, or of the caret's word, by one letter with its marks.

        Args:
            edge: ``start`` or ``end``.
            step: 1 onwards in the text, -1 back; the selection keeps one letter at least.
        """
        if (span := self._held) is not None:
            self._selection.adjust(self.text, span, edge, step, self.caret)
            self._mean_nothing()
            self.show()

    def search(self, query: str) -> None:
        """Mark the matches of a query on the page; an empty query ends the search."""
        if query != self.finder.query:
            self.finder.look_for(query)
            self.show(page=True)

    def _put_caret(self, word: Span | None) -> None:
        """Put the caret on a word that no motion led to."""
        if word is not None:
            self.caret = word
            self._goal = None

    # --- the annotation that is meant

    def jump(self, annotation_id: str) -> None:
        """Go to an annotation and make it the current one."""
        if (annotation := self.listed.get(annotation_id)) is not None:
            self.go_to(annotation.start, annotation_id)

    def go_to_span(self, span: Span, label: str) -> None:
        """Go to the annotation of a span and label; select the words if none is listed."""
        if span.end > len(self.text):
            return
        for each in self.listed:
            if each.span == span and each.label == label:
                self.go_to(span.start, each.id)
                return
        self.select(span)

    def pick(self, annotation_id: str) -> None:
        """Give the keys to the list, on the row of an annotation, and show its words; the caret stays."""
        if (self.current, self.in_list) != (annotation_id, True):
            self.current, self.in_list = annotation_id, True
            self.show()

    def leave_list(self, *, go: bool = False) -> None:
        """Give the keys back to the page.

        Args:
            go: whether the caret goes to the annotation of the list's row, or stays where it was.
        """
        if self.in_list and go and self.current is not None:
            self.jump(self.current)
        elif self.in_list:
            self._mean_nothing()
            self.show()

    def show_labelled(self, annotation: Annotation, *, is_new: bool) -> None:
        """Drop the selection, and make the annotation on its words the current one."""
        self._selection.drop()
        self.current = annotation.id
        self.show(annotation.span, annotations=is_new)

    def _mean_nothing(self) -> None:
        """Forget the current annotation, and leave the list."""
        self.current, self.in_list = None, False
        self.to_relabel = ""
