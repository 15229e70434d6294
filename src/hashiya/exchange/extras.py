"""Import the packages that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from hashiya.errors import HashiyaError
from hashiya.messages import Message


def extra_module(name: str, extra: str) -> Any:
    """Import a module of a package that is installed with an extra.

    Args:
        name: of the module.
        extra: of hashiya.

    Raises:
        HashiyaError: the package is not installed; the advice names the extra.
    """
    try:
        return import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        told = Message("exchange.package_missing", package=package)
        raise HashiyaError(told, Message("exchange.install_extra", extra=f"hashiya[{extra}]")) from error
