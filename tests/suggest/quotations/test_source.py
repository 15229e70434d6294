"""Which quotations are proposed, between which offsets, with which cue and speaker."""

from __future__ import annotations

import pytest

from hashiya.suggest.quotations.source import Quotations
from hashiya.text.spans import Span
from tests.suggest.quotations.found import Found, propose, quotes, texts


def test_a_proposal_has_offsets_cue_speaker_and_a_reason() -> None:
    text = "وقال سامي: «لن نغادر»."
    (proposal,) = propose(text, ["سامي"])
    assert proposal.span == Span(12, 20)
    assert proposal.label == "QUOTE"
    assert proposal.source == Quotations.name
    assert proposal.attributes == {"mode": "direct", "cue": "قال"}
    assert proposal.ends == {"speaker": Span(5, 9)}
    assert proposal.reason.id == "suggest.quotation_introduced"
    assert 0 < proposal.score < 1


def test_offsets_of_a_clause_leave_out_the_complementiser_and_the_full_stop() -> None:
    text = "أكدت الوزيرة أنها ستعود غداً."
    found = [each for each in propose(text) if each.label == "QUOTE"]
    assert [each.span for each in found] == [Span(18, 28)]


def test_a_speaker_who_is_no_actor_yet_is_proposed_as_one() -> None:
    text = "قالت مصادر أمنية إن الطريق مفتوح."
    actor, quote = propose(text)
    assert (actor.label, actor.span) == ("ACTOR", Span(5, 16))
    assert quote.ends == {"speaker": Span(5, 16)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال سامي: “لن نغادر”.", Found("لن نغادر", "direct", "قال", "سامي")),
        ('وأضاف سامي "لن نغادر البلاد أبدا".', Found("لن نغادر البلاد أبدا", "direct", "أضاف", "سامي")),
        ("«لن نغادر البلاد أبدا»، قال سامي.", Found("لن نغادر البلاد أبدا", "direct", "قال", "سامي")),
        ("‹لن نغادر البلاد›، بحسب سامي.", Found("لن نغادر البلاد", "direct", "بحسب", "سامي")),
        ("ذكر سامي أن الطريق مفتوح.", Found("الطريق مفتوح", "indirect", "ذكر", "سامي")),
        ("نفى سامي وجود خلاف.", Found("وجود خلاف", "indirect", "نفى", "سامي")),
        ("شدد سامي على أهمية الحوار.", Found("أهمية الحوار", "indirect", "شدد", "سامي")),
        ("وبحسب سامي، فإن الطريق مفتوح.", Found("الطريق مفتوح", "indirect", "بحسب", "سامي")),
        (
            "الطريق مفتوح أمام الجميع، وفقا لسامي.",
            Found("الطريق مفتوح أمام الجميع", "indirect", "وفقا", "سامي"),
        ),
    ],
)
def test_finds(text: str, expected: Found) -> None:
    assert quotes(text, ["سامي"]) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "تبدو دمشق كأنها تراهن على صيغة «الحياد النشط» في المنطقة.",
        "زار الوفد «الحديقة العسكرية المركزية» في المدينة.",
        "صدرت رواية «سأخون وطني» في بيروت.",
        "أطلق الجيش عملية «درع الربيع» شمال البلاد.",
        "تشير التطورات إلى أن الأزمة ستطول.",
        "ويذكر أن المعرض افتتح أمس.",
        "وُصف اللقاء بأنه الأوسع.",
        "تدرك دمشق أن الطريق طويل.",
        "لم يؤكد سامي أن الطريق مفتوح.",
        "جلس بين المقاعد: ثم قام.",
        "عاد الوفد في إشارة إلى نهاية الخلاف.",
    ],
)
def test_finds_nothing(text: str) -> None:
    assert texts(text, ["دمشق", "سامي"]) == []
