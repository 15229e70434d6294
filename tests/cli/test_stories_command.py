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


def test_copies_of_a_file_are_a_story(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text(TEXT, encoding="utf-8")
    assert json.loads(shell("stories", "--json").out)["articles"] == [ARTICLE, "articles/b.txt"]
