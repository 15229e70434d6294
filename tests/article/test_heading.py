from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.article.article import Article
from hashiya.article.heading import heading_of
from hashiya.article.headline import TITLE_LENGTH


def article(text: str, title: str = "", date: str = "") -> Article:
    return Article(Path("a.txt"), text, "", title=title, date=date)


def test_title_and_date_stand_in_the_first_lines() -> None:
    assert heading_of(article("3 أكتوبر 2025\nعنوان\nنص")) == ("عنوان", "2025-10-03")
    assert heading_of(article("نص")) == ("نص", "")
    assert heading_of(article("")) == ("", "")


@pytest.mark.parametrize(
    "date", ["2025-11-18", "2025-11-18T10:00:00+03:00", "18/11/2025", "18 نوفمبر 2025", "١٨-١١-٢٠٢٥"]
)
def test_front_matter_goes_before_the_first_lines(date: str) -> None:
    text = f"---\nlastmod: 2026-01-01\ntitle: عنوان\ndate: {date}\n---\n3 أكتوبر 2025\nآخر\nنص"
    assert heading_of(article(text)) == ("عنوان", "2025-11-18")


def test_what_front_matter_lacks_stands_in_the_text_after_it() -> None:
    text = "---\nlayout: post\nlastmod: 2026-01-01\n---\n3 أكتوبر 2025\n# عنوان\nنص"
    assert heading_of(article(text)) == ("عنوان", "2025-10-03")


def test_the_metadata_of_the_file_go_before_all() -> None:
    text = "---\ntitle: عنوان\ndate: 2025-11-18\n---\nنص"
    assert heading_of(article(text, " من \n الصفحة ", "2024-02-29")) == ("من الصفحة", "2024-02-29")


def test_a_long_title_of_metadata_is_cut() -> None:
    title = heading_of(article("نص", "كلمة " * 100)).title
    assert len(title) <= TITLE_LENGTH
    assert title.endswith("كلمة…")
