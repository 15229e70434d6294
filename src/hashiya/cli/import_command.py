"""``hashiya import IN``: add the annotations of a file; make edits that were not saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import path, renamed_label
from hashiya.cli.arguments import Option, Word
from hashiya.cli.grouping import grouped, of_lines
from hashiya.cli.named_store import check_label, load_known_labels, open_store
from hashiya.cli.opening import CHANGE_ENCODING, check_change_encoding, print_notices
from hashiya.cli.progress import articles, records, shown_progress
from hashiya.cli.telling import print_message
from hashiya.codebook.adding import addition_to
from hashiya.codebook.used import used_in
from hashiya.errors import HashiyaError
from hashiya.exchange.beside import packed_folder, packed_with_companion
from hashiya.exchange.choosing import READ, format_to_read
from hashiya.exchange.formats import DEFAULT
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.messages import Message
from hashiya.services.importing import Import

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import SimpleNamespace

    from hashiya.codebook.adding import Addition
    from hashiya.exchange.incoming import Read
    from hashiya.services.complaint import Complaint

_LIMIT = 500 * MEGABYTE
_NAMED = 5
"""New articles that are named."""
_ANNOTATORS = 20
"""Annotators who are named."""

ARGUMENTS = (
    Word("input", "IN", Message("cli.word_input"), path),
    Option(("--format",), Message("cli.option_format_to_read", names=READ, default=DEFAULT), "F"),
    Option(("--article",), Message("cli.option_article"), "FILE", path),
    Option(("--relabel",), Message("cli.option_relabel"), "L=L", renamed_label, is_repeated=True),
    Option(("--add-labels",), Message("cli.option_add_labels")),
    Option(("--strict",), Message("cli.option_strict_import")),
    Option(("--dry-run",), Message("cli.option_dry_run_import")),
    CHANGE_ENCODING,
)


def execute(arguments: SimpleNamespace) -> int:
    """Import the file and return the exit status, 1 if a record was refused.

    A record that is refused leaves the others to be imported, or none with ``--strict``. A second attempt
    imports nothing twice. Each edit that a reader could not save is made or refused by itself.

    Raises:
        HashiyaError: the file cannot be read, or the annotations could not be saved.
    """
    check_change_encoding(arguments)
    found = _read(arguments)
    store = open_store(arguments)
    relabelled = dict(arguments.relabel or ())
    labels = load_known_labels(store)
    for label in relabelled.values():
        check_label(labels, label, arguments.input)
    wanted = (each.record for each in found.incoming if arguments.add_labels)
    addition = addition_to(store.root, used_in(wanted, relabelled))
    incoming = Import(
        store,
        addition.labels.names,
        relabelled={**relabelled, **addition.names},
        open_other=lambda annotator: open_store(arguments, annotator),
        article=arguments.article,
        encoding=arguments.encoding or "",
        changes_encoding=arguments.change_encoding,
    )
    with shown_progress(records) as progress, shown_progress(articles) as searching:
        incoming.receive(found, progress, arguments.input.stem, searching)
    for article in incoming.articles:
        print_notices(article)
    if arguments.dry_run:
        return _tell_plan(arguments.input, incoming, found, addition)
    edits = incoming.edits
    count = edits.save()
    _print(arguments.input, [*incoming.refusals, *edits.refusals])
    if incoming.refusals and arguments.strict:
        _print_refused(arguments.input, found, len(incoming.refusals), count)
        return 1
    _print(arguments.input, [*edits.remarks, *incoming.remarks])
    _save_labels(addition)
    count += incoming.save()
    _tell_articles(incoming)
    _print(arguments.input, incoming.conflicts)
    if incoming.merged:
        print_message(Message("cli.merged", count=incoming.merged))
    print_message(Message("cli.imported", imported=count, count=_lines_in(found)))
    if incoming.saved.keys() - {store.annotator}:
        _tell_annotators(incoming)
    return 1 if incoming.refusals or edits.refusals or incoming.conflicts else 0


def _tell_plan(path: Path, incoming: Import, found: Read, addition: Addition) -> int:
    """Report the result of an import without doing it, and return the exit status, 1 after a refusal."""
    _print(path, [*incoming.refusals, *incoming.remarks])
    if addition.names:
        print_message(
            Message("cli.would_add_labels", path=addition.path, names=tuple(addition.names.values()))
        )
    if addition.relations:
        print_message(Message("cli.would_add_relations", path=addition.path, names=tuple(addition.relations)))
    _tell_articles(incoming)
    if incoming.merged:
        print_message(Message("cli.merged", count=incoming.merged))
    added = incoming.added + incoming.edits.count
    print_message(Message("cli.would_import", imported=added, count=_lines_in(found)))
    return 1 if incoming.refusals else 0


def _save_labels(addition: Addition) -> None:
    """Add the labels and relations that the codebook lacks, and tell which.

    Raises:
        HashiyaError: the settings cannot be written.
    """
    addition.save()
    if addition.names:
        print_message(Message("cli.labels_added", path=addition.path, names=tuple(addition.names.values())))
    if addition.relations:
        print_message(Message("cli.relations_added", path=addition.path, names=tuple(addition.relations)))


def _tell_annotators(incoming: Import) -> None:
    """Tell how many annotations each annotator got."""
    for annotator, number in incoming.saved.most_common(_ANNOTATORS):
        print_message(Message("cli.imported_to", annotator=annotator, count=number))
    if (more := len(incoming.saved) - _ANNOTATORS) > 0:
        print_message(Message("cli.imported_to_others", count=more))


def _tell_articles(incoming: Import) -> None:
    """Tell which articles of the file are new here, or are here under other names."""
    for name, key in incoming.elsewhere.items():
        print_message(Message("cli.article_here_as", article=name, path=key))
    made = tuple(article.path.name for article in incoming.made)
    if made:
        names = (*made[:_NAMED], *(("…",) if len(made) > _NAMED else ()))
        print_message(Message("cli.articles_made", count=len(made), names=names))


def _lines_in(found: Read) -> int:
    return len(found.incoming) + len(found.refusals)


def _read(arguments: SimpleNamespace) -> Read:
    """Read the records of the file.

    Raises:
        HashiyaError: the file cannot be read, or its format is unknown or can only be written.
    """
    path: Path = arguments.input
    source = _read_input(path)
    format_, remark = format_to_read(path, source, arguments.format)
    if format_.read is None:
        raise HashiyaError(Message("cli.format_only_written", format=format_.name))
    if remark:
        print_message(remark)
    return format_.read(source)


def _read_input(path: Path) -> bytes:
    if path == Path("-"):
        return sys.stdin.buffer.read() if sys.stdin is not None else b""
    if path.is_dir():
        return packed_folder(path, _LIMIT)
    return packed_with_companion(path, _LIMIT) or read_file(path, _LIMIT).data


def _print_refused(path: Path, found: Read, refused: int, made: int) -> None:
    """Tell that nothing was imported, and how many unsaved changes were made nevertheless."""
    print_message(
        Message("cli.nothing_imported", path=path, count=refused, lines=_lines_in(found)),
        Message("cli.unsaved_made", count=made) if made else None,
    )


def _print(path: Path, complaints: Iterable[Complaint]) -> None:
    """Tell what is wrong with lines of the file, each cause once, in the order of the lines."""
    advice: Message | None = Message("cli.use_relabel")
    for group in grouped(sorted(complaints, key=lambda complaint: int(complaint.place))):
        is_of_label = group.first.reason.id == "exchange.label_unknown"
        problem = Message("cli.in_file", path=path, problem=of_lines(group))
        print_message(problem, advice if is_of_label else None)
        advice = None if is_of_label else advice  # once is enough
