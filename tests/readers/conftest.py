"""The articles that other programs read, as every format writes them.

The programs are in an environment of their own, which `make test-readers` makes; elsewhere no test of this
folder is collected.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.strict_json import decode
from hashiya.exchange.document import Document
from hashiya.exchange.formats import FORMATS
from hashiya.exchange.losses import Losses
from tests.exchange.test_round_trips import HARD, document, spans_over
from tests.exchange.texts import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT = Path(__file__).parents[2]

collect_ignore_glob = [] if find_spec("pybrat") else ["test_*.py"]


class Exported(Protocol):
    """Writes documents in a format; returns the path of the file."""

    def __call__(self, name: str, documents: Sequence[Document] | None = None) -> Path: ...


def articles() -> Sequence[Document]:
    """Return a seed with the sample of annotations, an article with every kind of field, and a hard text."""
    lines = (PROJECT / "annotations" / "sample.jsonl").read_bytes().splitlines()
    sample = [Annotation.from_record(decode(line)) for line in lines]
    key = sample[0].article
    seed = Document(key, sample, (PROJECT / key).read_text(encoding="utf-8"), "زيارة", "2025-10-02")
    return [seed, DOCUMENT, document(HARD, spans_over(HARD))._replace(key="hard.txt")]


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    def write(name: str, documents: Sequence[Document] | None = None) -> Path:
        format_ = FORMATS[name]
        path = tmp_path / f"out{format_.endings[0]}"
        path.write_bytes(b"".join(format_.write(articles() if documents is None else documents, Losses())))
        return path

    return write
