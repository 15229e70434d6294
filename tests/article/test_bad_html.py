"""HTML that wants to do harm, or is broken: its text is read, or it is refused in a sentence."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.article.reading import read_article
from hashiya.article.web import child_process
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from tests.refusals import first_notice, refused
from tests.shares import exhaustive

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.article.article import Article

pytestmark = pytest.mark.process

KILOBYTES = 1_200_000
"""The most memory that a page may take."""

TEXT = "قال الوزير إن الوفد وصل إلى موسكو."
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'


def read(folder: Path, source: str | bytes, name: str = "a.html", encoding: str = "") -> Article:
    path = folder / name
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return read_article(path, encoding)


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("سر", encoding="utf-8")
    declared = f'<?xml version="1.0"?>\n<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n'
    article = read(tmp_path, declared + XHTML.format(f"<p>{TEXT} &x;</p>"), "a.xhtml")
    assert article.text == f"{TEXT} &x;"


def test_entities_of_entities_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">\n{levels}]>'
    article = read(tmp_path, declared + XHTML.format(f"<p>{TEXT} &l9;</p>"), "a.xhtml")
    assert article.text == f"{TEXT} &l9;"


def test_scripts_styles_and_comments_are_no_text(tmp_path: Path) -> None:
    page = (
        "<style>p{color:red}</style><script>document.write('x')</script>"
        f"<body onload=run()><p onclick=run()>{TEXT}</p><!-- تعليق --><script src=file:///etc/passwd></script>"
        "<noscript>فعّل جافا سكريبت</noscript><iframe src=file:///etc/passwd>إطار</iframe><template>قالب</template>"
    )
    assert read(tmp_path, page).text == TEXT


def test_entities_become_characters_that_are_cleaned_where_they_are_shown(tmp_path: Path) -> None:
    article = read(tmp_path, "<p>&#27;[31m&#x202e;قال&nbsp;&amp;&lt;b&gt;&#xD800;&#7;</p>")
    assert article.text == "\x1b[31m\u202eقال\u00a0&<b>\ufffd\x07"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the child the time of the processor that it may take, however busy the machine is."""
    monkeypatch.setattr(child_process, "_SECONDS", 60)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    "opening",
    exhaustive(
        "<div>",
        "<b>",
        "<div class=x><span>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote><p>",
        "<svg><g>",
        "<section hidden>",
    ),
)
def test_deep_nesting_does_no_harm(tmp_path: Path, opening: str) -> None:
    try:
        text = read(tmp_path, opening * 100_000 + TEXT).text.strip()
    except HashiyaError as error:
        text = error.message
    assert text in (TEXT, "") or "cannot be read as HTML" in text


@pytest.mark.usefixtures("patient")
def test_text_in_deep_nesting_is_found(tmp_path: Path) -> None:
    assert read(tmp_path, "<div>" * 100_000 + TEXT + "</div>" * 100_000).text == TEXT


def tree_that_doubles() -> str:
    return "".join(f"<font color={n}><p>" for n in range(20_000)) + TEXT


def more_attributes_than_can_be_compared() -> str:
    return "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + TEXT


@pytest.mark.parametrize(
    ("make_page", "seconds", "problem"),
    [
        (tree_that_doubles, 60, Message("article.page_too_large")),
        (more_attributes_than_can_be_compared, 1, Message("article.page_too_slow", count=1)),
        # it is the child that ends itself
        *exhaustive((more_attributes_than_can_be_compared, 60, Message("article.page_too_large"))),
    ],
    ids=["memory", "time", "time of the processor"],
)
def test_a_page_that_would_take_all_memory_or_time_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_page: Callable[[], str],
    seconds: int,
    problem: Message,
) -> None:
    monkeypatch.setattr(child_process, "_SECONDS", seconds)
    with refused(Message("article.page_refused", path=tmp_path / "a.html", problem=problem)):
        read(tmp_path, make_page())
    if sys.platform == "linux":
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < KILOBYTES


@pytest.mark.parametrize("length", [100_000, 5_000_000])
def test_blanks_before_the_page_are_passed_over(tmp_path: Path, length: int) -> None:
    assert read(tmp_path, " " * length + f"<p>{TEXT}</p>").text == TEXT


def test_an_attribute_of_five_megabytes_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, f"<p title='{'x' * 5_000_000}'>{TEXT}</p>").text == TEXT


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-1", "utf-16", "iso-8859-6"])
def test_utf8_wins_over_a_declaration(tmp_path: Path, declared: str) -> None:
    article = read(tmp_path, f"<meta charset={declared}><p>{TEXT}</p>")
    assert (article.text, article.encoding, article.guessed) == (TEXT, "utf-8", False)
    assert first_notice(article).id == "article.utf8_despite_declaration"


