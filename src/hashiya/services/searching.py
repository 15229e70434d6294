"""Search the articles of a corpus, and give each hit with the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.article.heading import day_of
from hashiya.article.paragraphs import paragraphs_with_text
from hashiya.corpus.matching import Source, find, is_ruled_out
from hashiya.corpus.places import Places
from hashiya.corpus.query import uses_annotations
from hashiya.services.placed import placed
from hashiya.services.progress import counted
from hashiya.text.paragraphs import context_of
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.corpus.query import Query
    from hashiya.services.progress import Progress
    from hashiya.services.searchable import Searchable


class Hit(NamedTuple):
    """A place that a query found.

    Attributes:
        article: key of the article.
        span: the place, in code points of the text.
        text: the text there.
        before: the text before it, of its paragraph, for showing it.
        after: the text behind it, likewise.
        date: of the article, ISO 8601; empty if unknown.
        annotations: those that overlap the place, as records.
        copies: keys of other articles with the same story, if they were asked for.
    """

    article: str
    span: Span
    text: str
    before: str
    after: str
    date: str
    annotations: Sequence[dict[str, Any]] = ()
    copies: Sequence[str] = ()

    def to_record(self) -> dict[str, Any]:
        """Make the JSON object of a hit."""
        record: dict[str, Any] = {
            "article": self.article,
            "start": self.span.start,
            "end": self.span.end,
            "text": self.text,
            "before": self.before,
            "after": self.after,
            "annotations": list(self.annotations),
        }
        return {**record, "copies": list(self.copies)} if self.copies else record


def search(corpus: Searchable, query: Query, progress: Progress | None = None) -> Iterator[Sequence[Hit]]:
    """Generate the hits of a query, those of an article together, in the order of the articles.

    Every hit is verified in the text of its article. Articles that cannot be read are left out; the problems
    of the corpus tell of them.

    Args:
        corpus: the articles.
        query: the query.
        progress: is told how many articles of those that may have hits are done.
    """
    asks_for_annotations = uses_annotations(query)
    for key in counted(corpus.candidates(query, progress), progress):
        date = corpus.date_of(key)
        if date is not None and is_ruled_out(query, key, date):
            continue
        if (article := corpus.read(key)) is None:
            continue
        date = day_of(article) if date is None else date
        annotations = _annotations(corpus, key, article) if asks_for_annotations else ()
        found = find(query, Source(key, article.text, annotations, date))
        if found is not None:
            annotations = annotations if asks_for_annotations else _annotations(corpus, key, article)
            yield list(_hits(key, article.text, found or _heading(article.text), annotations, date))


def annotations_at(corpus: Searchable, key: str, spans: Sequence[Span]) -> Sequence[Sequence[dict[str, Any]]]:
    """Find the annotations that overlap spans of an article as they are now, as records.

    An article that cannot be read has none.
    """
    article = corpus.read(key) if corpus.store.is_kept(key) else None
    annotations = _placed(corpus, key, article) if article is not None else ()
    places = Places([span for _, span in annotations])
    text = article.text if article is not None else ""
    return [[_record(*annotations[each], text) for each in places.overlapping(span)] for span in spans]


def _annotations(corpus: Searchable, key: str, article: Article) -> Sequence[tuple[Annotation, Span]]:
    """Load the annotations of an article whose places are certain, by place."""
    return _placed(corpus, key, article) if corpus.has_annotations(key) else ()


def _placed(corpus: Searchable, key: str, article: Article) -> Sequence[tuple[Annotation, Span]]:
    snapshot = corpus.store.load(key)
    if not snapshot.is_known and (error := snapshot.error):
        corpus.problems.append(error)
    return sorted(placed(article, snapshot.annotations), key=lambda each: each[1])


def _heading(text: str) -> Sequence[Span]:
    """Find the first line with text, which is the hit of a query that names no place."""
    return [next(iter(paragraphs_with_text(text)), Span(0, 0))]


def _hits(
    key: str, text: str, spans: Sequence[Span], annotations: Sequence[tuple[Annotation, Span]], date: str
) -> Iterator[Hit]:
    places = Places([span for _, span in annotations])
    for span in spans:
        records = [_record(*annotations[index], text) for index in places.overlapping(span)]
        yield Hit(key, span, span.cut(text), *context_of(text, span), date, records)


def _record(annotation: Annotation, span: Span, text: str) -> dict[str, Any]:
    """Make the record of an annotation, at its place in the present text."""
    return annotation.to_record() | {"start": span.start, "end": span.end, "text": span.cut(text)}
