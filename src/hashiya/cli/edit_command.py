"""``hashiya edit FILE ID``: changes one annotation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hashiya.annotation import STATUSES, Edit, changed, moved
from hashiya.cli.argument_types import attribute, identifier, offset, text, with_attributes
from hashiya.cli.named_store import check_label, load_known_labels, open_store
from hashiya.cli.opening import add_change_encoding, read_named, refuse_other_encoding
from hashiya.cli.usage import UsageError
from hashiya.services.changing import change
from hashiya.services.named_articles import find_annotation
from hashiya.text.spans import Span

if TYPE_CHECKING:
    import argparse

    from hashiya.annotation import Annotation
    from hashiya.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the article")
    parser.add_argument("id", metavar="ID", type=identifier, help="the annotation's id")
    parser.add_argument("--start", metavar="S", type=offset, help="offset of the first code point")
    parser.add_argument("--end", metavar="E", type=offset, help="offset after the last code point")
    parser.add_argument("--label", metavar="L", type=text, help="a label's name, such as ACTOR")
    parser.add_argument(
        "--attribute",
        metavar="K=V",
        type=attribute,
        action="append",
        default=[],
        help="set an attribute, or take it away with K=; may be given more than once",
    )
    parser.add_argument("--note", metavar="T", type=text, help="a note; an empty one takes it away")
    parser.add_argument("--status", choices=STATUSES, help="how the annotation stands")
    add_change_encoding(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Change the annotation and answer the exit status.

    Raises:
        UsageError: nothing is to be changed.
        HashiyaError: there is no such annotation, the new values are wrong, or they could not be saved.
    """
    store = open_store(arguments)
    given = {
        name: value
        for name in ("label", "note", "annotator", "status")
        if (value := getattr(arguments, name)) is not None
    }
    moves = arguments.start is not None or arguments.end is not None
    if not given and not moves and not arguments.attribute:
        raise UsageError("there is nothing to change", "hashiya edit --help says what can be")
    if (arguments.encoding or arguments.change_encoding) and not moves:
        raise UsageError("an encoding says where --start and --end lie, and neither is given")
    if arguments.label is not None:
        check_label(load_known_labels(store), arguments.label, arguments.file)
    repository, before = find_annotation(store, arguments.file, arguments.id)
    if arguments.attribute:
        given["attributes"] = with_attributes(before.attributes, arguments.attribute)
    after = _moved(arguments, store, before, given) if moves else changed(before, **given)
    change(repository, Edit(before, after), command="edit", by=arguments.annotator or "")
    return 0


def _moved(
    arguments: argparse.Namespace, store: Store, before: Annotation, fields: dict[str, Any]
) -> Annotation:
    article = read_named(arguments, store)
    refuse_other_encoding(arguments, store, article)
    span = Span(
        before.start if arguments.start is None else arguments.start,
        before.end if arguments.end is None else arguments.end,
    )
    return moved(before, article.text, article.sha256, span, **fields)
