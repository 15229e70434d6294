"""Occurrences of a name: whole words, less the clitics before them."""

from __future__ import annotations

import pytest

from hashiya.text.occurrences import occurrences


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("روسيا وروسيا فبروسيا", "روسيا", [(0, 5), (7, 12), (15, 20)]),
        ("روسياً الروسية روسيات", "روسيا", []),
        ("للكرملين والكرملين", "الكرملين", [(1, 8), (10, 18)]),
        ("وللوفد السوري", "الوفد السوري", [(2, 13)]),
        ("إيران وايران", "إيران", [(0, 5), (7, 12)]),
        ("علي\u00a0النعسان، علي النعسان.", "علي النعسان", [(0, 11), (13, 24)]),
        ("مروسيا", "روسيا", []),
        ("شكراً جزيلاً", "شكراً", [(0, 5)]),
        ("", "روسيا", []),
        ("روسيا", "", []),
    ],
)
def test_a_name_is_found_as_whole_words(text: str, name: str, found: list[tuple[int, int]]) -> None:
    assert list(occurrences(text, name)) == found
