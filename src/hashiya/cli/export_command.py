"""``hashiya export [PATH…]``: writes annotations in a format of exchange."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.grouping import Complaint, grouped
from hashiya.cli.options import text
from hashiya.cli.output import print_error, print_message, write_data
from hashiya.cli.progress import with_progress
from hashiya.cli.stored import find_articles
from hashiya.errors import HashiyaError
from hashiya.exchange import DEFAULT, FORMATS, format_to_write
from hashiya.files.atomic_file import replace_file
from hashiya.files.current_folder import real_path
from hashiya.store.tinydb.summary import summarise

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.annotation import Annotation
    from hashiya.exchange.formats import Format
    from hashiya.store.tinydb.store import Store, Survey

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
        default=None,
        help=f"one of {', '.join(FORMATS)} (default: as OUT ends, else {DEFAULT})",
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


class _Reading:
    """The annotations of some articles, read one article after the other.

    Attributes:
        damaged: the files whose backups were read in their stead.
        lacking: why something could not be read.
    """

    def __init__(self, store: Store, articles: Survey, labels: Sequence[str] | None) -> None:
        self.damaged: list[HashiyaError] = []
        self.lacking = list(articles.refused.values())
        self._store = store
        self._keys = articles.keys
        self._labels = labels

    def annotations(self, *, quiet: bool) -> Iterator[Annotation]:
        """Every annotation, by article and place.

        Args:
            quiet: do not show how far it has got.
        """
        for key in self._keys if quiet else with_progress(self._keys, "articles"):
            try:
                found = self._read(key)
            except HashiyaError as error:
                self.lacking.append(error)
            else:
                yield from found

    def _read(self, key: str) -> Sequence[Annotation]:
        article_store = self._store.open_key(key)
        found: Sequence[Annotation] = article_store.annotations()
        if self._labels is not None:
            found = [annotation for annotation in found if annotation.label in self._labels]
        self.lacking += [HashiyaError(problem) for problem in article_store.problems()]
        self.damaged += filter(None, [article_store.damage])
        return found


def execute(arguments: argparse.Namespace) -> int:
    """Write the annotations, by article and place, and answer the exit status, 1 if something is amiss.

    A damaged store file's backup is exported in its stead. What can be read goes to standard output even
    where something else cannot; a file is written only if it lacks nothing.

    Raises:
        HashiyaError: a format or a label is not known, OUT is not to be written, or would lack something.
    """
    output: Path | None = arguments.output
    if output == Path("-"):
        output = None
    format_, remark = format_to_write(output, arguments.format)
    store = open_store(arguments)
    articles = find_articles(store, arguments.paths)
    _check_labels(store, articles.keys, arguments.label or ())
    if output is not None:
        _refuse_output(store, output, articles.keys, force=arguments.force)
    reading = _Reading(store, articles, arguments.label)
    try:
        if output is None:
            write_data(format_.write(reading.annotations(quiet=sys.stdout.isatty())))
        else:
            _write_file(output, _complete(format_, reading, output))
            if remark:
                print_message(remark)
    finally:
        _print_errors([*reading.damaged, *reading.lacking])
    return 1 if reading.damaged or reading.lacking else 0


def _print_errors(errors: Sequence[HashiyaError]) -> None:
    """Tell what went wrong; of many errors of one cause the first, and how many there are."""
    by_message = {error.message: error for error in reversed(errors)}
    for group in grouped(Complaint("", error.message) for error in errors):
        first = by_message[group.complaints[0].reason]
        more = len(group.complaints) - 1
        alike = f" ({more:,} more of this kind; hashiya check names each)" if more else ""
        print_error(HashiyaError(f"{first.message}{alike}", first.hint))


def _check_labels(store: Store, keys: Iterable[str], names: Sequence[str]) -> None:
    """Refuse labels that are neither among the settings nor on any of the articles.

    Raises:
        HashiyaError: names the first such label and the known ones.
    """
    if not names:
        return
    labels = load_known_labels(store)
    unknown = [name for name in names if name not in labels]
    for key in keys if unknown else ():  # a label that was taken out of the settings can still be exported
        counts = summarise(store.file_of(key)).counts
        unknown = [name for name in unknown if name not in counts]
    if unknown:
        msg = f"the label {unknown[0]} is not known; known are {', '.join(labels.names)}"
        raise HashiyaError(msg)


def _complete(format_: Format, reading: _Reading, output: Path) -> Iterator[bytes]:
    """The pieces of a file that lacks nothing.

    Raises:
        HashiyaError: it would lack something.
    """
    # the rest is read too, so that all that is wrong is told at once
    readable = (annotation for annotation in reading.annotations(quiet=False) if not reading.lacking)
    yield from format_.write(readable)
    if reading.lacking:
        msg = f"{output} is not written, since it would lack something"
        raise HashiyaError(msg, "hashiya check shows all that is wrong")


def _refuse_output(store: Store, output: Path, keys: Sequence[str], *, force: bool) -> None:
    """Refuse to write where something lies that must not be lost.

    Raises:
        HashiyaError: says what lies there.
    """
    real = real_path(output)
    if real.is_dir():
        msg = f"cannot write {output}: it is a folder"
        raise HashiyaError(msg)
    in_store = real.parent == real_path(store.folder)
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


def _write_file(output: Path, pieces: Iterator[bytes]) -> None:
    real = real_path(output)
    try:
        if real.exists() and not real.is_file():  # a pipe or a device cannot be replaced
            _send(pieces, real)
        else:
            _sweep(real.parent)
            replace_file(real, pieces, temporary_prefix=_TEMPORARY)
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) else str(error)
        msg = f"cannot write {output}: {cause}"
        raise HashiyaError(msg) from error


def _send(pieces: Iterator[bytes], target: Path) -> None:
    """Write to a pipe or a device once it is known that nothing is lacking."""
    with tempfile.TemporaryFile() as whole:
        whole.writelines(pieces)
        whole.seek(0)
        with target.open("wb") as sink:
            shutil.copyfileobj(whole, sink)
