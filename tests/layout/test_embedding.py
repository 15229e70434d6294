"""python-bidi's dump is read or refused, never guessed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bidi
import pytest

from hashiya.layout import embedding
from hashiya.layout.embedding import levels_in, python_bidi_base_level, python_bidi_levels
from hashiya.messages import Message
from tests.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def unchecked() -> Iterator[None]:
    embedding._checked_dump.cache_clear()
    yield
    embedding._checked_dump.cache_clear()


def test_levels_are_one_for_each_code_point() -> None:
    # one, two, three and four bytes in UTF-8; Latin in a right-to-left paragraph is level 2
    assert python_bidi_levels("a\u05d0\u0f00\U00010800", 1) == bytes([2, 1, 2, 1])


def test_a_text_that_looks_like_the_dump_is_no_answer() -> None:
    assert python_bidi_levels("a\\n    levels: [ Level(9) ],", 0) == bytes(28)


def test_lone_surrogates_count_as_left_to_right() -> None:
    assert python_bidi_levels("\u05d0\ud800\udc00", 1) == bytes([1, 2, 2])
    assert python_bidi_base_level("\ud800\u05d0") == 0


def test_noncharacters_are_boundary_neutral() -> None:
    assert python_bidi_levels("\u05d0\uffff\u05d0", 1) == bytes([1, 1, 1])
    assert python_bidi_base_level("\uffff\u05d0") == 1


def test_another_dump_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bidi, "get_display", lambda *_args, **_options: "BidiInfo { levels: 1 }")
    with refused(Message("layout.levels_missing", levels=0, bytes=len(embedding._KNOWN_TEXT.encode()))):
        python_bidi_levels("a", 0)


def test_a_wrong_known_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    true_answer = bidi.get_display
    monkeypatch.setattr(
        bidi, "get_display", lambda text, **options: true_answer(text, **{**options, "base_dir": "L"})
    )
    with refused(Message("layout.wrong_levels")):
        python_bidi_levels("a", 0)


def test_a_missing_level_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    python_bidi_levels("a", 0)
    true_answer = bidi.get_display
    monkeypatch.setattr(bidi, "get_display", lambda text, **options: true_answer(text[1:], **options))
    with refused(Message("layout.levels_missing", levels=2, bytes=3)):
        python_bidi_levels("abc", 0)


@pytest.mark.parametrize("level", ["256", "9" * 5000], ids=["256", "long"])
def test_a_level_that_is_none_is_refused(level: str) -> None:
    with refused(Message("layout.no_levels")):
        levels_in(f"BidiInfo {{\n    levels: [\n        Level({level}),\n    ],", "a")
