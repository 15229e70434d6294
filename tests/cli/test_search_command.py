"""``hashiya search``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


def test_each_hit_is_a_json_object_with_its_annotations(shell: Shell) -> None:
    identifier = shell.annotate(
        start := TEXT.index("النعسان"), start + 7, "ACTOR", "--attribute", "kind=person"
    )
    answer = shell("search", "النعسان OR روسيا", "--json")
    assert (answer.status, answer.err) == (0, "")
    first, second = map(json.loads, answer.out.splitlines())
    (annotation,) = first.pop("annotations")
    assert (annotation["id"], annotation["label"], annotation["start"]) == (identifier, "ACTOR", start)
    assert first == {
        "article": ARTICLE,
        "start": start,
        "end": start + 7,
        "text": "النعسان",
        "before": TEXT[:start],
        "after": TEXT[start + 7 :],
    }
    assert list(second) == ["article", "start", "end", "text", "before", "after", "annotations"]
    assert second["text"] == TEXT[second["start"] : second["end"]] == "روسيا"
    assert second["annotations"] == []


def test_a_pipe_gets_a_line_a_hit_in_logical_order(shell: Shell) -> None:
    answer = shell("search", "موسكو")
    start = TEXT.index("موسكو")
    assert answer.out == f"{ARTICLE}:{start}-{start + 5}\t{TEXT[:start]}\tموسكو\t{TEXT[start + 5 :]}\n"


@pytest.mark.parametrize("paths", [(ARTICLE, ARTICLE), (ARTICLE, "."), (".", ARTICLE, f"./{ARTICLE}")])
def test_an_article_that_is_named_twice_is_searched_once(shell: Shell, paths: tuple[str, ...]) -> None:
    assert len(shell("search", "موسكو", *paths).out.splitlines()) == 1


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2029"])
def test_the_words_around_a_hit_end_with_its_paragraph(shell: Shell, tmp_path: Path, end: str) -> None:
    (tmp_path / "lines.txt").write_text(f"عنوان{end}في القرم اليوم{end}ختام{end}", newline="")
    (hit,) = map(json.loads, shell("search", "القرم", "lines.txt", "--json").out.splitlines())
    assert (hit["before"], hit["after"]) == ("في ", " اليوم")


def test_annotations_are_found_by_label_and_attribute(shell: Shell) -> None:
    shell.annotate(4, 22, "ACTOR", "--attribute", "canonical=علي النعسان")
    assert shell("search", "label:ACTOR canonical:«علي النعسان»").out.split("\t")[2] == TEXT[4:22]
    assert shell("search", "label:EVENT").status == 1
    assert shell("search", "علي IN label:ACTOR").status == 0
    assert shell("search", "روسيا IN label:ACTOR").status == 1


def test_nothing_found_is_told_with_status_1(shell: Shell) -> None:
    answer = shell("search", "لندن")
    assert (answer.status, answer.out, answer.said) == (1, "", [Message("cli.search_nothing")])


@pytest.mark.parametrize(
    "query", ["", '"', "(", "OR", "x:y", "NOT a", "a\x1b[2J:b)", " ".join(["و"] * 10_000)]
)
def test_a_query_that_cannot_be_read_is_wrong_use(shell: Shell, query: str) -> None:
    answer = shell("search", query)
    assert (answer.status, answer.out) == (2, "")
    assert "corpus.bad_query" in answer.ids
    assert "\x1b" not in answer.err


def test_the_first_hits_in_an_order(shell: Shell) -> None:
    answer = shell("search", "علي OR موسكو OR روسيا", "--sort", "after", "--limit", "2", "--json")
    assert [json.loads(line)["text"] for line in answer.out.splitlines()] == ["علي", "روسيا"]
    assert shell("search", "علي", "--limit", "0").status == 2
    assert shell("search", "علي", "--sort", "x").status == 2


def test_a_story_is_printed_once(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text(TEXT, encoding="utf-8")
    answer = shell("search", "موسكو", "--once", "--json")
    (line,) = answer.out.splitlines()
    assert json.loads(line)["copies"] == ["articles/b.txt"]
    assert answer.said == [Message("cli.search_copies", count=1)]


def test_an_article_that_cannot_be_read_makes_status_1(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_bytes(b"\x7fELF" + bytes(100))
    answer = shell("search", "موسكو")
    assert (answer.status, len(answer.out.splitlines())) == (1, 1)
    assert "article.binary_of_kind" in answer.ids


def test_the_index_is_kept_in_the_cache_and_not_beside_the_articles(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path.parent / f"{tmp_path.name}-cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    before = shell.snapshot()
    assert shell("search", "موسكو").status == 0
    assert shell.snapshot() == before
    kept = (cache / "hashiya" / "search").iterdir()
    assert sorted(path.suffix for path in kept) == [".crc32", ".sqlite"]


def test_without_a_home_every_article_is_read(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    answer = shell("search", "موسكو")
    assert (answer.status, answer.err) == (0, "")


def test_annotations_count_at_their_places_in_the_present_text(shell: Shell) -> None:
    shell.annotate(4, 22, "ACTOR")
    (shell.folder / ARTICLE).write_text(f"عنوان جديد\n{TEXT}", encoding="utf-8")
    (hit,) = map(json.loads, shell("search", "label:ACTOR", "--json").out.splitlines())
    assert (hit["start"], hit["end"], hit["text"]) == (15, 33, TEXT[4:22])
    assert [each["start"] for each in hit["annotations"]] == [15]
