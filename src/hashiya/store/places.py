"""The place of a store: a folder, or one project in the database of a team."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from hashiya.store.postgresql.address import Address

    Place: TypeAlias = "Path | Address"

DEFAULT_FOLDER = Path("annotations")
_SCHEMES = ("postgresql://", "postgres://")


def place_from(name: str) -> Place:
    """Return the place that a person names: by the URL of a database, or else by the path of a folder.

    Raises:
        HashiyaError: the URL is malformed.
    """
    if not name.startswith(_SCHEMES):
        return Path(name)
    from hashiya.store.postgresql.address import address_from  # most stores are folders

    return address_from(name)


def default_place() -> Place:
    """Return the place of the store if none is named: ``HASHIYA_STORE``, else `DEFAULT_FOLDER`.

    Raises:
        HashiyaError: the variable holds a malformed URL.
    """
    name = os.environ.get("HASHIYA_STORE")
    return place_from(name) if name else DEFAULT_FOLDER
