"""The annotator who works in this run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.codebook.settings import load_user_settings
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLD = "gold"
"""Name of the annotator whose annotations are the settled ones."""


def present_annotator(given: str | None, environment: Mapping[str, str]) -> str:
    """Return the name of the annotator who works in this run.

    Args:
        given: the name on the command line; None takes the setting ``annotator``, or else the login.
        environment: of the program.

    Raises:
        HashiyaError: the settings of the user are wrong.
    """
    if given is not None:
        return settled_name(given)
    settings = load_user_settings(environment)
    name = settings.word("annotator")
    if name is None:
        return settled_name(login_of(environment))
    if not name.strip():
        raise HashiyaError(Message("codebook.empty_annotator", path=settings.path))
    return settled_name(name)


def login_of(environment: Mapping[str, str]) -> str:
    """Return the login, as `getpass.getuser` finds it but sooner; the number of a user without a name."""
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if name := environment.get(variable):
            return name
    try:
        import pwd
    except ImportError:  # Windows
        return ""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
