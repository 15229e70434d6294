"""Label Studio's own code checks and converts the tasks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

from tests.exchange.texts import DOCUMENT
from tests.readers.conftest import articles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.readers.conftest import Exported

CONFIG = """<View>
  <Labels name="label" toName="text">
    <Label value="ACTOR"/><Label value="EVENT"/><Label value="QUOTE"/>
  </Labels>
  <Relations><Relation value="speaker"/><Relation value="agent"/></Relations>
  {areas}
  <Text name="text" value="$text"/>
</View>"""
NAMES = sorted({name for document in articles() for each in document.annotations for name in each.attributes})
AREAS = "\n".join(f'<TextArea name="{name}" toName="text" perRegion="true"/>' for name in NAMES)


def tasks(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_bytes())
    return found


def test_every_region_and_relation_fits_the_labelling_configuration(exported: Exported) -> None:
    interface = LabelInterface(CONFIG.format(areas=AREAS))
    interface.validate()
    for task in tasks(exported("labelstudio")):
        (annotation,) = task["annotations"]
        assert interface.validate_prediction(annotation, return_errors=True) == []


def test_a_region_of_an_unknown_label_does_not_fit(exported: Exported) -> None:
    interface = LabelInterface(CONFIG.format(areas=AREAS).replace("QUOTE", "QUOTATION"))
    (task,) = tasks(exported("labelstudio", [DOCUMENT]))
    assert not interface.validate_prediction(task["annotations"][0])


@pytest.mark.parametrize("name", ["a.txt"])
def test_the_converter_gives_the_words_of_each_region(exported: Exported, tmp_path: Path, name: str) -> None:
    converter = Converter(CONFIG.format(areas=AREAS), str(tmp_path), download_resources=False)
    converter.convert_to_json_min(str(exported("labelstudio", [DOCUMENT])), str(tmp_path), is_dir=False)
    (task,) = json.loads((tmp_path / "result.json").read_bytes())
    found = [(region["labels"], region["text"]) for region in task["label"]]
    assert found == [([each.label], each.text) for each in DOCUMENT.annotations]
    assert task["article"] == name
