from __future__ import annotations

import pytest

from hashiya.article.encodings import CANDIDATES, canonical_name, known_name, next_candidate
from hashiya.messages import Message
from tests.refusals import refused


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("Windows-1256", "cp1256"),
        (" CP1256 ", "cp1256"),
        ("iso8859_6", "iso-8859-6"),
        ("arabic", "iso-8859-6"),
        ("UTF-16LE", "utf-16-le"),
        ("latin1", "iso-8859-1"),
        ("", ""),
        ("base64", ""),
        ("punycode", ""),
    ],
)
def test_each_encoding_has_one_name(name: str, known: str) -> None:
    assert canonical_name(name) == known
    assert canonical_name(known) == known


def test_candidates_are_canonical_and_gone_through_in_a_circle() -> None:
    assert [canonical_name(name) for name in CANDIDATES] == list(CANDIDATES)
    assert next_candidate("utf-8") == "cp1256"
    assert next_candidate(CANDIDATES[-1]) == CANDIDATES[0]
    assert next_candidate("koi8-r") == CANDIDATES[0]


def test_an_unknown_name_is_refused() -> None:
    with refused(Message("article.encoding_unknown", name="nope")):
        known_name("nope")
