"""No sentence that a person reads is written in the source: each is in the catalogue."""

from __future__ import annotations

import ast

import pytest

from tests.messages.code_scan import sentences, sentences_in


def test_no_sentence_is_written_in_the_source() -> None:
    assert sentences() == []


@pytest.mark.parametrize(
    "line", ['say("it went wrong")', 'say(f"{path} went wrong")', 'WORDS = ("went wrong",)']
)
def test_a_written_sentence_is_found(line: str) -> None:
    assert len(sentences_in(ast.parse(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '"""Says that it went wrong."""',
        'raise ValueError("it went wrong")',
        'CSS = "height: 1; a b"',
        'x["word"]',
        'ROWS = "SELECT id FROM work"',
    ],
)
def test_what_no_person_reads_is_let_pass(line: str) -> None:
    assert sentences_in(ast.parse(line)) == []
