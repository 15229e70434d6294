"""The article in a page's JSON-LD (schema.org's Article and its subtypes)."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS = ("Article", "Posting", "Report", "Analysis", "Opinion", "Review", "Reportage")
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
_MOST_OBJECTS = 10_000
# comment marks that hide a script from old browsers, and line breaks, which JSON forbids in strings
_AROUND = re.compile(
    r"\A\s*(?:<!--|(?://\s*)?<!\[CDATA\[|/\*.*?\*/)+|(?:(?://)?\s*(?:-->|\]\]>)|;)+\s*\Z", re.DOTALL
)


class ArticleObject(NamedTuple):
    """An article in JSON-LD; missing values are empty.

    Attributes:
        headline: the headline, else the name.
        published: the date as written, mostly ISO 8601.
        authors: their names.
    """

    headline: str
    published: str
    authors: tuple[str, ...]


def article_objects(scripts: Iterable[str]) -> Iterator[ArticleObject]:
    """Read the articles described by JSON-LD scripts; a script that is not JSON is passed over."""
    waiting: deque[Any] = deque()
    for script in scripts:
        try:
            waiting.append(json.loads(_AROUND.sub("", script), strict=False))
        except (ValueError, RecursionError):
            continue
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value[key] for key in _HOLDERS if isinstance(value.get(key), dict | list))
            if any(str(kind).endswith(_KINDS) for kind in _listed(value.get("@type"))):
                yield _article(value)


def _article(value: dict[str, Any]) -> ArticleObject:
    authors = (_name(author) for author in _listed(value.get("author")))
    return ArticleObject(
        _text(value.get("headline")) or _text(value.get("name")),
        _text(value.get("datePublished")),
        tuple(filter(None, authors)),
    )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(author: object) -> str:
    if isinstance(author, dict):
        return " ".join(filter(None, (_text(name) for name in _listed(author.get("name")))))
    return _text(author)


def _text(value: object) -> str:
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""
