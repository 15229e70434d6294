"""The language that a browser asks for."""

from __future__ import annotations

from contextlib import suppress

from hashiya.messages import LANGUAGES

_QUALITY = "q="


def browser_language(header: str) -> str | None:
    """Find the best language that has a catalogue in an ``Accept-Language``; None if there is none.

    Args:
        header: such as ``ar-SY,ar;q=0.9,en;q=0.8``; an entry that is malformed is passed over.
    """
    wishes: dict[str, float] = {}
    for entry in header.split(","):
        name, _, parameter = entry.partition(";")
        language = name.strip().partition("-")[0].lower()
        with suppress(ValueError):
            quality = float(parameter.strip().removeprefix(_QUALITY) or 1)
            if language in LANGUAGES and 0 < quality <= 1:
                wishes.setdefault(language, quality)
    return max(wishes, key=wishes.__getitem__, default=None)
