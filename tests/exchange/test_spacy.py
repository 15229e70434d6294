"""spaCy's DocBin; spaCy itself reads it in tests/readers."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.exchange import msgpack, spacy
from hashiya.exchange.archive import inflated
from hashiya.exchange.losses import ANNOTATORS, ATTRIBUTES, NOTES, RELATIONS, Losses
from hashiya.exchange.spacy_strings import number_of
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = ("قال", "الوزير", "إن")


def packed(value: Any) -> Iterator[bytes]:
    """MessagePack of any value that a stranger may write."""
    if isinstance(value, dict):
        yield msgpack.map_of(len(value))
        for pair in value.items():
            for each in pair:
                yield from packed(each)
    elif isinstance(value, list):
        yield msgpack.list_of(len(value))
        for each in value:
            yield from packed(each)
    elif isinstance(value, bytes):
        yield msgpack.binary(value)
    elif isinstance(value, str):
        yield msgpack.text(value)
    else:
        yield b"\xcf" + struct.pack(">Q", value)


def docbin(**changes: object) -> bytes:
    """A DocBin of three words, of which the second is an entity."""
    rows = [(word, 3 if word == "الوزير" else 2, "ACTOR" if word == "الوزير" else "") for word in WORDS]
    numbers = [number for word, tag, label in rows for number in (number_of(word), tag, number_of(label))]
    content = {
        "attrs": [65, 77, 78],
        "tokens": struct.pack("9Q", *numbers),
        "spaces": b"\x01\x01\x00",
        "lengths": struct.pack("i", 3),
        "strings": [*WORDS, "ACTOR"],
    }
    return zlib.compress(b"".join(packed(content | changes)))


def group(*spans: tuple[int, int, str]) -> list[bytes]:
    made = [
        struct.pack(">QQQllll", 0, 0, number_of(label), first, last, 0, 0) for first, last, label in spans
    ]
    return [b"".join(packed([b"".join(packed({"name": "sc", "attrs": {}, "spans": made}))]))]


def test_attributes_relations_notes_and_annotators_are_lost() -> None:
    list(spacy.write([DOCUMENT], losses := Losses()))
    assert losses.counts == {ATTRIBUTES: 1, RELATIONS: 1, NOTES: 1, ANNOTATORS: 1}


def test_every_annotation_comes_back_once_with_the_whole_text() -> None:
    found = spacy.read(b"".join(spacy.write([DOCUMENT, DOCUMENT], Losses())))
    assert found.texts == {"1": TEXT, "2": TEXT}
    places = [(each.record["label"], each.record["start"], each.record["end"]) for each in found.incoming]
    assert sorted(places) == sorted(2 * [(each.label, each.start, each.end) for each in DOCUMENT.annotations])


def test_entities_are_read_where_there_are_no_spans() -> None:
    found = spacy.read(docbin())
    assert found.texts == {"1": "قال الوزير إن"}
    assert [each.record for each in found.incoming] == [
        {"article": "1", "label": "ACTOR", "start": 4, "end": 10}
    ]


def test_a_list_of_groups_is_read_as_older_versions_wrote_it() -> None:
    found = spacy.read(docbin(span_groups=group((0, 3, "ACTOR"), (1, 2, "ACTOR"))))
    places = sorted((each.record["start"], each.record["end"]) for each in found.incoming)
    assert places == [(0, 13), (4, 10)]


@pytest.mark.parametrize("span", [(-1, 2, "ACTOR"), (2, 2, "ACTOR"), (0, 4, "ACTOR"), (0, 1, "UNKNOWN")])
def test_a_span_without_tokens_or_label_is_refused(span: tuple[int, int, str]) -> None:
    found = spacy.read(docbin(span_groups=group(span)))
    assert found.refusals == [(1, Message("exchange.docbin_span"))]
    assert len(found.incoming) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"attrs": [77, 78, 79]},
        {"attrs": []},
        {"attrs": ["ORTH"]},
        {"tokens": b"\x00" * 71},
        {"tokens": [1, 2]},
        {"spaces": b"\x00"},
        {"lengths": struct.pack("i", -3)},
        {"lengths": struct.pack("3i", 5, -4, 2)},
        {"lengths": struct.pack("i", 2)},
        {"lengths": struct.pack("i", 4)},
        {"lengths": b"\x03\x00\x00"},
        {"strings": ["قال"]},
        {"strings": [1]},
        {"span_groups": []},
        {"span_groups": [b"".join(packed([b"".join(packed({"spans": [b"short"]}))]))]},
        {"span_groups": [b"".join(packed([7]))]},
    ],
)
def test_wrong_types_and_sizes_are_refused_in_one_sentence(changes: dict[str, object]) -> None:
    found = spacy.read(docbin(**changes))
    assert (found.incoming, found.texts) == ([], {})
    assert found.refusals == [(1, Message("exchange.not_docbin"))]


def test_a_text_that_repeats_a_long_word_without_end_is_refused() -> None:
    word = "و" * 1_000_000
    tokens = struct.pack("Q", number_of(word)) * 1000
    source = docbin(
        attrs=[65], strings=[word], tokens=tokens, spaces=b"\x00" * 1000, lengths=struct.pack("i", 1000)
    )
    assert len(source) < 10_000
    assert spacy.read(source).refusals == [(1, Message("exchange.holds_too_much"))]


def test_data_that_unpacks_without_end_is_refused() -> None:
    packer = zlib.compressobj()
    source = b"".join(packer.compress(b"\x00" * 10_000_000) for _ in range(21)) + packer.flush()
    assert spacy.read(source).refusals == [(1, Message("exchange.zlib_too_large", megabytes=200))]


def test_data_that_ends_early_is_refused() -> None:
    assert spacy.read(docbin()[:-9]).refusals == [(1, Message("exchange.zlib_damaged"))]


def test_the_same_annotations_give_the_same_file() -> None:
    assert list(spacy.write([DOCUMENT], Losses())) == list(spacy.write([DOCUMENT], Losses()))
    assert msgpack.decode(inflated(b"".join(spacy.write([], Losses()))))["strings"] == []


def test_the_format_is_known_by_its_first_bytes() -> None:
    assert spacy.tells(docbin())
    assert not spacy.tells(zlib.compress(b"text about attrs"))
    assert not spacy.tells(b"")
