"""Parquet for token classification."""

from __future__ import annotations

import datetime
import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from hashiya.annotation.annotation import Annotation
from hashiya.exchange import parquet, parquet_child
from hashiya.exchange.losses import Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.exchange.document import Document


def written(*documents: Document) -> bytes:
    source = b"".join(parquet.write(documents, losses := Losses()))
    assert not losses
    return source


def file_of(table: pa.Table, **options: Any) -> bytes:
    whole = io.BytesIO()
    pq.write_table(table, whole, **options)
    return whole.getvalue()


def test_an_article_is_a_row_with_tokens_tags_and_spans() -> None:
    (row,) = pq.read_table(io.BytesIO(written(DOCUMENT))).to_pylist()
    assert (row["article"], row["text"], row["title"], row["date"]) == ("a.txt", TEXT, "عنوان", "2025-10-02")
    tagged = list(zip(row["tokens"], row["tags"], strict=True))
    assert tagged[:5] == [("قال", "O"), ("الوزير", "B-ACTOR"), (":", "O"), ("«", "O"), ("زار", "B-EVENT")]
    assert tagged[-3:] == [("ب", "O"), ("لقاء", "B-EVENT"), (".", "O")]
    assert [TEXT[span["start"] : span["end"]] for span in row["spans"]] == [
        each.text for each in DOCUMENT.annotations
    ]


def test_every_field_comes_back() -> None:
    found = parquet.read(written(DOCUMENT))
    assert (found.texts, found.refusals) == ({"a.txt": TEXT}, [])
    back = [Annotation.from_record(each.record).to_record() for each in found.incoming]
    given = [each.to_record() for each in DOCUMENT.annotations]
    lost = ("sha256", "prefix", "suffix")
    assert back == [{key: each[key] if key not in lost else "" for key in each} for each in given]


def test_articles_are_written_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 10)
    source = written(DOCUMENT, DOCUMENT._replace(key="b.txt"))
    assert pq.ParquetFile(io.BytesIO(source)).num_row_groups == 3
    assert list(parquet.read(source).texts) == ["a.txt", "b.txt"]


def test_tags_by_the_numbers_that_hugging_face_keeps_are_read() -> None:
    features = {"ner_tags": {"feature": {"names": ["O", "B-PER", "I-PER"], "_type": "ClassLabel"}}}
    table = pa.table({"tokens": [["قال", "وزير", "الدفاع"], []], "ner_tags": [[0, 1, 2], []]})
    metadata = {"huggingface": json.dumps({"info": {"features": features}})}
    found = parquet.read(file_of(table.replace_schema_metadata(metadata)))
    assert found.texts == {"1": "قال وزير الدفاع", "2": ""}
    assert [each.record for each in found.incoming] == [
        {"article": "1", "label": "PER", "start": 4, "end": 15}
    ]


def test_tokens_are_found_in_a_text() -> None:
    table = pa.table(
        {"text": ["قال: وزير"], "tokens": [["قال", ":", "وزير"]], "tags": [["O", "O", "B-ACTOR"]]}
    )
    (incoming,) = parquet.read(file_of(table)).incoming
    assert (incoming.record["start"], incoming.record["end"]) == (5, 9)


@pytest.mark.parametrize(
    "columns",
    [
        {"text": [1]},
        {"tokens": [[1, 2]]},
        {"text": [None]},
        {"spans": [[{"start": 1}]]},
        {"other": ["x"]},
        {"text": [datetime.date(2025, 1, 1)]},
        {"text": [b"\xff"], "tokens": [[b"\xff"]]},
    ],
)
def test_a_row_without_a_text_is_refused(columns: dict[str, Sequence[Any]]) -> None:
    found = parquet.read(file_of(pa.table(columns)))
    assert (found.incoming, found.texts) == ([], {})
    assert found.refusals == [(1, Message("exchange.no_text_in_row"))]


@pytest.mark.parametrize("spans", [[1], ["x"], [None], [[{"start": "x"}]], [{"start": 0.5, "label": 7}]])
def test_what_is_no_span_is_refused_as_a_record(spans: Sequence[Any]) -> None:
    (incoming,) = parquet.read(file_of(pa.table({"text": ["abc"], "spans": [spans]}))).incoming
    assert incoming.record.keys() <= {"article", "start", "label"}


@pytest.mark.parametrize(
    "source",
    [b"PAR1", b"PAR1PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1"],
)
def test_a_damaged_file_is_refused_in_one_sentence(source: bytes) -> None:
    assert parquet.read(source) == ([], [(1, Message("exchange.not_parquet"))], {})


def test_a_file_with_a_damaged_page_is_refused() -> None:
    source = bytearray(written(DOCUMENT))
    source[40:400] = b"\xff" * 360
    found = parquet.read(bytes(source))
    assert found.incoming == []
    assert [each.line for each in found.refusals] == [1]


def test_a_small_file_of_endless_texts_is_refused() -> None:
    long = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), ["و" * 1_000_000])
    source = file_of(pa.table({"text": long}))
    assert len(source) < 1_000_000
    assert parquet.read(source).refusals == [(1, Message("exchange.parquet_too_large"))]


def test_the_child_stops_when_its_answer_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_child, "_MOST_ANSWERED", 800)
    source = file_of(pa.table({"text": pa.DictionaryArray.from_arrays([0] * 10, ["x" * 100])}))
    with pytest.raises(MemoryError):
        list(parquet_child._lines(source))
    assert len(list(islice(parquet_child._lines(source), 5))) == 5


def test_the_format_is_known_by_both_ends() -> None:
    assert parquet.tells(written(DOCUMENT))
    assert not parquet.tells(b"PAR1 text")
    assert not parquet.tells(b"")
