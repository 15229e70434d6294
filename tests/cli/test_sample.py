from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.messages import Message

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

PROJECT = Path(__file__).parents[2]


def test_the_sample_is_an_export_of_annotations_that_fit_the_seed(shell: Shell) -> None:
    shutil.copytree(PROJECT / "seeds", shell.folder / "seeds")
    sample = PROJECT / "annotations" / "sample.jsonl"
    answer = shell("import", sample)
    assert answer.said == [
        Message("cli.imported", imported=4, count=4),
        Message("cli.imported_to", annotator="sample", count=4),
    ]
    assert shell("check").status == 0
    assert shell("export").out == sample.read_text(encoding="utf-8")
    texts = {record["label"]: record["text"] for record in shell.exported() if record["note"]}
    assert texts["ACTOR"] == "اللواء علي النعسان"
    assert texts["QUOTE"].startswith("العلاقات الدبلوماسية")
