"""``hashiya actors`` and ``hashiya events``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def annotated(shell: Shell, words: str, label: str, article: str = ARTICLE, **attributes: str) -> str:
    """Annotate words of an article and return the id."""
    start = (shell.folder / article).read_text().index(words)
    given = [part for name, value in attributes.items() for part in ("--attribute", f"{name}={value}")]
    answer = shell(
        "annotate", article, "--start", start, "--end", start + len(words), "--label", label, *given
    )
    assert (answer.status, answer.err) == (0, "")
    return answer.out.strip()


def test_actors_are_printed_with_their_aliases_and_mentions(shell: Shell) -> None:
    first = annotated(shell, "موسكو", "ACTOR", canonical="روسيا", kind="state")
    second = annotated(shell, "روسيا", "ACTOR", canonical="روسيا")
    annotated(shell, "نعسان", "ACTOR")
    assert json.loads(shell("actors", "--json").out) == [
        {
            "id": first,
            "canonical": "روسيا",
            "kind": "state",
            "aliases": ["موسكو"],
            "mentions": [first, second],
        }
    ]
    assert shell("actors").out == "actor\tkind\tmentions\talso\nروسيا\tstate\t2\tموسكو\n"


def test_events_are_printed_with_the_articles_that_report_them(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text("زيارة النعسان")
    facts = {"canonical": "زيارة موسكو", "type": "MEET", "date": "2025-10-02"}
    first = annotated(shell, "زار", "EVENT", **facts)
    second = annotated(shell, "زيارة", "EVENT", "articles/b.txt", canonical="زيارة موسكو")
    [event] = json.loads(shell("events", "--json").out)
    assert event == {
        "id": first,
        **facts,
        "place": "",
        "agents": [],
        "recipients": [],
        "articles": [ARTICLE, "articles/b.txt"],
        "mentions": [first, second],
    }
    rows = list(csv.reader(io.StringIO(shell("events", "--csv").out)))
    assert rows == [
        ["id", "canonical", "type", "date", "place", "agents", "recipients", "article"],
        [first, "زيارة موسكو", "MEET", "2025-10-02", "", "", "", ARTICLE],
        [first, "زيارة موسكو", "MEET", "2025-10-02", "", "", "", "articles/b.txt"],
    ]


def test_a_name_is_no_formula_in_the_table(shell: Shell) -> None:
    annotated(shell, "موسكو", "ACTOR", canonical="=1+1")
    assert [row[1] for row in csv.reader(io.StringIO(shell("actors", "--csv").out))] == ["canonical", "'=1+1"]


@pytest.mark.parametrize("command", ["actors", "events"])
def test_an_empty_registry_is_told_of(shell: Shell, command: str) -> None:
    answer = shell(command)
    assert (answer.status, answer.out, answer.said) == (0, "", [Message("cli.registry_empty")])
    assert json.loads(shell(command, "--json").out) == []


def test_annotations_that_cannot_be_read_are_told_of(shell: Shell) -> None:
    annotated(shell, "موسكو", "ACTOR", canonical="روسيا")
    shell.store_file.write_text("{")
    answer = shell("actors", "--json")
    assert answer.status == 1
    assert len(answer.said) == 1
