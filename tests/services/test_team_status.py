"""The progress of a team, counted by person and by folder."""

from __future__ import annotations

from hashiya.services.team_status import by_folder, by_person, status_record
from hashiya.store.repository.assignment import Assignment, State, Tally

TALLIES = (
    Tally("", "1948", State.NEW, False, 3),
    Tally("سارة", "1948", State.NEW, False, 2),
    Tally("سارة", "1948", State.IN_PROGRESS, True, 1),
    Tally("سارة", "1967", State.FINISHED, False, 4),
    Tally("علي", "1967", State.REVIEWED, False, 1),
)


def test_a_person_has_counts_by_state_and_what_is_overdue() -> None:
    sara, ali, mona = by_person(TALLIES, ["سارة", "علي", "منى"])
    assert sara.states == {State.NEW: 2, State.IN_PROGRESS: 1, State.FINISHED: 4}
    assert (sara.total, sara.overdue, sara.done) == (7, 1, 4 / 7)
    assert (ali.done, mona.total, mona.done) == (1.0, 0, 0.0)


def test_people_with_work_who_left_the_list_are_counted_too() -> None:
    assert [each.name for each in by_person(TALLIES, [])] == ["سارة", "علي"]


def test_a_folder_counts_free_places_as_work_to_do() -> None:
    old, new = by_folder(TALLIES)
    assert (old.name, old.total, old.free, old.done) == ("1948", 6, 3, 0.0)
    assert (new.name, new.total, new.free, new.done) == ("1967", 5, 0, 1.0)


def test_the_record_lists_each_article_with_its_people() -> None:
    assignments = [
        Assignment("a.txt", "سارة", State.IN_PROGRESS, "انظر الفقرة 2", "2025-10-03T00:00:00Z", True),
        Assignment("a.txt", "", State.NEW),
        Assignment("b.txt", "علي", State.FINISHED),
    ]
    record = status_record(TALLIES, {"سارة": "annotator", "علي": "curator"}, assignments)
    assert record["people"][0]["in progress"] == 1
    assert record["people"][1]["role"] == "curator"
    assert record["folders"][0]["free"] == 3
    first, second = record["articles"]
    assert first["free"] == 1
    assert first["assignments"] == [
        {
            "person": "سارة",
            "state": "in progress",
            "note": "انظر الفقرة 2",
            "due": "2025-10-03T00:00:00Z",
            "overdue": True,
        }
    ]
    assert second["assignments"][0]["due"] is None
