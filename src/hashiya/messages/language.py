"""The language of hashiya's sentences: the chosen one, or that of the environment."""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = ("en", "ar")
"""The languages that have a catalogue; the first one is the default."""

_RIGHT_TO_LEFT = ("ar",)
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set decides, as in every program with gettext."""

_spoken: str | None = None
_answered: ContextVar[str | None] = ContextVar("_answered", default=None)
"""The language of one answer of a server, which many people ask at once."""


def language_of(environment: Mapping[str, str]) -> str:
    """Find the language that an environment asks for; English if that one has no catalogue.

    Args:
        environment: such as ``os.environ``; ``LANGUAGE`` may list several languages, the best first.
    """
    wish = next(filter(None, (environment.get(name) for name in _VARIABLES)), "")
    wished = (each.partition(".")[0].partition("@")[0].partition("_")[0].lower() for each in wish.split(":"))
    return next((each for each in wished if each in LANGUAGES), LANGUAGES[0])


def speak(language: str | None) -> None:
    """Choose one of `LANGUAGES` for all sentences to come; None leaves the choice to the environment."""
    global _spoken  # noqa: PLW0603  a process speaks to one person
    _spoken = language


@contextmanager
def answering(language: str | None) -> Iterator[None]:
    """Speak one of `LANGUAGES` in this context alone, as a server to each visitor; None changes nothing."""
    before = _answered.set(language)
    try:
        yield
    finally:
        _answered.reset(before)


def is_right_to_left() -> bool:
    """Tell whether the current language is written from right to left."""
    return current_language() in _RIGHT_TO_LEFT


def current_language() -> str:
    """Return the current language of sentences; the environment is read once."""
    if (answered := _answered.get()) is not None:
        return answered
    if _spoken is None:
        speak(language_of(os.environ))
    return _spoken or LANGUAGES[0]
