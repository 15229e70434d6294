"""Propose annotations of named articles as records, or store those that are almost certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, transaction_over
from hashiya.errors import HashiyaError
from hashiya.registry.entries import ACTOR
from hashiya.services.changing import conflict_of
from hashiya.services.evidence import evidence_of
from hashiya.services.learning import FolderLessons
from hashiya.services.named_articles import files_of
from hashiya.services.opening import open_article
from hashiya.services.progress import counted
from hashiya.services.proposed import annotation_of, ids_of_actors, proposed_id, record_of, related
from hashiya.suggest.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository
    from hashiya.suggest.proposal import Proposal

COMMAND = "proposal.accept"


class Suggestions:
    """The proposals of some articles, by all that the store teaches; one article is held at a time.

    Attributes:
        problems: why articles could not be read, or annotations not saved.
    """

    def __init__(
        self, store: Repository, paths: Sequence[Path], *, precision: float = 0.0, least: float = 0.0
    ) -> None:
        """Read no article yet.

        Args:
            store: the store.
            paths: articles, and folders of articles.
            precision: the part of the proposals that is to be right; 0 chooses by the score.
            least: the least score of a proposal, unless a precision is given.
        """
        self.problems: list[HashiyaError] = []
        self._store = store
        self._precision = precision
        self._least = least
        files = files_of(paths, self.problems, lambda _: None)
        self._paths = list({store.key_of(path): path for path in files}.values())
        self._lessons = FolderLessons()

    def learn(self, progress: Progress | None = None) -> None:
        """Learn from the annotations in the store.

        Raises:
            HashiyaError: the store cannot be read.
        """
        self._lessons.read(self._store, progress)
        self._lessons.learn()
        if self._precision:
            self._least = self._lessons.learnt.threshold(self._precision)

    def records(self, progress: Progress | None = None) -> Iterator[dict[str, Any]]:
        """Generate the records of proposals, by article and place."""
        for article, key, known, proposals in self._proposed(progress):
            ids = ids_of_actors(known)
            ids |= {each.span: proposed_id(each, article) for each in proposals if each.label == ACTOR}
            for each in proposals:
                yield record_of(each, article, key, ids)

    def accept(self, progress: Progress | None = None, *, by: str = "") -> Sequence[Annotation]:
        """Store the proposals in one transaction.

        Args:
            progress: is told how many articles are done.
            by: name of the annotator.

        Returns:
            The stored annotations.
        """
        edits: dict[str, list[Edit]] = {}
        for article, key, known, proposals in self._proposed(progress):
            made = [annotation_of(each, article, key, by=by) for each in proposals]
            ids = ids_of_actors((*known, *made))
            linked = (related(one, each.ends, ids) for one, each in zip(made, proposals, strict=True))
            if made:
                edits[key] = [Edit(None, each) for each in linked]
        if not edits:
            return ()
        transaction = transaction_over(edits, by=by, command=COMMAND, origin=Origin.SUGGESTION)
        receipt = self._store.commit(transaction)
        self.problems += receipt.failed.values()
        asked = [each for outcomes in receipt.conflicts.values() for each in outcomes]
        self.problems += [HashiyaError(conflict_of(each)) for each in asked]
        refused = {each.edit.id for each in asked}
        saved = (edit.after for key in receipt.saved for edit in edits[key])
        return [each for each in saved if each is not None and each.id not in refused]

    def _proposed(
        self, progress: Progress | None
    ) -> Iterator[tuple[Article, str, Sequence[Annotation], Sequence[Proposal]]]:
        """Generate each article with its key, its annotations and its proposals."""
        for path in counted(self._paths, progress):
            try:
                article, repository = open_article(self._store, path)
                snapshot = repository.load().checked()
            except HashiyaError as error:
                self.problems.append(error)
                continue
            key, known = repository.key, snapshot.annotations
            names = self._lessons.names_without(key, known)
            evidence = evidence_of(article, known, snapshot.rejected, names)
            proposals = propose(evidence, self._lessons.learnt)
            yield article, key, known, [each for each in proposals if each.score >= self._least]
