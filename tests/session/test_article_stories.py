"""The articles of a story in one row: which of them stands for it, and the counts."""

from __future__ import annotations

from array import array

from hashiya.session.article_stories import ArticleStories, StoryFold, StoryRow

STORIES = ArticleStories(array("I", [0, 1, 2, 1, 0, 2, 1]))
LATER = 100


def fold(*groups: list[int], annotated: set[int] = frozenset()) -> tuple[StoryFold, list[int]]:  # type: ignore[assignment]
    made = StoryFold(STORIES, annotated.__contains__)
    return made, [number for group in groups for number in made.fold(group)]


def test_a_story_has_its_articles_in_order() -> None:
    assert STORIES.count == 2
    assert [list(STORIES.articles(story)) for story in (1, 2)] == [[1, 3, 6], [2, 5]]
    assert [STORIES.of(number) for number in (0, 1, LATER)] == [0, 1, 0]


def test_no_stories_leave_every_article() -> None:
    none = ArticleStories(array("I", [0, 0]))
    assert none.count == 0
    assert list(StoryFold(none, lambda _: False).fold([0, 1])) == [0, 1]


def test_the_first_article_stands_for_its_story_over_several_groups() -> None:
    made, kept = fold([0, 1, 2, 3], [4, 5, 6, LATER])
    assert kept == [0, 1, 2, 4, LATER]
    assert list(made.copies(1)) == [3, 6]
    assert [made.first(number) for number in (1, 3, 5, LATER)] == [1, 1, 2, LATER]
    assert [made.is_copy(number) for number in (1, 6)] == [False, True]


def test_what_does_not_pass_the_filter_counts_nowhere() -> None:
    made, kept = fold([3, 5, 6])
    assert kept == [3, 5]
    assert list(made.copies(3)) == [6]
    assert made.row(3, is_unfolded=False) == StoryRow(2, 0)
    assert made.row(5, is_unfolded=False) is None


def test_annotated_articles_are_counted_and_the_first_one_is_known() -> None:
    made, _ = fold([1, 2, 3, 5, 6], annotated={3, 6})
    assert made.row(1, is_unfolded=True) == StoryRow(3, 2, is_unfolded=True)
    assert made.row(6, is_unfolded=True) == StoryRow(3, 2, is_copy=True)
    assert made.first_annotated(1) == 3
    assert made.first_annotated(2) == 2
