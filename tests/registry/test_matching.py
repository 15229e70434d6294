"""Which actor a name means."""

from __future__ import annotations

import pytest

from hashiya.registry.entries import Actor, Mention
from hashiya.registry.matching import actor_named, likely_actors


def actor(canonical: str, *aliases: str, mentions: int = 1) -> Actor:
    made = tuple(Mention(f"{canonical}{n}", "a.txt", canonical) for n in range(mentions))
    return Actor(canonical, canonical, "", aliases, made)


IRAN, RUSSIA = actor("إيران"), actor("روسيا", "موسكو", "م", mentions=9)
YUNUS = actor("يونس بك يفكيروف", "يكفيروف")
PUTIN = actor("فلاديمير بوتين", mentions=3)
MONARCH, PRINCE = actor("الملك", mentions=2), actor("الملك سلمان")
ACTORS = [IRAN, RUSSIA, YUNUS, PUTIN, MONARCH, PRINCE]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ايران", IRAN), ("موسكو", RUSSIA), ("مُوسكو", RUSSIA), ("الملك", MONARCH), ("بوتين", None)],
)
def test_a_name_means_the_actor_that_has_it(name: str, meant: Actor | None) -> None:
    assert actor_named(name, ACTORS) == meant


def test_a_name_that_two_actors_have_means_neither() -> None:
    assert actor_named("الوزير", [actor("لافروف", "الوزير"), actor("الشيباني", "الوزير")]) is None


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("يفيكروف", [YUNUS]),
        ("بوتين", [PUTIN]),
        ("الملك سلمان", [PRINCE, MONARCH]),
        ("الملك", [MONARCH, PRINCE]),
        ("أوباما", []),
        ("م", []),
        ("", []),
    ],
)
def test_the_likeliest_actor_comes_first(name: str, likely: list[Actor]) -> None:
    assert likely_actors(name, ACTORS) == likely


def test_short_words_are_never_alike() -> None:
    assert likely_actors("ليبا", [actor("ليبيا")]) == []


def test_an_empty_registry_has_no_candidate() -> None:
    assert likely_actors("روسيا", []) == []
    assert actor_named("روسيا", []) is None
