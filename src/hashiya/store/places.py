"""The place of a store: a folder, or one project in the database of a team."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from hashiya.store.postgresql.address import Address

    Place: TypeAlias = "Path | Address"

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
    """Return the place of the store if none is named: ``HASHIYA_STORE``, else the folder ``annotations``.

    Raises:
        HashiyaError: the variable holds a malformed URL.
    """
    return place_from(os.environ.get("HASHIYA_STORE") or "annotations")
