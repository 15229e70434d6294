"""An element of a page as a browser shows it, with its measures: plain data, independent of the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# blocks (https://html.spec.whatwg.org/multipage/rendering.html), those with a margin apart from the others
_PARAGRAPHS = """
p h1 h2 h3 h4 h5 h6 blockquote figure ul ol dl menu dir pre listing xmp plaintext hr fieldset table
"""
_LINES = """
html body address article aside center dd details dialog div dt figcaption footer form header hgroup
legend li main nav search section summary caption tbody thead tfoot tr
"""
_DISPLAY = {
    **dict.fromkeys(_LINES.split(), "line"),
    **dict.fromkeys(_PARAGRAPHS.split(), "paragraph"),
    **dict.fromkeys(("td", "th"), "cell"),
}
_KEEP_LINES = frozenset(("pre", "listing", "xmp", "plaintext"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Element:
    """A visible element and its measures.

    Attributes:
        tag: the name in lower case.
        attributes: the attributes that are used.
        parent: None for the root.
        children: texts and elements in order.
        display: ``inline``, ``line`` for a block, ``paragraph`` for a block with space around it, ``cell``.
        keeps_lines: whether line breaks of the source are shown.
        visible: whether its own texts are visible.
        form: the form around it, or itself; None if there is none.
        asks_for_text: for a form, whether it has a text field.
        in_link: whether it is a link or in one.
        left_out: whether it and its content are excluded from the article.
        lines: the number of its lines in a window of unlimited width.
        links: the number of links in it.
        letters: the number of characters other than white space.
        linked: the number of letters in links.
        prose: the number of letters in paragraphs of some length, outside links.
        is_prose: whether it is itself a paragraph of prose.
        paragraphs: the number of paragraphs of prose.
        own, own_linked: the letters of an inline element in the paragraph around it.
    """

    __slots__ = (
        "asks_for_text",
        "attributes",
        "children",
        "display",
        "form",
        "in_link",
        "is_prose",
        "keeps_lines",
        "left_out",
        "letters",
        "lines",
        "linked",
        "links",
        "own",
        "own_linked",
        "paragraphs",
        "parent",
        "prose",
        "tag",
        "visible",
    )

    def __init__(self, tag: str, attributes: Mapping[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []
        self.display = _DISPLAY.get(tag, "inline")
        self.keeps_lines = tag in _KEEP_LINES
        self.visible = True
        self.in_link = tag == "a" and "href" in attributes
        self.form = self if tag == "form" else None
        self.asks_for_text = self.left_out = self.is_prose = False
        self.lines = self.links = self.letters = self.linked = self.prose = self.paragraphs = 0
        self.own = self.own_linked = 0
        if parent is not None:
            self.keeps_lines = self.keeps_lines or parent.keeps_lines
            self.visible = parent.visible
            self.in_link = self.in_link or parent.in_link
            self.form = self.form or parent.form

    @property
    def is_block(self) -> bool:
        """Whether the element begins a new line."""
        return self.display != "inline"

    def attribute(self, name: str) -> str:
        """Return the value of an attribute; empty if there is none."""
        return self.attributes.get(name, "")

    def ancestors(self) -> Iterator[Element]:
        """Iterate over the ancestors, from the parent up to the root."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def child_elements(self) -> list[Element]:
        """List the child elements that are not left out."""
        return [child for child in self.children if not isinstance(child, str) and not child.left_out]

    def elements(self) -> Iterator[Element]:
        """Iterate over the element and its descendants that are not left out, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not element.left_out:
                yield element
                waiting.extend(reversed(element.child_elements()))
