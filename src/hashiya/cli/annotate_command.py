"""``hashiya annotate FILE``: add one annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.cli.argument_types import attribute, identifier, offset, path, text, with_attributes
from hashiya.cli.arguments import Option, Word
from hashiya.cli.named_store import check_label, load_known_labels, open_store, others_of
from hashiya.cli.opening import CHANGE_ENCODING, open_named, refuse_other_encoding
from hashiya.cli.output import flush_output
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.changing import change
from hashiya.services.named_articles import refuse_of_other
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.store.repository.protocols import ArticleRepository


ARGUMENTS = (
    Word("file", "FILE", Message("cli.word_article"), path),
    Option(("--start",), Message("cli.option_start"), "S", offset, is_required=True),
    Option(("--end",), Message("cli.option_end"), "E", offset, is_required=True),
    Option(("--label",), Message("cli.option_label"), "L", text, is_required=True),
    Option(("--attribute",), Message("cli.option_attribute"), "K=V", attribute, default=(), is_repeated=True),
    Option(("--note",), Message("cli.option_note"), "T", text, default=""),
    Option(("--id",), Message("cli.option_id"), "ID", identifier),
    CHANGE_ENCODING,
)


def execute(arguments: SimpleNamespace) -> int:
    """Save the annotation, print its id once it is on disk, and return the exit status.

    Raises:
        HashiyaError: the article cannot be read, the span or the label is wrong, or it could not be saved; or
            it is saved, and its id could not be printed.
    """
    store = open_store(arguments)
    check_label(load_known_labels(store), arguments.label, arguments.file)
    article, repository = open_named(arguments, store)
    refuse_other_encoding(arguments, store, article)
    if arguments.id is not None:
        _refuse_taken(arguments, repository)
        refuse_of_other(arguments.file, arguments.id, others_of(store))
    annotation = new_annotation(
        repository.key,
        article.sha256,
        article.text,
        Span(arguments.start, arguments.end),
        arguments.label,
        note=arguments.note,
        attributes=with_attributes({}, arguments.attribute),
        annotator=store.annotator,
        id=arguments.id,
    )
    change(repository, Edit(None, annotation), command="annotate", by=annotation.annotator)
    print(annotation.id)
    try:
        flush_output()
    except HashiyaError as error:
        told = Message("cli.stored_but", id=annotation.id, problem=error.told)
        raise HashiyaError(told, Message("cli.do_not_add_again")) from error
    return 0


def _refuse_taken(arguments: SimpleNamespace, repository: ArticleRepository) -> None:
    """Refuse an id that another annotation of the article has.

    Raises:
        HashiyaError: the id is taken.
    """
    if any(each.id == arguments.id for each in repository.load().annotations):
        raise HashiyaError(Message("cli.id_taken", path=arguments.file, id=arguments.id))
