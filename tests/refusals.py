"""Expects an error by the id of its message, not by its sentence."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashiya.article.article import Article


@contextmanager
def refused(
    expected: Message | str, kind: type[HashiyaError] = HashiyaError
) -> Iterator[pytest.ExceptionInfo[HashiyaError]]:
    """Expect an error with a message, or with any message of an id."""
    with pytest.raises(kind) as caught:
        yield caught
    told = caught.value.told
    assert expected in (told, told.id), told


def id_of(told: object) -> str:
    """Take the id of a message."""
    assert isinstance(told, Message), told
    return told.id


def parameters_of(told: Message | None) -> Mapping[str, Any]:
    """Take the parameters of a message."""
    assert isinstance(told, Message), told
    return told.parameters


@contextmanager
def refused_as_damaged(cause: Message) -> Iterator[None]:
    """Expect the error that a store file is damaged, for a cause."""
    with refused("store.damaged") as caught:
        yield
    assert parameters_of(caught.value.told)["cause"] == cause


def cause_of(error: HashiyaError) -> Message:
    """Take the cause out of ``cannot read …: cause``."""
    told = error.told
    assert told.id == "files.cannot_read", told
    cause = told.parameters["cause"]
    assert isinstance(cause, Message)
    return cause


def first_notice(article: Article) -> Message:
    """Take the first message on how an article was read."""
    return article.notices[0]
