from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT
from tests.report.reading import Reading

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_a_report_to_a_file_is_the_one_that_is_printed(shell: Shell) -> None:
    shell.annotate()
    printed = shell("report").out
    answer = shell("report", "-o", "report.html")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    assert (shell.folder / "report.html").read_text(encoding="utf-8") == printed
    assert shell("report", "-o", "-").out == printed
    assert "one article" in Reading(printed).text


def test_a_report_on_an_empty_store_says_so(shell: Shell) -> None:
    answer = shell("report", "-o", "report.html")
    assert (answer.status, answer.said) == (0, [Message("report.empty")])
    assert (shell.folder / "report.html").exists()


def test_the_ending_or_the_option_tells_the_format(shell: Shell) -> None:
    shell.annotate()
    shell("report", "-o", "report.md")
    written = (shell.folder / "report.md").read_text(encoding="utf-8")
    assert written.startswith('<div id="hashiya"')
    assert shell("report", "--format", "markdown").out == written
    answer = shell("report", "--format", "word")
    assert answer.status == 2
    assert answer.says(Message("report.no_such_format", name="word", names=("html", "markdown")))


def test_the_language_is_that_of_the_option(shell: Shell) -> None:
    shell.annotate()
    assert 'lang="ar" dir="rtl"' in shell("--language", "ar", "report").out
    assert 'lang="en" dir="ltr"' in shell("--language", "en", "report").out


def test_an_article_the_store_and_a_file_of_another_program_are_never_written_over(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / "mine.html").write_text("<p>mine")
    before = shell.snapshot()
    for target in (ARTICLE, shell.store_file, "mine.html", "articles"):
        assert shell("report", "-o", target, "--force").status == 1
    assert shell("report", "-o", "mine.html").status == 1
    assert shell.snapshot() == before


def test_a_report_is_replaced_by_force(shell: Shell) -> None:
    shell.annotate()
    for name in ("r.html", "r.md"):
        assert shell("report", "-o", name).status == 0
        assert shell("report", "-o", name).status == 1
        assert shell("--language", "ar", "report", "-o", name, "--force").status == 0


def test_no_file_is_written_if_an_article_cannot_be_read(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / ARTICLE).unlink()
    answer = shell("report", "-o", "report.html")
    assert answer.status == 1
    assert answer.says(Message("services.export_incomplete", path="report.html"))
    assert not (shell.folder / "report.html").exists()


def test_annotators_are_compared_and_differences_lead_to_their_words(shell: Shell) -> None:
    shell("--annotator", "sara", "annotate", ARTICLE, "--start", 4, "--end", 22, "--label", "ACTOR")
    shell("--annotator", "omar", "annotate", ARTICLE, "--start", 4, "--end", 10, "--label", "ACTOR")
    reading = Reading(shell("report").out)
    assert "sara: 1" in reading.text
    assert "Agreement was measured on one article" in reading.text
    marks = [(anchor, words) for anchor, words in reading.links if words.startswith("ACTOR «")]
    assert sorted(words for _, words in marks) == ["ACTOR «اللواء علي النعسان»", "ACTOR «اللواء»"]
    assert all(anchor in reading.ids for anchor, _ in marks)
    alone = Reading(shell("--annotator", "sara", "report").out)
    assert "agreement" not in alone.ids
    assert "omar" not in alone.text


def test_paths_limit_a_report(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / "articles" / "b.txt").write_text("abcdef")
    shell("annotate", "articles/b.txt", "--start", 0, "--end", 3, "--label", "EVENT")
    assert "2 articles" in Reading(shell("report").out).text
    assert "one article" in Reading(shell("report", "articles/b.txt").out).text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</p></article></main>"])
def test_an_article_of_markup_is_shown_as_it_is(shell: Shell, text: str) -> None:
    (shell.folder / "articles" / f"{json.dumps('<b>')[1:-1]}.txt").write_text(text)
    shell("annotate", "articles/<b>.txt", "--start", 0, "--end", 4, "--label", "EVENT")
    reading = Reading(shell("report").out)
    assert text in reading.text.replace("EVENT", "")
    assert "script" not in reading.names


def test_a_story_of_two_articles_is_counted_once_if_asked(shell: Shell) -> None:
    shell.annotate()
    copy = shell.folder / "articles" / "b.txt"
    copy.write_text(TEXT, encoding="utf-8")
    assert shell("stories", "--carry").status == 0
    assert "2 articles" in Reading(shell("report").out).text
    answer = shell("report", "--once")
    assert answer.said == [Message("cli.copies_left_out", count=1)]
    assert "one article" in Reading(answer.out).text
    copy.unlink()
    assert shell("report", "--once").said[0] == Message("cli.copies_left_out", count=0)
