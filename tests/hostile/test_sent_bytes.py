"""The reading of what was sent finds each hostile sequence, and lets the program's own pass."""

from __future__ import annotations

import pytest

from tests.hostile.sent_bytes import read_sent
from tests.hostile.texts import BIDI_CONTROLS, SEQUENCES


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_every_hostile_sequence_is_foreign(sequence: str) -> None:
    assert read_sent(f"a{sequence}b".encode()).foreign


@pytest.mark.parametrize("sent", [b"\xff", b"a\xe9b", b"\x9b31m", b"\xed\xa0\x80", b"\x1b", b"\x1b[9", b"\t"])
def test_what_is_no_utf_8_or_no_whole_sequence_is_foreign(sent: bytes) -> None:
    assert read_sent(sent).foreign


def test_bidi_controls_are_told_of() -> None:
    assert read_sent(BIDI_CONTROLS.encode()).bidi_controls == list(BIDI_CONTROLS)


def test_the_programs_own_sequences_pass_and_the_text_between_is_read() -> None:
    sent = "\x1b[?1049h\x1b[1;38;2;0;1;255mقال\x1b[0m\x1b[3;1H\x1b]52;c;eA==\x07x\n\x1b[8h"
    assert read_sent(sent.encode()) == ("قالx\n", [], [], ["eA=="])
