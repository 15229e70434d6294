"""The nearest competing match of a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation import anchor_rivals
from hashiya.annotation.anchor import describe

if TYPE_CHECKING:
    import pytest

    from hashiya.annotation.anchor_contexts import Contexts
    from hashiya.text.spans import Span

NEWS = "وصل وفد رسمي من وزارة الدفاع السورية، صباح اليوم الخميس، إلى العاصمة الروسية موسكو. "


def test_in_a_text_of_copies_one_match_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Span] = []
    similarity = anchor_rivals._similarity

    def note(text: str, span: Span, contexts: Contexts, reach: int) -> float:
        compared.append(span)
        return similarity(text, span, contexts, reach)

    monkeypatch.setattr(anchor_rivals, "_similarity", note)
    text = NEWS * 50
    start = text.index("وزارة", len(text) // 2)
    assert describe(text, start, start + 5, "").rival == 1.0
    assert len(compared) == 1


def test_the_match_that_competes_most_counts() -> None:
    far = "قال الوزير في مؤتمر صحفي عقده أمس في العاصمة إن موسكو ترحب بالوفد الزائر ترحيبا حارا. "
    near = "من جهة أخرى تستضيف موسكو الشهر المقبل معرضا للكتاب."
    start = far.index("موسكو")
    assert describe(far, start, start + 5, "").rival is None
    of_one = describe(far + near, start, start + 5, "").rival
    of_both = describe(far + near + far[10:], start, start + 5, "").rival
    assert of_one is not None
    assert of_both is not None
    assert of_one < of_both
