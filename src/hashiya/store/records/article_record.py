"""The record that says whose the annotations are, and of which text they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError
from hashiya.files.file_number import file_number_of
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.article.article import Article

SCHEMA = 1
"""Version of the tables that this program writes."""
FORMER = "renamed_from"
"""The key of the name that the article had before its annotations followed it."""
FILE_NUMBER = "inode"
"""The key of what `file_number_of` gave when the record was written last."""


def describe(stored: Mapping[str, Any], key: str, article: Article | None, sha256: str) -> dict[str, Any]:
    """Bring an article's record up to date.

    Args:
        stored: the record as it is; an empty one if there is none.
        key: of the article.
        article: as it is read now, or None if it is not at hand.
        sha256: of the text that is annotated, where the article is not at hand; empty if nothing is.
    """
    described = {"path": key, "sha256": "", "encoding": "utf-8", **stored, "schema": SCHEMA}
    if article is not None:
        described |= {"sha256": article.sha256, "encoding": article.encoding}
        described[FILE_NUMBER] = file_number_of(article.path)
        if article.extractor:
            described["extractor"] = article.extractor
    elif sha256:
        described["sha256"] = sha256
    return described


def is_newer(record: Mapping[str, Any]) -> bool:
    """Whether a newer version of the program wrote the tables that a record describes."""
    schema = record.get("schema", SCHEMA)
    return type(schema) is not int or schema > SCHEMA


def newer_error(place: str) -> HashiyaError:
    """Make the error of changing what a newer version of the program wrote.

    Args:
        place: where it is kept, for the message.
    """
    return HashiyaError(Message("store.newer_version", place=place), Message("store.update_hashiya"))


def text_in(record: Mapping[str, Any], name: str) -> str:
    """The string of a name in a record; empty if it has none."""
    value = record.get(name)
    return value if isinstance(value, str) else ""
