"""Parquet as Hugging Face has data sets for token classification: a row for each article.

The columns are ``article``, ``title``, ``date``, ``text``, ``tokens``, ``tags`` (BIO, of the annotations that
do not overlap) and ``spans``, which hold every annotation with its offsets in code points. Tokens end at the
edges of annotations. Data sets that have only tokens and tags are read, too. A file is read in a child
process, so a hostile one can crash or exhaust only that child.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.extras import extra_module
from hashiya.exchange.incoming import Incoming, Read, Refusal, other_values
from hashiya.exchange.pieces import Pieces
from hashiya.exchange.tags import spans_of, tags_of
from hashiya.exchange.tokens import iter_sentence_tokens
from hashiya.messages import Message
from hashiya.programs import Program, isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

EXTRA_NAME = "parquet"
MAGIC = b"PAR1"
_CHILD = Path(__file__).with_name("parquet_child.py")
_SECONDS = 600
_GROUP = 2_000_000
"""Characters of the texts in a row group, which are in memory at once; an annotation counts as some more."""
_OF_ANNOTATION = 100
_TEXTS = ("id", "label", "text", "annotator", "note", "attributes", "status", "created", "modified")
_OTHERS = "extra"
"""Field of a span for the values that this program does not know, as JSON."""
_NUMBERS = ("start", "end", "rev")
_SPANS, _TAGS = ("spans", "entities"), ("tags", "ner_tags", "labels")
"""Names of columns."""
_REASONS = {
    "large": Message("exchange.parquet_too_large"),
    "damaged": Message("exchange.not_parquet"),
}


def write(documents: Iterable[Document], _: Losses) -> Iterator[bytes]:
    """Write the articles in groups; nothing is lost.

    Raises:
        HashiyaError: pyarrow is not installed.
    """
    arrow = extra_module("pyarrow", EXTRA_NAME)
    schema, written = _schema(arrow), Pieces()
    with extra_module("pyarrow.parquet", EXTRA_NAME).ParquetWriter(written, schema) as writer:
        rows: list[dict[str, Any]] = []
        size = 0
        for document in documents:
            rows.append(_row(document))
            size += len(document.text) + _OF_ANNOTATION * len(document.annotations)
            if size > _GROUP:
                writer.write_table(arrow.Table.from_pylist(rows, schema))
                yield written.take()
                rows, size = [], 0
        writer.write_table(arrow.Table.from_pylist(rows, schema))
    yield written.take()


def tells(source: bytes) -> bool:
    """Tell whether a file begins and ends as Parquet does."""
    return source.startswith(MAGIC) and source.endswith(MAGIC)


def read(source: bytes) -> Read:
    """Read the spans of every article, or else the spans that the tags make.

    Raises:
        HashiyaError: pyarrow is not installed, or no child process can be started.
    """
    extra_module("pyarrow", EXTRA_NAME)
    try:
        answer = _answer_to(source)
    except (TimeoutError, EOFError):
        return Read([], [Refusal(1, _REASONS["large"])])
    found = Read([], [], texts := {})
    labels: Sequence[str] = ()
    for number, line in enumerate(answer.split(b"\n")[:-1]):
        try:
            row = decode(line)
        except HashiyaError as error:
            found.refusals.append(Refusal(number, error.told))
            continue
        if (reason := row.get("refused")) is not None:
            return Read([], [Refusal(1, _REASONS[reason])])
        if not number:
            labels = row["labels"]
            continue
        name = row.get("article")
        name = name if isinstance(name, str) and name and name not in texts else str(number)
        if (text := _text(row)) is None:
            found.refusals.append(Refusal(number, Message("exchange.no_text_in_row")))
            continue
        texts[name] = text
        for record in _records(row, text, labels):
            found.incoming.append(Incoming(number, {"article": name, **record}))
    return found


def _answer_to(source: bytes) -> bytes:
    """Ask a child for the rows of a file, as lines of JSON.

    Raises:
        TimeoutError: the child took too long.
        EOFError: the child crashed, or had too little memory.
        HashiyaError: no child can be started.
    """
    child = Program(isolated(_CHILD))
    try:
        return child.ask(source, _SECONDS)
    finally:
        child.end()


def _schema(arrow: Any) -> Any:
    text = arrow.string()
    relation = arrow.struct([("type", text), ("target", text)])
    fields = [*((name, text) for name in _TEXTS), *((name, arrow.int64()) for name in _NUMBERS)]
    span = arrow.struct([*fields, ("relations", arrow.list_(relation)), (_OTHERS, text)])
    lists = {"tokens": text, "tags": text, "spans": span}
    columns = [(name, text) for name in ("article", "title", "date", "text")]
    return arrow.schema([*columns, *((name, arrow.list_(kind)) for name, kind in lists.items())])


def _row(document: Document) -> dict[str, Any]:
    edges = {edge for each in document.annotations for edge in (each.start, each.end)}
    tokens = [token for sentence in iter_sentence_tokens(document.text, edges) for token in sentence]
    row = {
        "article": document.key,
        "title": document.title,
        "date": document.date,
        "text": document.text,
        "tokens": [token.cut(document.text) for token in tokens],
        "tags": list(tags_of(tokens, document.annotations)),
        "spans": [_span(annotation) for annotation in document.annotations],
    }
    return {column: _plain(value) for column, value in row.items()}


def _span(annotation: Annotation) -> dict[str, Any]:
    record = annotation.to_record()
    span = {key: record[key] for key in (*_TEXTS, *_NUMBERS, "relations")}
    others = encode(annotation.extra).decode() if annotation.extra else ""
    return span | {"attributes": encode(record["attributes"]).decode(), _OTHERS: others}


def _plain(value: Any) -> Any:
    """Return a value whose texts UTF-8 can hold."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _text(row: Mapping[str, Any]) -> str | None:
    """Return the text of a row: its column, or its tokens with spaces between them."""
    text = row.get("text")
    if isinstance(text, str):
        return text
    tokens = _tokens(row)
    return None if tokens is None else " ".join(tokens)


