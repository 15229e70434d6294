"""Actors and events, collected from annotations by their canonical name."""

from __future__ import annotations

from dataclasses import replace

from hashiya.annotation.annotation import Annotation
from hashiya.registry.entries import actors_in, events_in


def annotation(
    number: str, text: str, label: str = "ACTOR", article: str = "a.txt", **attributes: str
) -> Annotation:
    return Annotation(
        id=number, article=article, label=label, start=0, end=len(text), text=text, attributes=attributes
    )


def test_an_actor_is_what_annotations_call_by_one_name() -> None:
    [russia, _] = actors_in(
        [
            annotation("3", "موسكو", canonical="روسيا"),
            annotation("1", "روسيا", canonical="روسيا", kind="state"),
            annotation("2", "موسكو", canonical="روسيا", kind="state", article="b.txt"),
            annotation("4", "الروس", canonical="روسيا", kind="group"),
            annotation("5", "دمشق", canonical="سوريا"),
        ]
    )
    assert (russia.id, russia.canonical, russia.kind) == ("1", "روسيا", "state")
    assert russia.aliases == ("موسكو", "الروس")
    assert [(mention.id, mention.article) for mention in russia.mentions] == [
        ("1", "a.txt"),
        ("2", "b.txt"),
        ("3", "a.txt"),
        ("4", "a.txt"),
    ]


def test_annotations_without_a_name_are_in_no_registry() -> None:
    unnamed = [annotation("1", "موسكو"), annotation("2", "موسكو", canonical=" ")]
    assert actors_in(unnamed) == []
    assert events_in(unnamed) == []


def test_the_most_mentioned_actor_comes_first() -> None:
    found = actors_in(annotation(str(n), "x", canonical=name) for n, name in enumerate(["ب", "أ", "ج", "ج"]))
    assert [actor.canonical for actor in found] == ["ج", "أ", "ب"]


def test_an_event_knows_the_articles_that_report_it() -> None:
    facts = {"canonical": "زيارة الشرع", "date": "2025-10-15", "type": "MEET"}
    [visit, fall] = events_in(
        [
            annotation("7", "سقوط النظام", "EVENT", canonical="سقوط النظام"),
            annotation("8", "زيارة", "EVENT", "b.txt", **facts),
            annotation("9", "الزيارة", "EVENT", "a.txt", canonical="زيارة الشرع", place="موسكو"),
            annotation("10", "موسكو", canonical="روسيا"),
        ]
    )
    assert (visit.date, visit.type, visit.place) == ("2025-10-15", "MEET", "موسكو")
    assert visit.articles == ("a.txt", "b.txt")
    assert fall.canonical == "سقوط النظام"


def test_an_event_knows_who_takes_part_in_it_once_each() -> None:
    links = [
        {"type": role, "target": target}
        for role, target in (("agent", "1"), ("recipient", "2"), ("agent", "gone"))
    ]
    events = [
        replace(annotation(number, "زيارة", "EVENT", canonical="زيارة الشرع"), relations=tuple(links[:count]))
        for number, count in (("3", 3), ("4", 1))
    ]
    actors = [annotation("1", "الشرع", canonical="أحمد الشرع"), annotation("2", "موسكو", canonical="روسيا")]
    [visit] = events_in([*events, *actors])
    assert (visit.agents, visit.recipients) == (("أحمد الشرع",), ("روسيا",))
