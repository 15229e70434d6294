"""A linear-chain conditional random field for one label, trained in memory within a second."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.suggest.sequence.features import words_of
from hashiya.suggest.sequence.marks import INSIDE, OUTSIDE, begin_of, marks_of, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.suggest.sequence.described import Described
    from hashiya.text.spans import Span

_PARAMETERS = {"c2": 1.0, "max_iterations": 20}


class Reading:
    """The marks that a model gives to the words of one text, with their probabilities."""

    def __init__(self, model: bytes, described: Described) -> None:
        import pycrfsuite

        self._words = described.words
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._known = frozenset(self._tagger.labels())
        self._best: list[Span] = []
        self._inside: list[float] = []
        self._begins: list[dict[str, float]] = []
        for sequence, items in zip(described.sequences, described.items, strict=True):
            marks = self._tagger.tag(items)
            self._best += spans_of(described.words, sequence.start, marks)
            self._keep_probabilities(len(sequence))

    @property
    def spans(self) -> Sequence[Span]:
        """The spans of the most probable marks."""
        return self._best

    def end_of_first_word(self, span: Span) -> int:
        """Return the offset after the first word of a span."""
        return self._words[words_of(self._words, span)[0]].end

    def probability(self, span: Span) -> float:
        """Estimate the probability of exactly this span by the least one of its first word, rest and end."""
        covered = words_of(self._words, span)
        begin = begin_of(self._words, span)
        if not begin:
            return 0.0
        least = self._begins[covered[0]].get(begin, 0.0)
        for index in covered[1:]:
            least = min(least, self._inside[index])
        following = covered[-1] + 1
        return min(least, 1 - self._inside[following]) if following < len(self._inside) else least

    def _keep_probabilities(self, length: int) -> None:
        begins = sorted(self._known - {OUTSIDE, INSIDE})
        for at in range(length):
            self._inside.append(self._tagger.marginal(INSIDE, at) if INSIDE in self._known else 0.0)
            self._begins.append({mark: self._tagger.marginal(mark, at) for mark in begins})


def train(examples: Iterable[tuple[Described, Iterable[Span], int]]) -> bytes | None:
    """Train a model of one label; None if no example has a span.

    The order of the examples and the annotations alone decide the result.

    Args:
        examples: texts with the spans of the label, and the offset up to which they were read.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=_PARAMETERS, verbose=False)
    has_spans = False
    for described, spans, read_to in examples:
        marks = marks_of(described.words, spans)
        for sequence, items in zip(described.sequences, described.items, strict=True):
            if described.words[sequence.stop - 1].end <= read_to:
                part = marks[sequence.start : sequence.stop]
                trainer.append(items, part)
                has_spans = has_spans or set(part) != {OUTSIDE}
    return _trained(trainer) if has_spans else None


def _trained(trainer: object) -> bytes:
    with tempfile.TemporaryDirectory(prefix="hashiya-") as folder:
        path = Path(folder, "model")
        trainer.train(str(path))  # type: ignore[attr-defined]
        return path.read_bytes()
