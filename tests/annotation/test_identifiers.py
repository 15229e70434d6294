from __future__ import annotations

import re
import time
import uuid

from hashiya.annotation.identifiers import new_id


def test_an_id_is_a_uuid_of_version_7_and_the_rfc_variant() -> None:
    made = new_id()
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", made)
    assert uuid.UUID(made).version == 7
    assert uuid.UUID(made).variant == uuid.RFC_4122


def test_the_first_48_bits_are_the_time_in_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    moment = uuid.UUID(new_id()).int >> 80
    # many ids of one millisecond may have pushed the time part a little ahead
    assert before <= moment <= time.time_ns() // 1_000_000 + 1000


def test_ids_increase_within_a_millisecond_even_when_its_counter_is_full() -> None:
    far = 1 << 42  # later than any id made so far
    made = [new_id(far) for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000
    assert uuid.UUID(made[-1]).int >> 80 == far + 1


def test_ids_increase_when_the_clock_is_set_back() -> None:
    later = new_id((1 << 42) + 1000)
    assert new_id(5) > later
