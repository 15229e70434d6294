"""An article with its annotations, as a format writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.written import Written


class Document(NamedTuple):
    """An article with its annotations.

    Attributes:
        key: the article's path relative to the folder that holds the store.
        annotations: in the order of the text.
        text: the whole text; empty for a format that needs none.
        title: of the article, for people; may be empty.
        date: ISO 8601, or empty.
        readers: the annotators who have read the article, if there is a text.
        written: the records of the annotations, which are empty then; None if there are annotations.
    """

    key: str
    annotations: Sequence[Annotation]
    text: str = ""
    title: str = ""
    date: str = ""
    readers: Sequence[str] = ()
    written: Sequence[Written] | None = None
