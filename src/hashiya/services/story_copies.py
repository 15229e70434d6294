"""Carry the annotations of an article to the articles that have the same story."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.anchor import describe
from hashiya.annotation.anchorer import Anchorer
from hashiya.annotation.annotation import annotation_at
from hashiya.annotation.edits import Edit
from hashiya.annotation.relations import TARGET
from hashiya.codebook.label import NOTHING
from hashiya.corpus.fingerprints import are_alike
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.opening import read_listed
from hashiya.services.placed import placed
from hashiya.services.progress import counted
from hashiya.text.folded_places import folded_spans, unfolded_spans
from hashiya.text.folding import end_of_letter, fold, is_left_out
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.corpus.text_prints import TextPrints
    from hashiya.services.corpus import Corpus
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository

COMMAND = "story.carry"


class Places(NamedTuple):
    """How many annotations have which place in the copies.

    Attributes:
        same: at the offsets of the original.
        moved: the same words at other offsets, as the copy spells them.
        there: places that have such an annotation already, or are rejected there.
        lost: no certain place; these are not carried.
    """

    same: int = 0
    moved: int = 0
    there: int = 0
    lost: int = 0

    @property
    def told(self) -> Message:
        """The counts, for people."""
        return Message(
            "services.places_in_copies", same=self.same, moved=self.moved, there=self.there, lost=self.lost
        )

    def __add__(self, other: object) -> Places:
        """Add the counts of other copies."""
        return Places(*map(sum, zip(self, other, strict=True))) if isinstance(other, Places) else self


class Carried(NamedTuple):
    """The annotations that go to the copies; nothing is saved.

    Attributes:
        edits: by the key of the copy; only copies that get annotations.
        places: counts over all copies.
        failed: by key, why an article has no edits.
    """

    edits: Mapping[str, Sequence[Edit]]
    places: Places
    failed: Mapping[str, HashiyaError]


def copies_of(corpus: Corpus, key: str) -> Sequence[str]:
    """Find the articles that have nearly the same words as an article, in the order of the folder."""
    own = corpus.fingerprint(key)
    if own is None:
        return ()

    def alike(prints: TextPrints) -> frozenset[int]:
        return frozenset(number for number, each in prints.each() if are_alike(own, each))

    return [each for _, each in corpus.keys_of(corpus.over_texts(alike)) if each != key]


def carry(
    store: Repository,
    paths: Mapping[str, Path],
    stories: Sequence[Sequence[str]],
    progress: Progress | None = None,
    *,
    original: str = "",
) -> Carried:
    """Make the edits that carry annotations within each story.

    Annotations of a copy stay as they are, so carrying again changes nothing.

    Args:
        store: the store.
        paths: the files of the articles, by their keys.
        stories: keys of the articles of each story.
        progress: is told how many stories are done.
        original: key of the article whose annotations are carried; if empty, the article of each story with
            most annotations, the first one if several have as many.
    """
    with suppress(HashiyaError):  # without the server, the copies are read as they are
        store.bring_texts([key for story in stories for key in story])
    edits: dict[str, Sequence[Edit]] = {}
    failed: dict[str, HashiyaError] = {}
    places = Places()
    for story in counted(stories, progress):
        first = original or max(story, key=lambda key: _count(store, key))
        if not _count(store, first):
            continue
        try:
            article, annotations = _read(store, paths, first)
        except HashiyaError as error:
            failed[first] = error
            continue
        for key in story:
            if key == first:
                continue
            try:
                made, found = _edits(store, paths, key, article, annotations)
            except HashiyaError as error:
                failed[key] = error
            else:
                places += found
                edits |= {key: made} if made else {}
    return Carried(edits, places, failed)


def _count(store: Repository, key: str) -> int:
    return len(store.load(key).annotations) if store.is_kept(key) else 0


def _read(
    store: Repository, paths: Mapping[str, Path], key: str
) -> tuple[Article, Sequence[tuple[Annotation, Span]]]:
    """Read an article, and its annotations that have a certain place, in the order of their places.

    Raises:
        HashiyaError: either cannot be read.
    """
    article = read_listed(store, paths[key])
    annotations = store.load(key).checked().annotations if store.is_kept(key) else ()
    marked = (each for each in placed(article, annotations) if each[0].label != NOTHING.name)
    return article, sorted(marked, key=lambda each: each[1])


def _edits(
    store: Repository,
    paths: Mapping[str, Path],
    key: str,
    article: Article,
    annotations: Sequence[tuple[Annotation, Span]],
) -> tuple[Sequence[Edit], Places]:
    """Make the edits of one copy, and count the places.

    Raises:
        HashiyaError: the copy cannot be read.
    """
    copy, own = _read(store, paths, key)
    rejected = placed(copy, store.load(key).rejected) if store.is_kept(key) else ()
    taken = [*own, *rejected]
    ids: dict[str, str] = {}  # of the annotations in the original → of those in the copy
    made: list[tuple[Annotation, Annotation]] = []
    found = _places(article, copy, [span for _, span in annotations])
    places = Places(lost=len(annotations) - len(found))
    for number, at in found.items():
        each, span = annotations[number]
        if (other := _overlapping(each, at, taken)) is not None:
            ids[each.id] = other.id
            places += Places(there=1)
            continue
        places += Places(same=1) if at == span else Places(moved=1)
        new = annotation_at(
            describe(copy.text, *at, copy.sha256),
            key,
            each.label,
            note=each.note,
            attributes=each.attributes,
            annotator=each.annotator,
        )
        ids[each.id] = new.id
        made.append((each, new))
    return [Edit(None, _related(each, new, ids)) for each, new in made], places


def _places(article: Article, copy: Article, spans: Sequence[Span]) -> Mapping[int, Span]:
    """Find the certain places of spans in a copy, by the numbers of the spans.

    The texts are compared folded, since papers write marks, hamza and digits of one story each in their way.

    Args:
        article: the original.
        copy: the copy.
        spans: in the text of the original, in the order of their starts.
    """
    text = fold(article.text)
    anchorer = Anchorer(fold(copy.text), copy.sha256)
    found = []
    for number, span in enumerate(folded_spans(article.text, spans)):
        place = anchorer.resolve(describe(text, *span, article.sha256))
        if place.span and place.status.is_certain:
            found.append((place.span, number))
    found.sort()
    places = unfolded_spans(copy.text, (span for span, _ in found))
    return {
        number: _as_marked(article.text, spans[number], copy.text, at)
        for (_, number), at in zip(found, places, strict=True)
    }


def _as_marked(original: str, span: Span, copy: str, at: Span) -> Span:
    """Begin and end a place within marks as the original does, if the copy spells the words likewise."""
    words = original[span.start : end_of_letter(original, span.end - 1, len(original))]
    start = at.start - next((index for index, each in enumerate(words) if not is_left_out(each)), 0)
    return Span(start, start + span.end - span.start) if copy[max(0, start) : at.end] == words else at


def _overlapping(
    annotation: Annotation, span: Span, taken: Iterable[tuple[Annotation, Span]]
) -> Annotation | None:
    """Find an annotation of the same label and annotator that overlaps a span."""
    of_kind = (annotation.label, annotation.annotator)
    return next(
        (each for each, at in taken if (each.label, each.annotator) == of_kind and at.overlaps(span)), None
    )


def _related(annotation: Annotation, new: Annotation, ids: Mapping[str, str]) -> Annotation:
    """Give a new annotation the relations of the original one, to annotations of the copy."""
    relations = [
        {**each, TARGET: ids[str(each[TARGET])]}
        for each in annotation.relations
        if str(each.get(TARGET)) in ids
    ]
    return replace(new, relations=tuple(relations)) if relations else new
