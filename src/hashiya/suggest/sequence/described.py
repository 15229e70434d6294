"""A text as the sequence model sees it: its words in sequences, with their features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.suggest.actors.words import Words
from hashiya.suggest.body import end_of_body
from hashiya.suggest.sequence.features import features_of, sequences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.suggest.proposal import Proposal


class Described(NamedTuple):
    """The words of a text in sequences.

    Attributes:
        words: all words.
        sequences: the indices of the words of each sequence.
        items: the features of each sequence, in the form that training and tagging take.
    """

    words: Words
    sequences: list[range]
    items: list[Any]


def describe(text: str, proposals: Iterable[Proposal]) -> Described:
    """Describe the words of a text by themselves and by the proposals of all sources."""
    import pycrfsuite

    words = Words(text, end_of_body(text))
    features = features_of(words, proposals)
    divided = list(sequences(words))
    return Described(
        words, divided, [pycrfsuite.ItemSequence(features[each.start : each.stop]) for each in divided]
    )
