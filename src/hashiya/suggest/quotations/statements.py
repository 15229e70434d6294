"""Statements: sentences in which a quotation between marks counts as one word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.quotations.cues import Form, cues
from hashiya.suggest.quotations.lexicon import OF_SOURCES, PREPOSITIONS, folded
from hashiya.text.folding import fold
from hashiya.text.spans import Span
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.suggest.quotations.actors import Actors
    from hashiya.suggest.quotations.cues import Cue
    from hashiya.text.quotations import Quotation

_LONGEST = 20_000
"""Code points of a statement that a person may have written; of a longer one only the beginning is read."""

_COMMA = re.compile("[,،;؛]")
_YEH, _ALEF_MAQSURA = "\u064a", "\u0649"
_HAMZA = "\u0623"  # alef with hamza above
_DAMMA, _SHADDA = "\u064f", "\u0651"
_FOLDED_WORD = re.compile(r"\w+")


class Word(NamedTuple):
    """A word of a statement, or a whole quotation between marks.

    Attributes:
        span: with the marks of a quotation.
        form: the folded word, or an empty string for a quotation.
        gap: the text since the word before it.
        quotation: the quotation between marks.
        begins: whether a sentence begins here.
        cues: those that the word may be.
    """

    span: Span
    form: str
    gap: str
    quotation: Quotation | None
    begins: bool
    cues: tuple[Cue, ...]

    @property
    def has_comma(self) -> bool:
        """Whether a comma or semicolon parts the word from the one before it."""
        return _COMMA.search(self.gap) is not None


class Statement(NamedTuple):
    """The words of one or more sentences that a quotation holds together.

    Attributes:
        text: the whole text.
        words: in order; at least one.
        actors: those of the article.
    """

    text: str
    words: Sequence[Word]
    actors: Actors

    def span(self, first: int, end: int) -> Span:
        """Return the span of the words ``[first, end)``, with a bracket that closes behind the last."""
        span = Span(self.words[first].span.start, self.words[end - 1].span.end)
        behind = self.text[span.end : span.end + 1]
        is_bracketed = behind == ")" and span.cut(self.text).count("(") > span.cut(self.text).count(")")
        return Span(span.start, span.end + is_bracketed)


def find_statements(
    text: str, sentences: Sequence[Span], quotations: Sequence[Quotation], actors: Actors
) -> Iterator[Statement]:
    """Find the statements with a word of saying or with a quotation between marks.

    Args:
        text: the whole text.
        sentences: in order.
        quotations: those that are in no other, in order.
        actors: those of the article.
    """
    number = at = 0
    while number < len(sentences):
        start, end = sentences[number]
        starts = [start]
        number += 1
        while at < len(quotations) and quotations[at].outer.end <= start:
            at += 1
        first = at
        while at < len(quotations) and quotations[at].outer.start < end:
            while number < len(sentences) and sentences[number].start < quotations[at].outer.end:
                starts.append(sentences[number].start)
                end = sentences[number].end
                number += 1
            at += 1
        inside = quotations[first:at]
        end = min(end, start + _LONGEST)
        if inside or _may_quote(text[start:end]):
            words = list(_words(text, starts, end, inside))
            if words:
                yield Statement(text, words, actors)


def _may_quote(sentence: str) -> bool:
    """Tell whether a sentence has a cue, a colon or a word of a source; most sentences have none."""
    if ":" in sentence:
        return True
    forms = set(_FOLDED_WORD.findall(fold(sentence)))
    return not (cues().keys().isdisjoint(forms) and folded(OF_SOURCES).isdisjoint(forms))


def _words(text: str, starts: Sequence[int], end: int, quotations: Sequence[Quotation]) -> Iterator[Word]:
    """Find the words of a statement in order; a quotation that is not whole is left out."""
    last, sentence = starts[0], 0
    for span, quotation in _parts(text, starts[0], end, quotations):
        begins = False
        while sentence < len(starts) and starts[sentence] <= span.start:
            begins, sentence = True, sentence + 1
        spelling = span.cut(text)
        form = "" if quotation else fold(spelling)
        yield Word(
            span, form, text[last : span.start], quotation, begins, _cues(spelling, form, begins=begins)
        )
        while sentence < len(starts) and starts[sentence] < span.end:
            sentence += 1
        last = span.end


def _parts(
    text: str, start: int, end: int, quotations: Sequence[Quotation]
) -> Iterator[tuple[Span, Quotation | None]]:
    for quotation in quotations:
        if quotation.outer.end > end:
            break
        for word in iter_words(text, start, quotation.outer.start):
            yield word, None
        yield quotation.outer, quotation
        start = quotation.outer.end
    for word in iter_words(text, start, end):
        yield word, None


def _cues(spelling: str, form: str, *, begins: bool) -> tuple[Cue, ...]:
    """Find the cues that a word may be; its spelling tells some of them apart that fold alike.

    «نفى» and «رأى» are verbs, «نفي» and «رأي» nouns; «اعترف» is the third person, «أعترف» the first; a damma
    makes a passive («نُقل»); «عبر» is a preposition within a sentence, unless a shadda makes it a verb.
    """
    found = cues().get(form, ())
    if not found or (form in folded(PREPOSITIONS) and not begins and _SHADDA not in spelling):
        return ()
    return tuple(cue for cue in found if _is_spelled(spelling, cue))


def _is_spelled(spelling: str, cue: Cue) -> bool:
    """Tell whether a spelling may be a cue that it folds like."""
    if cue.form is Form.NOUN:
        return not spelling.endswith(_ALEF_MAQSURA)
    letters = spelling[cue.clitics :]
    is_passive, is_first_person = letters[1:2] == _DAMMA, letters[:1] == _HAMZA and not cue.has_hamza
    return not (cue.is_past and (spelling.endswith(_YEH) or is_passive or is_first_person))
