"""Hits as lines of a terminal and of a pipe."""

from __future__ import annotations

import re

import pytest

from hashiya.cli import concordance
from hashiya.cli.concordance import drawn_lines, plain_lines
from hashiya.errors import HashiyaError
from hashiya.messages import speak
from hashiya.services.searching import Hit
from hashiya.text.spans import Span
from hashiya.text.widths import character_width

WIDTH = 80


def hit(before: str, text: str, after: str, article: str = "news/a.txt", date: str = "2025-10-03") -> Hit:
    return Hit(article, Span(len(before), len(before) + len(text)), text, before, after, date)


def width_of(text: str) -> int:
    return sum(character_width(ord(each)) for each in text)


HITS = [
    hit("قال إن ", "روسيا", " بعيدة"),
    hit("", "روسيا", " وافقت على كل ما طلبه الوفد الذي زار موسكو يوم الثلاثاء الماضي كما قال الوزير"),
    hit("قال وزير الخارجية إن الوفد الذي زار موسكو أمس ناقش العلاقات مع ", "روسيا", ""),
    hit("ا\x1b[31m\t", "روسيا", "\u202e\x00", "folder/a very long name of an article, indeed.txt"),
]


def lines(monkeypatch: pytest.MonkeyPatch, mode: str = "visual", *, dates: bool = False) -> list[str]:
    monkeypatch.setattr("hashiya.cli.painting.is_coloured", lambda: True)
    return list(drawn_lines(HITS, WIDTH, mode, dates=dates))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hits_stand_below_each_other(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    speak(language)
    try:
        columns = set()
        for line in lines(monkeypatch):
            before, shown, after = re.split("\x1b\\[7m(.*?)\x1b\\[m", line.rstrip("\n"))
            assert shown == "\ufe8e\ufef4\ufeb3\ufeed\ufead"  # from left to right, joined
            assert width_of(before + shown + after) <= WIDTH
            columns.add(width_of(before))
        assert len(columns) == 1
    finally:
        speak("en")


def test_a_long_name_is_shown_by_its_end_and_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(monkeypatch)[3].startswith("a very long name of an …  ")


def test_dates_stand_before_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(monkeypatch, dates=True)[0].startswith("2025-10-03 news/a.txt  ")


@pytest.mark.parametrize("mode", ["visual", "words", "runs", "split"])
def test_no_control_character_reaches_a_terminal(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    for line in lines(monkeypatch, mode):
        rest = re.sub("\x1b\\[[0-9;]*m", "", line.rstrip("\n"))
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)


def test_a_pipe_gets_one_line_a_hit_whatever_it_contains() -> None:
    written = list(plain_lines(HITS))
    assert written[0] == "news/a.txt:7-12\tقال إن \tروسيا\t بعيدة\n"
    assert all(line.count("\t") == 3 and line.count("\n") == 1 and "\x1b" not in line for line in written)


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(HashiyaError):
        list(drawn_lines(HITS, WIDTH, "none", dates=False))


def test_a_narrow_terminal_keeps_the_hits_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.cli.painting.is_coloured", lambda: False)
    for line in drawn_lines(HITS, 30, "visual", dates=True):
        assert width_of(line.rstrip("\n")) <= 30
    assert concordance._NAME > 30 // 3
