from __future__ import annotations

from hashiya.exchange.formats import DEFAULT, FORMATS, format_named
from hashiya.messages import Message
from tests.refusals import refused


def test_every_format_is_found_by_its_name() -> None:
    assert DEFAULT in FORMATS
    for name, format_ in FORMATS.items():
        assert format_named(name) is format_
        assert format_.name == name
        assert all(ending.startswith(".") for ending in format_.endings)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with refused(Message("exchange.format_unknown", name="docx", names=tuple(FORMATS))):
        format_named("docx")
