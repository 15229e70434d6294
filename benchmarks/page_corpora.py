"""Saved pages with their correct texts, from the test data of public repositories.

A folder is a checkout of one repository; `pages_in` recognises it by its files. None of these pages is part
of hashiya: all rights remain with their authors.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page and its correct values, by a person or by the site itself.

    Attributes:
        name: the name of the file, the same on every machine.
        source: the file's bytes.
        text: the article's text; empty if only snippets are known.
        present: snippets that belong to the article.
        absent: snippets that do not belong to the article.
        title: the article's title; empty if unknown.
        date: ISO 8601; empty if unknown.
        authors: in the order given; empty if unknown.
    """

    name: str
    source: bytes
    text: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()

    @property
    def half(self) -> int:
        """The half of the page, 1 or 2: rules are developed on one half and measured on the other."""
        return 1 + crc32(self.name.encode()) % 2


def pages_in(folder: Path) -> Iterator[SavedPage]:
    """Yield the pages of a checkout.

    Raises:
        SystemExit: the folder is no known checkout.
    """
    for mark, read in _CORPORA.items():
        if (folder / mark).exists():
            return read(folder / mark)
    msg = f"{folder} is none of the known checkouts: no {', no '.join(_CORPORA)}"
    raise SystemExit(msg)


def _trafilatura(told: Path) -> Iterator[SavedPage]:
    for page in json.loads(told.read_text(encoding="utf-8")).values():
        places = (told.parent / place / page["file"] for place in ("cache", "eval"))
        path = next((each for each in places if each.exists()), None)
        if path is not None:
            author: str | list[str] = page.get("author") or []
            authors = re.split(r"\s*;\s*", author) if isinstance(author, str) else author
            yield SavedPage(
                page["file"],
                path.read_bytes(),
                present=tuple(page["with"]),
                absent=tuple(page["without"]),
                title=page.get("title") or "",
                date=page.get("date") or "",
                authors=tuple(authors),
            )


def _readability(folder: Path) -> Iterator[SavedPage]:
    for place in sorted(folder.iterdir()):
        told = json.loads((place / "expected-metadata.json").read_text(encoding="utf-8"))
        yield SavedPage(
            place.name,
            (place / "source.html").read_bytes(),
            text=_text_of((place / "expected.html").read_text(encoding="utf-8")),
            title=told.get("title") or "",
            date=(told.get("publishedTime") or "")[:10],
            authors=(told["byline"],) if told.get("byline") else (),
        )


def _text_of(html: str) -> str:
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(re.sub("(<(?:p|div|li|h[1-6]|br|td|th|dt|dd|figcaption)[ >/])", r" \1", html))
    return (tree.body and tree.body.text) or ""


def _scrapinghub(told: Path) -> Iterator[SavedPage]:
    for name, page in json.loads(told.read_text(encoding="utf-8")).items():
        source = gzip.decompress((told.parent / "html" / f"{name}.html.gz").read_bytes())
        yield SavedPage(name, source, text=page["articleBody"])


def _fundus(folder: Path) -> Iterator[SavedPage]:
    for told in sorted(folder.glob("*/*.json")):
        versions: dict[str, dict[str, Any]] = json.loads(told.read_text(encoding="utf-8"))
        paths = sorted(told.parent.glob(f"{told.stem}_2*.html.gz"))
        if len(paths) != len(versions):
            continue
        for path, page in zip(paths, versions.values(), strict=True):
            body = page.get("body") or {}
            parts = [*body.get("summary", ())]
            for section in body.get("sections", ()):
                parts += [*section["headline"], *section["paragraphs"]]
            yield SavedPage(
                path.name,
                gzip.decompress(path.read_bytes()),
                text="\n".join(parts),
                title=page.get("title") or "",
                date=(page.get("publishing_date") or "")[:10],
                authors=tuple(page.get("authors") or ()),
            )


_CORPORA = {
    "tests/evaldata.json": _trafilatura,
    "test/test-pages": _readability,
    "ground-truth.json": _scrapinghub,
    "tests/resources/parser/test_data": _fundus,
}
