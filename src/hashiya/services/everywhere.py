"""Labels every other occurrence of an annotation, in one article or in all articles of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation import Edit, new_annotation
from hashiya.annotation.transaction import transaction_over
from hashiya.article.library import list_library
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.opening import open_article, read_listed
from hashiya.services.progress import counted
from hashiya.text.occurrences import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.annotation import Annotation
    from hashiya.annotation.transaction import Transaction
    from hashiya.article import Article
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


class Saved(NamedTuple):
    """What became of the occurrences that were labelled.

    Attributes:
        transaction: the edits that are saved.
        failed: why those of an article are not, by its key.
    """

    transaction: Transaction
    failed: Mapping[str, HashiyaError]


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


def label_occurrences(
    store: Repository,
    occurrences: Iterable[Occurrence],
    model: Annotation,
    *,
    by: str = "",
    command: str = "annotation.everywhere",
    progress: Progress | None = None,
) -> Saved:
    """Label occurrences like an annotation, with its attributes, in one transaction.

    An article that has changed meanwhile keeps its annotations as they are, and so does one that cannot be
    saved; both are told of.

    Args:
        store: the store.
        occurrences: the occurrences that a person accepted.
        model: the annotation.
        by: name of the annotator.
        command: id of the command.
        progress: is told how many articles are done.
    """
    by_article: dict[str, list[Occurrence]] = {}
    for each in occurrences:
        by_article.setdefault(each.key, []).append(each)
    failed: dict[str, HashiyaError] = {}
    edits: dict[str, Sequence[Edit]] = {}
    repositories = {}
    for key in counted(list(by_article), progress):
        try:
            article, repository = open_article(store, by_article[key][0].path)
            edits[key] = [Edit(None, _labelled(article, key, each, model, by)) for each in by_article[key]]
        except HashiyaError as error:
            failed[key] = error
        else:
            repositories[key] = repository
    transaction = transaction_over(edits, by=by, command=command)
    for key, repository in repositories.items():
        try:
            repository.commit(transaction)
        except HashiyaError as error:
            failed[key] = error
    saved = {key: group for key, group in transaction.edits.items() if key not in failed}
    return Saved(transaction._replace(edits=saved), failed)


def _labelled(article: Article, key: str, occurrence: Occurrence, model: Annotation, by: str) -> Annotation:
    """Make the annotation of an occurrence.

    Raises:
        HashiyaError: the article reads otherwise there now.
    """
    if occurrence.span.cut(article.text) != occurrence.text:
        raise HashiyaError(Message("services.article_changed", article=key))
    return new_annotation(
        key,
        article.sha256,
        article.text,
        occurrence.span,
        model.label,
        attributes=model.attributes,
        annotator=by,
    )
