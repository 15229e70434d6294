"""Whatever an import accepts can be stored, read again, exported and imported again, and is the same."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.exchange.accepting import Target, accept
from hashiya.exchange.document import Document
from hashiya.exchange.formats import FORMATS
from hashiya.exchange.losses import Losses
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.store.tinydb.store_file import read_store_file
from tests.storing import apply

TEXT = "وصل اللواء علي النعسان إلى موسكو، وقال نجار: «العلاقة مع روسيا لا بد منها». "
KEY = "a.txt"
TARGET = Target(KEY, "0" * 64, TEXT)
LABELS = ("ACTOR", "EVENT", "QUOTE")

words = st.one_of(
    st.text(max_size=8),
    st.text(st.characters(exclude_categories=()), max_size=4),
    st.sampled_from(
        ["", "\0", "\r", "\n", "'", "'=1", "=1", "\ud83d\ude00", "\ud800", "id", "extra", "_rival"]
    ),
)
numbers = st.one_of(
    st.integers(-(10**21), 10**21).map(str),
    st.floats().map(json.dumps),
    st.sampled_from(
        [
            "1e999",
            "-1e999",
            "1e308",
            "1E-999",
            "-0.0",
            "0.1",
            "1.0",
            "9" * 20,
            "9" * 21,
            "9" * 4300,
            "9" * 4301,
        ]
    ),
)


@st.composite
def deep(draw: st.DrawFn) -> str:
    """A value nested about as deep as is allowed, or as a parser of Python goes."""
    levels = draw(st.one_of(st.integers(90, 115), st.integers(470, 500), st.integers(960, 1000)))
    opening, closing = draw(st.sampled_from([("[", "]"), ('{"a":', "}"), ('[{"a":[', "]}]")]))
    return opening * levels + "1" + closing * levels


leaves = st.one_of(words.map(json.dumps), numbers, st.sampled_from(["null", "true", "false"]), deep())


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(words.map(json.dumps), values), max_size=3)
    return pairs.map(lambda some: "{" + ",".join(f"{key}:{value}" for key, value in some) + "}")


def arrays(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, max_size=3).map(lambda some: f"[{','.join(some)}]")


anything = st.recursive(leaves, lambda inner: st.one_of(arrays(inner), objects(inner)), max_leaves=6)
relations = arrays(
    st.builds(
        lambda kind, target, more: f'{{"type":{kind},"target":{target},"more":{more}}}',
        words.map(json.dumps),
        words.map(json.dumps),
        anything,
    )
)
fields = st.fixed_dictionaries(
    {"label": st.sampled_from(['"ACTOR"', '"QUOTE"'])},
    optional={
        **dict.fromkeys(("id", "note", "annotator", "status", "created", "modified"), words.map(json.dumps)),
        "attributes": objects(anything),
        "relations": relations,
        "rev": st.one_of(st.integers(-3, 3).map(str), numbers),
        "schema": st.sampled_from(["0", "1", "-5", "2", "1.0", "true"]),
        "offset_unit": st.sampled_from(['"codepoint"', '""', '"byte"']),
        "ours": anything,
    },
)
places = st.one_of(
    st.sampled_from(
        [{"start": "4", "end": "10"}, {"text": '"النعسان"'}, {"start": "0", "end": "3", "text": '"النعسان"'}]
    ),
    st.fixed_dictionaries({"start": numbers, "end": st.sampled_from(["10", "10.0", '"10"'])}),
)


@st.composite
def records(draw: st.DrawFn) -> bytes:
    """A line of JSON Lines, which may be wrong in any way."""
    members = {**draw(fields), **draw(places)}
    return b"{%b}\n" % ",".join(f'"{key}":{value}' for key, value in members.items()).encode(
        "utf-8", "surrogatepass"
    )


def received(source: bytes, format_name: str) -> list[Annotation]:
    """What an import of these bytes accepts."""
    reading = FORMATS[format_name].read
    assert reading is not None
    found = []
    for incoming in reading(source).incoming:
        try:
            found.append(accept(incoming.record, TARGET, LABELS).annotation)
        except HashiyaError as error:
            note(error.message)
    return found


def exported(annotations: tuple[Annotation, ...], format_name: str) -> bytes:
    return b"".join(FORMATS[format_name].write([Document("a.txt", annotations)], Losses()))


def has_surrogate(value: Any) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in json.dumps(value, ensure_ascii=False))


@given(st.lists(records(), min_size=1, max_size=3, unique=True))
def test_what_an_import_accepts_is_stored_exported_and_imported_again_as_it_is(
    lines: list[bytes],
) -> None:
    accepted = received(b"".join(lines), "jsonl")
    by_id = {annotation.id: annotation for annotation in accepted}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        apply(ArticleStore(path, KEY), [Edit(None, annotation) for annotation in by_id.values()])
        if by_id:
            assert read_store_file(path) is not None
        store = ArticleStore(path, KEY)
        stored = store.load().annotations
        assert store.load().problems == ()
    assert {annotation.id: annotation for annotation in stored} == by_id
    again = received(exported(stored, "jsonl"), "jsonl")
    assert again == list(stored)
    # a lone surrogate has no UTF-8, which CSV is; JSON Lines has an escape for it
    plain = tuple(annotation for annotation in stored if not has_surrogate(annotation.to_record()))
    assert received(exported(plain, "csv"), "csv") == list(plain)
    assert received(exported(plain, "csv"), "csv") == received(exported(plain, "jsonl"), "jsonl")
    # types too: 1 is not 1.0, nor True
    assert exported(tuple(again), "jsonl") == exported(stored, "jsonl")


@given(records(), st.text(max_size=3))
def test_what_an_import_accepts_can_be_changed_afterwards(line: bytes, words: str) -> None:
    for annotation in received(line, "jsonl"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.json"
            store = ArticleStore(path, KEY)
            apply(store, [Edit(None, annotation)])
            after = changed(annotation, note=words)
            apply(store, [Edit(annotation, after)])
            assert ArticleStore(path, KEY).load().annotations == (after,)
