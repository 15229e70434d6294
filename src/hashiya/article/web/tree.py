"""The elements that a browser shows of a document without scripts and style sheets, as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resiliparse.parse.html import ElementNode, TextNode, traverse_dom

from hashiya.article.web.style import UNSTYLED, style_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resiliparse.parse.html import DocumentNode, DOMContext

# https://html.spec.whatwg.org/multipage/rendering.html#hidden-elements, what is shown in place of text,
# and controls, whose text belongs to the page and not to the article
_NOT_SHOWN = """
area audio base basefont datalist embed head input link meta noembed noframes param rp script select
style template textarea title video iframe progress meter optgroup option annotation annotation-xml
desc metadata defs symbol
"""
_NOT_SHOWN_TAGS = frozenset(_NOT_SHOWN.split())
# blocks, in the same chapter: those with a margin stand apart from what is around them
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
    """An element that is shown, and its measures.

    Attributes:
        node: the parsed element, for its attributes.
        tag: its name in lower case.
        parent: None for the root.
        children: texts and elements in order.
        display: ``inline``, ``line`` for a block, ``paragraph`` for a block with space around it, ``cell``.
        keeps_lines: whether line breaks of the source are shown.
        visible: whether its own texts are.
        in_link: whether it is a link or in one.
        left_out: whether it is no part of the article, with all that is in it.
        lines: how many lines its text takes in a window without an edge.
        links: how many links are in it.
        letters: characters in it that are no white space.
        linked: those of the letters that stand in links.
        prose: those of the letters that stand in its paragraphs of some length, outside links.
        is_prose: whether it is a paragraph of the prose itself.
        paragraphs: how many paragraphs the prose has.
        own, own_linked: letters that belong to the paragraph around an inline element.
    """

    __slots__ = (
        "children",
        "display",
        "in_link",
        "is_prose",
        "keeps_lines",
        "left_out",
        "letters",
        "lines",
        "linked",
        "links",
        "node",
        "own",
        "own_linked",
        "paragraphs",
        "parent",
        "prose",
        "tag",
        "visible",
    )

    def __init__(self, node: ElementNode, tag: str, parent: Element | None) -> None:
        self.node = node
        self.tag = tag
        self.parent = parent
        self.children: list[Element | str] = []
        self.display = _DISPLAY.get(tag, "inline")
        self.keeps_lines = tag in _KEEP_LINES
        self.visible = True
        self.in_link = tag == "a" and node.getattr("href") is not None
        self.left_out = self.is_prose = False
        self.lines = self.links = self.letters = self.linked = self.prose = self.paragraphs = 0
        self.own = self.own_linked = 0
        if parent is not None:
            self.keeps_lines = self.keeps_lines or parent.keeps_lines
            self.visible = parent.visible
            self.in_link = self.in_link or parent.in_link

    @property
    def is_block(self) -> bool:
        """Whether its text begins a line of its own."""
        return self.display != "inline"

    def attribute(self, name: str) -> str:
        """Give an attribute's value; empty if there is no such one."""
        return self.node.getattr(name) or ""

    def ancestors(self) -> Iterator[Element]:
        """Go up to the root, from the parent on."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def child_elements(self) -> list[Element]:
        """List the elements directly in it that are not left out."""
        return [child for child in self.children if not isinstance(child, str) and not child.left_out]

    def elements(self) -> Iterator[Element]:
        """Go through it and the elements in it that are not left out, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not element.left_out:
                yield element
                waiting.extend(reversed(element.child_elements()))


def shown_tree(document: DocumentNode, *, with_hidden: bool = False) -> Element | None:
    """Build the tree of what is shown; None if the document has no elements.

    Args:
        document: as it was parsed.
        with_hidden: whether what attributes and inline styles hide is shown too.
    """
    builder = _Builder(with_hidden=with_hidden)
    traverse_dom(document, builder.visit)
    return builder.root


class _Builder:
    """Builds the tree while the parsed document is gone through.

    Attributes:
        root: the document's own element, once it was met.
    """

    def __init__(self, *, with_hidden: bool) -> None:
        self.root: Element | None = None
        self._with_hidden = with_hidden
        # the open elements by their depth; None stands for one that is not shown, and for the document
        self._open: list[Element | None] = []

    def visit(self, context: DOMContext) -> None:
        """Take in the next node of the document."""
        node, depth = context.node, context.depth
        parent = self._open[depth - 1] if depth else None
        if isinstance(node, TextNode):
            if parent is not None and parent.visible:
                parent.children.append(node.value or "")
            return
        del self._open[depth:]
        element = None
        if isinstance(node, ElementNode) and (parent is not None or self.root is None):
            element = self._shown(node, parent)
        self._open.append(element)
        if element is not None and parent is not None:
            parent.children.append(element)
        self.root = self.root or element

    def _shown(self, node: ElementNode, parent: Element | None) -> Element | None:
        """Make the element of a node, or None if it is not shown with all that is in it."""
        tag = (node.tag or "").lower()
        if tag in _NOT_SHOWN_TAGS:
            return None
        element = Element(node, tag, parent)
        declared = node.getattr("style")
        style = style_of(declared) if declared else UNSTYLED
        if style.display == "inline":
            element.display = "inline"
        elif style.display == "block" and not element.is_block:
            element.display = "line"
        if style.keeps_lines is not None:
            element.keeps_lines = style.keeps_lines
        if self._with_hidden:
            return element
        if style.visible is not None:
            element.visible = style.visible
        return None if style.display == "none" or _is_hidden(element) else element


def _is_hidden(element: Element) -> bool:
    """Tell whether an attribute other than ``style`` hides an element."""
    node = element.node
    return (
        node.getattr("hidden") is not None
        or node.getattr("popover") is not None
        or (element.tag == "dialog" and node.getattr("open") is None)
    )
