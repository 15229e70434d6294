"""The stories of a folder that several articles carry."""

from __future__ import annotations

from array import array
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.heading import heading_of
from hashiya.corpus.fingerprints import leaders_of
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
    for number, story in enumerate(story_numbers(corpus)):
        if story:
            stories.setdefault(story, []).append(corpus.paths.key(number))
    for keys in stories.values():
        heading = next((heading_of(article) for key in keys if (article := corpus.read(key))), None)
        yield Story(keys, heading.title if heading else "", heading.date if heading else "")


def story_numbers(corpus: Corpus, go_on: Callable[[], object] = lambda: None) -> array[int]:
    """Number the stories that two articles or more carry.

    Args:
        corpus: the articles.
        go_on: called again and again; raises an exception of its own to end the work.

    Returns:
        For each article the number of its story, from 1 on; 0 if no other article carries its story.
    """
    leaders = corpus.over_texts(lambda prints: _Leaders(_Watched(prints, go_on)))
    stories = array("I", [0]) * len(corpus.paths)
    first, story_of = leaders.column(), leaders.column()  # by the leader of the story; first from 1 on
    count = 0
    for number, text in enumerate(corpus.texts()):
        leader = leaders.of(text)
        if leader is None:
            continue
        if not first[leader]:
            first[leader] = number + 1
            continue
        if not story_of[leader]:
            count += 1
            story_of[leader] = stories[first[leader] - 1] = count
        stories[number] = story_of[leader]
    return stories


class _Leaders:
    """The first texts of the stories, by the numbers of all texts, in a few bytes for each."""

    def __init__(self, prints: _Watched) -> None:
        texts = array("i")
        self._leaders = leaders_of(prints, texts)
        # texts of the index have numbers from 1 on, and the few others negative ones; places are from 1 on
        self._places = array("I", [0]) * (max(0, max(texts, default=0)) + 1)
        self._others: dict[int, int] = {}
        for place, text in enumerate(texts, 1):
            if text > 0:
                self._places[text] = place
            else:
                self._others[text] = place

    def column(self) -> array[int]:
        """Return a column with a zero for each leader."""
        return array("I", [0]) * len(self._leaders)

    def of(self, text: int) -> int | None:
        """Return the leader of a text; None if the text could not be read."""
        place = self._places[text] if 0 < text < len(self._places) else self._others.get(text)
        return self._leaders[place - 1] if place else None


class _Watched:
    """Fingerprints whose reading ends when nobody waits for them any more."""

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
    """Leave out all but the earliest article of each story; keep those that cannot be read.

    Args:
        store: names the files of the articles.
        keys: of the articles.
        index: the file of the index; None for none.
        progress: gets the number of articles read, and of those to read.
    """
    store.bring_texts(keys, progress)
    paths = [path for key in keys if (path := store.path_of(key)) is not None and path.is_file()]
    with closing(Corpus(store, paths, index)) as corpus:
        corpus.update(progress)
        prints = corpus.fingerprints(corpus.paths)
        stories = copies_in(prints, {key: corpus.date_of(key) or "" for key in prints})
    left_out = {key for copies in stories.values() for key in copies}
    return [key for key in keys if key not in left_out]
