from __future__ import annotations

import pytest

from hashiya.files.user_folders import config_folder_name, state_folder_name


@pytest.mark.parametrize(
    ("environment", "state", "config"),
    [
        ({"HOME": "/home/a"}, "/home/a/.local/state/hashiya", "/home/a/.config/hashiya"),
        ({"XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}, "/s/hashiya", "/c/hashiya"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "c"}, "/h/.local/state/hashiya", "/h/.config/hashiya"),
        ({"HOME": "h"}, None, None),
        ({}, None, None),
    ],
)
def test_folders_lie_where_the_environment_says_or_below_home(
    environment: dict[str, str], state: str | None, config: str | None
) -> None:
    assert (state_folder_name(environment), config_folder_name(environment)) == (state, config)
