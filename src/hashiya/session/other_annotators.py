"""The other annotators of a store, and whether their annotations are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.article.article import Article
    from hashiya.store.repository.protocols import ArticleRepository


class OtherAnnotators:
    """The other annotators of a store, for all articles of a run.

    Attributes:
        names: returns their names; may block and raise `HashiyaError`.
        opened: opens the annotations of one of them in an article; may block and raise `HashiyaError`.
        are_shown: whether their annotations are shown. Every run begins without, so that nobody is swayed
            before asking.
    """

    def __init__(
        self,
        names: Callable[[], Sequence[str]],
        opened: Callable[[str, Article], ArticleRepository],
    ) -> None:
        """Read nothing yet; the arguments are the attributes."""
        self.names = names
        self.opened = opened
        self.are_shown = False
