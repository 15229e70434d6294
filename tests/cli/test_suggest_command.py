"""``hashiya suggest``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT
from tests.proposing import REASON, use

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, Shell

SCORES = {"النعسان": 0.99, "روسيا": 0.95, "موسكو": 0.5}
QUOTE = "العلاقة مع روسيا لا بد منها"


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    use(monkeypatch, SCORES)


def printed(answer: Answer) -> list[str]:
    assert (answer.status, answer.err) == (0, "")
    return [json.loads(line)["text"] for line in answer.out.splitlines()]


def test_proposals_are_printed_like_annotations_and_nothing_is_stored(shell: Shell) -> None:
    before = shell.snapshot()
    answer = shell("suggest", ARTICLE)
    record = json.loads(answer.out.splitlines()[0])
    assert record.pop("id")[14] == "7"
    assert len(record.pop("sha256")) == 64
    start = TEXT.index("النعسان")
    assert record == {
        "article": ARTICLE,
        "label": "ACTOR",
        "start": start,
        "end": start + 7,
        "text": "النعسان",
        "prefix": TEXT[:start],
        "suffix": TEXT[start + 7 :],
        "attributes": {"canonical": "النعسان", "kind": "person"},
        "relations": [],
        "note": "",
        "annotator": "",
        "status": "proposed",
        "created": "",
        "modified": "",
        "rev": 1,
        "schema": 1,
        "offset_unit": "codepoint",
        "source": "known",
        "reason": str(REASON),
        "score": 0.99,
    }
    assert shell.snapshot() == before


def test_those_that_the_reader_shows_are_printed_of_the_current_folder(shell: Shell) -> None:
    (shell.folder / "b.txt").write_text("موسكو وروسيا")
    assert printed(shell("suggest")) == ["روسيا", "النعسان", QUOTE, "روسيا"]
    assert printed(shell("suggest", "b.txt", "--all")) == ["موسكو", "روسيا"]
    assert printed(shell("suggest", "--at-least", "0.98")) == ["النعسان"]


def test_an_article_that_is_named_twice_gets_its_proposals_once(shell: Shell) -> None:
    assert printed(shell("suggest", ARTICLE, ".", ARTICLE)) == printed(shell("suggest", ARTICLE)) != []


def test_the_settings_say_what_is_shown(shell: Shell) -> None:
    (shell.folder / "hashiya.toml").write_text("[proposals]\nprecision = 0.5\n")
    assert "موسكو" in printed(shell("suggest"))


def test_the_same_is_printed_each_time(shell: Shell) -> None:
    assert shell("suggest", "--all").out == shell("suggest", "--all").out


def test_a_quotation_is_related_to_the_proposal_of_its_speaker(shell: Shell) -> None:
    records = [json.loads(line) for line in shell("suggest").out.splitlines()]
    speaker = next(each for each in records if each["text"] == "النعسان")
    quote = next(each for each in records if each["label"] == "QUOTE")
    assert quote["relations"] == [{"type": "speaker", "target": speaker["id"]}]


def test_a_quotation_is_related_to_its_annotated_speaker(shell: Shell) -> None:
    start = TEXT.index("النعسان")
    speaker = shell.annotate(start, start + 7)
    records = [json.loads(line) for line in shell("suggest", "--all").out.splitlines()]
    assert [each["text"] for each in records] == ["موسكو", QUOTE, "روسيا"]
    assert records[1]["relations"] == [{"type": "speaker", "target": speaker}]


def test_accepted_proposals_are_stored_with_source_and_score(shell: Shell) -> None:
    answer = shell("--annotator", "b", "suggest", "--accept", "--at-least", "0.94")
    assert answer.status == 0
    assert answer.said == [Message("cli.proposals_stored", count=3)]
    stored = shell.exported()
    assert [json.loads(line) for line in answer.out.splitlines()] == stored
    assert [(each["text"], each["source"], each["score"]) for each in stored] == [
        ("النعسان", "known", 0.99),
        (QUOTE, "known", 0.95),
        ("روسيا", "known", 0.95),
    ]
    assert {(each["status"], each["annotator"]) for each in stored} == {("accepted", "b")}
    assert stored[1]["relations"] == [{"type": "speaker", "target": stored[0]["id"]}]
    assert shell("--annotator", "b", "suggest").out == ""


def test_without_a_least_score_only_the_almost_certain_are_stored(shell: Shell) -> None:
    shell("suggest", "--accept")
    assert [each["text"] for each in shell.exported()] == ["النعسان"]


def test_all_articles_are_one_step_for_undo(shell: Shell) -> None:
    (shell.folder / "b.txt").write_text("النعسان")
    shell("suggest", "--accept")
    [journal] = (shell.folder / "annotations" / ".journal").iterdir()
    [line] = [line for line in journal.read_text().splitlines() if "proposal.accept" in line]
    assert ARTICLE in line
    assert "b.txt" in line
    assert len(shell.exported()) == 2


def test_an_article_that_cannot_be_read_is_told_of_and_the_others_are_proposed(shell: Shell) -> None:
    answer = shell("suggest", "gone.txt", ARTICLE)
    assert answer.status == 1
    assert "files.cannot_read" in answer.ids
    assert len(answer.out.splitlines()) == 3


@pytest.mark.parametrize("word", ["1.5", "-1", "nan", "much", "", "1e-3"])
def test_a_score_is_a_number_from_0_to_1(shell: Shell, word: str) -> None:
    answer = shell("suggest", "--accept", f"--at-least={word}")
    assert answer.status == 2
    assert "cli.not_a_probability" in answer.ids


def test_what_is_printed_can_be_imported(shell: Shell) -> None:
    (shell.folder / "p.jsonl").write_text(shell("suggest").out)
    assert shell("import", "p.jsonl").status == 0
    assert [each["status"] for each in shell.exported()] == ["proposed"] * 3