@pytest.mark.parametrize(
    "declared", ["utf-8", "iso-8859-1", "windows-1252", "koi8-r", "iso-8859-6", "nonsense"]
)
def test_bytes_of_cp1256_win_over_a_declaration(tmp_path: Path, declared: str) -> None:
    article = read(tmp_path, f"<meta charset={declared}><p>{TEXT}</p>".encode("cp1256"))
    assert (article.text, article.encoding, article.guessed) == (TEXT, "cp1256", True)
    assert "guess" in str(first_notice(article))
    assert (declared in str(first_notice(article))) == (declared not in ("iso-8859-1", "nonsense"))


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_a_true_declaration_is_honoured(tmp_path: Path, encoding: str) -> None:
    article = read(tmp_path, f"<meta charset={encoding}><p>{TEXT}</p>".encode(encoding))
    assert (article.text, article.guessed) == (TEXT, False)
    assert article.notices == (Message("article.read_as_declared", encoding=article.encoding),)


def test_a_declaration_of_an_encoding_that_is_not_arabic_is_honoured_where_no_arabic_is(
    tmp_path: Path,
) -> None:
    article = read(tmp_path, "<meta charset=koi8-r><p>Привет, как дела сегодня?".encode("koi8-r"))
    assert (article.text, article.guessed) == ("Привет, как дела сегодня?", False)


def test_a_few_letters_are_not_enough_to_call_a_declaration_a_lie(tmp_path: Path) -> None:
    article = read(tmp_path, "<meta charset=windows-1251><p>Привет, как дела".encode("cp1251"))
    assert (article.text, article.guessed) == ("Привет, как дела", False)


def test_what_an_ascii_page_declares_is_no_lie(tmp_path: Path) -> None:
    assert read(tmp_path, "<meta charset=windows-1256><p>plain &#1602;").notices == ()


def test_an_encoding_that_is_asked_for_wins_over_all(tmp_path: Path) -> None:
    page = f"<meta charset=utf-8><p>{TEXT}</p>".encode("cp1256")
    assert read(tmp_path, page, encoding="cp1256").notices == ()


def test_unclosed_elements_keep_their_text(tmp_path: Path) -> None:
    page = f"<html><body><p>{TEXT}<p>ثان<b>قوي<i>مائل</p><div>آخر<a href='x"
    assert read(tmp_path, page).text.split() == [*TEXT.split(), "ثانقويمائل", "آخر"]


def test_what_an_attribute_or_an_inline_style_hides_is_no_text(tmp_path: Path) -> None:
    hidden = ("hidden", "style='display:none'", 'style="color:red; DISPLAY: none"', "aria-hidden=true")
    page = f"<p>{TEXT}</p>" + "".join(f"<p {how}>خفي</p>" for how in hidden)
    assert read(tmp_path, page).text == TEXT


@pytest.mark.parametrize(
    ("source", "notice"),
    [
        ("", Message("article.empty_file")),
        ("<html><body></body></html>", Message("article.no_text")),
        (" \n", Message("article.no_text")),
    ],
)
def test_a_page_without_text_says_so(tmp_path: Path, source: str, notice: Message) -> None:
    article = read(tmp_path, source)
    assert (article.text, article.notices) == ("", (notice,))


def test_text_after_plaintext_is_kept_as_it_is(tmp_path: Path) -> None:
    assert read(tmp_path, f"<p>{TEXT}<plaintext>نص <b>خام</b>").text == f"{TEXT}\n\nنص <b>خام</b>"


def test_directions_are_no_matter_and_lines_are_kept(tmp_path: Path) -> None:
    page = f"<div dir=rtl><p>{TEXT}<br>سطر <span dir=ltr>English (x)</span> ثم عربي</p><p>آخر</p></div>"
    assert read(tmp_path, page).text == f"{TEXT}\nسطر English (x) ثم عربي\n\nآخر"


def test_empty_elements_and_cdata_of_xml_lose_no_text(tmp_path: Path) -> None:
    page = XHTML.format(f"<script src='x'/><p>{TEXT} <![CDATA[a < b & c]]></p><p>آخر <![CDATA[")
    article = read(tmp_path, page, "a.XHTML")
    assert article.text == f"{TEXT} a < b & c\n\nآخر"


def test_the_hash_is_of_the_text_and_the_same_every_time(tmp_path: Path) -> None:
    page = f"<h1>عنوان</h1><ul><li>{TEXT}</ul>" * 50
    first, second = read(tmp_path, page), read(tmp_path, page)
    assert first == second
    assert first.sha256 == sha256(first.text.encode()).hexdigest()


def test_a_binary_file_is_refused_under_the_name_of_a_page(tmp_path: Path) -> None:
    for source in (bytes(500), b"\x1f\x8b\x08\x00" + bytes(range(256))):
        with refused("article.binary" if source[0] == 0 else "article.binary_of_kind"):
            read(tmp_path, source)


@pytest.mark.parametrize("code", [errno.EAGAIN, errno.ENOMEM, errno.EMFILE])
def test_where_no_process_can_be_started_the_page_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    page = tmp_path / "page.html"
    page.write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    child_process._kept.end()
    monkeypatch.setattr(subprocess, "Popen", refuse)
    program = Path(sys.executable).name
    cause = Message("programs.cannot_start", program=program, reason=os.strerror(code))
    problem = Message("article.page_not_now", cause=cause)
    with refused(Message("article.page_refused", path=page, problem=problem)) as refusal:
        read_article(page)
    assert refusal.value.advice == Message("article.end_programs")
    assert refusal.value.message == (
        f"{page} cannot be read as HTML now: {program} cannot be started: {os.strerror(code)}"
    )
