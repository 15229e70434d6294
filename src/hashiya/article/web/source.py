"""The source of a page before parsing: its declared encoding, and XML rewritten as HTML."""

from __future__ import annotations

import html
import re

_HEAD = 4096
_DECLARATIONS = (
    re.compile(rb"""<meta\s[^<>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE),
    re.compile(rb"""\A\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']"""),
)
# labels that mean another encoding in the Encoding Standard than their name suggests
_LABELS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_SUBSET = re.compile(r"(<\?xml[^<>]*>\s*)?<!doctype\s[^<>\[]*\[", re.IGNORECASE)
# elements whose content HTML does not parse; in XML a self-closed one has no content
_RAW_AND_EMPTY = re.compile(
    r"<(title|script|style|textarea|iframe|noembed|noframes|xmp)(\s[^<>]*)?/>", re.IGNORECASE
)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def declared_encoding(source: bytes) -> str:
    """Find the encoding declared in the first 4,096 bytes of an HTML file; empty if there is none."""
    for declaration in _DECLARATIONS:
        found = declaration.search(source[:_HEAD])
        if found:
            return encoding_of_label(found.group(1).decode("ascii", "replace"))
    return ""


def encoding_of_label(label: str) -> str:
    """Return the encoding that a label means on the web, which may differ from its name."""
    return _LABELS.get(label.lower(), label)


def as_html(source: str, *, is_xml: bool) -> str:
    """Rewrite a document so that HTML's rules give the same text as XML's rules.

    Declarations inside the DOCTYPE are removed, since HTML would read them as text.

    Args:
        source: the document.
        is_xml: whether the document is XHTML, whatever it declares.
    """
    source = _without_subset(source.lstrip())
    if is_xml or source.startswith("<?xml"):
        return _without_cdata(_RAW_AND_EMPTY.sub(r"<\1></\1>", source))
    return source


def _without_subset(source: str) -> str:
    found = _SUBSET.match(source)
    end = source.find("]", found.end()) if found else -1
    if found is None or end < 0:
        return source
    return (found.group(1) or "") + source[end + 1 :].lstrip().removeprefix(">")


def _without_cdata(source: str) -> str:
    """Replace CDATA sections by the text in them."""
    parts: list[str] = []
    at = 0
    while (start := source.find(_CDATA, at)) >= 0 and (end := source.find(_CDATA_END, start)) >= 0:
        parts += (source[at:start], html.escape(source[start + len(_CDATA) : end], quote=False))
        at = end + len(_CDATA_END)
    return "".join((*parts, source[at:]))
