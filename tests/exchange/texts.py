"""An article whose offsets are easy to count, with annotations of each kind."""

from __future__ import annotations

from hashiya.annotation.anchor import describe
from hashiya.annotation.annotation import Annotation
from hashiya.exchange.document import Document
from hashiya.text.spans import Span

TEXT = "قال الوزير: «زار وفدٌ موسكو».\n\nردّ لافروف 😀 ووعد بلقاء."


def annotation(name: str, label: str, words: str, nth: int = 0, **values: object) -> Annotation:
    """Make an annotation of the first or a later place of some words."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    span = Span(start, start + len(words))
    selector = describe(TEXT, *span, "")
    fields = {"text": words, "prefix": selector.prefix, "suffix": selector.suffix, **values}
    return Annotation(id=name, article="a.txt", label=label, start=span.start, end=span.end, **fields)  # type: ignore[arg-type]


MINISTER = annotation("m", "ACTOR", "الوزير", attributes={"kind": "person"}, note="من هو؟", annotator="سلمى")
QUOTE = annotation("q", "QUOTE", "زار وفدٌ موسكو", relations=({"type": "speaker", "target": "m"},))
VISIT = annotation("v", "EVENT", "زار")
MEETING = annotation("l", "EVENT", "لقاء")
DOCUMENT = Document("a.txt", [MINISTER, QUOTE, VISIT, MEETING], TEXT, "عنوان", "2025-10-02")
