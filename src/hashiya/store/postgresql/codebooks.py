"""The codebooks of a team: versions of its ``hashiya.toml``, of which the newest is in force."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.codebook.settings import FILE_NAME, settings_from
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import replace_file
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.store.postgresql.spelling import spelled, unspelled

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.postgresql.connection import Server

_NEWEST = "SELECT toml FROM hashiya.codebook WHERE project = %s ORDER BY version DESC LIMIT 1"
_PUT = """
    INSERT INTO hashiya.codebook (project, version, toml, by)
    SELECT %(project)s, coalesce(max(version), 0) + 1, %(toml)s, hashiya.me()
    FROM hashiya.codebook WHERE project = %(project)s
    RETURNING version
"""


def newest(server: Server) -> str | None:
    """Return the newest ``hashiya.toml`` of a team; None if there is none."""
    return next((unspelled(toml) for (toml,) in server.fetch(_NEWEST, [server.project])), None)


def put_newest(server: Server, toml: str) -> bool:
    """Keep a ``hashiya.toml`` as the newest version, unless it is; return whether it was new."""
    if toml == newest(server):
        return False
    server.fetch(_PUT, {"project": server.project, "toml": spelled(toml)})
    return True


def bring_newest(server: Server, folder: Path) -> None:
    """Write the newest ``hashiya.toml`` among the copies of articles, where settings are looked for.

    One that cannot be read would stop every command, so the former one stays, as without a disk to write to.

    Raises:
        HashiyaError: it cannot be fetched.
    """
    path, toml = folder / FILE_NAME, newest(server)
    with suppress(OSError, HashiyaError):
        if toml is None:
            path.unlink(missing_ok=True)
            return
        content = toml.encode("utf-8", "surrogatepass")
        settings_from(path, content)
        if path.is_file() and read_file(path, MEGABYTE).data == content:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, content, temporary_prefix=".hashiya-copy-")
