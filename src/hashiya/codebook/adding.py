"""Add labels to a ``hashiya.toml``, behind its present content, so that comments and order stay."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.codebook.label import NOTHING
from hashiya.codebook.labels import labels_in
from hashiya.codebook.settings import FILE_NAME, settings_from
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import replace_file
from hashiya.files.causes import cause_of
from hashiya.files.current_folder import real_path
from hashiya.files.regular import MEGABYTE, MissingFileError, read_file
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hashiya.codebook.label import LabelSet

_NOT_IN_NAMES = re.compile(r"[^\w-]+")
_NO_LETTER = re.compile(r"^[\d_-]+")
_LONGEST_NAME = 32
_MOST = 200
"""Labels added at once: a file with more of them has something else in the place of labels."""


class Addition(NamedTuple):
    """Settings with further labels, not yet saved.

    Attributes:
        path: the file of the settings.
        content: its whole new content.
        labels: all labels that are then in force.
        names: the names of the added labels by the names that were given.
    """

    path: Path
    content: bytes
    labels: LabelSet
    names: Mapping[str, str]

    def save(self) -> None:
        """Write the settings; they have their old or their new content at every moment.

        Raises:
            HashiyaError: the file could not be written.
        """
        if not self.names:
            return
        try:
            replace_file(real_path(self.path), self.content, temporary_prefix=f".{FILE_NAME}.")
        except OSError as error:
            cause = cause_of(self.path, error)
            raise HashiyaError(Message("codebook.not_written", path=self.path, cause=cause)) from error


def addition_to(folder: Path, given: Iterable[str]) -> Addition:
    """Add labels to the settings of a folder, without saving them; labels in force are left out.

    Args:
        folder: where the file lies, or would.
        given: names of labels of another program; each becomes a name that a label may have, and a title.

    Raises:
        HashiyaError: the settings are wrong, labels cannot be added behind them, or there are too many.
    """
    path = folder / FILE_NAME
    try:
        source = read_file(path, MEGABYTE).data
    except MissingFileError:
        source = b""
    present = labels_in(settings_from(path, source))
    new = [name for name in dict.fromkeys(given) if name not in present]
    if len(new) > _MOST:
        raise HashiyaError(Message("codebook.too_many_labels", number=len(new), most=_MOST))
    taken = set(present.names)
    names = {name: label_name(name, taken) for name in new}
    between = b"\n" if source and not source.endswith(b"\n") else b""
    content = source + between + "".join(map(_table, names, names.values())).encode("utf-8", "replace")
    try:
        labels = labels_in(settings_from(path, content))
    except HashiyaError as error:  # the labels are written in a way that cannot be continued
        told = Message("codebook.labels_not_added", path=path, labels=tuple(names.values()))
        raise HashiyaError(told, error.told) from error
    return Addition(path, content, labels, names)


def label_name(given: str, taken: set[str]) -> str:
    """Return a name that begins with a letter, has letters, digits, _ and - only, and is not taken.

    Args:
        given: a name of another program.
        taken: the names that labels have; the returned one is added.
    """
    name = _NO_LETTER.sub("", _NOT_IN_NAMES.sub("_", given)).strip("_")[:_LONGEST_NAME] or "CODE"
    free, number = name, 2
    while free in taken or free == NOTHING.name:
        free, number = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}_{number}", number + 1
    taken.add(free)
    return free


def toml_text(text: str) -> str:
    """Return a text as a string of TOML, whose escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007f")


def _table(given: str, name: str) -> str:
    title = f"title = {toml_text(given)}\n" if given != name else ""
    return f"\n[[label]]\nname = {toml_text(name)}\n{title}"
