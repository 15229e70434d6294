"""Pages that a browser saved with all that belongs to them: MHTML (RFC 2557) and Safari's web archives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_HEAD = 4096
_PLIST = b"bplist"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
# the fields that a saved page begins with, whoever saved it
_FIELD = re.compile(rb"[A-Za-z][A-Za-z-]*:[ \t]*[^\r\n]*\r?\n")
_CONTENT_TYPE = re.compile(rb"^Content-Type:[ \t]*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"^--[^\r\n]+\r?\n", re.MULTILINE)
_MOST_PARTS = 10_000


class NoPageError(ValueError):
    """An archive holds no page."""


class Resource(NamedTuple):
    """The page of an archive.

    Attributes:
        data: the bytes of the document.
        charset: how the archive says that they are encoded; empty if it does not.
        is_xml: whether it is XHTML.
    """

    data: bytes
    charset: str = ""
    is_xml: bool = False


def page_in(source: bytes) -> Resource:
    """Find the page in an archive, or take the file for the page itself if it is no archive.

    Raises:
        NoPageError: it is an archive without a page.
    """
    if source.startswith(_PLIST):
        return _page_in_plist(source)
    source = source.removeprefix(b"\xef\xbb\xbf").lstrip()
    head = source[:_HEAD]
    if _FIELD.match(head) is None or _CONTENT_TYPE.search(head) is None:
        return Resource(source)
    part = _page_part(_message(source))
    if part is None:
        raise NoPageError
    data = part.get_payload(decode=True)
    charset = part.get_content_charset("")
    is_xml = part.get_content_type() == _PAGE_TYPES[1]
    return Resource(data if isinstance(data, bytes) else b"", charset, is_xml)


def _message(source: bytes) -> Message:
    from email import message_from_bytes  # loaded for an archive only, as plistlib is

    return message_from_bytes(source)


def _page_part(message: Message) -> Message | None:
    """Choose the part that is the page: the one that the archive names as its start, else the first page."""
    pages = [part for part in _parts(message) if part.get_content_type() in _PAGE_TYPES]
    named = (
        ("Content-ID", message.get_param("start")),
        ("Content-Location", message["Snapshot-Content-Location"] or message["Content-Location"]),
    )
    for field, name in named:
        for part in pages:
            if name and str(part[field]).strip("<> ") == str(name).strip("<> "):
                return part
    return next(iter(pages), None)


def _parts(message: Message) -> Iterator[Message]:
    """Go through the parts that hold something, in order."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting.extend(each for each in reversed(payload) if not isinstance(each, str))
        elif part.get_content_maintype() != "multipart":
            yield part
        elif isinstance(payload, str):
            waiting.extend(reversed(_parts_by_lines(payload)))


def _parts_by_lines(payload: str) -> list[Message]:
    """Split a payload that lacks the boundary it announced, at the first line that looks like one."""
    body = payload.encode("ascii", "surrogateescape")
    boundary = _BOUNDARY.search(body)
    if boundary is None:
        return []
    return [_message(part.lstrip()) for part in body.split(boundary.group().rstrip())[1:]]


def _page_in_plist(source: bytes) -> Resource:
    import plistlib

    try:
        main = plistlib.loads(source)["WebMainResource"]
        data, kind = main["WebResourceData"], main.get("WebResourceMIMEType", _PAGE_TYPES[0])
    except (ValueError, KeyError, TypeError, plistlib.InvalidFileException) as error:
        raise NoPageError from error
    if not isinstance(data, bytes) or kind not in _PAGE_TYPES:
        raise NoPageError
    return Resource(data, str(main.get("WebResourceTextEncodingName", "")), kind == _PAGE_TYPES[1])
