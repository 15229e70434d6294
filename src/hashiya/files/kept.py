"""Keep small facts for a user from one run to the next, in JSON files of the XDG state folder.

Only comfort depends on them: an unreadable file counts as empty, and an unwritable one stays unchanged,
without an error. Data that must not be lost belongs in the store.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.files.user_folders import config_folder_name, state_folder_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


class KeptFile:
    """A JSON object in a file that only its user may read.

    Attributes:
        path: the file; None if there is no folder for it.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def read(self) -> dict[str, Any]:
        """Read the object; empty if there is none."""
        if self.path is None:
            return {}
        try:
            return _object_in(read_file(self.path, MEGABYTE).data)
        except HashiyaError:
            return {}

    def change(self, change: Callable[[dict[str, Any]], object]) -> bool:
        """Change the object that is on disk now, since another run may have changed it.

        Args:
            change: changes the object in place.

        Returns:
            Whether the change was written.
        """
        if self.path is None:
            return False
        kept = self.read()
        change(kept)
        text = _encoded(kept)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
            temporary.unlink(missing_ok=True)
            with open(temporary, "x", encoding="utf-8", opener=_private) as file:
                file.write(text)
            temporary.replace(self.path)
        except (OSError, ValueError):  # a lone surrogate has no UTF-8
            return False
        return True


def _object_in(data: bytes) -> dict[str, Any]:
    """Parse the object in a file; an empty one if the content is not a JSON object."""
    import json  # usually there is no file yet

    try:
        kept = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _encoded(kept: Mapping[str, Any]) -> str:
    import json

    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """Find the folder of facts that outlive a run (XDG base directories); None without a home."""
    return _path(state_folder_name(environment))


def config_folder(environment: Mapping[str, str]) -> Path | None:
    """Find the folder of a user's own settings (XDG base directories); None without a home."""
    return _path(config_folder_name(environment))


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE_FILE)
