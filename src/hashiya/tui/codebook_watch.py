"""Tells of the annotations that a changed codebook no longer fits, behind the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.codebook.label import LabelSet
    from hashiya.store.repository.protocols import Repository

_PAUSE = 0.002
"""Seconds for the keys after each article that is compared."""


def compare_with_codebook(
    store: Callable[[], Repository], labels: LabelSet, tell: Callable[[HashiyaError], object]
) -> None:
    """Compare the annotations with a changed codebook in a thread.

    Args:
        store: makes a store for the thread alone.
        labels: the codebook in force.
        tell: called, from another thread, with the number of annotations that do not fit, if there are any.
    """

    def compare() -> None:
        from hashiya.services.codebook_fit import CodebookFit  # the first frame does without

        fit = CodebookFit(store(), labels)
        if count := fit.settle(pause=_PAUSE):
            told = Message("tui.misfits", count=count, codebook=fit.codebook)
            tell(HashiyaError(told, Message("tui.misfits_advice")))

    def died(error: BaseException) -> None:
        tell(HashiyaError(Message("tui.codebook_not_compared", cause=told_of(error))))

    try:
        SupervisedThread(compare, died, name="hashiya-codebook").start()
    except HashiyaError as error:
        died(error)
