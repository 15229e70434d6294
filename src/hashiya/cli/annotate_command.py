"""``hashiya annotate FILE``: adds one annotation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation import Edit, new_annotation
from hashiya.cli.argument_types import attribute, identifier, offset, text, with_attributes
from hashiya.cli.named_store import check_label, load_known_labels, open_store
from hashiya.cli.opening import add_change_encoding, open_named, refuse_other_encoding
from hashiya.cli.output import flush_output
from hashiya.errors import HashiyaError
from hashiya.services.changing import change
from hashiya.text.spans import Span

if TYPE_CHECKING:
    import argparse

    from hashiya.store.repository.protocols import ArticleRepository


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the article")
    parser.add_argument(
        "--start", metavar="S", type=offset, required=True, help="offset of the first code point"
    )
    parser.add_argument(
        "--end", metavar="E", type=offset, required=True, help="offset after the last code point"
    )
    parser.add_argument(
        "--label", metavar="L", type=text, required=True, help="a label's name, such as ACTOR"
    )
    parser.add_argument(
        "--attribute",
        metavar="K=V",
        type=attribute,
        action="append",
        default=[],
        help="an attribute; may be given more than once",
    )
    parser.add_argument("--note", metavar="T", type=text, default="", help="a note")
    parser.add_argument(
        "--id", metavar="ID", type=identifier, default=None, help="an id instead of a new one"
    )
    add_change_encoding(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Save the annotation, print its id once it is on the disk, and answer the exit status.

    Raises:
        HashiyaError: the article cannot be read, the span or the label is wrong, or it could not be saved; or
            it is saved, and its id could not be printed.
    """
    store = open_store(arguments)
    check_label(load_known_labels(store), arguments.label, arguments.file)
    article, repository = open_named(arguments, store)
    refuse_other_encoding(arguments, store, article)
    _refuse_taken(arguments, repository)
    annotation = new_annotation(
        repository.key,
        article.sha256,
        article.text,
        Span(arguments.start, arguments.end),
        arguments.label,
        note=arguments.note,
        attributes=with_attributes({}, arguments.attribute),
        annotator=arguments.annotator or "",
        id=arguments.id,
    )
    change(repository, Edit(None, annotation), command="annotate", by=annotation.annotator)
    print(annotation.id)
    try:
        flush_output()
    except HashiyaError as error:
        msg = f"the annotation is stored as {annotation.id}, but {error.message}"
        raise HashiyaError(msg, "do not add it again") from error
    return 0


def _refuse_taken(arguments: argparse.Namespace, repository: ArticleRepository) -> None:
    """Refuse an id that an annotation of the article has already.

    Raises:
        HashiyaError: names the id.
    """
    if any(each.id == arguments.id for each in repository.load().annotations):
        msg = f"cannot annotate {arguments.file}: it has an annotation {arguments.id} already"
        raise HashiyaError(msg)
