"""Following a table's changes gives what parsing the whole table gives."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hashiya.store.records.parsed_records import ParsedRecords, parse_records

SIZE = 40
IDS = [f"{number:02}" for number in range(SIZE + 4)]
RECORDS = st.fixed_dictionaries(
    {"id": st.sampled_from(IDS), "label": st.just("ACTOR"), "start": st.integers(-1, 5)},
    optional={"end": st.integers(1, 7), "schema": st.integers(1, 2)},
)
CHANGES = st.dictionaries(st.integers(0, SIZE + 4).map(str), st.one_of(st.none(), RECORDS), max_size=3)


@given(st.lists(CHANGES, max_size=5))
def test_what_is_followed_is_what_is_read_anew(steps: list[dict[str, dict[str, Any] | None]]) -> None:
    records: dict[str, dict[str, Any]] = {
        str(number): {"id": IDS[number], "label": "EVENT", "start": number % 5, "end": 9}
        for number in range(SIZE)
    }
    followed = parse_records("s.json", records, ParsedRecords())
    for changes in steps:
        changed = {**records, **changes}
        records = {number: record for number, record in changed.items() if record is not None}
        earlier, followed = followed, parse_records("s.json", records, followed)
        anew = parse_records("s.json", records, ParsedRecords())
        assert followed == anew
        assert followed.has_newer == anew.has_newer
        for number, (record, annotation) in followed.parsed.items():
            known = earlier.parsed.get(number)
            assert known is None or known[0] is not record or known[1] is annotation
