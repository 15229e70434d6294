"""doccano's own importer takes the articles, their spans and their relations into its database."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from tests.readers import doccano_server
from tests.readers.conftest import articles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.readers.conftest import Exported

# Django of 2023 and a newer pandas
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module", autouse=True)
def server(tmp_path_factory: pytest.TempPathFactory) -> None:
    doccano_server.start(tmp_path_factory.mktemp("doccano"))


def imported(path: Path, task: str) -> Any:
    """The project into which a file was imported."""
    models, catalog = import_module("projects.models"), import_module("data_import.pipeline.catalog")
    user, _ = import_module("django.contrib.auth.models").User.objects.get_or_create(username="u")
    project = models.SequenceLabelingProject.objects.create(
        name="p",
        project_type=models.ProjectType.SEQUENCE_LABELING,
        allow_overlapping=True,
        use_relation=task == catalog.RELATION_EXTRACTION,
        created_by=user,
    )
    file = import_module("data_import.pipeline.readers").FileName(str(path), path.name, path.name)
    dataset = import_module("data_import.datasets").load_dataset(task, catalog.JSONL, [file], project)
    dataset.save(user)
    assert dataset.errors == []
    return project


def spans(project: Any) -> list[tuple[str, str, int, int]]:
    found = import_module("labels.models").Span.objects.filter(example__project=project)
    places = [(each.example.text, each.label.text, each.start_offset, each.end_offset) for each in found]
    return sorted(places)


def test_relation_extraction(exported: Exported) -> None:
    project = imported(exported("doccano"), "RelationExtraction")
    documents = articles()
    assert spans(project) == sorted(
        (document.text, each.label, each.start, each.end)
        for document in documents
        for each in document.annotations
    )
    relations = import_module("labels.models").Relation.objects.filter(example__project=project)
    words = {each.id: each.text for document in documents for each in document.annotations}
    assert sorted(
        (
            each.type.text,
            each.from_id.example.text[each.from_id.start_offset : each.from_id.end_offset],
            each.to_id.example.text[each.to_id.start_offset : each.to_id.end_offset],
        )
        for each in relations
    ) == sorted(
        (relation["type"], each.text, words[relation["target"]])
        for document in documents
        for each in document.annotations
        for relation in each.relations
    )


def test_sequence_labelling(exported: Exported) -> None:
    documents = [
        document._replace(annotations=[replace(each, relations=()) for each in document.annotations])
        for document in articles()
    ]
    project = imported(exported("doccano", documents), "SequenceLabeling")
    assert spans(project) == sorted(
        (document.text, each.label, each.start, each.end)
        for document in documents
        for each in document.annotations
    )
