"""Write XML piece by piece, and read that of strangers within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""
_DEEPEST = 100
_MOST_ELEMENTS = 3_000_000
"""Elements in memory at a time."""
_PIECE = 1 << 20
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def clean(text: str) -> str:
    """Replace each character that XML cannot hold by U+FFFD."""
    return FORBIDDEN.sub("\ufffd", text)


def content(text: str) -> str:
    """Return a text as the content of an element; a carriage return is kept as a reference."""
    return escape(clean(text), {"\r": "&#13;"})


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, in quotation marks, with its tabs and line ends."""
    return quoteattr(clean(text), {"\r": "&#13;"})


def tag(name: str, /, *, is_empty: bool = False, **attributes: str) -> str:
    """Return a start tag, or an empty element; attributes without a value are left out.

    Args:
        name: of the element.
        is_empty: whether the element ends at once.
        attributes: the values; ``_`` in a name is a colon.
    """
    written = "".join(
        f" {key.replace('_', ':')}={quoted(value)}" for key, value in attributes.items() if value
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
    parser = _Feeding(source, _Depth())
    for _ in parser.pieces():
        pass
    return parser.root


def each_child(source: bytes) -> Iterator[ElementTree.Element]:
    """Generate the elements directly below the root of a document; none is kept, so memory is bounded.

    Raises:
        HashiyaError: as `parse`.
    """
    children = _Children()
    for _ in _Feeding(source, children).pieces():
        yield from children.take()


def has_entities(source: bytes) -> bool:
    """Tell whether a document may have entities of its own, which UTF-16 and UTF-32 would hide."""
    return _DOCTYPE.search(source) is not None or b"\0" in source


class _Feeding:
    """Parses a document piece by piece.

    Attributes:
        root: the root, after the last piece.
    """

    root: ElementTree.Element

    def __init__(self, source: bytes, target: _Depth) -> None:
        if has_entities(source):
            raise HashiyaError(Message("exchange.xml_with_doctype"))
        self._source = source
        self._parser = ElementTree.XMLParser(target=target)  # noqa: S314  entities are refused above

    def pieces(self) -> Iterator[None]:
        """Parse a piece at each step."""
        try:
            for at in range(0, len(self._source), _PIECE):
                self._parser.feed(self._source[at : at + _PIECE])
                yield
            self.root = self._parser.close()
            yield  # of what the parser had put off
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise HashiyaError(Message("exchange.not_xml", reason=str(error))) from error


class _Depth(ElementTree.TreeBuilder):
    """Builds the tree of a document and refuses one that is nested too deeply, or has too many elements."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._kept = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self._depth += 1
        self._kept += 1
        if self._depth > _DEEPEST:
            raise HashiyaError(Message("exchange.xml_too_deep", levels=_DEEPEST))
        if self._kept > _MOST_ELEMENTS:
            raise HashiyaError(Message("exchange.xml_too_large", count=_MOST_ELEMENTS))
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


class _Children(_Depth):
    """Gives away the elements directly below the root."""

    def __init__(self) -> None:
        super().__init__()
        self._root: ElementTree.Element | None = None

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        element = super().start(tag, attrs)
        if self._root is None:
            self._root = element
        return element

    def take(self) -> Sequence[ElementTree.Element]:
        """Return the elements that are complete, and forget them."""
        if self._root is None:
            return ()
        complete = len(self._root) - (self._depth > 1)
        taken = self._root[:complete]
        del self._root[:complete]
        self._kept = 0
        return taken


def local_name(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def each_of(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Generate the elements of a local name below an element, whatever their namespace."""
    return (each for each in element.iter() if local_name(each) == name)
