"""Add labels and relations to a ``hashiya.toml``, whose comments and order stay."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.codebook.built_in import coding_of
from hashiya.codebook.coding import is_part_name
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
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.codebook.label import Label, LabelSet
    from hashiya.codebook.used import Used

_NOT_IN_NAMES = re.compile(r"[^\w-]+")
_NO_LETTER = re.compile(r"^[\d_-]+")
_LONGEST_NAME = 32
_MOST = 200
"""Labels added at once: a file with more of them has something else in the place of labels."""
_MOST_PARTS = 50
"""Attributes, or relations, that a label gets at once."""
_TABLE = re.compile(r"^[ \t]*\[(?!\[?[ \t]*label[ \t]*\.)", re.MULTILINE)
"""The line of a table, unless it is of a part of a label."""
_NEXT = re.compile(r"(?:^[ \t]*(?:#.*)?\r?\n)+\Z", re.MULTILINE)
"""Empty lines and comments before the next table."""
_LABEL = re.compile(r"[ \t]*\[\[[ \t]*label[ \t]*\]\]")


class Addition(NamedTuple):
    """Settings with further labels and relations, not yet saved.

    Attributes:
        path: the file of the settings.
        content: its whole new content.
        labels: all labels that are then in force.
        names: the names of the added labels by the names that were given.
        relations: the relations added to labels that were in force, each with its label before it.
    """

    path: Path
    content: bytes
    labels: LabelSet
    names: Mapping[str, str]
    relations: Sequence[str] = ()

    def save(self) -> None:
        """Write the settings; they have their old or their new content at every moment.

        Raises:
            HashiyaError: the file could not be written.
        """
        if not self.names and not self.relations:
            return
        try:
            replace_file(real_path(self.path), self.content, temporary_prefix=f".{FILE_NAME}.")
        except OSError as error:
            cause = cause_of(self.path, error)
            raise HashiyaError(Message("codebook.not_written", path=self.path, cause=cause)) from error


def addition_to(folder: Path, used: Mapping[str, Used]) -> Addition:
    """Add the labels and parts that annotations use to the settings of a folder, without saving them.

    A new label gets the attributes, for any text, and the relations of its annotations. A label in force gets
    relations only, since its annotations may have any other attribute. A part whose name no part may have is
    left out.

    Args:
        folder: where the file lies, or would.
        used: by the names of labels of another program; a new one becomes a name that a label may have, and a
            title.

    Raises:
        HashiyaError: the settings are wrong, labels cannot be added to them, or there are too many.
    """
    path = folder / FILE_NAME
    try:
        source = read_file(path, MEGABYTE).data
    except MissingFileError:
        source = b""
    settings = settings_from(path, source)
    present = labels_in(settings)
    new = [name for name in used if name not in present]
    if len(new) > _MOST:
        raise HashiyaError(Message("codebook.too_many_labels", number=len(new), most=_MOST))
    taken = set(present.names)
    names = {name: label_name(name, taken) for name in new}
    lacking = {name: _lacking(present[name], used[name]) for name in used if name in present}
    lacking = {name: relations for name, relations in lacking.items() if relations}
    text = _with_relations(source.decode(), [table["name"] for table in settings.tables("label")], lacking)
    text += _line_end(text) + "".join(_label_table(given, name, used[given]) for given, name in names.items())
    content = text.encode("utf-8", "replace")
    told = Message("codebook.labels_not_added", path=path, labels=(*names.values(), *lacking))
    try:
        changed = settings_from(path, content)
        labels = labels_in(changed)
    except HashiyaError as error:  # the labels are written in a way that cannot be continued
        raise HashiyaError(told, error.told) from error
    before, after = settings.tables("label"), changed.tables("label")
    if any(new != _extended(old, lacking) for old, new in zip(before, after, strict=False)):
        raise HashiyaError(told)
    relations = [f"{name}.{each}" for name, added in lacking.items() for each in added]
    return Addition(path, content, labels, names, relations)


def _extended(table: Mapping[str, Any], lacking: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    """Return the table of a label with the relations that it lacks."""
    added = [{"name": name} for name in lacking.get(table["name"], ())]
    return {**table, "relation": [*table.get("relation", ()), *added]} if added else table


def _line_end(text: str) -> str:
    return "" if not text or text.endswith("\n") else "\n"


def _lacking(label: Label, used: Used) -> Sequence[str]:
    """Return the relations that a label lacks."""
    known = {relation.name for relation in coding_of(label).relations}
    return [name for name in _named(used.relations) if name not in known]


def _named(names: Iterable[str]) -> Sequence[str]:
    """Return the names that a part of a label may have."""
    return [name for name in names if is_part_name(name)][:_MOST_PARTS]


def _with_relations(text: str, places: Sequence[str], lacking: Mapping[str, Sequence[str]]) -> str:
    """Write relations at the end of the table of each label, or into a table of their own at the end.

    Args:
        text: of the settings.
        places: the names of the labels in it, in order.
        lacking: the relations that labels lack.
    """
    tables = [*(match.start() for match in _TABLE.finditer(text)), len(text)]
    of_labels = [index for index, start in enumerate(tables) if _LABEL.match(text, start)]
    ends = {name: tables[index + 1] for name, index in zip(places, of_labels, strict=False)}
    for name, relations in sorted(lacking.items(), key=lambda each: -ends.get(each[0], len(text))):
        parts = _part_tables("relation", relations)
        if name not in ends:
            text += f"{_line_end(text)}\n[[label]]\nname = {toml_text(name)}\n{parts}"
        else:
            end = ends[name]
            comments = _NEXT.search(text, 0, end)
            end = comments.start() if comments else end
            text = f"{text[:end]}{_line_end(text[:end])}{parts}{text[end:]}"
    return text


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


def _label_table(given: str, name: str, used: Used) -> str:
    title = f"title = {toml_text(given)}\n" if given != name else ""
    attributes = _part_tables("attribute", _named(used.attributes))
    relations = _part_tables("relation", _named(used.relations))
    return f"\n[[label]]\nname = {toml_text(name)}\n{title}{attributes}{relations}"


def _part_tables(kind: str, names: Iterable[str]) -> str:
    return "".join(f"\n[[label.{kind}]]\nname = {toml_text(name)}\n" for name in names)
