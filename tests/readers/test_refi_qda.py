"""The schema of REFI-QDA accepts a project of many articles."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from tests.exchange.test_qdpx import SCHEMA

if TYPE_CHECKING:
    from tests.readers.conftest import Exported


def test_a_project_is_valid(exported: Exported) -> None:
    with ZipFile(exported("qdpx")) as archive:
        project = etree.fromstring(archive.read("project.qde"))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(project)
