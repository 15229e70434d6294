"""What takes bytes from outside, each as a function that raises nothing but what a person is told."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.strict_json import decode, encode
from hashiya.article.article import Article
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.labels import load_labels
from hashiya.codebook.settings import FILE_NAME
from hashiya.errors import HashiyaError
from hashiya.exchange import jsonl
from hashiya.exchange.accepting import Target, accept
from hashiya.exchange.formats import FORMATS
from hashiya.layout.embedding import levels_in
from hashiya.store.records.tables import ARTICLE as ARTICLE_TABLE
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.store import Store
from hashiya.store.tinydb.store_file import read_store_file
from hashiya.text.spans import Span
from tests.storing import apply

TEXT = "قال اللواء علي النعسان إن الوفد عاد من موسكو.\n"
ARTICLE = Article(Path("a.txt"), TEXT, sha256(TEXT.encode()).hexdigest())


def annotation() -> Annotation:
    """A good annotation of the article."""
    made = new_annotation("a.txt", ARTICLE.sha256, TEXT, Span(4, 22), "ACTOR", annotator="me")
    return Annotation.from_record({**made.to_record(), "note": "ملاحظة", "attributes": {"kind": "person"}})


def good_store_file() -> bytes:
    """A store file as hashiya writes it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder, "annotations")).open(Article(Path(folder, "a.txt"), TEXT, ARTICLE.sha256))
        apply(store, [Edit(None, annotation()), Edit(None, annotation())])
        return store.path.read_bytes()


def store_file(data: bytes) -> None:
    """A store file: every record of it is there after a change, and a damaged one is left as it is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(folder / "annotations").open(Article(folder / "a.txt", TEXT, ARTICLE.sha256))
        store.path.parent.mkdir()
        store.path.write_bytes(data)
        added = annotation()
        try:
            before = read_store_file(store.path)
            assert before is not None
            store.load().checked()
            apply(store, [Edit(None, added)])
        except HashiyaError:
            assert store.path.read_bytes() == data
            return
        after = read_store_file(store.path)
        assert after is not None
        for table, records in before.tables.items():
            for number, record in records.items():
                written = after.tables[table][number]
                # what a store file says of its article is set right when it is written
                assert set(written) >= set(record) if table == ARTICLE_TABLE else written == record
        assert backup_of(store.path).read_bytes() == data
        assert added.id in {each.id for each in store.load().annotations}


def jsonl_import(data: bytes) -> None:
    """A file of JSON Lines: what is accepted can be written and read again unchanged."""
    target = Target("a.txt", ARTICLE.sha256, TEXT)
    for incoming in jsonl.read(data).incoming:
        with suppress(HashiyaError):
            accepted = accept(incoming.record, target, DEFAULT.names).annotation
            assert TEXT[accepted.start : accepted.end] == accepted.text
            again = Annotation.from_record(decode(encode(accepted.to_record())))
            assert again == accepted


def format_import(data: bytes, name: str) -> None:
    """A file of a format: what is read is accepted exactly, or refused with its place in the file."""
    read = FORMATS[name].read
    assert read is not None
    found = read(data)
    assert all(refusal.line >= 1 for refusal in found.refusals)
    for incoming in found.incoming:
        assert incoming.record["article"] in found.texts
        text = found.texts[incoming.record["article"]]
        target = Target("a.txt", sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text)
        with suppress(HashiyaError):
            accepted = accept(incoming.record, target, DEFAULT.names).annotation
            assert text[accepted.start : accepted.end] == accepted.text


def labels_file(data: bytes) -> None:
    """A hashiya.toml: what is read are labels that can be told apart."""
    with tempfile.TemporaryDirectory() as name:
        Path(name, FILE_NAME).write_bytes(data)
        with suppress(HashiyaError):
            labels = list(load_labels(Path(name)))
            for what in ("name", "key", "letter"):
                assert len({getattr(label, what) for label in labels}) == len(labels)


def article_file(data: bytes, suffix: str) -> None:
    """A file to be read: a text in which every offset has its UTF-8, the same each time, or a refusal."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, f"a{suffix}")
        path.write_bytes(data)
        with suppress(HashiyaError):
            article = read_article(path)
            assert article.sha256 == sha256(article.text.encode()).hexdigest()
            assert read_article(path) == article
        assert path.read_bytes() == data


def bidi_dump(dump: bytes) -> None:
    """What python-bidi prints: a level for each code point, or an error."""
    text = "\u0627(\u0628) 12"
    with suppress(HashiyaError):
        assert len(levels_in(dump.decode("utf-8", "replace"), text)) == len(text)
