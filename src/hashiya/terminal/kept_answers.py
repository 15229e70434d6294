"""The choices of people for their terminals, kept in the XDG state folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.files.kept import KeptFile, state_folder
from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MODE, _TOLD = "mode", "told"


class KeptAnswers:
    """The chosen mode of each terminal by its name, and whether its notice was shown."""

    def __init__(self, path: Path | None) -> None:
        self._file = KeptFile(path)
        self._entries = self._file.read()

    @property
    def path(self) -> Path | None:
        """The file of the choices; None if there is no home folder."""
        return self._file.path

    def mode_of(self, name: str) -> Mode | None:
        """Return the mode that a person chose for a terminal; None if there is none."""
        mode = self._entry(name).get(_MODE)
        return Mode(mode) if isinstance(mode, str) and mode in set(Mode) else None

    def keep_mode(self, name: str, mode: Mode | None) -> bool:
        """Save the choice of a person, or remove it with None; tell whether it is on the disk."""
        return self._keep(name, _MODE, mode.value if mode is not None else None)

    def was_told(self, name: str) -> bool:
        """Tell whether the notice about a terminal was shown."""
        return self._entry(name).get(_TOLD) is True

    def keep_told(self, name: str) -> bool:
        """Record that the notice about a terminal was shown; tell whether it is on the disk."""
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
    """Return the path of the file of choices; None without a home folder."""
    folder = state_folder(environment)
    return None if folder is None else folder / "terminals.json"
