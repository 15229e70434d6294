"""The stories that several articles of a library have, as columns, and their folding into one row each."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from hashiya.corpus.number_set import NumberSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class StoryRow(NamedTuple):
    """The part of a row in a list that shows each story once.

    Attributes:
        articles: how many articles of the story pass the filter.
        annotated: how many of these have annotations.
        is_unfolded: whether the others have rows below this one.
        is_copy: whether the row is one of these others.
    """

    articles: int
    annotated: int
    is_unfolded: bool = False
    is_copy: bool = False


class ArticleStories:
    """The stories by their numbers, from 1 on; an article of no other's story has 0.

    Attributes:
        count: the largest number of a story.
    """

    def __init__(self, story_of: array[int]) -> None:
        """Divide the articles among their stories.

        Args:
            story_of: the number of the story, by the number of the article.
        """
        self._story_of = story_of
        self.count = max(story_of, default=0)
        sizes = array("I", bytes(4 * (self.count + 1)))
        for story in filter(None, story_of):
            sizes[story] += 1
        self._ends = array("I", accumulate(sizes))
        self._articles = array("I", bytes(4 * self._ends[-1]))
        free = array("I", [0, *self._ends])  # for each story, the place of its next article
        for number, story in enumerate(story_of):
            if story:
                self._articles[free[story]] = number
                free[story] += 1

    def of(self, number: int) -> int:
        """Return the story of an article; 0 if no other article has it, or none was compared with it."""
        return self._story_of[number] if number < len(self._story_of) else 0

    def articles(self, story: int) -> Sequence[int]:
        """Return the numbers of the articles of a story, in the order found."""
        return self._articles[self._ends[story - 1] : self._ends[story]]


class StoryFold:
    """Folds the articles that pass a filter: the first of each story, in the order found, stands for it."""

    def __init__(self, stories: ArticleStories, is_annotated: Callable[[int], bool]) -> None:
        """Begin without articles.

        Args:
            stories: the stories.
            is_annotated: tells whether an article has annotations, by its number.
        """
        self._stories = stories
        self._is_annotated = is_annotated
        blank = bytes(4 * (stories.count + 1))
        self._first, self._count, self._annotated = array("I", blank), array("I", blank), array("I", blank)
        self._first_annotated = array("I", blank)
        self._copies = NumberSet()

    def fold(self, numbers: Sequence[int]) -> Sequence[int]:
        """Take in articles behind those so far, and return those that stand for their story, or for none."""
        kept = []
        for number in numbers:
            story = self._stories.of(number)
            if not story:
                kept.append(number)
                continue
            self._count[story] += 1
            if self._is_annotated(number):
                if not self._annotated[story]:
                    self._first_annotated[story] = number
                self._annotated[story] += 1
            if self._count[story] == 1:
                self._first[story] = number
                kept.append(number)
            else:
                self._copies.add(number)
        return kept

    def is_copy(self, number: int) -> bool:
        """Tell whether an article passes the filter and another one stands for it."""
        return number in self._copies

    def first(self, number: int) -> int:
        """Return the article that stands for an article: another one of its story, or the article itself."""
        return self._first[self._stories.of(number)] if number in self._copies else number

    def first_annotated(self, number: int) -> int:
        """Return the first annotated article of the story that an article stands for; without one, itself."""
        story = self._stories.of(number)
        return self._first_annotated[story] if self._annotated[story] else number

    def copies(self, number: int) -> Iterator[int]:
        """Generate the articles for which an article stands, without itself, in the order found."""
        story = self._stories.of(number)
        return (each for each in self._stories.articles(story) if each in self._copies) if story else iter(())

    def row(self, number: int, *, is_unfolded: bool) -> StoryRow | None:
        """Describe the row of an article; None if no other article that passes the filter has its story."""
        story = self._stories.of(number)
        if not story or self._count[story] < 2:
            return None
        is_copy = number in self._copies
        return StoryRow(self._count[story], self._annotated[story], is_unfolded and not is_copy, is_copy)