def _tokens(row: Mapping[str, Any]) -> Sequence[str] | None:
    tokens = row.get("tokens")
    return tokens if isinstance(tokens, list) and all(isinstance(each, str) for each in tokens) else None


def _records(row: Mapping[str, Any], text: str, labels: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Make a record of each span; of a value that is no span, one without a label, which is refused."""
    spans = next((row[key] for key in _SPANS if isinstance(row.get(key), list)), None)
    if spans is None:
        yield from _tagged(row, text, labels)
        return
    for span in spans:
        given = span if isinstance(span, dict) else {}
        record = {key: given[key] for key in (*_TEXTS, *_NUMBERS, "relations") if given.get(key) is not None}
        if isinstance(attributes := record.get("attributes"), str):
            with suppress(HashiyaError):  # a value that is no object is refused with the record
                record["attributes"] = decode(attributes.encode("utf-8", "surrogatepass"))
        if isinstance(others := given.get(_OTHERS), str):
            with suppress(HashiyaError):
                record |= other_values(decode(others.encode("utf-8", "surrogatepass")))
        yield record


def _tagged(row: Mapping[str, Any], text: str, labels: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Make a record of each span of the tags, whose tokens are looked for in the text one after another."""
    tokens = _tokens(row)
    tags = next((row[key] for key in _TAGS if isinstance(row.get(key), list)), None)
    if tokens is None or tags is None or len(tags) != len(tokens):
        return
    starts, at = [], 0
    for token in tokens:
        starts.append(text.find(token, at))
        if starts[-1] < 0:
            return
        at = starts[-1] + len(token)
    for first, last, label in spans_of([_tag(tag, labels) for tag in tags]):
        yield {"label": label, "start": starts[first], "end": starts[last - 1] + len(tokens[last - 1])}


def _tag(tag: object, labels: Sequence[str]) -> str:
    """Return a tag, which may be a number by which the data set names it."""
    if isinstance(tag, int) and 0 <= tag < len(labels):
        return labels[tag]
    return tag if isinstance(tag, str) else "O"
