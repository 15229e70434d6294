"""Find every other occurrence of an annotation, in one article or in a folder, and label it alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.library import list_library
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.opening import read_listed
from hashiya.services.progress import counted
from hashiya.text.occurrences import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository
    from hashiya.text.spans import Span

AROUND = 120
"""Code points on each side of an occurrence that are kept to show it."""


class Occurrence(NamedTuple):
    """A place that reads like an annotation and is not labelled yet.

    Attributes:
        key: of the article.
        path: of the article.
        span: the place.
        before: the text before it, of its paragraph, at most `AROUND` code points.
        text: the words.
        after: the text behind it, likewise.
    """

    key: str
    path: Path
    span: Span
    before: str
    text: str
    after: str


def occurrences_in(
    article: Article, key: str, annotations: Iterable[Annotation], model: Annotation, name: Name
) -> Iterator[Occurrence]:
    """Find the occurrences in an article that overlap no annotation of the same label and annotator.

    Args:
        article: the article.
        key: its name in the repository.
        annotations: its annotations, where they stand in the text.
        model: the annotation whose label the occurrences shall get.
        name: the name that the model's words are.
    """
    spans = name.occurrences(article.text)
    if not spans:
        return
    of_kind = (model.label, model.annotator)
    taken = [each.span for each in annotations if (each.label, each.annotator) == of_kind]
    for span in spans:
        if not any(span.overlaps(other) for other in taken):
            before = article.text[max(0, span.start - AROUND) : span.start]
            after = article.text[span.end : span.end + AROUND]
            yield Occurrence(
                key,
                article.path,
                span,
                before.rpartition("\n")[2],
                span.cut(article.text),
                after.partition("\n")[0],
            )


def occurrences_below(
    store: Repository,
    model: Annotation,
    *,
    but: str = "",
    progress: Progress | None = None,
    is_ended: Callable[[], bool] = lambda: False,
) -> Iterator[Occurrence]:
    """Find the occurrences in all articles below the folder of the store; unreadable ones are passed over.

    Args:
        store: the store.
        model: the annotation.
        but: key of an article that is left out, such as the open one.
        progress: is told how many articles are done.
        is_ended: asked before each article, whether the answer is not wanted any more.
    """
    name = Name(model.text)
    paths = [found.path for found in list_library(store.root) if not found.problem]
    for path in counted(paths, progress):
        if is_ended():
            return
        key = store.key_of(path)
        if key == but:
            continue
        try:
            article = read_listed(store, path)
            annotations = store.load(key).annotations if store.is_kept(key) else ()
        except HashiyaError:
            continue
        yield from occurrences_in(article, key, annotations, model, name)


def edits_for(
    store: Repository,
    occurrences: Iterable[Occurrence],
    model: Annotation,
    *,
    by: str = "",
    progress: Progress | None = None,
) -> tuple[Mapping[str, Sequence[Edit]], Mapping[str, HashiyaError]]:
    """Make the edits that label occurrences like an annotation, with its attributes; nothing is saved.

    Args:
        store: the store.
        occurrences: the occurrences that a person accepted.
        model: the annotation.
        by: name of the annotator.
        progress: is told how many articles are done.

    Returns:
        The edits by the key of their article; and why there are none for an article, such as one that has
        changed since its occurrences were found.
    """
    by_article: dict[str, list[Occurrence]] = {}
    for each in occurrences:
        by_article.setdefault(each.key, []).append(each)
    edits: dict[str, Sequence[Edit]] = {}
    failed: dict[str, HashiyaError] = {}
    for key in counted(list(by_article), progress):
        try:
            article = read_listed(store, by_article[key][0].path)
            edits[key] = [labelled(each, article, model, by=by) for each in by_article[key]]
        except HashiyaError as error:
            failed[key] = error
    return edits, failed


def labelled(occurrence: Occurrence, article: Article, model: Annotation, *, by: str = "") -> Edit:
    """Make the edit that labels an occurrence like an annotation, with its attributes.

    Args:
        occurrence: a place in the article.
        article: the article as it is now.
        model: the annotation.
        by: name of the annotator.

    Raises:
        HashiyaError: the article reads otherwise there now.
    """
    if occurrence.span.cut(article.text) != occurrence.text:
        raise HashiyaError(Message("services.article_changed", article=occurrence.key))
    made = new_annotation(
        occurrence.key,
        article.sha256,
        article.text,
        occurrence.span,
        model.label,
        attributes=model.attributes,
        annotator=by,
    )
    return Edit(None, made)
