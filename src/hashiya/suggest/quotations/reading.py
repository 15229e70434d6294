"""The quotations of one statement, from its cues, its sources and its quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.quotations import rules
from hashiya.suggest.quotations.attributions import Attribution, find_attribution
from hashiya.suggest.quotations.clauses import end_of_clause, end_of_reported_phrase, start_of_clause
from hashiya.suggest.quotations.complements import Complement, Kind, find_complement
from hashiya.suggest.quotations.cues import DESCRIBING, Cue, Form
from hashiya.suggest.quotations.grammar import (
    count_words,
    denies,
    introduces_name,
    is_clause,
    is_coordinated_complementiser,
    is_finite,
    is_impersonal,
    is_name,
)
from hashiya.suggest.quotations.headlines import find_headline
from hashiya.suggest.quotations.lexicon import AGENTLESS, folded
from hashiya.suggest.quotations.speakers import Said, Speaker, find_speaker, find_subject, first_subject
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.suggest.quotations.rules import Rule
    from hashiya.suggest.quotations.speakers import Memory
    from hashiya.suggest.quotations.statements import Statement

_WRAPPING = 3
"""Words around a quotation between marks that make no longer reported clause with it."""

_FEWEST_ALONE = 5
_FEWEST_UNANNOUNCED = 6
_SUBJECT_FARTHEST = 10
_DROPPED = 2
"""Words from a verb to what it introduces if its subject is left out («وأضاف أن», «وأشار إلى أن»)."""

_LEAST_CERTAIN = 0.75
_WITH_CONJUNCTION = ("وب", "وح", "وو", "وط", "ون", "وع")


class Quote(NamedTuple):
    """A quotation that was found.

    Attributes:
        span: the quoted words.
        mode: direct, indirect or mixed.
        said: its cue and its speaker.
        rule: the rule that found it.
    """

    span: Span
    mode: str
    said: Said
    rule: Rule

    @property
    def score(self) -> float:
        """The precision of the rule, less if the speaker is uncertain."""
        speaker = self.said.speaker
        certainty = speaker.certainty if speaker else 0.0
        return round(self.rule.precision * (_LEAST_CERTAIN + (1 - _LEAST_CERTAIN) * certainty), 3)


class Reading:
    """One pass over the words of a statement."""

    def __init__(self, statement: Statement, memory: Memory) -> None:
        """Prepare to read a statement.

        Args:
            statement: the statement.
            memory: the speakers before; those of the statement are added.
        """
        self._statement = statement
        self._memory = memory
        self._taken: set[int] = set()
        # of the last cue that is in no reported clause
        self._speaker: Speaker | None = None
        # indexes after the last word that is reported, and after the source that was read last
        self._reported = self._passed = 0

    def quotes(self) -> Iterator[Quote]:
        """Find the quotations of the statement."""
        yield from self._announced()
        if (headline := find_headline(self._statement)) is not None:
            yield self._headline(*headline)
            return
        for at, word in enumerate(self._statement.words):
            if word.begins:
                self._speaker = None
            if word.quotation is not None:
                yield from self._between_marks(at)
            elif at >= self._passed and (attribution := find_attribution(self._statement, at)) is not None:
                self._passed = attribution.cue + 1
                yield from self._beside_source(attribution)
            elif (cue := self._cue_at(at)) is not None:
                yield from self._behind_cue(at, cue)

    def _announced(self) -> Iterator[Quote]:
        """Find the quotation that begins a statement behind «وقال:» at the end of the one before."""
        statement = self._statement
        said = self._memory.announced(statement)
        if said is not None and statement.words[0].quotation is not None:
            self._speaker = said.speaker
            cue = said.cue.cut(statement.text) if said.cue else ""
            yield self._direct(0, said, rules.introduced(cue))

    def _headline(self, first: int, speaker: Speaker) -> Quote:
        self._memory.learn(speaker)
        end = end_of_clause(self._statement, first)
        return Quote(self._statement.span(first, end), "direct", Said(None, speaker), rules.HEADLINE)

    def _cue_at(self, at: int) -> Cue | None:
        """Return the cue that a word is; None behind a negation, which denies that something was said."""
        words = self._statement.words
        word = words[at]
        cue = next(iter(word.cues), None)
        is_joined = at > 0 and not word.has_comma and not word.begins
        return None if cue is None or (is_joined and denies(words[at - 1], cue)) else cue

    def _behind_cue(self, at: int, cue: Cue) -> Iterator[Quote]:
        """Find the quotation that a cue introduces."""
        statement = self._statement
        complement = find_complement(statement, at, cue) if cue.reports else None
        if complement is None:
            self._without_complement(at, cue)
            return
        if self._is_agentless(at, complement, cue):
            return
        # within a reported clause only a subject that is named speaks
        memory = self._memory if at >= self._reported else None
        speaker = find_speaker(statement, at, complement, cue, speaker=self._speaker, memory=memory)
        # a verb of saying in the past has a speaker, even if no one is found
        is_clause = complement.kind in {Kind.CLAUSE, Kind.SPEECH} and cue.verb not in DESCRIBING
        is_certain = (
            (is_clause or statement.words[at].begins)
            and memory is not None
            and cue.is_past
            and complement.anchor - at <= _DROPPED
        )
        if speaker is None and complement.kind is not Kind.QUOTE and not is_certain:
            return
        if speaker is not None and at >= self._reported:
            self._learn(speaker)
        yield from self._complement(complement, Said(self._span_of(at, cue), speaker), cue)

    def _span_of(self, at: int, cue: Cue) -> Span:
        """Return the span of a cue without its conjunction."""
        span = self._statement.words[at].span
        return Span(span.start + (cue.clitics > 0 and self._statement.text[span.start] in "وف"), span.end)

    def _without_complement(self, at: int, cue: Cue) -> None:
        """Remember who is spoken of by a verb of knowing, or who will speak in the next statement."""
        statement, end = self._statement, len(self._statement.words)
        if not is_finite(cue):
            return
        subject = find_subject(statement, at, min(at + _SUBJECT_FARTHEST, end), cue)
        if not cue.reports:
            self._speaker = subject or self._speaker
        elif end - at <= _SUBJECT_FARTHEST and statement.text.startswith(":", statement.words[-1].span.end):
            speaker = subject or self._speaker or first_subject(statement, at, cue)
            speaker = speaker or self._memory.last(cue.is_feminine)
            self._memory.announce(statement, Said(self._span_of(at, cue), speaker))
            if speaker is not None:
                self._learn(speaker)

    def _is_agentless(self, at: int, complement: Complement, cue: Cue) -> bool:
        """Tell whether no one speaks: «ويذكر أن», «تأكيد على»."""
        statement, words = self._statement, self._statement.words
        if at + 1 < complement.anchor and is_impersonal(words[at + 1]):
            return True
        if cue.form is Form.NOUN and not cue.has_pronoun:
            return statement.actors.subject(statement, at + 1, complement.anchor) is None
        return complement.anchor == at + 1 and words[at].form.removeprefix("و") in folded(AGENTLESS)

    def _complement(self, complement: Complement, said: Said, cue: Cue) -> Iterator[Quote]:
        statement, first = self._statement, complement.at
        surface = said.cue.cut(statement.text) if said.cue else ""
        is_marked = statement.words[first].quotation is not None
        # behind «أن» a name between marks may begin the clause: «إن "رويترز" نشرت الخبر»
        if is_marked and (complement.kind is not Kind.CLAUSE or not self._is_plain(first)):
            yield self._direct(first, said, rules.introduced(surface))
            yield from self._coordinated(first, said, rules.introduced(surface))
        elif complement.kind is Kind.PHRASE:
            preposition = statement.words[complement.anchor].form if complement.anchor < first else ""
            end = end_of_reported_phrase(statement, first, preposition)
            yield self._indirect(first, end, said, rules.reported_phrase(surface), complement.clitics)
        elif complement.kind is Kind.SPEECH:
            end = end_of_clause(statement, first)
            self._reported = max(self._reported, end)
            yield Quote(statement.span(first, end), "direct", said, rules.speech(surface))
        elif cue.verb in DESCRIBING:
            end = end_of_reported_phrase(statement, first, "")
            yield from self._clause(first, end, said, rules.reported_clause(surface))
        else:
            end = end_of_clause(statement, first)
            yield from self._clause(first, end, said, rules.reported_clause(surface))

    def _clause(self, first: int, end: int, said: Said, rule: Rule) -> Iterator[Quote]:
        """Report a clause: its words between marks alone if few words are around them, or else the whole."""
        words = self._statement.words
        start = first
        marked = [at for at in range(first, end) if not self._is_plain(at)]
        surface = said.cue.cut(self._statement.text) if said.cue else ""
        for at in marked:
            opening = at
            while opening > start and not is_coordinated_complementiser(words[opening - 1]):
                opening -= 1
            if words[at].has_comma and at + 1 == end:
                yield self._direct(at, said, rules.introduced(surface))
                return
            if at - opening <= _WRAPPING:
                yield self._direct(at, said, rules.introduced(surface))
                if opening > start + 1:
                    yield self._indirect(start, opening - 1, said, rule)
                start = at + 1
        if start > first and (end - start <= _WRAPPING or not is_coordinated_complementiser(words[start])):
            self._reported = max(self._reported, end)
            return
        yield self._indirect(start + (start > first), end, said, rule)

    def _is_plain(self, at: int) -> bool:
        """Tell whether a word is no quotation between marks, or a name between marks."""
        statement = self._statement
        return statement.words[at].quotation is None or is_name(statement.text, statement.words, at)

    def _indirect(self, first: int, end: int, said: Said, rule: Rule, clitics: int = 0) -> Quote:
        """Make a quotation that is indirect, or mixed if words between marks are part of it."""
        marked = [at for at in range(first, end) if not self._is_plain(at)]
        self._taken.update(marked)
        self._reported = max(self._reported, end)
        span = self._statement.span(first, end)
        return Quote(Span(span.start + clitics, span.end), "mixed" if marked else "indirect", said, rule)

    def _direct(self, at: int, said: Said, rule: Rule) -> Quote:
        quotation = self._statement.words[at].quotation
        self._taken.add(at)
        self._reported = max(self._reported, at + 1)
        return Quote(quotation.inner if quotation else self._statement.words[at].span, "direct", said, rule)

    def _coordinated(self, at: int, said: Said, rule: Rule) -> Iterator[Quote]:
        """Find quotations that continue one: «"…"، وأنها "…"», «"…" و"…"»."""
        words = self._statement.words
        while at + 1 < len(words):
            if words[at + 1].form != "و" and not is_coordinated_complementiser(words[at + 1]):
                return
            first = at + 2
            at = next((one for one in range(first, first + _WRAPPING) if not self._is_plain_or_end(one)), -1)
            if at < 0:
                return
            yield self._direct(at, said, rule)

    def _is_plain_or_end(self, at: int) -> bool:
        return at >= len(self._statement.words) or self._is_plain(at)

    def _learn(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._memory.learn(speaker)

    def _beside_source(self, attribution: Attribution) -> Iterator[Quote]:
        """Report the clause beside a source: before it, or behind it at the beginning of a sentence."""
        statement, words, first = self._statement, self._statement.words, attribution.first
        speaker = self._source(attribution)
        if speaker is None:
            return
        said = Said(self._cue_of(attribution), speaker)
        surface = said.cue.cut(statement.text) if said.cue else ""
        if words[first].begins or first == 0:
            start = attribution.clause_behind(statement)
            if start is None or any(is_finite(one) for one in words[start].cues):
                return
            self._learn(speaker)
            if words[start].quotation is not None:
                yield self._direct(start, said, rules.introduced(surface))
            else:
                end = end_of_clause(statement, start)
                yield from self._clause(start, end, said, rules.beside_source(surface))
        elif self._reported < first:
            if not self._is_plain(first - 1):
                yield self._direct(first - 1, said, rules.followed(surface))
            elif (start := start_of_clause(statement, first, self._reported)) < first:
                yield self._indirect(start, first, said, rules.beside_source(surface))
            self._memory.learn(speaker)

    def _source(self, attribution: Attribution) -> Speaker | None:
        statement = self._statement
        if attribution.is_pronoun:
            return self._speaker or self._memory.last(None)
        return attribution.speaker(
            statement, min(attribution.subject + _SUBJECT_FARTHEST, len(statement.words))
        )

    def _cue_of(self, attribution: Attribution) -> Span:
        """Return the span of a source's cue, with a noun such as «بيان» and without «و»."""
        statement = self._statement
        end = attribution.subject + (attribution.names_noun and not attribution.is_verbal)
        cue = statement.span(attribution.cue, max(end, attribution.cue + 1))
        has_conjunction = statement.words[attribution.cue].form[:2] in _WITH_CONJUNCTION
        return Span(cue.start + has_conjunction, cue.end)

    def _between_marks(self, at: int) -> Iterator[Quote]:
        """Judge words between marks that no cue before them introduces."""
        statement, words = self._statement, self._statement.words
        quotation = words[at].quotation
        if quotation is None or at in self._taken:
            return
        text, inner = statement.text, quotation.inner
        behind = None if self._is_plain(at) else self._cue_behind(at)
        if behind is not None:
            yield self._before_cue(at, *behind)
            return
        count = count_words(text, *inner)
        is_titled = at > 0 and introduces_name(words[at - 1])
        if is_titled or count < _WRAPPING:
            return
        if all(word.quotation for word in words):
            if count >= _FEWEST_ALONE and is_clause(text, *inner):
                yield self._direct(at, Said(None, self._memory.last(None)), rules.ALONE)
        elif ":" in words[at].gap:
            actors = statement.actors.between(words[0].span.start, words[at].span.start)
            speaker = Speaker(actors[0].span, True, None, 0.7) if actors else None
            yield self._direct(at, Said(None, speaker), rules.BEHIND_COLON)
        elif count >= _FEWEST_UNANNOUNCED and is_clause(text, *inner) and not self._has_source_behind(at):
            speaker = self._speaker or self._memory.last(None)
            yield self._direct(at, Said(None, speaker), rules.CLAUSE_IN_MARKS)

    def _before_cue(self, at: int, index: int, cue: Cue) -> Quote:
        statement = self._statement
        end = min(index + _SUBJECT_FARTHEST, len(statement.words))
        speaker = (
            find_subject(statement, index, end, cue) or self._speaker or self._memory.last(cue.is_feminine)
        )
        if speaker is not None:
            self._learn(speaker)
        span = statement.words[index].span
        return self._direct(at, Said(span, speaker), rules.followed(span.cut(statement.text)))

    def _has_source_behind(self, at: int) -> bool:
        return at + 1 < len(self._statement.words) and find_attribution(self._statement, at + 1) is not None

    def _cue_behind(self, at: int) -> tuple[int, Cue] | None:
        """Find the verb of saying behind a quotation: «"…"، قال نجار», «"…"، كما قال»."""
        words = self._statement.words
        index = at + 1
        if index < len(words) and words[index].form == "كما":
            index += 1
        cue = self._cue_at(index) if index < len(words) else None
        if cue is None or not is_finite(cue) or not cue.reports or words[index].form[:1] in "وف":
            return None
        return index, cue
