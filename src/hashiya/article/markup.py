"""Signs of Markdown, HTML and subtitles, which belong to no title."""

from __future__ import annotations

import re

# a sign required by the pattern, the pattern, and its replacement; images before links, since a badge is an
# image inside a link
_SIGNS = (
    ("<!--", r"<!--.*?(?:-->|$)", ""),
    ("![", r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])", ""),  # an image
    ("[", r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])", r"\1"),  # a link
    ("<", r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>", ""),  # an element of HTML, a time inside a subtitle
    ("{\\", r"\{\\[^{}]*\}", ""),  # the position of a subtitle
    ("[", r"^\s*(?:\[\d+:\d\d(?:[.:]\d+)?\]\s*)+", ""),  # the time of a line of lyrics
    (">", r"^\s*(?:>\s*)+", ""),  # a quotation
    ("#", r"^\s*#{1,6}(?:\s+|$)", ""),
    ("#", r"\s+#+\s*$", ""),
    ("- ", r"^\s*-\s+", ""),  # an item of a list
    ("* ", r"^\s*\*\s+", ""),
    ("+ ", r"^\s*\+\s+", ""),
    ("**", r"\*\*(?=\S)(.+?)(?<=\S)\*\*", r"\1"),
    ("__", r"__(?=\S)(.+?)(?<=\S)__", r"\1"),
    ("~~", r"~~(?=\S)(.+?)(?<=\S)~~", r"\1"),
    ("`", r"`([^`]+)`", r"\1"),
    ("*", r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])", r"\1"),
    ("_", r"(?<![\w_])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])", r"\1"),
)
_NO_PROSE = ("WEBVTT", "Kind: ", "Language: ", "```", "~~~")
"""Beginnings of lines in the header of WebVTT, and of lines around code."""

_TIMES = "-->"
"""The sign between the two times of a subtitle."""


def without_signs(paragraph: str) -> str:
    """Remove the signs of markup from a paragraph and join it into one line; empty if no letter remains."""
    if paragraph.lstrip().startswith(_NO_PROSE) or not any(map(str.isalpha, paragraph)):
        return ""
    if _TIMES in paragraph and re.match(r"\s*\d+:\d\d[\d:.,]*\s*-->", paragraph):
        return ""
    for sign, pattern, left in _SIGNS:
        if sign in paragraph:
            paragraph = re.sub(pattern, left, paragraph)
    return " ".join(paragraph.split()) if any(map(str.isalpha, paragraph)) else ""
