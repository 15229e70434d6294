from __future__ import annotations

import pytest

from hashiya.store.postgresql.address import address_from


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://sara:secret@server/news?hashiya_project=%D8%B3", "\u0633"),
        ("postgresql://sara:secret@server/%D8%B3", "\u0633"),
        ("postgresql://sara:secret@server/", "postgresql://sara@server/"),
    ],
)
def test_a_team_is_called_like_its_project_or_its_database(url: str, name: str) -> None:
    assert address_from(url).name == name
