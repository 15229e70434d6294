"""The key of a command that a footer names."""

from __future__ import annotations

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import answering
from hashiya.session.commands.bindings import Bindings
from hashiya.tui.key_names import handy_key


@pytest.mark.parametrize(
    ("identifier", "english", "arabic"),
    [
        ("library.search", "F", "shift+f4"),
        ("library.sort", "s", "s"),
        ("library.open", "enter", "enter"),
        ("library.filter", "/", "/"),
    ],
)
def test_in_arabic_a_footer_names_a_key_that_the_arabic_layout_types(
    identifier: str, english: str, arabic: str
) -> None:
    command = Bindings(DEFAULT).library[identifier]
    for language, key in (("en", english), ("ar", arabic)):
        with answering(language):
            assert handy_key(command) == (key,)
