"""``hashiya remove FILE ID``: remove one annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit
from hashiya.cli.argument_types import identifier, path
from hashiya.cli.arguments import Word
from hashiya.cli.named_store import open_store, others_of
from hashiya.messages import Message
from hashiya.services.changing import change
from hashiya.services.named_articles import find_annotation

if TYPE_CHECKING:
    from types import SimpleNamespace


ARGUMENTS = (
    Word("file", "FILE", Message("cli.word_article_or_gone"), path),
    Word("id", "ID", Message("cli.word_id"), identifier),
)


def execute(arguments: SimpleNamespace) -> int:
    """Remove the annotation and return the exit status.

    Raises:
        HashiyaError: there is no such annotation, or the change could not be saved.
    """
    store = open_store(arguments)
    repository, annotation = find_annotation(store, arguments.file, arguments.id, lambda: others_of(store))
    change(repository, Edit(annotation, None), command="remove", by=store.annotator)
    return 0
