"""Attributes, relations and guidelines of labels, as settings give them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.codebook.built_in import BUILT_IN, coding_of
from hashiya.codebook.coding import Attribute, Coding, RelationType, Value, coding_in
from hashiya.codebook.labels import load_labels
from hashiya.messages import Message
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Message("codebook.label_place", path="hashiya.toml", number=1)


def _coding(text: str, default: Coding | None = None) -> Coding:
    entry: dict[str, Any] = tomllib.loads(text)
    return coding_in(PLACE, entry, default or Coding())


def test_a_label_gets_attributes_relations_and_a_guideline() -> None:
    coding = _coding("""
        guideline = "Who acts."
        [[attribute]]
        name = "stance"
        title = "الموقف"
        values = ["for", {name = "against", title = "ضد", key = "x"}]
        [[attribute]]
        name = "alias"
        [[relation]]
        name = "member_of"
        to = ["ACTOR"]
    """)
    stance = Attribute("stance", (Value("for"), Value("against", "ضد", "x")), "الموقف")
    assert coding == Coding(
        (stance, Attribute("alias")), (RelationType("member_of", ("ACTOR",)),), "Who acts."
    )


def test_an_attribute_of_the_same_name_replaces_the_built_in_one() -> None:
    coding = _coding('[[attribute]]\nname = "kind"\nvalues = ["party"]', BUILT_IN["ACTOR"])
    assert [attribute.name for attribute in coding.attributes] == ["kind", "canonical"]
    assert coding.attributes[0].values == (Value("party"),)
    assert coding.guideline == BUILT_IN["ACTOR"].guideline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[attribute]]\nname = "a b"', "codebook.part_needs_name"),
        ("[[relation]]\nto = []", "codebook.part_needs_name"),
        ('[[attribute]]\nname = "a"\nvalues = "x"', "codebook.values_not_a_list"),
        ('[[attribute]]\nname = "a"\nvalues = ["x", "x"]', "codebook.value_twice"),
        (
            '[[attribute]]\nname = "a"\nvalues = [{name = "x", key = "1"}, {name = "y", key = "1"}]',
            "codebook.value_twice",
        ),
        ('[[attribute]]\nname = "a"\nvalues = [1]', "codebook.value_needs_name"),
        ('[[attribute]]\nname = "a"\nvalues = [{title = "x"}]', "codebook.value_needs_name"),
        ('[[attribute]]\nname = "a"\nvalues = [{name = "x", key = "ab"}]', "codebook.not_one_character"),
        ('[[attribute]]\nname = "a"\nvalue = ["x"]', "codebook.unknown_near"),
        ('[[relation]]\nname = "r"\nto = "ACTOR"', "codebook.ends_not_a_list"),
        ('attribute = ["kind"]', "codebook.part_not_a_table"),
        ("guideline = 3", "codebook.not_text"),
        ('[[attribute]]\nname = "a"\ntitle = 3', "codebook.not_text"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(text: str, told: str) -> None:
    with refused(told):
        _coding(text)


def test_the_built_in_values_are_those_of_the_records() -> None:
    values = {
        (label, attribute.name): [value.name for value in attribute.values]
        for label, coding in BUILT_IN.items()
        for attribute in coding.attributes
        if attribute.values
    }
    assert set(values["ACTOR", "kind"]) == {"person", "organisation", "state", "group", "media"}
    assert set(values["EVENT", "status"]) == {"asserted", "future", "hypothetical", "negated"}
    assert set(values["QUOTE", "mode"]) == {"direct", "indirect", "mixed"}
    assert set(values["EVENT", "type"]) == {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
        "MEET",
        "OTHER",
    }


def test_settings_add_to_the_coding_of_a_label(tmp_path: Path) -> None:
    (tmp_path / "hashiya.toml").write_text(
        """
        [[label]]
        name = "ACTOR"
        guideline = "Who acts."
        [[label.attribute]]
        name = "stance"
        values = ["for", "against"]
        [[label]]
        name = "PLACE"
        key = "g"
        [[label.relation]]
        name = "part_of"
        to = ["PLACE"]
        """
    )
    labels = load_labels(tmp_path)
    actor, place, event = (coding_of(labels[name]) for name in ("ACTOR", "PLACE", "EVENT"))
    assert [attribute.name for attribute in actor.attributes] == ["kind", "canonical", "stance"]
    assert actor.guideline == "Who acts."
    assert place == Coding((), (RelationType("part_of", ("PLACE",)),))
    assert event == BUILT_IN["EVENT"]


def test_a_relation_leads_to_labels_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "hashiya.toml").write_text(
        '[[label]]\nname = "QUOTE"\n[[label.relation]]\nname = "speaker"\nto = ["ACTORS"]\n'
    )
    with refused("codebook.unknown_near"):
        load_labels(tmp_path)
