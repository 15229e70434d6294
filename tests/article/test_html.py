from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from hashiya.article.html import declared_encoding, extract
from hashiya.article.reading import read_article

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "قال الوزير إن الوفد وصل إلى موسكو."


def text_of(source: str) -> str:
    return extract(source).text


def test_paragraphs_lines_lists_and_tables_keep_their_breaks() -> None:
    page = (
        f"<h1>عنوان</h1><p>{TEXT}<br>سطر</p><ul><li>واحد<li>اثنان</ul>"
        "<table><tr><td>أ<td>ب<tr><td>ج<td>د</table><blockquote>قول</blockquote>"
    )
    lines = [line.strip() for line in text_of(page).split("\n") if line.strip()]
    assert lines == ["عنوان", TEXT, "سطر", "واحد", "اثنان", "أ\t\tب", "ج\t\tد", "قول"]


def test_white_space_is_collapsed_and_other_characters_are_kept() -> None:
    assert (
        text_of(f"<p> {TEXT}\n\t <b>ثم</b>\r\n  a\u200f\u202e\u00a0b\u200d</p>")
        == f"{TEXT} ثم a\u200f\u202e\u00a0b\u200d"
    )


def test_navigation_and_what_stands_around_the_article_are_left_out() -> None:
    page = (
        "<title>موقع</title><header><a href=/>الموقع</a></header><nav>قائمة</nav>"
        f"<main><header><h1>عنوان</h1></header><p>{TEXT}</p><aside>اقرأ أيضا</aside></main>"
        "<div>روابط</div><div role=contentinfo>حقوق</div><footer>حقوق</footer>"
    )
    assert text_of(page).split("\n\n") == ["عنوان", TEXT]


def test_a_header_without_a_heading_is_left_out() -> None:
    assert text_of(f"<header>الموقع</header><header><h2>عنوان</h2></header><p>{TEXT}") == f"عنوان\n\n{TEXT}"


@pytest.mark.parametrize(
    "page",
    [
        f"<main>قصير</main><p>{TEXT}</p>",
        f"<h1>{TEXT}</h1><article>نص أطول من العنوان الذي فوقه بكثير من الكلمات والحروف</article>",
        f"<article>{TEXT}</article><article>واحد</article>",
    ],
    ids=["little of the page", "headline outside", "several"],
)
def test_an_article_element_that_is_not_most_of_the_page_is_not_taken_alone(page: str) -> None:
    assert TEXT in text_of(page)
    assert len(text_of(page)) > len(TEXT)


def test_a_page_without_elements_is_read_whole() -> None:
    assert text_of(f"{TEXT} <b>نعم") == f"{TEXT} نعم"


def test_the_extractor_is_named_with_its_version() -> None:
    name, version = extract(f"<p>{TEXT}").extractor.split(" ")
    assert name == "resiliparse"
    assert version.startswith("2.0.")


@pytest.mark.parametrize(
    ("source", "declared"),
    [
        (b"<meta charset=windows-1256>", "windows-1256"),
        (b'<head>\n<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">', "ISO-8859-6"),
        (b"<?xml version='1.0' encoding='utf-16'?>", "utf-16"),
        (b"<meta charset='latin1'>", "cp1252"),
        (b"<meta name=description content=x><p>charset=no</p>", ""),
        (b" " * 5000 + b"<meta charset=utf-8>", ""),
        (b"<meta " * 100_000, ""),
    ],
)
def test_what_a_page_declares_is_found_at_its_beginning(source: bytes, declared: str) -> None:
    assert declared_encoding(source) == declared


def test_the_extractor_is_not_loaded_into_this_process(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    assert read_article(path).text == TEXT
    assert "resiliparse" not in sys.modules


def test_a_module_of_the_current_folder_is_not_taken_for_the_extractor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resiliparse.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assert text_of(f"<p>{TEXT}") == TEXT
