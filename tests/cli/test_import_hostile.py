"""Files of strangers are refused in a few short lines, within bounds, and nothing is written."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.messages import Message
from hashiya.services import importing
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

GOOD = {"article": ARTICLE, "label": "ACTOR", "start": 0, "end": 3}


def brought_in(shell: Shell, content: bytes | dict[str, Any], *options: str, name: str = "in.jsonl") -> str:
    """Import a file of which nothing can be imported; gives what is said."""
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    (shell.folder / name).write_bytes(content)
    before = shell.snapshot()
    answer = shell("import", name, *options)
    assert (answer.status, answer.out) == (1, "")
    assert shell.snapshot() == before
    assert len(answer.err.splitlines()) <= 3
    assert len(answer.err) < 4000
    return answer.err


@pytest.mark.parametrize(
    "record",
    [
        GOOD | {"label": "A" * 100_000},
        GOOD | {"article": "a" * 100_000},
        GOOD | {"article": "a/" * 50_000},
        GOOD | {"article": "x\0y"},
        GOOD | {"start": 10**30},
        GOOD | {"start": True},
        GOOD | {"relations": [3]},
        GOOD | {"text": "ا" * 100_000},
    ],
)
def test_a_record_that_is_too_long_or_odd_is_one_short_line(shell: Shell, record: dict[str, Any]) -> None:
    brought_in(shell, record)


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        (b"[" * 10_000 + b"]" * 10_000, "annotation.json_too_deep"),
        (b"1e999", "annotation.number_too_large"),
        (b"1" + b"0" * 100_000, "annotation.number_too_long"),
        (b"NaN", "annotation.json_constant"),
        (b'{"a": 1, "a": 2}', "annotation.json_repeated_key"),
    ],
)
def test_json_that_would_not_come_back_is_refused(shell: Shell, value: bytes, cause: str) -> None:
    record = json.dumps(GOOD)[:-1].encode() + b', "attributes": {"x": ' + value + b"}}"
    (shell.folder / "in.jsonl").write_bytes(record)
    assert cause in shell("import", "in.jsonl").ids


@pytest.mark.parametrize(
    "name", ["jsonl", "csv", "w3c", "doccano", "prodigy", "labelstudio", "brat", "conll"]
)
@pytest.mark.parametrize("content", [b"\0" * 3000, bytes(range(256)) * 20, "قال نعم".encode("cp1256")])
def test_bytes_of_no_format_are_refused_under_the_name_of_each(
    shell: Shell, name: str, content: bytes
) -> None:
    brought_in(shell, content, "--format", name, name="in")


def test_pipes_devices_and_folders_are_refused_at_once(shell: Shell) -> None:
    os.mkfifo(shell.folder / "pipe.jsonl")
    (shell.folder / "zero.jsonl").symlink_to("/dev/zero")
    for name in ("pipe.jsonl", "zero.jsonl", "articles", "none.jsonl"):
        answer = shell("import", name)
        assert (answer.status, len(answer.err.splitlines())) == (1, 1)


def test_a_lack_of_memory_is_one_sentence(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(importing, "accept", full)
    (shell.folder / "in.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    answer = shell("import", "in.jsonl")
    assert (answer.status, answer.said) == (1, [Message("cli.no_memory")])


def test_of_very_many_annotators_some_are_named(shell: Shell) -> None:
    records = [GOOD | {"annotator": f"a{number}"} for number in range(25)]
    (shell.folder / "in.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    answer = shell("import", "in.jsonl")
    assert answer.said[-1] == Message("cli.imported_to_others", count=5)
    assert len(answer.said) == 22
