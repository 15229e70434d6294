"""The library: the articles in a folder and its subfolders."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from hashiya.article.reading import HTML_SUFFIXES
from hashiya.errors import HashiyaError
from hashiya.files.folders import walk, walk_folders
from hashiya.files.regular import read_beginning
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hashiya.files.folders import FoundFile, FoundFolder

SUFFIXES = (".txt", ".md", *HTML_SUFFIXES)
"""Endings of an article's file name, in either case."""

# folders that programs make: packages, caches, leftovers of systems and archives
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
"""Files that mark a Python environment or a cache."""
_SAVED_WITH_PAGE = "_files"
"""Ending of the name of a folder with the images and frames of a saved page."""
_STORE_FILE = re.compile(r"[a-z0-9-]+-[0-9a-f]{10}\.json")
_ANNOTATOR, _NAME_FILE = re.compile(r"[a-z0-9-]+-[0-9a-f]{10}"), "annotator.json"
"""Names of the folder of an annotator in a store, and of the file that makes it one."""
_STORE_BEGINNING = b'{"article": {'
_STORE_FILES = 3
"""Files read before a folder is judged to be no store."""


def list_library(folder: Path) -> Iterator[FoundFile]:
    """List the articles in a folder and its subfolders, each folder's in order of name.

    Hidden files and folders, stores of annotations, packages and caches of programs, and the folders of saved
    pages are left out. A file or folder that cannot be read is listed with its problem.
    """
    return walk(folder, _is_article, _is_left_out)


def list_folders(folder: Path) -> Iterator[FoundFolder]:
    """List the articles that `list_library` lists, folder by folder, a large one in several parts."""
    return walk_folders(folder, _is_article, _is_left_out)


def is_listed(name: str) -> bool:
    """Tell whether a folder's list has a file of this name."""
    return _is_article(name) and not name.startswith(".")


def none_found(folder: Path) -> Message:
    """Say that a folder holds no article, and name the kinds of files looked for."""
    return Message("article.none_found", folder=folder, suffixes=SUFFIXES)


def _is_article(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _is_left_out(folder: Path, names: Iterable[str]) -> bool:
    if folder.name.lower() in _LEFT_OUT:
        return True
    if folder.name.endswith(_SAVED_WITH_PAGE):
        page = folder.name.removesuffix(_SAVED_WITH_PAGE)
        if any(folder.with_name(page + suffix).exists() for suffix in HTML_SUFFIXES):
            return True
    return _is_marked(folder, names)


def _is_marked(folder: Path, names: Iterable[str]) -> bool:
    """Tell whether a folder has a marker or annotations; articles may have the names of these."""
    read = 0
    for name in names:
        if name in _MARKERS:
            return True
        if _ANNOTATOR.fullmatch(name) and os.path.lexists(folder / name / _NAME_FILE):
            return True
        if read < _STORE_FILES and _STORE_FILE.fullmatch(name):
            read += 1
            if _is_store_file(folder / name):
                return True
    return False


def _is_store_file(path: Path) -> bool:
    try:
        return read_beginning(path, len(_STORE_BEGINNING)).data == _STORE_BEGINNING
    except HashiyaError:
        return False
