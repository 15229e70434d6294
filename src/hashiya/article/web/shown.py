"""The visible tree of a document, as a browser without scripts and style sheets shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resiliparse.parse.html import ElementNode, TextNode, traverse_dom

from hashiya.article.web.element import Element
from hashiya.article.web.style import UNSTYLED, style_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resiliparse.parse.html import DocumentNode, DOMContext

# https://html.spec.whatwg.org/multipage/rendering.html#hidden-elements, elements shown in place of text, and
# controls, whose text belongs to the page and not to the article
_NOT_SHOWN = """
area audio base basefont datalist embed head input link meta noembed noframes param rp script select
style template textarea title video iframe progress meter optgroup option annotation annotation-xml
desc metadata defs symbol
"""
_NOT_SHOWN_TAGS = frozenset(_NOT_SHOWN.split())
_READ = frozenset(
    (
        "aria-hidden",
        "class",
        "datetime",
        "hidden",
        "href",
        "id",
        "itemprop",
        "open",
        "popover",
        "rel",
        "role",
        "style",
        "type",
    )
)
_HIDING = frozenset(("hidden", "popover"))
# types of fields without text; a browser treats unknown types as text fields
_OTHER_FIELDS = frozenset(
    ("button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit")
)


def shown_tree(document: DocumentNode, *, with_hidden: bool = False) -> Element | None:
    """Build the visible tree of a document; None if the document has no elements.

    Args:
        document: the parsed page.
        with_hidden: whether to include elements hidden by attributes and inline styles.
    """
    builder = _Builder(with_hidden=with_hidden)
    traverse_dom(document, builder.visit)
    return builder.root


class _Builder:
    """A builder of the visible tree, which visits the nodes of the parsed document.

    Attributes:
        root: the document's own element; None before its visit.
    """

    def __init__(self, *, with_hidden: bool) -> None:
        self.root: Element | None = None
        self._with_hidden = with_hidden
        # the open elements by depth; None for an element that is not shown, and for the document
        self._open: list[Element | None] = []

    def visit(self, context: DOMContext) -> None:
        """Add the next node of the document."""
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
        """Make the element of a node; None if the node and its content are not shown."""
        tag = (node.tag or "").lower()
        attributes = {name: node.getattr(name) or "" for name in node.attrs if name in _READ}
        if tag in _NOT_SHOWN_TAGS:
            if parent is not None and parent.form is not None and _is_text_field(tag, attributes):
                parent.form.asks_for_text = True
            return None
        element = Element(tag, attributes, parent)
        style = style_of(attributes["style"]) if "style" in attributes else UNSTYLED
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
        is_closed = tag == "dialog" and "open" not in attributes
        is_hidden = style.display == "none" or is_closed or not _HIDING.isdisjoint(attributes)
        return None if is_hidden else element


def _is_text_field(tag: str, attributes: Mapping[str, str]) -> bool:
    kind = attributes.get("type", "").strip().lower()
    return tag == "textarea" or (tag == "input" and kind not in _OTHER_FIELDS)
