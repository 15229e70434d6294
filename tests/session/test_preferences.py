from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.session.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path


def seen(preferences: Preferences) -> tuple[str, bool | None, int]:
    return preferences.theme, preferences.margin, preferences.measure


def test_the_first_run_is_dark_with_a_margin_where_there_is_room(tmp_path: Path) -> None:
    assert seen(Preferences(tmp_path)) == ("dark", None, 80)


def test_what_was_chosen_is_there_in_the_next_run(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.choose_theme("light")
    preferences.choose_margin(True)
    preferences.choose_measure(92)
    assert preferences.keep()
    assert seen(Preferences(tmp_path)) == ("light", True, 92)


def test_the_margin_can_be_left_to_the_window_again(tmp_path: Path) -> None:
    for wish in (False, None):
        preferences = Preferences(tmp_path)
        preferences.choose_margin(wish)
        preferences.keep()
        assert Preferences(tmp_path).margin is wish


def test_a_theme_named_for_one_run_is_not_kept(tmp_path: Path) -> None:
    named = Preferences(tmp_path, theme="light")
    assert named.theme == "light"
    assert named.keep()
    assert not any(tmp_path.iterdir())
    assert Preferences(tmp_path).theme == "dark"


def test_a_theme_named_goes_before_the_one_kept(tmp_path: Path) -> None:
    first = Preferences(tmp_path)
    first.choose_theme("light")
    first.keep()
    assert Preferences(tmp_path, theme="dark").theme == "dark"
    assert Preferences(tmp_path).theme == "light"


def test_only_what_a_run_chose_is_kept_of_it(tmp_path: Path) -> None:
    first, second = Preferences(tmp_path), Preferences(tmp_path)
    first.choose_theme("light")
    second.choose_measure(60)
    assert first.keep()
    assert second.keep()
    assert seen(Preferences(tmp_path)) == ("light", None, 60)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ({"theme": "pink", "margin": 1, "columns": "80"}, ("dark", None, 80)),
        ({"theme": None, "margin": "yes", "columns": True}, ("dark", None, 80)),
        ({"theme": ["light"], "columns": 1e9}, ("dark", None, 80)),
        ({"columns": 10**9}, ("dark", None, 200)),
        ({"columns": -1}, ("dark", None, 20)),
        ([], ("dark", None, 80)),
    ],
)
def test_what_makes_no_sense_in_the_file_is_passed_over(
    tmp_path: Path, kept: object, expected: tuple[str, bool | None, int]
) -> None:
    (tmp_path / "preferences.json").write_text(json.dumps(kept))
    assert seen(Preferences(tmp_path)) == expected


def test_without_a_folder_and_where_nothing_can_be_written_it_works_for_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (None, tmp_path / "file"):
        preferences = Preferences(folder)
        preferences.choose_theme("light")
        assert not preferences.keep()
        assert preferences.theme == "light"
