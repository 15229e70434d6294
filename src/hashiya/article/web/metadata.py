"""The metadata of a page: titles, site, date and authors of its article."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.dateline import DATELINE_LENGTH, date_of
from hashiya.article.web.json_ld import article_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resiliparse.parse.html import DocumentNode, ElementNode

# Open Graph, Dublin Core, Highwire, Parse.ly, Sailthru, and names of single sites; the first found counts
_PUBLISHED = """
article:published_time og:article:published_time og:published_time datePublished parsely-pub-date
sailthru.date article_date_original publish-date publish_date published_time pubdate publication_date
citation_publication_date bt:pubDate dc.date.issued dcterms.issued dcterms.created dcterms.date dc.date
dc.date.created date pdate cXenseParse:recs:publishtime originalpublicationdate
""".lower().split()
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author")
_SITES = ("og:site_name", "application-name")
_DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d{3})(.*)", re.DOTALL)
_UTC = re.compile(r"(?:Z|[+-]00:?00)\s*\Z")
_SEPARATOR = re.compile(r"\s+[|\-–—:·»«•/]+\s+|\s*[|»·•]\s*")


class Metadata(NamedTuple):
    """The metadata of an article.

    Attributes:
        titles: all titles of the article, the most reliable first.
        sites: the names of the site.
        published: the dates of publication as written, the most reliable first.
        authors: the names, each once.
    """

    titles: tuple[str, ...]
    sites: tuple[str, ...]
    published: tuple[str, ...]
    authors: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title without the site's name; empty if there is none."""
        return next((self.without_site(title) for title in self.titles), "")

    @property
    def titles_and_parts(self) -> tuple[str, ...]:
        """The titles with and without the site's name."""
        return _unique((*self.titles, *map(self.without_site, self.titles)))

    def without_site(self, title: str) -> str:
        """Return a title without the site's name: the longest part that names no site."""
        parts = [part.strip() for part in _SEPARATOR.split(title)]
        return max((part for part in parts if part not in self.sites), key=len, default="") or title


class Day(NamedTuple):
    """A day given in metadata.

    Attributes:
        day: as written, in whatever time zone.
        is_utc: whether the time is in UTC; the local day of the page may then differ.
    """

    day: date
    is_utc: bool


def read_metadata(document: DocumentNode, title: str) -> Metadata:
    """Read the metadata of an article in ``meta``, JSON-LD, microdata and ``time``.

    Args:
        document: the parsed page.
        title: the text of the page's ``title``.
    """
    metas = _metas(document)
    scripts = document.query_selector_all('script[type="application/ld+json" i]')
    objects = list(article_objects(script.text or "" for script in scripts))
    marked = document.query_selector_all('[itemprop~="datePublished" i], time[pubdate]')
    authors = [name for each in objects for name in each.authors] or list(_named(metas, _AUTHORS))
    titles = (*_named(metas, _TITLES[:1]), *(each.headline for each in objects), *_named(metas, _TITLES[1:]))
    published = (*(each.published for each in objects), *_named(metas, _PUBLISHED), *map(_stamp, marked))
    return Metadata(
        _unique((*titles, title)),
        _unique(_named(metas, _SITES)),
        _unique(published),
        _unique(name for name in authors if "://" not in name),
    )


def day_of(written: str) -> Day | None:
    """Read a day in a format of metadata: ISO 8601 with or without hyphens, or a dateline."""
    found = _DAY.match(written)
    if found is None:
        day = date_of(written[:DATELINE_LENGTH])
        return None if day is None else Day(day, is_utc=False)
    try:
        return Day(date(*map(int, found.groups()[:3])), _UTC.search(found.group(4)) is not None)
    except ValueError:
        return None


def _metas(document: DocumentNode) -> dict[str, str]:
    """Map names of ``meta`` elements to contents; the first with content counts for each name."""
    metas: dict[str, str] = {}
    for element in document.query_selector_all("meta[content]"):
        content = element.getattr("content") or ""
        for attribute in ("property", "name", "itemprop"):
            name = (element.getattr(attribute) or "").lower()
            if name and content.strip():
                metas.setdefault(name, content)
    return metas


def _named(metas: dict[str, str], names: Iterable[str]) -> Iterator[str]:
    return (metas[name] for name in names if name in metas)


def _stamp(element: ElementNode) -> str:
    return element.getattr("datetime") or element.getattr("content") or element.text or ""


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return each value once and on one line, without empty ones."""
    lines = (" ".join(value.split()) for value in values)
    return tuple(dict.fromkeys(line for line in lines if line))
