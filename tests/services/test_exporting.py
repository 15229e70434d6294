from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.edits import Edit
from hashiya.codebook.label import DEFAULT
from hashiya.exchange.formats import FORMATS
from hashiya.exchange.losses import Losses
from hashiya.messages import Message
from hashiya.services.exporting import Export
from hashiya.services.output_file import OutputFile
from hashiya.store import Store, open_repository
from tests.refusals import refused
from tests.storing import apply

if TYPE_CHECKING:
    from tests.store.conftest import Desk

JSONL = FORMATS["jsonl"]


def test_annotations_come_by_place_and_by_label(desk: Desk) -> None:
    second, first = desk.add(30, 40, "QUOTE"), desk.add(4, 9)
    assert list(Export([desk.store]).annotations()) == [first, second]
    assert list(Export([desk.store], labels=["QUOTE"]).annotations()) == [second]
    assert list(Export([desk.store], [desk.article.path]).annotations()) == [first, second]


def test_a_label_must_be_known_or_on_one_of_the_articles(desk: Desk) -> None:
    desk.add(label="PLACE")
    Export([desk.store], labels=["PLACE", "EVENT"]).check_labels(DEFAULT.names)
    with refused(Message("exchange.label_unknown", label="TIME", names=("ACTOR", "EVENT", "QUOTE"))):
        Export([desk.store], labels=["PLACE", "TIME"]).check_labels(DEFAULT.names)


def test_a_file_holds_all_annotations(desk: Desk) -> None:
    desk.add()
    output = desk.folder / "out.jsonl"
    Export([desk.store]).write(JSONL, OutputFile([desk.store], output, may_replace=False))
    assert output.read_bytes() == b"".join(Export([desk.store]).pieces(JSONL))


def test_a_file_that_would_lack_something_is_not_written(desk: Desk) -> None:
    desk.add()
    desk.file.write_text("{")
    export, output = Export([desk.store]), desk.folder / "out.jsonl"
    with refused(Message("services.export_incomplete", path=output)):
        export.write(JSONL, OutputFile([desk.store], output, may_replace=False))
    assert len(export.lacking) == 1
    assert not output.exists()


def test_a_damaged_file_is_exported_from_its_backup_and_told_of(desk: Desk) -> None:
    first = desk.add()
    desk.add(30, 40)
    desk.file.write_text("{")
    export = Export([desk.store])
    assert list(export.annotations()) == [first]
    assert (len(export.damaged), export.lacking) == (1, [])


def test_lines_are_taken_from_the_store_as_they_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add(label="ACTOR"), desk.add(30, 40, "QUOTE")
    lines = b"".join(JSONL.write(Export([desk.store]).documents(), Losses()))
    monkeypatch.delattr(Store, "load")
    assert b"".join(Export([desk.store]).pieces(JSONL)) == lines
    quotes = b"".join(Export([desk.store], labels=["QUOTE"]).pieces(JSONL))
    assert quotes == lines.splitlines(keepends=True)[1]


def test_the_lines_of_several_annotators_come_by_place(desk: Desk) -> None:
    stores = [open_repository(desk.folder / "annotations", name) for name in ("a", "b")]
    for number, store in enumerate(stores):
        edits = [
            Edit(None, replace(desk.annotation(start, start + 5), annotator=store.annotator))
            for start in (10 - number, 30 + number)
        ]
        apply(store.open(desk.article), edits)
    found = [json.loads(line) for line in b"".join(Export(stores).pieces(JSONL)).splitlines()]
    assert [(each["start"], each["annotator"]) for each in found] == [
        (9, "b"),
        (10, "a"),
        (30, "a"),
        (31, "b"),
    ]
    assert b"".join(Export(stores).pieces(JSONL)) == b"".join(
        JSONL.write(Export(stores).documents(), Losses())
    )


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.read and each.holds_text])
def test_annotators_who_use_the_same_ids_are_all_exported(name: str, desk: Desk) -> None:
    stores = [open_repository(desk.folder / "annotations", name) for name in ("a", "b")]
    for place, store in zip((4, 40), stores, strict=True):
        speaker = replace(desk.annotation(place, place + 5), id="same", annotator=store.annotator)
        link = ({"type": "speaker", "target": "same"},)
        quote = replace(
            desk.annotation(place + 10, place + 15, "QUOTE"),
            id=f"quote {place}",
            relations=link,
            annotator=store.annotator,
        )
        apply(store.open(desk.article), [Edit(None, speaker), Edit(None, quote)])
    document, *_ = Export(stores).documents(with_text=True)
    assert len({each.id for each in document.annotations}) == 4
    at = {each.id: each.start for each in document.annotations}
    ends = [(each.start, at[link["target"]]) for each in document.annotations for link in each.relations]
    assert ends == [(14, 4), (50, 40)]
    format_ = FORMATS[name]
    source = b"".join(Export(stores).pieces(format_))
    assert format_.read is not None
    assert len(format_.read(source).incoming) == 4
