from __future__ import annotations

from hashiya.layout import Document
from hashiya.session.passages import (
    CONTEXT,
    context_around,
    paragraph_around,
    quotations_around,
    sentence_around,
)
from hashiya.text.spans import Span


def test_the_sentence_at_an_offset_between_two_is_the_one_before() -> None:
    text = "  قال ذلك.   ثم ذهب.  "
    document = Document(text, 40)
    first = Span(text.index("قال"), text.index(".") + 1)
    second = Span(text.index("ثم"), text.rindex(".") + 1)
    assert sentence_around(document, 0) == first
    assert sentence_around(document, second.start - 1) == first
    assert sentence_around(document, second.start) == sentence_around(document, len(text)) == second
    assert sentence_around(Document("  \nنص", 40), 1) is None


def test_the_paragraph_is_without_the_spaces_around_it() -> None:
    assert paragraph_around(Document("x\n  نص ثان \ny", 40), 5) == Span(4, 10)


def test_quotations_of_the_paragraph_come_from_the_inside_out() -> None:
    text = "«a\nقال «من «بيت» عاد»"
    inner, outer = quotations_around(Document(text, 40), text.index("بيت"))
    assert (inner.cut(text), outer.cut(text)) == ("بيت", "من «بيت» عاد")
    assert quotations_around(Document(text, 40), text.index("قال")) == []


def test_a_quotation_may_begin_and_end_in_other_paragraphs() -> None:
    text = "قال: «أقول\n\nلصاحبي\n\nوالعيش». ثم"
    document = Document(text, 40)
    for word in ("أقول", "لصاحبي", "والعيش"):
        [quoted] = quotations_around(document, text.index(word))
        assert quoted.cut(text) == "أقول\n\nلصاحبي\n\nوالعيش"
    assert quotations_around(document, text.index("ثم")) == []


def test_around_a_place_in_a_very_long_paragraph_a_part_of_it_is_looked_at() -> None:
    sentence = "قال «من هنا» ثم عاد. "
    text = f"نص\n{sentence * 20_000}"
    document = Document(text, 40)
    number = 12_345
    start = 3 + number * len(sentence)
    here = start + sentence.index("هنا")
    part = context_around(document, Span(here, here))
    assert part.start <= here - CONTEXT
    assert part.end >= here + CONTEXT
    assert part.end - part.start < 4 * CONTEXT
    assert sentence_around(document, here) == Span(start, start + len(sentence) - 1)
    assert [span.cut(text) for span in quotations_around(document, here)] == ["من هنا"]


def test_of_a_paragraph_of_usual_length_all_is_looked_at() -> None:
    text = f"نص\n{'كلمة ' * 20_000}\n"
    assert context_around(Document(text, 40), Span(50_000, 50_000)) == Span(3, 100_003)
