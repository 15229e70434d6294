"""Notes of a page to browsers without scripts, as opposed to content shown in place of scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.article.web.rendering import text_of

if TYPE_CHECKING:
    from hashiya.article.web.element import Element

_SHORT = 400
"""Letters of the longest note on scripts."""

_NAMES_SCRIPTS = re.compile(r"java\s*script|جافا\s*سكر[يب]|جافاسكر|جاوا\s*اسکریپت|السكر[يب]", re.IGNORECASE)


def leave_out_notes_on_scripts(root: Element) -> None:
    """Mark notes in `noscript` that ask for JavaScript as left out: they concern the browser only."""
    for element in root.elements():
        if (
            element.tag == "noscript"
            and element.letters <= _SHORT
            and _NAMES_SCRIPTS.search(text_of(element))
        ):
            element.left_out = True
