"""The work of annotators, as files have it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hashiya.exchange.accepting import Target
from hashiya.messages import Message
from hashiya.services.work import FileWork
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path


def line(article: str = "", start: int = 1, **more: Any) -> str:
    named = {"article": article} if article else {}
    return json.dumps(
        {"id": f"i{start}", **named, "label": "ACTOR", "start": start, "end": start + 1, **more}
    )


def starts(work: FileWork, article: str) -> list[int]:
    return [each.start for each in work.annotations(article, None)]


def test_records_of_one_article_need_not_stand_together(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join([line("x", 1), line("y", 2), "", line("x", 3), line("", 4)]))
    work = FileWork("a", file)
    assert work.articles() == ["x", "y", "a"]
    assert [starts(work, article) for article in work.articles()] == [[1, 3], [2], [4]]


def test_the_name_of_an_article_may_be_anywhere_in_its_record_and_escaped(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    nested = {"label": "ACTOR", "start": 2, "end": 3, "attributes": {"article": "no"}}
    last = {"label": "ACTOR", "start": 4, "end": 5, "article": 'ب"\\'}
    file.write_bytes(
        b"\xef\xbb\xbf"
        + "\r\n".join([line('ب"\\', 1), json.dumps(nested), json.dumps(last, ensure_ascii=False)]).encode()
    )
    work = FileWork("a", file)
    assert {article: starts(work, article) for article in work.articles()} == {'ب"\\': [1, 4], "a": [2]}


def test_a_folder_has_an_article_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "a.jsonl").write_text(line("", 1))
    (tmp_path / "more/b.ndjson").write_text("")
    (tmp_path / "c.txt").write_text("no")
    work = FileWork("f", tmp_path)
    assert work.articles() == ["a", "b"]
    assert starts(work, "a") == [1]
    assert starts(work, "b") == []


def test_a_refused_record_is_known_by_its_line_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    wrong = [line("y", 1), line("x", 5, end=2), "{", line("y", 3, label=""), line("y", 7, attributes=[])]
    file.write_text("\n".join(wrong))
    work = FileWork("a", file)
    for article in work.articles():
        work.annotations(article, None)
    assert sorted(each.place for each in work.refusals[file]) == ["2", "3", "4", "5"]


def test_a_record_without_offsets_needs_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"label": "ACTOR", "text": "موسكو"}))
    work = FileWork("a", file)
    (found,) = work.annotations("a", Target("a.txt", "0" * 64, "إلى موسكو"))
    assert (found.start, found.end) == (4, 9)
    assert work.annotations("a", None) == []
    assert [each.reason for each in work.refusals[file]] == [Message("agreement.offsets_missing")]


def test_rejected_proposals_are_no_annotations(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(line("", 1, status="rejected", source="rules") + "\n" + line("", 2, status="proposed"))
    assert starts(FileWork("a", file), "a") == [2]


def test_what_is_not_json_lines_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"PK\x03\x04")
    with refused(Message("agreement.not_json_lines", path=file)):
        FileWork("a", file)


def test_a_file_that_goes_away_is_an_error_of_its_article(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(line())
    work = FileWork("f", tmp_path)
    file.unlink()
    with refused("files.cannot_read"):
        work.annotations("a", None)
