"""What people said of their terminals, kept from one time to the next in the XDG state folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

_MODE, _TOLD = "mode", "told"


class KeptAnswers:
    """A small file of JSON: for each terminal's name the mode chosen, and whether its notice was shown.

    A file that cannot be read counts as empty, one that cannot be written stays as it is: no more than a
    question asked again hangs on it.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._entries: dict[str, dict[str, object]] = _read(path)

    def mode_of(self, name: str) -> Mode | None:
        """The mode that a person chose for a terminal."""
        mode = self._entries.get(name, {}).get(_MODE)
        return Mode(mode) if isinstance(mode, str) and mode in set(Mode) else None

    def keep_mode(self, name: str, mode: Mode | None) -> bool:
        """Keeps what a person chose, or with None forgets it; whether it is on disk."""
        entry = self._entries.setdefault(name, {})
        if mode is None:
            entry.pop(_MODE, None)
        else:
            entry[_MODE] = mode.value
        return self._write()

    def was_told(self, name: str) -> bool:
        """Whether the notice about a terminal has been shown."""
        return self._entries.get(name, {}).get(_TOLD) is True

    def keep_told(self, name: str) -> bool:
        """Keeps that the notice about a terminal was shown; whether it is on disk."""
        self._entries.setdefault(name, {})[_TOLD] = True
        return self._write()

    def _write(self) -> bool:
        if self.path is None:
            return False
        text = json.dumps(self._entries, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(self.path)
        except OSError:
            return False
        return True


def state_file(environment: Mapping[str, str]) -> Path | None:
    """Where answers are kept; None without a home."""
    folder = state_folder(environment)
    return None if folder is None else folder / "terminals.json"


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """Where hashiya keeps what lasts beyond a run (XDG base directories); None without a home."""
    folder = environment.get("XDG_STATE_HOME", "")
    if not Path(folder).is_absolute():
        home = environment.get("HOME", "")
        if not Path(home).is_absolute():
            return None
        folder = f"{home}/.local/state"
    return Path(folder) / "hashiya"


def _read(path: Path | None) -> dict[str, dict[str, object]]:
    if path is None:
        return {}
    try:
        entries = json.loads(read_file(path, MEGABYTE).data)
    except (HashiyaError, ValueError, RecursionError):
        return {}
    if not isinstance(entries, dict):
        return {}
    return {name: entry for name, entry in entries.items() if isinstance(entry, dict)}
