"""The stories of a folder that several articles carry."""

from __future__ import annotations

from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.heading import heading_of
from hashiya.corpus.fingerprints import repeated
from hashiya.services.corpus import Corpus
from hashiya.services.hit_order import copies_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hashiya.corpus.text_prints import TextPrints
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository


class Story(NamedTuple):
    """A story that several articles carry, each with nearly the same words.

    Attributes:
        articles: keys of the articles, in the order of the folder.
        title: of the first article that can be read.
        date: of that article, ISO 8601; empty if unknown.
    """

    articles: Sequence[str]
    title: str
    date: str


def repeated_stories(corpus: Corpus) -> Iterator[Story]:
    """Generate the stories that two articles or more carry, in the order of the folder."""
    stories: dict[int, list[str]] = {}
    for story, key in repeated_keys(corpus):
        stories.setdefault(story, []).append(key)
    for keys in stories.values():
        heading = next((heading_of(article) for key in keys if (article := corpus.read(key))), None)
        yield Story(keys, heading.title if heading else "", heading.date if heading else "")


def repeated_keys(corpus: Corpus, go_on: Callable[[], object] = lambda: None) -> Iterator[tuple[int, str]]:
    """Generate the articles that have their story in common with others, in the order of the folder.

    Args:
        corpus: the articles.
        go_on: called again and again; raises an exception of its own to end the work.

    Yields:
        The number of the story, from 1 on, and the key of the article.
    """
    found = corpus.over_texts(lambda prints: repeated(_Watched(prints, go_on)))
    groups = chain(found, ([text] for text in corpus.shared_texts()))
    story_of: dict[int, int] = {}
    for story, texts in enumerate(groups, 1):
        for text in texts:
            story_of.setdefault(text, story)
    for text, key in corpus.keys_of(story_of):
        go_on()
        yield story_of[text], key


class _Watched:
    """Fingerprints that are read only as long as they are wanted."""

    def __init__(self, prints: TextPrints, go_on: Callable[[], object]) -> None:
        self._prints = prints
        self._go_on = go_on

    def each(self) -> Iterator[tuple[int, bytes]]:
        for pair in self._prints.each():
            self._go_on()
            yield pair

    def __getitem__(self, number: int) -> bytes:
        return self._prints[number]


def once_of(
    store: Repository, keys: Sequence[str], index: Path | None, progress: Progress | None = None
) -> Sequence[str]:
    """Choose of articles the earliest of each story; those that cannot be read stay.

    Args:
        store: names the files of the articles.
        keys: of the articles.
        index: the file of the index; None for none.
        progress: is told how many articles of those to read are done.
    """
    store.bring_texts(keys, progress)
    paths = [path for key in keys if (path := store.path_of(key)) is not None and path.is_file()]
    with closing(Corpus(store, paths, index)) as corpus:
        corpus.update(progress)
        prints = corpus.fingerprints(corpus.paths)
        stories = copies_in(prints, {key: corpus.date_of(key) or "" for key in prints})
    left_out = {key for copies in stories.values() for key in copies}
    return [key for key in keys if key not in left_out]
