"""Name the folders of a user's files by the XDG base directories; text, since the help loads no pathlib."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "hashiya"


def state_folder_name(environment: Mapping[str, str]) -> str | None:
    """Name the folder of facts that outlive a run; None without a home."""
    return _folder(environment, "XDG_STATE_HOME", ".local/state")


def config_folder_name(environment: Mapping[str, str]) -> str | None:
    """Name the folder of a user's own settings; None without a home."""
    return _folder(environment, "XDG_CONFIG_HOME", ".config")


def cache_folder_name(environment: Mapping[str, str]) -> str | None:
    """Name the folder of files that can be rebuilt at any time; None without a home."""
    return _folder(environment, "XDG_CACHE_HOME", ".cache")


def _folder(environment: Mapping[str, str], variable: str, below_home: str) -> str | None:
    folder = environment.get(variable, "")
    if not os.path.isabs(folder):  # noqa: PTH117  the help loads no pathlib
        home = environment.get("HOME", "")
        if not os.path.isabs(home):  # noqa: PTH117
            return None
        folder = f"{home}/{below_home}"
    return f"{folder}/{_NAME}"
