from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.exchange.jsonl import read
from hashiya.exchange.unsaved import edit_from, write
from hashiya.text.spans import Span
from tests.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = "أوضح اللواء علي النعسان أمس."
MADE = new_annotation("a.txt", "0" * 64, TEXT, Span(5, 11), "ACTOR")
NOTED = changed(MADE, note="قارن", attributes={"_before": "a word"})


@pytest.mark.parametrize("edit", [Edit(None, MADE), Edit(MADE, NOTED), Edit(NOTED, None)])
def test_an_edit_comes_back_whole(edit: Edit) -> None:
    [incoming] = read(b"".join(write([edit]))).incoming
    found = edit_from(incoming.record)
    assert found == edit
    for version, kept in ((edit.before, found and found.before), (edit.after, found and found.after)):
        assert (version and version.rival) == (kept and kept.rival)


def test_a_record_of_an_annotation_is_no_edit() -> None:
    assert edit_from(NOTED.to_record()) is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"_before": None}, "annotation.key_missing"),
        ({**MADE.to_record(), "_before": 3}, "exchange.before_no_annotation"),
        ({**MADE.to_record(), "_before": {"id": "other"}}, "annotation.key_missing"),
        (
            {**MADE.to_record(), "_before": {**MADE.to_record(), "id": "x"}},
            "exchange.before_other_annotation",
        ),
        (
            {**MADE.to_record(), "_before": {**MADE.to_record(), "article": "x"}},
            "exchange.before_other_annotation",
        ),
        ({**MADE.to_record(), "schema": 99, "_removed": True}, "exchange.newer_version"),
        ({**MADE.to_record(), "start": "0", "_removed": True}, "annotation.wrong_type"),
    ],
)
def test_versions_that_cannot_be_used_are_refused(record: Mapping[str, Any], reason: str) -> None:
    with refused(reason):
        edit_from(record)
