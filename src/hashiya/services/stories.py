"""The stories of a folder that several articles carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.heading import heading_of
from hashiya.corpus.fingerprints import repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.services.corpus import Corpus


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
    groups = [*corpus.over_texts(repeated), *([text] for text in corpus.shared_texts())]
    story_of: dict[int, int] = {}
    for story, texts in enumerate(groups):
        for text in texts:
            story_of.setdefault(text, story)
    stories: dict[int, list[str]] = {}
    for text, key in corpus.keys_of(story_of):
        stories.setdefault(story_of[text], []).append(key)
    for keys in stories.values():
        heading = next((heading_of(article) for key in keys if (article := corpus.read(key))), None)
        yield Story(keys, heading.title if heading else "", heading.date if heading else "")
