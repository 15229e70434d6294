"""Which actor a name means."""

from __future__ import annotations

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.registry.names import Known, Names


def actor(canonical: str, *texts: str, kind: str = "person", label: str = "ACTOR") -> list[Annotation]:
    return [
        Annotation(
            id=f"{canonical}{number}",
            label=label,
            start=0,
            end=len(text),
            text=text,
            attributes={"canonical": canonical, "kind": kind},
        )
        for number, text in enumerate(texts or (canonical,))
    ]


NAMES = Names(
    "ACTOR",
    [
        *actor("إيران", kind="state"),
        *actor("روسيا", *["روسيا"] * 7, "موسكو", "م", kind="state"),
        *actor("يونس بك يفكيروف", "يكفيروف"),
        *actor("فلاديمير بوتين", *["فلاديمير بوتين"] * 3),
        *actor("الملك", "الملك", "الملك"),
        *actor("الملك سلمان"),
        *actor("القمة", label="EVENT"),
    ],
)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ايران", Known("إيران", "state")),
        ("موسكو", Known("روسيا", "state")),
        ("مُوسكو", Known("روسيا", "state")),
        ("الملك", Known("الملك", "person")),
        ("بوتين", None),
        ("القمة", None),
        ("م", None),
    ],
)
def test_a_name_means_the_actor_that_has_it(name: str, meant: Known | None) -> None:
    assert NAMES.meant_by(name) == meant


def test_a_name_that_two_actors_have_means_neither() -> None:
    names = Names("ACTOR", [*actor("لافروف", "الوزير"), *actor("الشيباني", "الوزير")])
    assert names.meant_by("الوزير") is None
    assert names.likely("الوزير") == ["الشيباني", "لافروف"]


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("يفيكروف", ["يونس بك يفكيروف"]),
        ("بوتين", ["فلاديمير بوتين"]),
        ("الملك سلمان", ["الملك سلمان", "الملك"]),
        ("الملك", ["الملك", "الملك سلمان"]),
        ("أوباما", []),
        ("م", []),
        ("", []),
    ],
)
def test_the_likeliest_actor_comes_first(name: str, likely: list[str]) -> None:
    assert NAMES.likely(name) == likely


def test_short_words_are_never_alike() -> None:
    assert Names("ACTOR", actor("ليبيا")).likely("ليبا") == []


def test_the_most_frequent_name_comes_first() -> None:
    assert next(iter(NAMES)) == "روسيا"


def test_without_names_nothing_is_meant() -> None:
    assert Names("ACTOR").likely("روسيا") == []
    assert Names("ACTOR").meant_by("روسيا") is None


def test_spellings_that_begin_with_a_word_come_longest_first() -> None:
    names = Names("ACTOR", [*actor("أحمد الشرع"), *actor("أحمد الشرع"), *actor("أحمد")])
    assert [each.words for each in names.spelled_from("احمد")] == [("احمد", "الشرع"), ("احمد",)]
    assert names.spelled_from("الشرع") == []
    assert [each.frequency for each in names.spelled_from("احمد")] == [2, 1]
