"""What people said of their terminals, kept from one time to the next in the XDG state folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.files.kept import KeptFile, state_folder
from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MODE, _TOLD = "mode", "told"


class KeptAnswers:
    """For each terminal's name the mode chosen, and whether its notice was shown."""

    def __init__(self, path: Path | None) -> None:
        self._file = KeptFile(path)
        self._entries = self._file.read()

    @property
    def path(self) -> Path | None:
        """The file of the answers; None where there is no folder to keep them in."""
        return self._file.path

    def mode_of(self, name: str) -> Mode | None:
        """The mode that a person chose for a terminal."""
        mode = self._entry(name).get(_MODE)
        return Mode(mode) if isinstance(mode, str) and mode in set(Mode) else None

    def keep_mode(self, name: str, mode: Mode | None) -> bool:
        """Keeps what a person chose, or with None forgets it; whether it is on disk."""
        return self._keep(name, _MODE, mode.value if mode is not None else None)

    def was_told(self, name: str) -> bool:
        """Whether the notice about a terminal has been shown."""
        return self._entry(name).get(_TOLD) is True

    def keep_told(self, name: str) -> bool:
        """Keeps that the notice about a terminal was shown; whether it is on disk."""
        return self._keep(name, _TOLD, True)

    def _entry(self, name: str) -> dict[str, Any]:
        entry = self._entries.get(name)
        return entry if isinstance(entry, dict) else {}

    def _keep(self, name: str, fact: str, value: object) -> bool:
        self._entries[name] = {**self._entry(name), fact: value}

        def change(entries: dict[str, Any]) -> None:
            entry = entries.get(name)
            entries[name] = {**(entry if isinstance(entry, dict) else {}), fact: value}

        return self._file.change(change)


def state_file(environment: Mapping[str, str]) -> Path | None:
    """Where answers are kept; None without a home."""
    folder = state_folder(environment)
    return None if folder is None else folder / "terminals.json"
