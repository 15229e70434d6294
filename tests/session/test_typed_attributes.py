"""Attributes on one line."""

from __future__ import annotations

import pytest

from hashiya.codebook.built_in import coding_of
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.typed_attributes import attribute_completions, read_attributes
from tests.refusals import refused

ATTRIBUTES = coding_of(DEFAULT["ACTOR"]).attributes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("kind:state", {"kind": "state"}),
        ('KIND:x canonical:"الأمم  المتحدة" kind:State', None),
        ("canonical:«الأمم المتحدة» kind:State", {"canonical": "الأمم المتحدة", "kind": "state"}),
    ],
)
def test_attributes_are_read(text: str, found: dict[str, str] | None) -> None:
    if found is None:
        with refused("corpus.bad_query"):
            read_attributes(text, ATTRIBUTES)
    else:
        assert read_attributes(text, ATTRIBUTES) == found


@pytest.mark.parametrize("text", ["state", "kind:", "kind: )", "nothing:x", '"', "( ( ("])
def test_a_line_that_cannot_be_read_is_refused_with_its_place(text: str) -> None:
    with refused("corpus.bad_query"):
        read_attributes(text, ATTRIBUTES)


def test_a_value_that_the_codebook_lacks_is_refused() -> None:
    names = tuple(value.name for value in ATTRIBUTES[0].values)
    with refused(Message("session.not_a_value", attribute="kind", value="planet", values=names)):
        read_attributes("kind:planet", ATTRIBUTES)


def test_names_and_values_are_completed() -> None:
    assert attribute_completions("ki", ATTRIBUTES) == ["kind:"]
    assert attribute_completions("canonical:x kind:st", ATTRIBUTES) == ["canonical:x kind:state"]


def test_names_and_values_are_completed_in_capitals_or_not() -> None:
    attributes = coding_of(DEFAULT["EVENT"]).attributes
    assert attribute_completions("type:me", attributes) == ["type:MEET"]
    assert attribute_completions("Ty", attributes) == ["type:"]
