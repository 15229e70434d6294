"""The evidence of an article, or of a part of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hashiya.services.evidence import evidence_of, place_of
from hashiya.suggest.evidence import Rejected
from hashiya.suggest.proposal import Proposal
from hashiya.text.spans import Span
from tests.proposing import REASON
from tests.session.marking import made

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article

TEXT = "الجمعة 3 أكتوبر 2025\nزارت روسيا.\nعادت سوريا.\n"


def test_a_part_has_offsets_of_its_own_and_proposals_get_those_of_the_text(
    article_of: Callable[..., Article],
) -> None:
    article = article_of(TEXT)
    annotations = [made(TEXT, "روسيا"), made(TEXT, "سوريا")]
    rejected = [_rejected(made(TEXT, "عادت"))]
    part = Span(TEXT.index("عادت"), len(TEXT))
    evidence = evidence_of(article, annotations, rejected, {}, part)
    assert evidence.text == "عادت سوريا.\n"
    assert [each.span.cut(evidence.text) for each in evidence.annotations] == ["سوريا"]
    assert list(evidence.rejected) == [Rejected(Span(0, 4), "ACTOR")]
    found = Proposal(Span(5, 10), "QUOTE", "known", REASON, 0.9, ends={"speaker": Span(0, 4)})
    moved = found.moved(part.start)
    assert (moved.span.cut(TEXT), moved.ends["speaker"].cut(TEXT)) == ("سوريا", "عادت")


def test_annotations_of_another_text_of_the_article_are_left_out(article_of: Callable[..., Article]) -> None:
    annotation = replace(made(TEXT, "روسيا"), start=0, end=5)
    assert evidence_of(article_of(TEXT), [annotation], [], {}).annotations == []


def test_a_rejected_proposal_is_found_by_its_context_in_a_changed_text() -> None:
    rejected = _rejected(made(TEXT, "سوريا"))
    assert place_of(rejected, TEXT) == rejected.span
    assert place_of(rejected, "سطر جديد\n" + TEXT) == Span(rejected.start + 9, rejected.end + 9)
    assert place_of(rejected, "نص آخر") is None


def _rejected(annotation: Annotation) -> Annotation:
    return replace(annotation, status="rejected", extra={"source": "known", "score": 0.9})
