"""Tells an annotator without annotations who else has some, behind the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hashiya.store.repository.protocols import Repository


def tell_of_others(
    own: Callable[[], Repository],
    others: Callable[[], Iterable[Repository]],
    tell: Callable[[HashiyaError], object],
) -> None:
    """Look in a thread whether only others have annotations.

    Args:
        own: makes a repository of the annotator for the thread alone.
        others: makes those of the others.
        tell: called, from another thread, if only others have annotations.
    """

    def look() -> None:
        from hashiya.services.others_have import others_have  # the first frame does without

        if (told := others_have(own(), others())) is not None:
            tell(HashiyaError(told, Message("services.name_annotator")))

    def died(error: BaseException) -> None:
        tell(HashiyaError(Message("tui.others_not_found", cause=told_of(error))))

    try:
        SupervisedThread(look, died, name="hashiya-others").start()
    except HashiyaError as error:
        died(error)
