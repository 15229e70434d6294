"""The root of every error that hashiya raises on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages.message import sentence

if TYPE_CHECKING:
    from hashiya.messages.message import Message


class HashiyaError(Exception):
    """An error that a person is told in one sentence, with advice.

    Caught at the two edges only: the command line prints it and exits 1, the reader shows it as a notice.

    Attributes:
        told: the message that names the file and the cause. Its parameters may be text from outside, so it is
            cleaned before it is shown.
        advice: what the person can do about it; None if there is nothing to advise.
    """

    def __init__(self, told: Message, advice: Message | None = None) -> None:
        super().__init__(told)
        self.told = told
        self.advice = advice

    @property
    def message(self) -> str:
        """The message as a sentence in the current language."""
        return sentence(self.told)

    @property
    def hint(self) -> str:
        """The advice as a sentence in the current language, or an empty string."""
        return "" if self.advice is None else sentence(self.advice)
