"""HTML → the text that a reader of the page would read.

The text is what the page shows, in the order of its source: a line for each line or row, an empty line
between paragraphs, white space collapsed as a browser does. Scripts, styles, comments, forms and what an
attribute or an inline style hides are no part of it; nor are navigation, asides and footers by their elements
or roles, and nothing around a `main` or an `article` that is most of the page. The same bytes and the same
extractor give the same text every time.

Entities of an XML document's own are not expanded, nothing is loaded from anywhere, and no script runs.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

from hashiya.errors import HashiyaError
from hashiya.programs import run

_SECONDS = 5
_CHILD = Path(__file__).with_name("html_child.py")
_HEAD = 4096
_HINT = "save the page as text in another program"
_DECLARATIONS = (
    re.compile(rb"""<meta\s[^<>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE),
    re.compile(rb"""\A\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']"""),
)
# the labels of the Encoding Standard that stand for another encoding than their names say
_LABELS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_SUBSET = re.compile(r"(\s*(?:<\?xml[^<>]*>)?\s*)<!doctype\s[^<>\[]*\[", re.IGNORECASE)
# elements whose content HTML does not look into; closed in their own tag, in XML they have none
_RAW_AND_EMPTY = re.compile(
    r"<(title|script|style|textarea|iframe|noembed|noframes|xmp)(\s[^<>]*)?/>", re.IGNORECASE
)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


class Extracted(NamedTuple):
    """A text taken out of HTML.

    Attributes:
        text: what a reader of the page would read.
        extractor: what took it out, with its version.
    """

    text: str
    extractor: str


def declared_encoding(source: bytes) -> str:
    """What an HTML file says of its encoding in its first 4,096 bytes, or an empty string."""
    for declaration in _DECLARATIONS:
        found = declaration.search(source[:_HEAD])
        if found:
            label = found.group(1).decode("ascii", "replace")
            return _LABELS.get(label.lower(), label)
    return ""


def extract(source: str, *, xml: bool = False) -> Extracted:
    """The text of an HTML document.

    It is taken out in a process of its own, with a limit of time and of memory, so that no document can stop
    or break this one.

    Args:
        source: the document.
        xml: whether it is XHTML, whatever it says of itself.

    Raises:
        HashiyaError: it could not be taken out; the message goes on after the file's name.
    """
    source = _without_subset(source)
    if xml or source.lstrip()[:5] == "<?xml":
        source = _without_cdata(_RAW_AND_EMPTY.sub(r"<\1></\1>", source))
    if not source.strip():
        return Extracted("", "")
    words = [sys.executable, "-I", "-S", str(_CHILD), json.dumps([place for place in sys.path if place])]
    try:
        ended = run(words, _SECONDS, source.encode("utf-8", "replace"))
    except HashiyaError as error:
        msg = f"cannot be read as HTML now: {error.message}"
        raise HashiyaError(msg, "try again when other programs have ended") from error
    if ended is None:
        msg = f"cannot be read as HTML within {_SECONDS} seconds"
        raise HashiyaError(msg, _HINT)
    if ended.status != 0:
        raise HashiyaError("cannot be read as HTML: it is too large, or built too wildly", _HINT)
    extractor, _, text = ended.output.decode("utf-8").partition("\n")
    return Extracted(text, extractor)


def _without_subset(source: str) -> str:
    """The document without the declarations inside its DOCTYPE, which HTML would take for text."""
    found = _SUBSET.match(source)
    end = source.find("]", found.end()) if found else -1
    if found is None or end < 0:
        return source
    return found.group(1) + re.sub(r"\A]\s*>", "", source[end:])


def _without_cdata(source: str) -> str:
    """The document with its CDATA sections as the text that they stand for."""
    parts: list[str] = []
    at = 0
    while (start := source.find(_CDATA, at)) >= 0 and (end := source.find(_CDATA_END, start)) >= 0:
        parts += (source[at:start], html.escape(source[start + len(_CDATA) : end], quote=False))
        at = end + len(_CDATA_END)
    return "".join((*parts, source[at:]))
