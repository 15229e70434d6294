from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.label import DEFAULT
from hashiya.exchange.formats import FORMATS
from hashiya.messages import Message
from hashiya.services.exporting import Export
from hashiya.services.output_file import OutputFile
from tests.refusals import refused

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
    Export([desk.store]).write(JSONL, OutputFile(desk.store, output, may_replace=False))
    assert output.read_bytes() == b"".join(Export([desk.store]).pieces(JSONL))


def test_a_file_that_would_lack_something_is_not_written(desk: Desk) -> None:
    desk.add()
    desk.file.write_text("{")
    export, output = Export([desk.store]), desk.folder / "out.jsonl"
    with refused(Message("services.export_incomplete", path=output)):
        export.write(JSONL, OutputFile(desk.store, output, may_replace=False))
    assert len(export.lacking) == 1
    assert not output.exists()


def test_a_damaged_file_is_exported_from_its_backup_and_told_of(desk: Desk) -> None:
    first = desk.add()
    desk.add(30, 40)
    desk.file.write_text("{")
    export = Export([desk.store])
    assert list(export.annotations()) == [first]
    assert (len(export.damaged), export.lacking) == (1, [])
