"""Find the articles in which annotators can differ: those that several of them have annotated."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hashiya.services.named_articles import find_in_each

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


def articles_to_settle(
    repositories: Sequence[Repository], paths: Sequence[Path], progress: Progress | None = None
) -> list[Path]:
    """Find the articles with annotations of at least two annotators, in the order of their keys.

    An article that only one annotator has opened is left out, since nobody else has read it yet.

    Args:
        repositories: one of each annotator.
        paths: articles and folders; all articles if there are none.
        progress: told of each article whose text is brought here.

    Raises:
        HashiyaError: a path neither exists nor has annotations, or a store cannot be read.
    """
    each_found = find_in_each(repositories, paths)
    counts = Counter(
        key
        for repository, found in zip(repositories, each_found, strict=True)
        for key in found.keys
        if repository.entry(key).total
    )
    shared = [key for key in sorted(counts) if counts[key] > 1]
    repositories[0].bring_texts(shared, progress)
    found = map(repositories[0].path_of, shared)
    return [path for path in found if path is not None and path.is_file()]
