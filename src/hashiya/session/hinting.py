"""Hints: letters on the words in sight, by which a word is chosen without moving the caret there."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from hashiya.session.hint_codes import hint_codes
from hashiya.text.arabic_keyboard import arabic_key, latin_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from hashiya.session.article_view import ArticleView
    from hashiya.text.spans import Span


class Hinting:
    """The choice of words by hints: the first word chosen begins a selection, the next one ends it.

    Hints stay on the page after a label, for the next span, until the analyst ends them.

    Attributes:
        is_open: whether hints are shown and take the letters that are typed.
        label: the label that the span gets as soon as it is complete, or an empty string.
        typed: the first character of a hint of two, or an empty string.
        anchor: the first word of the span; None before a word is chosen.
    """

    def __init__(self, view: ArticleView) -> None:
        """Show no hints yet."""
        self._view = view
        self.is_open = False
        self.label = ""
        self.typed = ""
        self.anchor: Span | None = None
        self._characters = ""
        # the words to choose one of, and what is done with it, while a single word is asked for
        self._asked: tuple[Collection[Span], Callable[[Span], object]] | None = None
        self._was_open = False
        self._codes: Mapping[str, Span] = {}
        self._codes_are_for: object = None
        # the codes in order of their words, and the words in sight with the marked ones
        self._by_place: Sequence[tuple[int, str]] = ()
        self._sight: tuple[Sequence[Span], Collection[Span]] = ((), frozenset())
        self._sight_is_for: object = None

    def open(self, characters: str) -> None:
        """Show hints that are made of some characters of the Latin layout.

        A selection that motions extend is extended by the next hint, too.
        """
        self.is_open = True
        self._characters = characters
        self.begin_anew()
        self.anchor = self._view.selection if self._view.selecting else None

    def close(self) -> None:
        """Show no hints any more, or those from before a single word was asked for; keep the selection."""
        self.is_open, self._was_open = self._was_open, False
        self._asked = None
        self.begin_anew()

    def ask(self, characters: str, words: Collection[Span], chosen: Callable[[Span], object]) -> bool:
        """Show hints on some words only, until one is chosen; then go on as before.

        Args:
            characters: as of `open`.
            words: the words.
            chosen: called with the word.

        Returns:
            Whether one of the words is in sight; nothing changes if none is.
        """
        if not any(word in words for word in self._words_in_sight()):
            return False
        self._was_open, self.is_open = self.is_open, True
        self._characters, self._asked, self.typed = characters, (words, chosen), ""
        self._view.show(page=True)
        return True

    def begin_anew(self, label: str = "") -> None:
        """Wait for the first word of a span.

        Args:
            label: the label that the span gets as soon as it is complete.
        """
        self.typed, self.anchor, self.label = "", None, label
        self._view.show(page=True)

    def back(self) -> bool:
        """Take the last step back: a character, else the first word, else the label.

        Returns:
            Whether there was a step to take back.
        """
        if self.typed:
            self.typed = ""
        elif self._asked is not None:
            self.close()
        elif self.anchor is not None:
            self.anchor = None
            self._view.drop_selection()
        elif self.label:
            self.label = ""
        else:
            return False
        self._view.show(page=True)
        return True

    @property
    def without_code(self) -> int:
        """How many words in sight have no hint, since there are more than hints of two characters."""
        return len(self._words_in_sight()) - len(self.codes) if self.is_open else 0

    @property
    def is_begun(self) -> bool:
        """Whether a label or a part of a hint was typed, or a single word is asked for."""
        return bool(self.label or self.typed or self._asked)

    def takes(self, character: str) -> bool:
        """Tell whether a character of either layout can belong to a hint."""
        return self.is_open and (latin_key(character) or character) in self._characters

    def type(self, character: str) -> bool:
        """Take a character of a hint; a hint that is complete chooses its word.

        A character with which no hint begins or goes on does nothing.

        Returns:
            Whether the last word of a span was chosen.
        """
        self._view.note_layout(character)
        latin = latin_key(character) or character
        typed, codes = self.typed + latin, self.codes
        if word := codes.get(typed):
            self.typed = ""
            return self._choose(word)
        if any(code.startswith(typed) for code in codes):
            self.typed = typed
            self._view.show(page=True)
        return False

    @property
    def codes(self) -> Mapping[str, Span]:
        """The words in sight by their hints, in characters of the Latin layout."""
        if not self.is_open:
            return {}
        view = self._view
        caret = view.caret.start if view.caret else 0
        here = caret if self.anchor is None else self.anchor.end
        viewport = view.viewport
        codes_are_for = (
            self.anchor,
            here,
            viewport.top,
            viewport.height,
            view.document,
            view.annotations.version,
            self._asked,
        )
        if codes_are_for != self._codes_are_for:
            self._codes_are_for = codes_are_for
            words, marked = self._in_sight()
            self._codes = hint_codes(
                words, here, self._characters, marked if self.anchor is None else frozenset()
            )
            self._by_place = sorted((word.start, code) for code, word in self._codes.items())
        return self._codes

    def drawn(self, start: int, end: int) -> list[tuple[Span, str]]:
        """List the words that begin in ``text[start:end]`` and have a hint, with what is left to type of it.

        Letters are those of the layout used last, in the order in which they are typed.
        """
        codes, places = self.codes, self._by_place
        here = places[bisect_left(places, (start, "")) : bisect_left(places, (end, ""))]
        return [
            (codes[code], "".join(map(self._letter, code[len(self.typed) :])))
            for _, code in here
            if code.startswith(self.typed)
        ]

    def _letter(self, character: str) -> str:
        return (arabic_key(character) or character) if self._view.types_arabic else character

    def _choose(self, word: Span) -> bool:
        if self._asked is not None:
            chosen = self._asked[1]
            self.close()
            chosen(word)
            return False
        is_last = self.anchor is not None
        if not is_last:
            self._view.jumps.remember()
        self.anchor = self.anchor or word
        span = self.anchor.union(word)
        # the caret at the beginning, so that the words of the span are near for what is marked within it
        self._view.select(span, caret=min(self.anchor, word))
        self._view.show(page=True)
        return is_last

    def _words_in_sight(self) -> Sequence[Span]:
        return self._in_sight()[0]

    def _in_sight(self) -> tuple[Sequence[Span], Collection[Span]]:
        """List the words in sight, and those that are marked; again only if the page or the marks changed."""
        view = self._view
        viewport = view.viewport
        sight_is_for = (viewport.top, viewport.height, view.document, view.annotations.version, self._asked)
        if sight_is_for != self._sight_is_for:
            self._sight_is_for = sight_is_for
            words = self._find_words()
            marked = frozenset(word for word in words if view.annotations.overlapping(*word))
            self._sight = words, marked
        return self._sight

    def _find_words(self) -> list[Span]:
        view = self._view
        rows = [view.viewport.row(place) for place in view.viewport.lines if place is not None]
        asked = self._asked[0] if self._asked is not None else None
        return [
            word
            for row in rows
            for word in view.words.between(row.start, row.end)
            if word.start >= row.start and (asked is None or word in asked)
        ]
