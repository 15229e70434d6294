"""The repositories of several annotators, each opened when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hashiya.store.repository.protocols import Repository


class Repositories:
    """The repository of each annotator whom a record names; the present annotator's for all other records.

    Attributes:
        present: of the present annotator.
    """

    def __init__(self, present: Repository, open_other: Callable[[str], Repository] | None = None) -> None:
        """Open nothing yet.

        Args:
            present: as the attribute.
            open_other: opens the repository of an annotator by name; None gives all to the present one.
        """
        self.present = present
        self._open = open_other
        self._opened = {present.annotator: present}

    def of(self, record: Mapping[str, Any]) -> Repository:
        """Return the repository that a record belongs to."""
        name = record.get("annotator")
        if not isinstance(name, str) or not name or self._open is None:
            return self.present
        name = settled_name(name)
        if name not in self._opened:
            self._opened[name] = self._open(name)
        return self._opened[name]
