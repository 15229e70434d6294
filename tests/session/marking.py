"""What tests of marking ask again and again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.messages import Message
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.session.following import Received
    from hashiya.session.reader import Reader
    from hashiya.session.working_copy import WorkingCopy


def span_of(text: str, part: str) -> Span:
    """Where a part stands that occurs once."""
    assert text.count(part) == 1, part
    start = text.index(part)
    return Span(start, start + len(part))


def made(text: str, part: str, label: str = "ACTOR", **fields: Any) -> Annotation:
    """An annotation of a part that occurs once, in the file that `reader_of` writes unless told otherwise."""
    return new_annotation("article.txt", "0" * 64, text, span_of(text, part), label, **fields)


def put(reader: Reader, part: str) -> None:
    """Puts the caret on a word that occurs once."""
    reader.go_to(span_of(reader.text, part).start)


def caret(reader: Reader) -> str | None:
    return reader.caret.cut(reader.text) if reader.caret else None


def selected(reader: Reader) -> str | None:
    return reader.selection.cut(reader.text) if reader.selection else None


def store_of(copy: WorkingCopy) -> ArticleStore:
    """The store file of a working copy."""
    store: object = copy._repository
    assert isinstance(store, ArticleStore)
    return store


def look(reader: Reader) -> None:
    """Let a reader see now what other programs did to the annotations and to the article's file."""
    reader.working_copy.background.look()
    reader.outside.receive()
    reader.outside._watch.check()
    reader.outside.look_at_file()


def refreshed(copy: WorkingCopy) -> Received:
    """Take over now what other programs did to the annotations."""
    copy.background.look()
    return copy.receive()


def article_changed(**counts: int) -> Message:
    """The message on an article that changed, by the number of annotations with each outcome."""
    outcomes = (Message(f"session.{outcome}", count=count) for outcome, count in counts.items())
    return Message("session.article_changed", outcomes=tuple(outcomes))


def labelled(reader: Reader) -> list[tuple[str, str]]:
    """Label and text of each annotation in the reader, in text order."""
    return [(a.label, a.span.cut(reader.text)) for a in reader.annotations]


def on_disk(store: ArticleStore) -> list[dict[str, Any]]:
    """The records of the store's file in the order of their ids, read from its bytes."""
    if not store.path.exists():
        return []
    records = json.loads(store.path.read_text(encoding="utf-8")).get("annotations", {})
    return sorted(records.values(), key=lambda record: record["id"])


def labelled_on_disk(store: ArticleStore) -> list[tuple[str, str]]:
    """Label and text of each annotation on the disk, in text order."""
    records = sorted(on_disk(store), key=lambda record: (record["start"], -record["end"], record["id"]))
    return [(record["label"], record["text"]) for record in records]


def undo(copy: WorkingCopy) -> Sequence[Edit] | None:
    """Takes back the last change; gives the edits of that, or None if there is none."""
    found = copy.to_undo()
    return None if found is None else copy.take_back(found).edits[copy.key]


def redo(copy: WorkingCopy) -> Sequence[Edit] | None:
    """Makes again what was taken back last; gives what `undo` gives."""
    found = copy.to_redo()
    return None if found is None else copy.take_back(found).edits[copy.key]
