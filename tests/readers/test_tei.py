"""TEI's own RELAX NG grammar (tei_all, 4.3.0) accepts the corpus."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from tests.readers.conftest import Exported


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring((files("schemas") / "tei_all.rng").read_bytes()))


@pytest.mark.parametrize("name", ["tei", "tei-inline"])
def test_the_corpus_is_valid(grammar: etree.RelaxNG, exported: Exported, name: str) -> None:
    grammar.assertValid(etree.parse(exported(name)))
