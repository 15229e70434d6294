from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text.sentences import iter_sentences

SEEDS = Path(__file__).parents[2] / "seeds"


def sentences(text: str) -> list[str]:
    return [sentence.cut(text) for sentence in iter_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد. غادر الوفد.", ["وصل الوفد.", "غادر الوفد."]),
        ("ما قصته؟ لا أحد يعلم! حقا", ["ما قصته؟", "لا أحد يعلم!", "حقا"]),
        ("  بلا نقطة  ", ["بلا نقطة"]),
        ("قال: أولا؛ ثانيا، ثالثا", ["قال: أولا؛ ثانيا، ثالثا"]),
        ("انتهى... ثم بدأ… ثم", ["انتهى...", "ثم بدأ…", "ثم"]),
        ("العلاقات السورية.. بين التعاون", ["العلاقات السورية.. بين التعاون"]),
        ("مع الوضع الجديد.كما أكد", ["مع الوضع الجديد.", "كما أكد"]),
        ("في دمشق. (سانا)", ["في دمشق.", "(سانا)"]),
        ("44.2 مليون و3.5 ألف. ثم", ["44.2 مليون و3.5 ألف.", "ثم"]),
        ("1. أولا. 2. ثانيا", ["1. أولا.", "2. ثانيا"]),
    ],
)
def test_terminators(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال د. محمد وأ.د. سعيد ود. ليلى. ثم", ["قال د. محمد وأ.د. سعيد ود. ليلى.", "ثم"]),
        ("ق.م. كانت. ثم", ["ق.م. كانت.", "ثم"]),
        ("عام 1445 هـ. ثم 2024 م. ثم م. خالد", ["عام 1445 هـ.", "ثم 2024 م.", "ثم م. خالد"]),
        (
            "J. R. Smith and Dr. No. The U.S. army, i.e. x.",
            ["J. R. Smith and Dr. No. The U.S. army, i.e. x."],
        ),
        ("عن Node.JS وعن Yahoo!News. ثم", ["عن Node.JS وعن Yahoo!News.", "ثم"]),
        ("see example.com now. And then.", ["see example.com now.", "And then."]),
    ],
)
def test_a_full_stop_inside_a_name_or_an_abbreviation_ends_nothing(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال “نعم.” ثم (لا!) ثم", ["قال “نعم.”", "ثم (لا!)", "ثم"]),
        ("«لحزب الله...»، تقول المذيعة. ثم", ["«لحزب الله...»، تقول المذيعة.", "ثم"]),
        ("”نعم.“ ثم", ["”نعم.“", "ثم"]),
        ("نعم. “لا”", ["نعم.", "“لا”"]),
        ("نعم.\u200f لا", ["نعم.\u200f", "لا"]),
    ],
)
def test_what_closes_behind_the_terminator_belongs_to_the_sentence(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_spaces_alone_are_no_sentence() -> None:
    assert sentences(" \u00a0\t") == []


def test_only_the_paragraph_is_looked_at() -> None:
    text = "أب.\nجد. ثم.\nو"
    assert [span.cut(text) for span in iter_sentences(text, 4, 11)] == ["جد.", "ثم."]


def test_the_first_sentences_of_a_seed_article() -> None:
    text = (SEEDS / "003_f22616ff3d8ce778.txt").read_bytes().decode()
    start = text.index("أوضحت الوزارة")
    end = text.index("\n", start)
    assert [sentence.cut(text)[-12:] for sentence in iter_sentences(text, start, end)] == [
        " بك يفكيروف.",
        "كلا البلدين.",
    ]


@given(st.text(alphabet='اب د.!؟…»"( 1a،\u064e\u0640\u200f'))
def test_sentences_follow_each_other_and_hold_all_that_is_no_space(text: str) -> None:
    found = list(iter_sentences(text, 0, len(text)))
    assert all(before.end <= after.start for before, after in pairwise(found))
    covered = {offset for sentence in found for offset in range(*sentence)}
    assert all(offset in covered for offset, character in enumerate(text) if not character.isspace())
    assert all(sentence.cut(text).strip() == sentence.cut(text) != "" for sentence in found)
