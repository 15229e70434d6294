"""The address of a team's database, which may hold a password and is never shown with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from hashiya.errors import HashiyaError
from hashiya.messages import Message

SCHEMES = ("postgresql", "postgres")
PROJECT = "hashiya_project"
"""The parameter of a URL that names the project; libpq does not know it."""
DEFAULT_PROJECT = "default"

_HIDDEN = re.compile("password|passphrase|secret|require_auth", re.IGNORECASE)
"""Parameters of libpq that are never shown: secrets, and how a secret is asked for."""


class Address(NamedTuple):
    """The address of one project of a team.

    Attributes:
        url: of the database, as libpq reads it; may hold a password.
        project: name of the project.
        root: the folder of the articles; keys are relative to it.
        is_copied: whether the root holds copies of the team's articles, which are made when they are needed.
    """

    url: str
    project: str = DEFAULT_PROJECT
    root: Path = Path()
    is_copied: bool = False

    def __str__(self) -> str:
        """Return the address without secrets."""
        parts = urlsplit(self.url)
        account, _, host = parts.netloc.rpartition("@")
        user = account.partition(":")[0]
        shown = [pair for pair in parse_qsl(parts.query) if not _HIDDEN.search(pair[0])]
        if self.project != DEFAULT_PROJECT:
            shown.append((PROJECT, self.project))
        netloc = f"{user}@{host}" if user else host
        query = f"?{urlencode(shown, safe='/')}" if shown else ""
        return f"{SCHEMES[0]}://{netloc}{parts.path}{query}"

    def __repr__(self) -> str:
        """Return the address without secrets, since errors of Python show it."""
        return f"Address({str(self)!r})"

    @property
    def name(self) -> str:
        """The name to show: of the project, else of the database; the address if neither is named."""
        if self.project != DEFAULT_PROJECT:
            return self.project
        return unquote(urlsplit(self.url).path.strip("/")) or str(self)

    @property
    def whole(self) -> str:
        """Return the address with its secrets, as a person wrote it, for another program of this one."""
        if self.project == DEFAULT_PROJECT:
            return self.url
        separator = "&" if "?" in self.url else "?"
        return f"{self.url}{separator}{PROJECT}={quote(self.project, safe='')}"


def address_from(text: str) -> Address:
    """Read the address of a team's project from a URL.

    Raises:
        HashiyaError: the URL is malformed. It is not shown, since no one can tell where its password is.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _malformed() from None
    is_readable = parts.scheme in SCHEMES and parts.netloc.count("@") <= 1 and not parts.fragment
    if not is_readable or "@" in parts.path or not text.isprintable():
        raise _malformed()
    # the other parameters stay as they were written
    pairs = parts.query.split("&") if parts.query else []
    projects = [pair.partition("=")[2] for pair in pairs if pair.partition("=")[0] == PROJECT]
    query = "&".join(pair for pair in pairs if pair.partition("=")[0] != PROJECT)
    project = unquote(projects[-1]) if projects else DEFAULT_PROJECT
    if not project:
        raise _malformed()
    return Address(parts._replace(query=query).geturl(), project)


def _malformed() -> HashiyaError:
    return HashiyaError(Message("postgresql.malformed_address"), Message("postgresql.address_form"))
