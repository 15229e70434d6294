"""The library: the articles in a folder and below it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from hashiya.article.reading import HTML_SUFFIXES
from hashiya.errors import HashiyaError
from hashiya.files.folders import walk
from hashiya.files.regular import read_beginning
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hashiya.files.folders import FoundFile

SUFFIXES = (".txt", ".md", *HTML_SUFFIXES)
"""How an article's name ends, in either case."""

# never made by a person who keeps articles: packages, caches, what systems and archives leave behind
_LEFT_OUT = frozenset(
    (
        "node_modules",
        "bower_components",
        "site-packages",
        "__pycache__",
        "__macosx",
        "lost+found",
        "$recycle.bin",
    )
)
_MARKERS = frozenset(("pyvenv.cfg", "conda-meta", "CACHEDIR.TAG"))
"""Files that tell an environment of Python and a cache."""
_SAVED_WITH_PAGE = "_files"
"""How the folder's name ends in which a browser saves the images and frames of a page beside it."""
_STORE_FILE = re.compile(r"[a-z0-9-]+-[0-9a-f]{10}\.json")
_STORE_BEGINNING = b'{"article": {'
_STORE_FILES = 3
"""Files that are looked into before a folder is taken for no store."""


def list_library(folder: Path) -> Iterator[FoundFile]:
    """The articles in a folder and below it, each folder's in the order of their names.

    Left out are hidden files and folders, stores of annotations, packages and caches of programs, and the
    folders that belong to saved pages. A file or a folder that cannot be read comes with its problem.
    """
    return walk(folder, _is_article, _is_left_out)


def none_found(folder: Path) -> Message:
    """Say that a folder holds no article, and which files were looked for."""
    return Message("article.none_found", folder=folder, suffixes=SUFFIXES)


def _is_article(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _is_left_out(folder: Path, names: Sequence[str]) -> bool:
    if folder.name.lower() in _LEFT_OUT or not _MARKERS.isdisjoint(names):
        return True
    if folder.name.endswith(_SAVED_WITH_PAGE):
        page = folder.name.removesuffix(_SAVED_WITH_PAGE)
        return any(folder.with_name(page + suffix).exists() for suffix in HTML_SUFFIXES)
    return _is_store(folder, names)


def _is_store(folder: Path, names: Sequence[str]) -> bool:
    """Whether a folder holds annotations; a name alone does not tell, for articles may have such names."""
    alike = islice(filter(_STORE_FILE.fullmatch, names), _STORE_FILES)
    return any(_is_store_file(folder / name) for name in alike)


def _is_store_file(path: Path) -> bool:
    try:
        return read_beginning(path, len(_STORE_BEGINNING)).data == _STORE_BEGINNING
    except HashiyaError:
        return False
