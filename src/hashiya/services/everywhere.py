"""Find the other occurrences of an annotation in an article or a folder, and label them like it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.anchor import describe
from hashiya.annotation.annotation import annotation_at
from hashiya.annotation.edits import Edit
from hashiya.article.library import list_library
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import signature_of
from hashiya.messages import Message
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted
from hashiya.text.occurrences import Name
from hashiya.text.paragraphs import context_of
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.selector import Selector
    from hashiya.article.article import Article
    from hashiya.files.atomic_file import Signature
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


class Occurrence(NamedTuple):
    """A place with the words of an annotation but without its label.

    Attributes:
        key: of the article.
        path: of the article.
        place: its words, with their offset and context.
        before: the text before it, of its paragraph, for showing it.
        after: the text behind it, likewise.
        version: tells whether the file has changed since; None if that is not known.
    """

    key: str
    path: Path
    place: Selector
    before: str
    after: str
    version: Signature | None = None

    @property
    def text(self) -> str:
        """The words."""
        return self.place.exact

    @property
    def span(self) -> Span:
        """The place in the text."""
        return Span(self.place.start, self.place.start + len(self.place.exact))


def occurrences_in(
    article: Article,
    key: str,
    annotations: Iterable[Annotation],
    model: Annotation,
    name: Name,
    *,
    version: Signature | None = None,
) -> Iterator[Occurrence]:
    """Find the occurrences in an article that overlap no annotation of the same label and annotator.

    Args:
        article: the article.
        key: its name in the repository.
        annotations: its annotations, at their places in the text.
        model: the annotation whose label the occurrences get.
        name: the words of the annotation.
        version: of the file before it was read.
    """
    for span in unlabelled(article.text, annotations, model, name):
        place = describe(article.text, *span, article.sha256)
        yield Occurrence(key, article.path, place, *context_of(article.text, span), version)


def unlabelled(text: str, annotations: Iterable[Annotation], model: Annotation, name: Name) -> Iterator[Span]:
    """Find where a name occurs and no annotation of the same label and annotator is; as `occurrences_in`."""
    spans = name.occurrences(text)
    if not spans:
        return
    of_kind = (model.label, model.annotator)
    taken = sorted(each.span for each in annotations if (each.label, each.annotator) == of_kind)
    passed = reach = 0
    for span in spans:
        while passed < len(taken) and taken[passed].start < span.end:
            reach = max(reach, taken[passed].end)
            passed += 1
        if reach <= span.start:
            yield span


def occurrences_below(
    store: Repository,
    model: Annotation,
    *,
    but: str = "",
    progress: Progress | None = None,
    is_ended: Callable[[], bool] = lambda: False,
) -> Iterator[Occurrence]:
    """Find the occurrences in all readable articles below the folder of the store.

    Args:
        store: the store.
        model: the annotation.
        but: key of an article to leave out, such as the open one.
        progress: called with the number of articles done.
        is_ended: called before each article; True ends the search.
    """
    name = Name(model.text)
    paths = [found.path for found in list_library(store.root) if not found.problem]
    for path, key in zip(counted(paths, progress), store.keys_of(paths), strict=True):
        if is_ended():
            return
        if key == but:
            continue
        version = _version_of(path)
        try:
            article = read_listed(store, path)
            annotations = store.load(key).annotations if store.is_kept(key) else ()
        except HashiyaError:
            continue
        # how guessed bytes are read depends on more than the file
        if article.guessed:
            version = None
        yield from occurrences_in(article, key, annotations, model, name, version=version)


def edits_for(
    store: Repository,
    occurrences: Iterable[Occurrence],
    model: Annotation,
    *,
    by: str = "",
    progress: Progress | None = None,
) -> tuple[Mapping[str, Sequence[Edit]], Mapping[str, HashiyaError]]:
    """Make the edits that give occurrences the label and attributes of an annotation; nothing is saved.

    Args:
        store: the store.
        occurrences: the occurrences that a person accepted.
        model: the annotation.
        by: name of the annotator.
        progress: called with the number of articles done.

    Returns:
        The edits by the key of their article, and the errors of articles without edits, such as one whose
        words have changed.
    """
    by_article: dict[str, list[Occurrence]] = {}
    for each in occurrences:
        by_article.setdefault(each.key, []).append(each)
    with suppress(HashiyaError):  # without the server, the copies are read as they are
        store.bring_texts(list(by_article))
    edits: dict[str, Sequence[Edit]] = {}
    failed: dict[str, HashiyaError] = {}
    for key in counted(list(by_article), progress):
        try:
            edits[key] = [labelled(each, model, by=by) for each in _as_they_are(store, by_article[key])]
        except HashiyaError as error:
            failed[key] = error
    return edits, failed


def labelled(occurrence: Occurrence, model: Annotation, *, by: str = "") -> Edit:
    """Make the edit that gives an occurrence the label and attributes of an annotation.

    Args:
        occurrence: a place in an article that has not changed since.
        model: the annotation.
        by: name of the annotator.
    """
    made = annotation_at(
        occurrence.place, occurrence.key, model.label, attributes=model.attributes, annotator=by
    )
    return Edit(None, made)


def _as_they_are(store: Repository, occurrences: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """Return occurrences of one article with their present context; an unchanged file is not read again.

    Raises:
        HashiyaError: the article cannot be read, or its words have changed.
    """
    first = occurrences[0]
    if first.version is not None and first.version == _version_of(first.path):
        return occurrences
    article = read_listed(store, first.path)
    if any(each.span.cut(article.text) != each.text for each in occurrences):
        raise HashiyaError(Message("services.article_changed", article=first.key))
    return [each._replace(place=describe(article.text, *each.span, article.sha256)) for each in occurrences]


def _version_of(path: Path) -> Signature | None:
    """Return the facts that tell versions of a file apart; None if they are not known."""
    try:
        return signature_of(path.stat())
    except (OSError, ValueError):
        return None
