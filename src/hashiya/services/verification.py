"""Verify what is stored about an article: that it can be read, is well formed, and still fits the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.anchorer import Anchorer
from hashiya.annotation.annotation import moved
from hashiya.annotation.edits import Edit
from hashiya.annotation.relations import targets
from hashiya.annotation.selector import Status
from hashiya.errors import HashiyaError
from hashiya.files.file_number import file_number_of
from hashiya.messages import Message
from hashiya.services.opening import read_as_annotated
from hashiya.store.repository.file_health import FileHealth
from hashiya.store.repository.waiting import KeepsWaiting
from hashiya.text.spans import holds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.selector import Resolution
    from hashiya.article.article import Article
    from hashiya.services.codebook_fit import CodebookFit
    from hashiya.services.seen_ids import SeenIds
    from hashiya.services.text_finder import TextFinder
    from hashiya.store.repository.protocols import ArticleRepository, Repository
    from hashiya.store.repository.snapshot import Snapshot

_SHOWN = 60
"""Code points of a quotation that a report shows at most."""


class Problem(NamedTuple):
    """Something that is not as it should be.

    Attributes:
        where: the article's key, or a file of the store.
        what: the problem; for an annotation, a clause to follow “annotation x”.
        edit: the edit that solves the problem, if that is certain.
        is_restorable: whether a good copy can take the place of the damaged one.
        new_key: the name that the article has now, if its annotations can follow it there.
        annotation: id of the annotation, where many of an article may have the same problem.
        is_copy: whether this is a copy of a store file, from which what is missing can be added.
        collection: the name of the damaged collection, where the problem is one of no article.
    """

    where: str
    what: Message
    edit: Edit | None = None
    is_restorable: bool = False
    new_key: str = ""
    annotation: str = ""
    is_copy: bool = False
    collection: str = ""

    @property
    def told(self) -> Message:
        """The problem as a whole sentence."""
        if not self.annotation:
            return self.what
        return Message("services.annotation_problem", id=self.annotation, problem=self.what)


def verify(
    store: Repository,
    key: str,
    fit: CodebookFit,
    article_path: Path | None = None,
    *,
    finder: TextFinder | None = None,
    seen: SeenIds | None = None,
) -> list[Problem]:
    """Find the problems of one article, whose annotations are read once; nothing is changed.

    Args:
        store: the store.
        key: of the article.
        fit: compares annotations with the codebook.
        article_path: where the article lies now, if the user said so; otherwise it is opened only below the
            root.
        finder: searches for a missing article under another name; no search if omitted.
        seen: takes the annotations, to tell at last which ids two articles share.
    """
    repository = store.open_key(key)
    snapshot = repository.load()
    if snapshot.read_only is not None and (snapshot.is_older or not snapshot.is_known):
        return [Problem(key, snapshot.read_only, is_restorable=snapshot.is_older)]
    if seen is not None:
        seen.add(key, snapshot.annotations)
    problems = [Problem(key, what) for what in snapshot.problems]
    if snapshot.is_newer:
        problems.append(Problem(key, Message("services.newer_version")))
    problems += _check_records(key, snapshot.annotations, fit)
    problems += _check_text(store, repository, article_path, finder)
    problems += [Problem(key, Message("services.conflict_open", id=each.id)) for each in snapshot.conflicts]
    return problems


def verify_collections(store: Repository) -> list[Problem]:
    """Find the problems of records that are not annotations; nothing is changed."""
    if not isinstance(store, FileHealth):
        return []
    return [
        Problem(each.path, each.error.told, is_restorable=each.is_restorable, collection=name)
        for name, each in store.damaged_collections().items()
    ]


def verify_sent(store: Repository) -> list[Problem]:
    """Tell of changes that wait on this computer after an attempt to send them, or that the store is away."""
    if not isinstance(store, KeepsWaiting):
        return []
    changes, since, problem = store.waiting()
    if not changes and problem is None:
        return []
    if not changes:
        return [Problem(store.annotator, Message("services.only_copies_checked", cause=problem))]
    told = Message("services.unsent", count=changes, since=since)
    if problem is not None:
        told = Message("services.unsent_because", told=told, cause=problem)
    return [Problem(store.annotator, told)]


def _check_text(
    store: Repository, repository: ArticleRepository, path: Path | None, finder: TextFinder | None
) -> Sequence[Problem]:
    """Check whether the article is there, and the annotations fit it."""
    key = repository.key
    if path is not None and store.key_of(path) != key:
        return [_told_renamed(store, key, store.key_of(path))]
    path = path or store.path_of(key)
    if path is None:
        return [Problem(key, Message("services.article_not_opened", folder=store.root))]
    snapshot = repository.load()
    if finder is not None and not path.exists():
        renamed = _find_renamed(store, snapshot, finder)
        if renamed is not None:
            return [renamed]
    try:
        article = read_as_annotated(snapshot, path)
    except HashiyaError as error:
        return [Problem(key, error.told)]
    return list(_check_anchors(key, snapshot.annotations, article))


def _find_renamed(store: Repository, snapshot: Snapshot, finder: TextFinder) -> Problem | None:
    """Describe a missing article whose text is found under another name.

    An article that has the same text, and is not certainly the very file, may be another article: the problem
    names it, and its name on the command line decides.
    """
    key, keys = snapshot.key, finder.keys_of(snapshot.sha256)
    if not keys:
        return None
    if len(keys) > 1:
        return Problem(key, Message("services.text_in_several", articles=tuple(keys)))
    (new_key,) = keys
    path = store.path_of(new_key)
    number = "" if path is None else file_number_of(path)
    if number == snapshot.file_number != "" or store.is_kept(new_key):
        return _told_renamed(store, key, new_key)
    return Problem(key, Message("services.text_in_other", article=new_key))


def _told_renamed(store: Repository, key: str, new_key: str) -> Problem:
    if store.is_kept(new_key):
        return Problem(key, Message("services.renamed_to_annotated", article=new_key))
    return Problem(key, Message("services.renamed", article=new_key), new_key=new_key)


def _check_records(key: str, annotations: Collection[Annotation], fit: CodebookFit) -> Iterator[Problem]:
    ids = {annotation.id for annotation in annotations}
    for annotation in annotations:
        for target in dict.fromkeys(targets(annotation)):
            if target not in ids:
                yield Problem(
                    key, Message("services.related_to_none", target=target), annotation=annotation.id
                )
        for misfit in fit.misfits(annotation):
            yield Problem(key, misfit, annotation=annotation.id)
        if annotation.article != key:
            other = Message("services.names_other_article", article=annotation.article)
            yield Problem(key, other, annotation=annotation.id)


def _check_anchors(key: str, annotations: Collection[Annotation], article: Article) -> Iterator[Problem]:
    """Compare each annotation with the text; a problem has an edit if the new place is certain."""
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
    """Describe the outcome for an annotation of a text that changed."""
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
