"""The language that a browser asks for."""

from __future__ import annotations

import pytest

from hashiya.serving.browser_language import browser_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ar", "ar"),
        ("ar-SY,ar;q=0.9,en;q=0.8", "ar"),
        ("en;q=0.5, AR;q=0.9", "ar"),
        ("fr-FR,fr;q=0.9,en;q=0.3", "en"),
        ("ar;q=0,en;q=0.1", "en"),
        ("ar;q=x,en", "en"),
        ("ar;q=nan,en;q=0.1", "en"),
        ("fr", None),
        ("*", None),
        ("", None),
        (",;q=,-", None),
    ],
)
def test_the_best_language_that_hashiya_speaks_is_found(header: str, language: str | None) -> None:
    assert browser_language(header) == language
