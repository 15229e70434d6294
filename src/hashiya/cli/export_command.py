"""``hashiya export [PATH…]``: writes annotations in a format of exchange."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.arguments import open_store, text
from hashiya.cli.output import print_error, write_data
from hashiya.cli.progress import with_progress
from hashiya.cli.stored import find_article_stores
from hashiya.errors import HashiyaError
from hashiya.exchange import DEFAULT, FORMATS, format_named
from hashiya.store.atomic_file import replace_file

if TYPE_CHECKING:
    import argparse

    from hashiya.annotation import Annotation
    from hashiya.store.store import Store

_TEMPORARY = ".hashiya."
"""How the name of a file begins that is being written and has not got its own name yet."""
_ABANDONED_AFTER = 3600.0
"""Seconds after which such a file is no longer being written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="articles and folders; everything stored if none"
    )
    parser.add_argument(
        "--format",
        metavar="F",
        default=DEFAULT,
        help=f"one of {', '.join(FORMATS)} (default: %(default)s)",
    )
    parser.add_argument(
        "--label",
        metavar="L",
        type=text,
        action="append",
        help="only this label; may be given more than once",
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="a file instead of standard output")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there already")


def execute(arguments: argparse.Namespace) -> int:
    """Write the annotations, by article and place, and answer the exit status, 1 if something is amiss.

    A damaged store file's backup is exported in its stead. What can be read goes to standard output even
    where something else cannot; a file is written only if it lacks nothing.

    Raises:
        HashiyaError: the format is not known, OUT is not to be written, or would lack something.
    """
    format_ = format_named(arguments.format)
    store = open_store(arguments)
    output: Path | None = arguments.output
    if output == Path("-"):
        output = None
    # all is read before anything is written
    found = find_article_stores(store, arguments.paths)
    annotations: list[Annotation] = []
    damaged: list[HashiyaError] = []
    lacking = list(found.refused)
    for article_store in with_progress(found.stores, "articles"):
        try:
            annotations += article_store.search(labels=arguments.label)
            lacking += [HashiyaError(problem) for problem in article_store.problems()]
            damaged += filter(None, [article_store.damage])
        except HashiyaError as error:
            lacking.append(error)
    for each in (*damaged, *lacking):
        print_error(each)
    if output is None:
        write_data(format_.write(annotations))
        return 1 if damaged or lacking else 0
    if lacking:
        msg = f"{output} is not written, since it would lack something"
        raise HashiyaError(msg, "hashiya check shows all that is wrong")
    keys = {annotation.article for annotation in annotations}
    _refuse_output(store, output, keys, force=arguments.force)
    _write_file(output, b"".join(format_.write(annotations)))
    return 1 if damaged else 0


def _refuse_output(store: Store, output: Path, keys: set[str], *, force: bool) -> None:
    """Refuse to write where something lies that must not be lost.

    Raises:
        HashiyaError: says what lies there.
    """
    real = Path(os.path.realpath(output))
    if real.is_dir():
        msg = f"cannot write {output}: it is a folder"
        raise HashiyaError(msg)
    in_store = real.parent == Path(os.path.realpath(store.folder))
    if in_store and (real.name.startswith(".") or ".json." in f"{real.name}."):
        msg = f"cannot write {output}: its name is one of the store's own files"
        raise HashiyaError(msg)
    if store.key_of(output) in keys:
        msg = f"cannot write {output}: it is one of the articles"
        raise HashiyaError(msg)
    if real.is_file() and not force:
        msg = f"{output} is there already"
        raise HashiyaError(msg, "--force replaces it")


def _sweep(folder: Path) -> None:
    """Remove what exports that were killed left in a folder; one may still be writing what is new."""
    with suppress(OSError):
        for path in folder.glob(f"{_TEMPORARY}*.tmp"):
            if path.lstat().st_mtime < time.time() - _ABANDONED_AFTER:
                path.unlink()


def _write_file(output: Path, content: bytes) -> None:
    real = Path(os.path.realpath(output))
    try:
        if real.exists() and not real.is_file():  # a pipe or a device cannot be replaced
            real.write_bytes(content)
        else:
            _sweep(real.parent)
            replace_file(real, content, temporary_prefix=_TEMPORARY)
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) else str(error)
        msg = f"cannot write {output}: {cause}"
        raise HashiyaError(msg) from error
