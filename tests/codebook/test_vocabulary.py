from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import Annotation
from hashiya.codebook.label import DEFAULT, NOTHING
from hashiya.codebook.labels import load_labels
from hashiya.codebook.vocabulary import misfits, vocabulary_of
from hashiya.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.codebook.vocabulary import Vocabulary

BUILT_IN = vocabulary_of(DEFAULT)


def vocabulary(folder: Path, text: str) -> Vocabulary:
    (folder / "hashiya.toml").write_text(text, encoding="utf-8")
    return vocabulary_of(load_labels(folder))


def annotation(label: str, *relations: str, **attributes: Any) -> Annotation:
    links = tuple({"type": each, "target": "x"} for each in relations)
    return Annotation(id="a", label=label, start=0, end=1, attributes=attributes, relations=links)


def test_an_annotation_of_the_built_in_codebook_fits() -> None:
    for fitting in (
        annotation("ACTOR", kind="person", canonical="سيرغي لافروف"),
        annotation("EVENT", "agent", "place", type="MEET", date="2025-01-29", participants=["سوريا"]),
        annotation("QUOTE", "speaker", mode="direct", cue="قال"),
        annotation(NOTHING.name),
    ):
        assert list(misfits(fitting, BUILT_IN)) == []


def test_a_label_a_value_and_a_relation_that_are_not_in_the_codebook_are_told_of() -> None:
    assert list(misfits(annotation("PLACE", "in", kind="city"), BUILT_IN)) == [
        Message("codebook.label_unknown", label="PLACE")
    ]
    assert list(misfits(annotation("QUOTE", "speaker", "source", "source", mode="loose"), BUILT_IN)) == [
        Message("codebook.value_unknown", attribute="mode", value="loose"),
        Message("codebook.relation_unknown", relation="source", label="QUOTE"),
    ]


def test_an_attribute_is_missed_only_if_the_former_codebook_had_it(tmp_path: Path) -> None:
    former = vocabulary(tmp_path, '[[label]]\nname = "ACTOR"\n[[label.attribute]]\nname = "rank"\n')
    ranked = annotation("ACTOR", rank="colonel", source="AFP")
    assert list(misfits(ranked, former)) == []
    assert list(misfits(ranked, BUILT_IN, former)) == [
        Message("codebook.attribute_unknown", attribute="rank", label="ACTOR")
    ]


def test_values_that_are_listed_now_are_missed_in_a_free_text(tmp_path: Path) -> None:
    text = '[[label]]\nname = "QUOTE"\n[[label.attribute]]\nname = "cue"\nvalues = ["قال"]\n'
    assert not vocabulary(tmp_path, text) >= BUILT_IN
    assert list(misfits(annotation("QUOTE", cue="أكد"), vocabulary(tmp_path, text))) == [
        Message("codebook.value_unknown", attribute="cue", value="أكد")
    ]
