"""A text divided at the edges of annotations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.annotation import Annotation
from hashiya.exchange.segments import iter_segments

TEXT = "ابجدهوزحطي"
SPANS = st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda span: span[0] < span[1])


@given(st.lists(SPANS, max_size=6))
def test_segments_cover_the_text_and_know_every_annotation_over_them(spans: list[tuple[int, int]]) -> None:
    annotations = [
        Annotation(id=str(number), label="A", start=start, end=end)
        for number, (start, end) in enumerate(spans)
    ]
    segments = list(iter_segments(TEXT, annotations))
    assert "".join(TEXT[each.start : each.end] for each in segments) == TEXT
    for segment in segments:
        for offset in range(segment.start, segment.end):
            over = {each.id for each in annotations if each.start <= offset < each.end}
            assert {each.id for each in segment.annotations} == over
        lengths = [each.end - each.start for each in segment.annotations]
        assert lengths == sorted(lengths, reverse=True)


def test_a_text_of_nothing_has_no_segment() -> None:
    assert list(iter_segments("", [])) == []
