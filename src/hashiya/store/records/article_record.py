"""The record that names the article of the annotations and the text they were made on."""

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
"""Holds the former key of a renamed article."""
FILE_NUMBER = "inode"
"""Holds the `file_number_of` the article at the last write."""


def describe(stored: Mapping[str, Any], key: str, article: Article | None, sha256: str) -> dict[str, Any]:
    """Return the record of an article, brought up to date.

    Args:
        stored: the present record; empty if there is none.
        key: of the article.
        article: as read now; None if its text is missing.
        sha256: of the annotated text, for an article whose text is missing; empty if nothing is annotated.
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
    """Tell whether a newer version of hashiya wrote the tables that a record describes."""
    schema = record.get("schema", SCHEMA)
    return type(schema) is not int or schema > SCHEMA


def newer_error(place: str) -> HashiyaError:
    """Make the error for a change to data of a newer version of hashiya.

    Args:
        place: the file or table, for the message.
    """
    return HashiyaError(Message("store.newer_version", place=place), Message("store.update_hashiya"))


def text_in(record: Mapping[str, Any], name: str) -> str:
    """Return a string of a record by name; empty if it has none."""
    value = record.get(name)
    return value if isinstance(value, str) else ""
