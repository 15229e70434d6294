"""``hashiya edit FILE ID``: change one annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import STATUSES, changed, moved
from hashiya.annotation.edits import Edit
from hashiya.cli.argument_types import attribute, identifier, offset, path, text, with_attributes
from hashiya.cli.arguments import Option, Word
from hashiya.cli.named_store import check_label, load_known_labels, open_store, others_of
from hashiya.cli.opening import CHANGE_ENCODING, read_named, refuse_other_encoding
from hashiya.cli.usage import UsageError, see_help
from hashiya.messages import Message
from hashiya.services.changing import change
from hashiya.services.named_articles import find_annotation
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.opened_store import OpenedStore


ARGUMENTS = (
    Word("file", "FILE", Message("cli.word_article"), path),
    Word("id", "ID", Message("cli.word_id"), identifier),
    Option(("--start",), Message("cli.option_start"), "S", offset),
    Option(("--end",), Message("cli.option_end"), "E", offset),
    Option(("--label",), Message("cli.option_label"), "L", text),
    Option(
        ("--attribute",), Message("cli.option_set_attribute"), "K=V", attribute, default=(), is_repeated=True
    ),
    Option(("--note",), Message("cli.option_set_note"), "T", text),
    Option(("--status",), Message("cli.option_status", statuses=STATUSES), "STATUS", choices=STATUSES),
    CHANGE_ENCODING,
)


def execute(arguments: SimpleNamespace) -> int:
    """Change the annotation and return the exit status.

    Raises:
        UsageError: the command line names no change, or an encoding without offsets.
        HashiyaError: there is no such annotation, the new values are wrong, or they could not be saved.
    """
    store = open_store(arguments)
    given = {
        name: value for name in ("label", "note", "status") if (value := getattr(arguments, name)) is not None
    }
    moves = arguments.start is not None or arguments.end is not None
    if not given and not moves and not arguments.attribute:
        raise UsageError(Message("cli.nothing_to_change"), see_help("edit"))
    if (arguments.encoding or arguments.change_encoding) and not moves:
        raise UsageError(Message("cli.encoding_without_place"))
    if arguments.label is not None:
        check_label(load_known_labels(store), arguments.label, arguments.file)
    repository, before = find_annotation(store, arguments.file, arguments.id, lambda: others_of(store))
    if arguments.attribute:
        given["attributes"] = with_attributes(before.attributes, arguments.attribute)
    after = _moved(arguments, store, before, given) if moves else changed(before, **given)
    change(repository, Edit(before, after), command="edit", by=store.annotator)
    return 0


def _moved(
    arguments: SimpleNamespace, store: OpenedStore, before: Annotation, fields: dict[str, Any]
) -> Annotation:
    article = read_named(arguments, store)
    refuse_other_encoding(arguments, store, article)
    span = Span(
        before.start if arguments.start is None else arguments.start,
        before.end if arguments.end is None else arguments.end,
    )
    return moved(before, article.text, article.sha256, span, **fields)
