"""Events are found by their nouns and verbs, with the words that identify them."""

from __future__ import annotations

import time

import pytest

from hashiya.messages import Message
from hashiya.suggest.events.source import Events
from hashiya.suggest.evidence import Evidence
from hashiya.suggest.proposal import Proposal
from hashiya.text.spans import Span
from tests.shares import sampled


def events(text: str, *actors: str) -> dict[str, Proposal]:
    """Return the best proposal for each place, by its words; `actors` are the names of actors in the text."""
    found = [
        Proposal(Span(at, at + len(name)), "ACTOR", "test", Message("suggest.event_noun"), 0.9)
        for name in actors
        for at in [text.index(name)]
    ]
    best: list[Proposal] = []
    for each in sorted(Events().propose(Evidence(text, None, (), {}), found), key=lambda one: -one.score):
        if not any(each.span.overlaps(other.span) for other in best):
            best.append(each)
    return {each.span.cut(text): each for each in sorted(best)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("تناولت زيارة الوفد الروسي عدة ملفات", "زيارة الوفد الروسي"),
        ("بعد سقوط نظام القذافي", "سقوط نظام القذافي"),
        ("عقب مباحثات عسكرية وأمنية مكثفة في عمّان", "مباحثات عسكرية وأمنية مكثفة"),
        ("وكانت القمة العربية الأخيرة قد عقدت في بغداد", "القمة العربية الأخيرة"),
        ("تأتي هذه الزيارة بعد شهر", "هذه الزيارة"),
        ("وبهذه الزيارة يختتم جولته", "هذه الزيارة"),
        ("أعلن بيان رسمي للكرملين ذلك", "بيان رسمي للكرملين"),
        ("وفي أول زيارة رسمية إلى تونس", "أول زيارة رسمية إلى تونس"),
        ("طالبت بالإفراج عن المعتقلين السياسيين فورا", "الإفراج عن المعتقلين السياسيين"),
        ("اقترب الانضمام إلى الناتو من نهايته", "الانضمام إلى الناتو"),
        ("الإطاحة بنظام البشير", "الإطاحة بنظام البشير"),
        (
            "شملت الزيارات واللقاءات الدبلوماسية المتبادلة كل الملفات",
            "الزيارات واللقاءات الدبلوماسية المتبادلة",
        ),
        ("قبيل وقف إطلاق النار في غزة", "وقف إطلاق النار"),
        ("هزّ انفجار عنيف العاصمة الأفغانية", "انفجار عنيف"),
    ],
)
def test_a_noun_of_an_event_takes_the_words_that_identify_it(text: str, words: str) -> None:
    assert words in events(text)


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        (
            "خلال زيارة الرئيس المصري عبد الفتاح السيسي إلى روما",
            "عبد الفتاح السيسي",
            "زيارة الرئيس المصري عبد الفتاح السيسي",
        ),
        ("لقاء الشرع مع نظيره", "الشرع", "لقاء الشرع"),
        ("زيارة ماكرون إلى الرباط", "ماكرون", "زيارة ماكرون إلى الرباط"),
    ],
)
def test_the_name_of_an_actor_ends_the_words(text: str, actor: str, words: str) -> None:
    assert words in events(text, actor)


@pytest.mark.parametrize(
    ("text", "words", "type_"),
    [
        ("والتقى الوزير نظيره في الدوحة", "التقى", "MEET"),
        ("استقبله نائب وزير الدفاع", "استقبله", "MEET"),
        ("وسيزور الملك لندن", "سيزور", "MEET"),
        ("دعوا إلى التهدئة", "دعوا", "REQUEST"),
        ("واعتقلت الشرطة عشرات", "اعتقلت", "COERCE"),
        ("وقد قصفت الطائرات المدينة", "قصفت", "ASSAULT"),
        ("أجرى الجانبان مباحثات في موسكو", "أجرى الجانبان مباحثات", "CONSULT"),
        ("شنّت إسرائيل غارات جوية على بيروت", "شنّت إسرائيل غارات جوية", "ASSAULT"),
        ("بعث الملك برقية تهنئة إلى الرئيس", "بعث الملك برقية تهنئة", "CONSULT"),
        ("قطعت الجزائر العلاقات مع المغرب", "قطعت", "SANCTION"),
    ],
)
def test_a_verb_stands_alone_or_with_the_noun_that_it_needs(text: str, words: str, type_: str) -> None:
    assert events(text)[words].attributes["type"] == type_


@pytest.mark.parametrize(
    "text",
    [
        "من الممكن أن يزور الرئيس تونس",
        "وقد تقصف الطائرات المدينة",
        "ربما يلتقي الوزيران غدا",
        "ذكرت وزارة الدفاع ذلك",
        "وكان ذلك هنا في المدينة",
        "رفع الوزير تقريرا",
        "الطائرات المسيرة الحديثة",
        "كان التعاون صادقا",
    ],
)
def test_what_is_only_possible_and_other_words_are_no_events(text: str) -> None:
    assert events(text) == {}


def test_places_are_those_of_the_words_without_clitics() -> None:
    text = "وسبق للزيارةِ ولِلقاءِ أن أُجّلا"
    spans = sorted(each.span for each in events(text).values())
    assert [each.cut(text) for each in spans] == ["لزيارةِ", "لقاءِ"]
    assert spans[0] == Span(6, 13)


def test_the_same_text_gives_the_same_proposals() -> None:
    evidence = Evidence("زيارة الوفد إلى دمشق ثم لقاء الرئيس", None, (), {})
    assert list(Events().propose(evidence, ())) == list(Events().propose(evidence, ()))


@sampled(4)
@pytest.mark.parametrize(
    "unit", ["زيارة ", "و", "هذه الزيارة ", "أجرى ", "زيارة الوفد وزيارة ", "\u064b", "إلى ", "الروسية "]
)
def test_a_text_without_a_full_stop_takes_linear_time(unit: str) -> None:
    def taken(length: int) -> float:
        evidence = Evidence(unit * (length // len(unit)), None, (), {})
        started = time.process_time()
        list(Events().propose(evidence, ()))
        return time.process_time() - started

    taken(10_000)
    assert taken(200_000) < 40 * max(taken(20_000), 0.005)
