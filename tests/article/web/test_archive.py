"""Pages that browsers saved whole are read as their HTML, whatever wrote them and however broken they are."""

from __future__ import annotations

import base64
import plistlib
import quopri

import pytest

from hashiya.article.web.archive import NoPageError
from hashiya.article.web.page import read_page
from tests.article.web.pages import ARTICLE, TEXT

PAGE = f"<!DOCTYPE html><html><head></head><body>{ARTICLE}</body></html>"
IMAGE = (
    b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: x.png\r\n\r\n"
    b"iVBORw0KGgo=\r\n"
)
CHROME = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/a\r\n"
    b"Subject: =?utf-8?Q?=D8=A7=D9=84?=\r\nDate: Tue, 18 Nov 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    b'\tboundary="----MultipartBoundary--a----"\r\n\r\n\r\n'
)
CHROME_BOUNDARY = b"----MultipartBoundary--a----"


def part(
    page: str = PAGE, headers: bytes = b"", *, charset: str = "utf-8", how: str = "quoted-printable"
) -> bytes:
    """A part with a page: its headers and its content."""
    data = page.encode(charset)
    content = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(how, bytes)(data)
    kind = f"Content-Type: text/html\r\nContent-Transfer-Encoding: {how}\r\n".encode()
    return (headers or kind) + b"\r\n" + content.replace(b"\n", b"\r\n")


def archive(*parts: bytes, head: bytes = CHROME, boundary: bytes = CHROME_BOUNDARY) -> bytes:
    return head + b"".join(b"--%b\r\n%b\r\n" % (boundary, each) for each in parts) + b"--%b--\r\n" % boundary


def page_headers(more: str = "") -> bytes:
    return f"Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html{more}\r\n".encode()


EXPLORER = (
    b'From: "Saved by Windows Internet Explorer 8"\r\nSubject: x\r\nDate: Tue, 18 Nov 2025 10:00:00 +0200\r\n'
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    b'\tboundary="----=_NextPart_0"\r\nX-MimeOLE: Produced By Microsoft MimeOLE V6.1.7600.16385\r\n\r\n'
    b"This is a multi-part message in MIME format.\r\n\r\n"
)
OPERA = (
    b"Content-Type: multipart/related; start=<op.mhtml.1@example>; boundary=----------x\r\n"
    b"Content-Location: https://example.com/a\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n"
)


@pytest.mark.parametrize(
    "source",
    [
        archive(part(), IMAGE),
        archive(part(how="base64"), IMAGE),
        archive(part(how="8bit"), IMAGE),
        archive(IMAGE, part()),
        archive(part(), part("<p>إطار</p>")),
        archive(part(), IMAGE).replace(b"\r\n", b"\n"),
        b"\xef\xbb\xbf\r\n" + archive(part()),
        archive(
            part(headers=page_headers('; charset="windows-1256"'), charset="cp1256"),
            IMAGE,
            head=EXPLORER,
            boundary=b"----=_NextPart_0",
        ),
        archive(
            part("<p>إطار</p>"),
            part(headers=page_headers() + b"Content-ID: <op.mhtml.1@example>\r\n"),
            head=OPERA,
            boundary=b"----------x",
        ),
        archive(
            part("<p>إطار</p>"),
            part(headers=page_headers() + b"Content-Location: https://example.com/a\r\n"),
        ),
        b"MIME-Version: 1.0\r\n" + part(),
        b"Subject: x\r\n" + part(how="base64"),
        archive(
            b"Content-Type: multipart/alternative; boundary=inner\r\n\r\n--inner\r\n"
            b"Content-Type: text/plain\r\n\r\nx\r\n--inner\r\n" + part() + b"\r\n--inner--\r\n",
            IMAGE,
        ),
        archive(part(headers=page_headers().replace(b"text/html", b"application/xhtml+xml"))),
    ],
    ids=[
        "quoted-printable", "base64", "8bit", "image first", "frame after", "LF", "BOM", "Explorer", "Opera",
        "located", "single part", "single part in base64", "nested", "XHTML",
    ],
)  # fmt: skip
def test_the_page_of_an_archive_is_read(source: bytes) -> None:
    page = read_page(source)
    assert page.text == TEXT
    assert not page.guessed


@pytest.mark.parametrize(
    "source",
    [
        archive(part()).removesuffix(b"--\r\n"),
        archive(part(), IMAGE)[: -len(IMAGE)],
        archive(part(), IMAGE, boundary=b"another"),
        archive(part(), IMAGE).replace(b'\tboundary="----MultipartBoundary--a----"\r\n', b"\tx=y\r\n"),
        archive(part(), *[IMAGE] * 20_000),
    ],
    ids=["no end", "cut", "another boundary", "no boundary", "many parts"],
)
def test_a_broken_archive_is_read_as_far_as_it_can_be(source: bytes) -> None:
    assert read_page(source).text == TEXT


@pytest.mark.parametrize(
    "source",
    [
        archive(IMAGE),
        archive(),
        CHROME,
        plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY),
        plistlib.dumps(["x"], fmt=plistlib.FMT_BINARY),
        b"bplist00 and no more",
    ],
)
def test_an_archive_without_a_page_is_refused(source: bytes) -> None:
    with pytest.raises(NoPageError):
        read_page(source)


def test_the_page_of_a_web_archive_of_safari_is_read() -> None:
    main = {
        "WebResourceData": PAGE.encode("cp1256"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1256",
    }
    page = read_page(
        plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=plistlib.FMT_BINARY)
    )
    assert (page.text, page.encoding, page.guessed) == (TEXT, "cp1256", False)


@pytest.mark.parametrize(
    "page",
    [PAGE, f"<p>From: x</p>{ARTICLE}", f"Content: نص\nContent-Type: text/plain\n{ARTICLE}", f"\ufeff{PAGE}"],
)
def test_a_page_that_is_no_archive_is_read_as_it_is(page: str) -> None:
    assert read_page(page.encode()).text.endswith(TEXT)
