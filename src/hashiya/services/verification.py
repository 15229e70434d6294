"""Verifies what is stored about an article: the file, its records, and that they still fit the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.anchorer import Anchorer
from hashiya.annotation.annotation import moved
from hashiya.annotation.edits import Edit
from hashiya.annotation.selector import Status, holds
from hashiya.errors import HashiyaError
from hashiya.services.opening import read_as_annotated
from hashiya.store.records.article_record import file_number_of
from hashiya.store.tinydb.restoring import has_good_backup
from hashiya.store.tinydb.store_file import missing_error, read_store_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.selector import Resolution
    from hashiya.article.article import Article
    from hashiya.services.seen_ids import SeenIds
    from hashiya.services.text_finder import TextFinder
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.store import Store

_SHOWN = 60
"""Code points of a quotation that a report shows at most."""


class Problem(NamedTuple):
    """Something that is not as it should be.

    Attributes:
        where: the article's key, or the store file.
        what: one sentence without a full stop.
        edit: what puts it right, if that is certain.
        damaged: the store file, if its backup can take its place.
        new_key: the name that the article has now, if its annotations can follow it there.
        annotation: the id of the annotation that `what` begins with, where many may have the same problem.
    """

    where: str
    what: str
    edit: Edit | None = None
    damaged: Path | None = None
    new_key: str = ""
    annotation: str = ""


def verify(
    store: Store,
    path: Path,
    labels: Collection[str],
    article_path: Path | None = None,
    *,
    finder: TextFinder | None = None,
    seen: SeenIds | None = None,
) -> list[Problem]:
    """The problems of one store file, which is read once; changes nothing.

    Args:
        store: the store.
        path: one of its files.
        labels: the names of the known labels.
        article_path: where the article lies now, if the user said so; otherwise it is opened only below the
            root.
        finder: where an article that is gone is looked for under another name; nowhere if left out.
        seen: takes the annotations, to tell at last which ids two articles share.
    """
    try:
        article_store = store.open_file(path)
        snapshot = article_store.load().checked()
    except HashiyaError as error:
        return [Problem(str(path), error.message, damaged=path if has_good_backup(path) else None)]
    if seen is not None:
        seen.add(path.name, snapshot.annotations)
    problems = [Problem(article_store.key, what) for what in snapshot.problems]
    if article_store.is_newer:
        problems.append(Problem(article_store.key, f"{path} was written by a newer version of hashiya"))
    problems += _check_records(article_store.key, snapshot.annotations, labels)
    problems += _check_text(store, article_store, article_path, finder)
    for conflict in snapshot.conflicts:
        what = f"annotation {conflict.id} was changed by two programs at once; the reader shows both versions"
        problems.append(Problem(article_store.key, what))
    return problems


def verify_collection(path: Path) -> list[Problem]:
    """The problem of a file of records that are not annotations; changes nothing."""
    try:
        problem = "" if read_store_file(path) else missing_error(path).message
    except HashiyaError as error:
        problem = error.message
    if not problem:
        return []
    return [Problem(str(path), problem, damaged=path if has_good_backup(path) else None)]


def verify_missing(path: Path) -> list[Problem]:
    """The problem of a store file that is gone although its backup is there."""
    if path.exists() or not has_good_backup(path):
        return []
    return [Problem(str(path), "the file is missing, but its backup is there", damaged=path)]


def _check_text(
    store: Store, article_store: ArticleStore, path: Path | None, finder: TextFinder | None
) -> Sequence[Problem]:
    """Whether the article is there, and the annotations fit it."""
    key = article_store.key
    if path is not None and store.key_of(path) != key:
        return [_told_renamed(store, key, store.key_of(path))]
    path = path or store.path_of(key)
    if path is None:
        what = f"the article is not below {store.root}, so it is not opened; name it to have it checked"
        return [Problem(key, what)]
    if finder is not None and not path.exists():
        renamed = _find_renamed(store, article_store, finder)
        if renamed is not None:
            return [renamed]
    try:
        article = read_as_annotated(article_store, path)
    except HashiyaError as error:
        return [Problem(key, error.message)]
    return list(_check_anchors(key, article_store.load().annotations, article))


def _find_renamed(store: Store, article_store: ArticleStore, finder: TextFinder) -> Problem | None:
    """What to say of an article that is gone, if its text is found under another name.

    One that has the same text, and is not certainly the very file, may be another article: it is told, and
    its name on the command line decides.
    """
    keys = finder.keys_of(article_store.load().sha256)
    if not keys:
        return None
    key = article_store.key
    if len(keys) > 1:
        return Problem(key, f"the article is gone; its text is in {' and '.join(keys)}")
    (new_key,) = keys
    path = store.path_of(new_key)
    number = "" if path is None else file_number_of(path)
    if number == article_store.recorded_file_number != "" or store.is_kept(new_key):
        return _told_renamed(store, key, new_key)
    told = (
        f"the article is gone; {new_key} has its text, and if it is the same article, hashiya check --repair"
    )
    return Problem(key, f"{told} {new_key} gives it the annotations")


def _told_renamed(store: Store, key: str, new_key: str) -> Problem:
    if store.is_kept(new_key):
        return Problem(key, f"the article is {new_key} now, which has annotations of its own")
    return Problem(key, f"the article is {new_key} now", new_key=new_key)


def _check_records(
    key: str, annotations: Collection[Annotation], labels: Collection[str]
) -> Iterator[Problem]:
    for annotation in annotations:
        if annotation.label not in labels:
            yield _record_problem(key, annotation, f"has the unknown label {annotation.label}")
        if annotation.article != key:
            yield _record_problem(key, annotation, f"says it is of {annotation.article}")


def _record_problem(key: str, annotation: Annotation, what: str) -> Problem:
    return Problem(key, f"annotation {annotation.id} {what}", annotation=annotation.id)


def _check_anchors(key: str, annotations: Collection[Annotation], article: Article) -> Iterator[Problem]:
    """Compare each annotation with the text; its edit anchors it anew where its place is certain."""
    anchorer = Anchorer(article.text, article.sha256)
    for annotation in annotations:
        if annotation.sha256 == article.sha256 and holds(article.text, annotation.span, annotation.text):
            continue
        found = anchorer.resolve(annotation.selector)
        edit = None
        if found.status.is_certain and found.span is not None:
            edit = Edit(annotation, moved(annotation, article.text, article.sha256, found.span))
        yield Problem(key, _told(annotation, found, article.text), edit=edit)


def _told(annotation: Annotation, found: Resolution, text: str) -> str:
    """What became of an annotation in a text that changed."""
    there = f"{found.start} to {found.end}"
    reads = "" if found.span is None else _quoted(found.span.cut(text))
    told = {
        Status.SAME: "the article changed, the place is the same",
        Status.MOVED: f"it stands at {there} now",
        Status.CHANGED: f"it or what touches it was edited, at {there} it reads {reads} now",
        Status.AMBIGUOUS: f"its place is not certain, perhaps {there}",
        Status.ORPHAN: "it is not found any more",
    }[found.status]
    was = f"annotation {annotation.id} at {annotation.start} to {annotation.end}, {_quoted(annotation.text)}"
    return f"{found.status}: {was}: {told}"


def _quoted(quotation: str) -> str:
    shown = quotation if len(quotation) <= _SHOWN else f"{quotation[: _SHOWN - 1]}…"
    return f"“{shown}”"
