"""A sequence model learns a label from a few articles, the same each time."""

from __future__ import annotations

from hashiya.suggest.sequence.described import describe
from hashiya.suggest.sequence.model import Reading, train
from hashiya.text.spans import Span

NAMES = ("ماكرون", "شولتس", "سانشيز", "ستارمر", "تبون", "سعيد", "السيسي", "بلينكن")


def example(name: str) -> tuple[str, Span]:
    text = f"في باريس أكد السيد {name} أن الحل قريب. ثم غادر القصر مساء."
    start = text.index(name)
    return text, Span(start, start + len(name))


def trained(read_to: int | None = None) -> bytes | None:
    examples = [example(name) for name in NAMES]
    return train(
        (describe(text, ()), [span], len(text) if read_to is None else read_to) for text, span in examples
    )


def test_a_name_that_was_never_seen_is_found_by_the_words_around_it() -> None:
    text, span = example("زيلينسكي")
    model = trained()
    assert model is not None
    reading = Reading(model, describe(text, ()))
    assert list(reading.spans) == [span]
    assert reading.probability(span) > 0.7
    assert reading.probability(Span(0, 2)) < 0.2


def test_training_gives_the_same_model_each_time() -> None:
    assert trained() == trained()


def test_nothing_to_learn_from_gives_no_model() -> None:
    assert train(()) is None
    assert train([(describe("لا شيء هنا", ()), [], 10)]) is None


def test_sentences_that_were_not_read_are_not_learnt() -> None:
    assert trained(read_to=0) is None


def test_a_text_without_words_or_without_full_stops_is_read() -> None:
    model = trained()
    assert model is not None
    assert list(Reading(model, describe("", ())).spans) == []
    Reading(model, describe("ا" * 100_000, ()))
    Reading(model, describe("كلمة " * 20_000, ()))
