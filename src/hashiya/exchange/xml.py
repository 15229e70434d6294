"""Write XML piece by piece, and read that of strangers within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""
_DEEPEST = 100
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def clean(text: str) -> str:
    """Return a text in which U+FFFD stands for what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def content(text: str) -> str:
    """Return a text as the content of an element; a carriage return is kept as a reference."""
    return escape(clean(text), {"\r": "&#13;"})


def tag(name: str, /, *, is_empty: bool = False, **attributes: str) -> str:
    """Return a start tag, or an empty element; attributes without a value are left out.

    Args:
        name: of the element.
        is_empty: whether the element ends at once.
        attributes: the values; ``_`` in a name is a colon.
    """
    written = "".join(
        f" {key.replace('_', ':')}={quoteattr(clean(value), {chr(13): '&#13;'})}"
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}{'/' if is_empty else ''}>"


def head() -> str:
    """Return the declaration at the beginning of a document."""
    attributes = tag("xml", version="1.0", encoding="utf-8").strip("<>")
    return f"<?{attributes}?>\n"


def parse(source: bytes) -> ElementTree.Element:
    """Parse a document that has no entities of its own.

    Raises:
        HashiyaError: the document is no XML, has a document type, or is nested too deeply.
    """
    if _DOCTYPE.search(source) or source[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise HashiyaError(Message("exchange.xml_with_doctype"))
    depth = _Depth()
    parser = ElementTree.XMLParser(target=depth)  # noqa: S314  entities are refused above
    try:
        parser.feed(source)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise HashiyaError(Message("exchange.not_xml", reason=str(error))) from error
    return root


class _Depth(ElementTree.TreeBuilder):
    """Builds the tree of a document and refuses one that is nested too deeply."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise HashiyaError(Message("exchange.xml_too_deep", levels=_DEEPEST))
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def local_name(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def each_of(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Generate the elements of a local name below an element, whatever their namespace."""
    return (each for each in element.iter() if local_name(each) == name)
