"""The categories of words."""

from __future__ import annotations

from hashiya.agreement.tokens import count_tokens, tokens_of
from hashiya.agreement.unit import Unit

TEXT = "قال الوزير إن دمشق ستستقبل وفدا"
TOKENS = tokens_of(TEXT)


def span(words: str, label: str) -> Unit:
    start = TEXT.index(words)
    return Unit(start, start + len(words), label)


def test_each_word_is_an_item() -> None:
    assert count_tokens(TOKENS, [[], []]) == {((), ()): 6}


def test_a_part_of_a_word_labels_the_word() -> None:
    assert count_tokens(TOKENS, [[span("الوزير", "ACTOR")], [span("وزير", "ACTOR")]]) == {
        ((), ()): 5,
        (("ACTOR",), ("ACTOR",)): 1,
    }


def test_a_word_of_nested_spans_has_the_set_of_their_labels() -> None:
    quote, actor = span("دمشق ستستقبل وفدا", "QUOTE"), span("دمشق", "ACTOR")
    assert count_tokens(TOKENS, [[actor, quote], [quote]]) == {
        ((), ()): 3,
        (("ACTOR", "QUOTE"), ("QUOTE",)): 1,
        (("QUOTE",), ("QUOTE",)): 2,
    }
