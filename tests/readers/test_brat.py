"""pybrat reads the files of brat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pybrat.parser import BratParser

from tests.readers.conftest import articles

if TYPE_CHECKING:
    from tests.readers.conftest import Exported


def test_spans_and_relations_are_where_they_were(exported: Exported, tmp_path: Path) -> None:
    with ZipFile(exported("brat")) as archive:
        archive.extractall(tmp_path)
    parsed = {Path(each.id).name: each for each in BratParser(error="raise").parse(tmp_path)}
    for document in articles():
        example = parsed[Path(document.key).stem]
        assert example.text == document.text.replace("\r\n", "\n")  # pybrat opens files so
        found = [(each.type, each.spans[0].start, each.spans[-1].end) for each in example.entities]
        assert found == [(each.label, each.start, each.end) for each in document.annotations]
        relations = [(each.type, each.arg1.mention, each.arg2.mention) for each in example.relations]
        words = {each.id: each.text for each in document.annotations}
        assert relations == [
            (relation["type"], each.text, words[relation["target"]])
            for each in document.annotations
            for relation in each.relations
        ]
