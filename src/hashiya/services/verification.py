"""Verifies what is stored about an article: the file, its records, and that they still fit the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.anchorer import Anchorer
from hashiya.annotation.annotation import moved
from hashiya.annotation.edits import Edit
from hashiya.annotation.selector import Status, holds
from hashiya.errors import HashiyaError
from hashiya.messages import Message
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
        what: what is wrong; of an annotation, a clause that fits behind “annotation x”.
        edit: what puts it right, if that is certain.
        damaged: the store file, if its backup can take its place.
        new_key: the name that the article has now, if its annotations can follow it there.
        annotation: id of the annotation, where many of an article may have the same problem.
    """

    where: str
    what: Message | str
    edit: Edit | None = None
    damaged: Path | None = None
    new_key: str = ""
    annotation: str = ""

    @property
    def told(self) -> Message | str:
        """The problem as a whole sentence."""
        if not self.annotation:
            return self.what
        return Message("services.annotation_problem", id=self.annotation, problem=self.what)


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
        return [Problem(str(path), error.told, damaged=path if has_good_backup(path) else None)]
    if seen is not None:
        seen.add(path.name, snapshot.annotations)
    problems = [Problem(article_store.key, what) for what in snapshot.problems]
    if article_store.is_newer:
        problems.append(Problem(article_store.key, Message("services.newer_file", path=path)))
    problems += _check_records(article_store.key, snapshot.annotations, labels)
    problems += _check_text(store, article_store, article_path, finder)
    for conflict in snapshot.conflicts:
        problems.append(Problem(article_store.key, Message("services.conflict_open", id=conflict.id)))
    return problems


def verify_collection(path: Path) -> list[Problem]:
    """The problem of a file of records that are not annotations; changes nothing."""
    try:
        problem = "" if read_store_file(path) else missing_error(path).told
    except HashiyaError as error:
        problem = error.told
    if not problem:
        return []
    return [Problem(str(path), problem, damaged=path if has_good_backup(path) else None)]


def verify_missing(path: Path) -> list[Problem]:
    """The problem of a store file that is gone although its backup is there."""
    if path.exists() or not has_good_backup(path):
        return []
    return [Problem(str(path), Message("services.file_missing"), damaged=path)]


def _check_text(
    store: Store, article_store: ArticleStore, path: Path | None, finder: TextFinder | None
) -> Sequence[Problem]:
    """Whether the article is there, and the annotations fit it."""
    key = article_store.key
    if path is not None and store.key_of(path) != key:
        return [_told_renamed(store, key, store.key_of(path))]
    path = path or store.path_of(key)
    if path is None:
        return [Problem(key, Message("services.article_not_opened", folder=store.root))]
    if finder is not None and not path.exists():
        renamed = _find_renamed(store, article_store, finder)
        if renamed is not None:
            return [renamed]
    try:
        article = read_as_annotated(article_store, path)
    except HashiyaError as error:
        return [Problem(key, error.told)]
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
        return Problem(key, Message("services.text_in_several", articles=tuple(keys)))
    (new_key,) = keys
    path = store.path_of(new_key)
    number = "" if path is None else file_number_of(path)
    if number == article_store.recorded_file_number != "" or store.is_kept(new_key):
        return _told_renamed(store, key, new_key)
    return Problem(key, Message("services.text_in_other", article=new_key))


def _told_renamed(store: Store, key: str, new_key: str) -> Problem:
    if store.is_kept(new_key):
        return Problem(key, Message("services.renamed_to_annotated", article=new_key))
    return Problem(key, Message("services.renamed", article=new_key), new_key=new_key)


def _check_records(
    key: str, annotations: Collection[Annotation], labels: Collection[str]
) -> Iterator[Problem]:
    for annotation in annotations:
        if annotation.label not in labels:
            unknown = Message("services.has_unknown_label", label=annotation.label)
            yield Problem(key, unknown, annotation=annotation.id)
        if annotation.article != key:
            other = Message("services.names_other_article", article=annotation.article)
            yield Problem(key, other, annotation=annotation.id)


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


def _told(annotation: Annotation, found: Resolution, text: str) -> Message:
    """Describe what became of an annotation in a text that changed."""
    was = Message(
        "services.annotation_at",
        id=annotation.id,
        start=annotation.start,
        end=annotation.end,
        text=_shortened(annotation.text),
    )
    if found.span is None:
        return Message("services.orphan", annotation=was)
    start, end = found.span
    if found.status is Status.SAME:
        return Message("services.same", annotation=was)
    if found.status is Status.MOVED:
        return Message("services.moved", annotation=was, start=start, end=end)
    if found.status is Status.CHANGED:
        reads = _shortened(found.span.cut(text))
        return Message("services.changed", annotation=was, start=start, end=end, text=reads)
    return Message("services.ambiguous", annotation=was, start=start, end=end)


def _shortened(quotation: str) -> str:
    return quotation if len(quotation) <= _SHOWN else f"{quotation[: _SHOWN - 1]}…"
