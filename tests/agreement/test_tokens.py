"""The categories of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.agreement.pieces import cut
from hashiya.agreement.tokens import count_tokens, labelled, tokens_of
from hashiya.agreement.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.agreement.categories import Given

TEXT = "قال الوزير إن دمشق ستستقبل وفدا"
TOKENS = tokens_of(TEXT)


def span(words: str, label: str) -> Unit:
    start = TEXT.index(words)
    return Unit(start, start + len(words), label)


def counted(units: Sequence[Sequence[Unit]]) -> Mapping[Given, int]:
    return count_tokens([labelled(TOKENS, cut(each)) for each in units])


def test_each_word_is_an_item() -> None:
    assert counted([[], []]) == {((), ()): 6}


def test_a_part_of_a_word_labels_the_word() -> None:
    assert counted([[span("الوزير", "ACTOR")], [span("وزير", "ACTOR")]]) == {
        ((), ()): 5,
        (("ACTOR",), ("ACTOR",)): 1,
    }


def test_a_word_of_nested_spans_has_the_set_of_their_labels() -> None:
    quote, actor = span("دمشق ستستقبل وفدا", "QUOTE"), span("دمشق", "ACTOR")
    assert counted([[actor, quote], [quote]]) == {
        ((), ()): 3,
        (("ACTOR", "QUOTE"), ("QUOTE",)): 1,
        (("QUOTE",), ("QUOTE",)): 2,
    }


def test_a_word_that_two_spans_of_a_label_touch_has_it_once() -> None:
    word = span("الوزير", "ACTOR")
    halves = [Unit(word.start, word.start + 2, "ACTOR"), Unit(word.start + 3, word.end, "ACTOR")]
    assert counted([halves, [word]]) == {((), ()): 5, (("ACTOR",), ("ACTOR",)): 1}
