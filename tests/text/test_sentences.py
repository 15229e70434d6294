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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # acronyms, of Arabic letters and of names of Latin ones
        ('شبكة "سي.إن.بي.سي" وإف.بي.آي ثم. نعم', ['شبكة "سي.إن.بي.سي" وإف.بي.آي ثم.', "نعم"]),
        ("عام 700 ق.م تقريبا. نعم", ["عام 700 ق.م تقريبا.", "نعم"]),
        ("الساعة 12,45 ت.غ. من أمس. نعم", ["الساعة 12,45 ت.غ. من أمس.", "نعم"]),
        ("الساعة 12,45 ت.غ. وأضاف ق.م. كما قال", ["الساعة 12,45 ت.غ.", "وأضاف ق.م.", "كما قال"]),
        ("وكالة أ.ف.ب نقلت عن ص.ب. 123. نعم", ["وكالة أ.ف.ب نقلت عن ص.ب. 123.", "نعم"]),
        ("محل إتش.آر. مكماستر وأف.أم. وقالت", ["محل إتش.آر. مكماستر وأف.أم.", "وقالت"]),
        ("شبكة سي إن إن. وأضاف", ["شبكة سي إن إن.", "وأضاف"]),
        ("أ. د. محمد ود . علي وم. وليد. نعم", ["أ. د. محمد ود . علي وم. وليد.", "نعم"]),
        ("قال د.محمد وأ.د.علي. نعم", ["قال د.محمد وأ.د.علي.", "نعم"]),
        # a letter with marks before it is no initial
        ("كان لاحقًا. ثم الجهويّة. ثم أيضًا. نعم", ["كان لاحقًا.", "ثم الجهويّة.", "ثم أيضًا.", "نعم"]),
        # domains, addresses
        ("موقع العربية.نت وبيت.كوم وx.org. نعم", ["موقع العربية.نت وبيت.كوم وx.org.", "نعم"]),
        ("(https://x.com/أ.ب?ج!د) www.x.com. نعم", ["(https://x.com/أ.ب?ج!د) www.x.com.", "نعم"]),
        ("إلى a.b@c.com. نعم", ["إلى a.b@c.com.", "نعم"]),
        # numbers
        ("نحو 3.5 و.5 و12.05.2018. نعم", ["نحو 3.5 و.5 و12.05.2018.", "نعم"]),
        ("قناة تي.إف.1 وإم.آي.6. نعم", ["قناة تي.إف.1 وإم.آي.6.", "نعم"]),
        (
            "Apple Inc. and the U.S. Corp. in Sept. 2018. Yes",
            ["Apple Inc. and the U.S. Corp. in Sept. 2018.", "Yes"],
        ),
    ],
)
def test_a_full_stop_inside_a_name_a_number_or_an_address_ends_nothing(
    text: str, expected: list[str]
) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الجديد.كما أكد", ["الجديد.", "كما أكد"]),
        ("في 2014.واستعرض", ["في 2014.", "واستعرض"]),
        ("1.نعم وسهل.2.لا صعب", ["1.نعم وسهل.", "2.لا صعب"]),
        ("العشرين.BBC قالت", ["العشرين.", "BBC قالت"]),
        ("لماذا؟لأن", ["لماذا؟", "لأن"]),
        ("الآن!2018 كان", ["الآن!", "2018 كان"]),
        ('قالت "نعم."وأضافت', ['قالت "نعم."', "وأضافت"]),
    ],
)
def test_a_missing_space_hides_no_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('وتساءل "متى؟". وأضاف', ['وتساءل "متى؟".', "وأضاف"]),
        ("قال «لا!». ثم «نعم...». ثم", ["قال «لا!».", "ثم «نعم...».", "ثم"]),
        ('(سأل: "لماذا؟"). ثم', ['(سأل: "لماذا؟").', "ثم"]),
        ("نعم . . ثم؟ .. ثم", ["نعم . .", "ثم؟ ..", "ثم"]),
        ("نعم..! ثم", ["نعم..!", "ثم"]),
        ('قال "نعم. "', ['قال "نعم. "']),
        ("كما كتب.[12] ثم قال.(3) ثم.² نعم", ["كما كتب.[12]", "ثم قال.(3)", "ثم.²", "نعم"]),
        ("كما كتب[1]. ثم", ["كما كتب[1].", "ثم"]),
        ("كما كتب!(٦)هنالك", ["كما كتب!", "(٦)هنالك"]),
    ],
)
def test_stops_and_footnotes_behind_a_closing_mark_belong_to_the_sentence(
    text: str, expected: list[str]
) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'ملتزمة "باحترام (...) سيادة وأمن" الدول',
        "ملتزمة [...] بأمن […] الدول ( .. ) كلها",
        "القائد (؟) قال (!) نعم",
        "...ثم قال نعم",
        '"... ثم قال نعم"',
        "؟! نعم",
        "وثقافة الخوف، ...إلخ، ثم",
        "وحقوق الإنسان...الخ كلها",
    ],
)
def test_an_omission_ends_nothing(text: str) -> None:
    assert sentences(text) == [text]


def test_the_stop_behind_an_omission_ends_the_sentence() -> None:
    text = 'قال "إنه آمن (...)". وأضاف'
    assert sentences(text) == ['قال "إنه آمن (...)".', "وأضاف"]


@pytest.mark.parametrize(
    "unit", [".", '."', "!", ". ", "أ.", "1.", "a.", "(.", "سي.", "؟ .", "www.", "ا. ", "ا.[1]"]
)
def test_a_long_run_of_anything_is_read_once(unit: str) -> None:
    """Quadratic matching of 200,000 code points would take a minute."""
    text = unit * (200_000 // len(unit))
    found = sentences(text)
    assert sum(map(len, found)) <= len(text)


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
