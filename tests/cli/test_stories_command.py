"""``hashiya stories``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

STORY = " ".join(f"كلمة{number}" for number in range(100))


def test_a_story_is_printed_with_its_articles(shell: Shell) -> None:
    folder = shell.folder / "articles"
    (folder / "b.txt").write_text(f"زيارة\n3 أكتوبر 2025\n{STORY}", encoding="utf-8")
    (folder / "c.txt").write_text(f"{STORY} خاتمة", encoding="utf-8")
    answer = shell("stories", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert json.loads(answer.out) == {
        "articles": ["articles/b.txt", "articles/c.txt"],
        "title": "زيارة",
        "date": "2025-10-03",
    }
    assert shell("stories").out.splitlines()[1] == "2025-10-03\tزيارة\tarticles/b.txt · articles/c.txt"


def test_without_a_repeated_story_the_status_is_1(shell: Shell) -> None:
    answer = shell("stories", ARTICLE)
    assert (answer.status, answer.out, answer.said) == (1, "", [Message("cli.no_stories")])


def test_nothing_to_carry_is_no_failure(shell: Shell) -> None:
    for options in (["--carry"], ["--carry", "--dry-run"]):
        answer = shell("stories", *options)
        assert (answer.status, answer.said) == (0, [Message("cli.no_stories")])


def test_copies_of_a_file_are_a_story(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text(TEXT, encoding="utf-8")
    assert json.loads(shell("stories", "--json").out)["articles"] == [ARTICLE, "articles/b.txt"]


def test_annotations_are_carried_to_the_copies_once(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text(f"{TEXT}\nخاتمة", encoding="utf-8")
    (shell.folder / "articles" / "c.txt").write_text(TEXT, encoding="utf-8")
    assert shell("annotate", ARTICLE, "--start", "0", "--end", "5", "--label", "ACTOR").status == 0
    places = Message("services.places_in_copies", same=2, moved=0, there=0, lost=0)
    copies = Message("cli.copies", count=2)
    trial = shell("stories", "--carry", "--dry-run")
    assert trial.said == [Message("cli.would_be_carried", count=2, copies=copies), places]
    assert shell("export").out.count("\n") == 1
    made = shell("stories", "--carry")
    assert (made.status, made.said) == (0, [Message("cli.carried", count=2, copies=copies), places])
    assert [json.loads(line)["start"] for line in shell("export").out.splitlines()] == [0, 0, 0]
    again = shell("stories", "--carry")
    there = Message("services.places_in_copies", same=0, moved=0, there=2, lost=0)
    assert again.said == [Message("cli.carried", count=0, copies=Message("cli.copies", count=0)), there]
