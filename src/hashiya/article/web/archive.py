"""Pages saved with all their resources: MHTML (RFC 2557) and Safari's web archives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_HEAD = 4096
_PLIST = b"bplist"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
# the header fields at the beginning of a saved page, from any program
_FIELD = re.compile(rb"[A-Za-z][A-Za-z-]*:[ \t]*[^\r\n]*\r?\n")
_CONTENT_TYPE = re.compile(rb"^Content-Type:[ \t]*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"^--[^\r\n]+\r?\n", re.MULTILINE)
_MOST_PARTS = 10_000


class NoPageError(ValueError):
    """The archive holds no page."""


class Resource(NamedTuple):
    """The page of an archive.

    Attributes:
        data: the bytes of the document.
        charset: the encoding declared by the archive; empty if there is none.
        is_xml: whether the document is XHTML.
    """

    data: bytes
    charset: str = ""
    is_xml: bool = False


def page_in(source: bytes) -> Resource:
    """Find the page in an archive; a file that is no archive is the page itself.

    Raises:
        NoPageError: the archive holds no page.
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
    from email import message_from_bytes  # loaded for archives only, like plistlib

    return message_from_bytes(source)


def _page_part(message: Message) -> Message | None:
    """Choose the part with the page: the start named by the archive, else the first page."""
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
    """Iterate over the parts with content, in order."""
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
    """Split a payload without its declared boundary at the first line that looks like a boundary."""
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
