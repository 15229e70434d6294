from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.adding import addition_to
from hashiya.codebook.built_in import coding_of
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.labels import load_labels
from hashiya.codebook.used import Used, used_in
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from pathlib import Path

MINE = '# my own labels\n[[label]]\nname = "CLAIM"  # no line end'


def settings(folder: Path) -> Path:
    return folder / "hashiya.toml"


def bare(*names: str) -> dict[str, Used]:
    """Labels without attributes and relations."""
    return {name: Used({}, {}) for name in names}


def relating(*relations: str) -> Used:
    return Used({}, dict.fromkeys(relations))


def relations_of(folder: Path, label: str) -> list[str]:
    return [each.name for each in coding_of(load_labels(folder)[label]).relations]


def test_labels_are_added_behind_what_is_there_and_nothing_else_changes(tmp_path: Path) -> None:
    settings(tmp_path).write_text(MINE, encoding="utf-8")
    addition = addition_to(tmp_path, bare("Person", "CLAIM", "ACTOR", "Person", "مكان"))
    assert settings(tmp_path).read_text(encoding="utf-8") == MINE
    addition.save()
    assert settings(tmp_path).read_text(encoding="utf-8").startswith(MINE + "\n")
    assert list(load_labels(tmp_path).names) == [*DEFAULT.names, "CLAIM", "Person", "مكان"]
    assert addition.names == {"Person": "Person", "مكان": "مكان"}
    assert [path.name for path in tmp_path.iterdir()] == ["hashiya.toml"]


def test_a_folder_without_settings_gets_them_only_for_a_new_label(tmp_path: Path) -> None:
    addition_to(tmp_path, bare("ACTOR")).save()
    assert not settings(tmp_path).exists()
    addition_to(tmp_path, bare("ORG")).save()
    assert "ORG" in load_labels(tmp_path)


def test_a_name_that_no_label_may_have_becomes_one_and_stays_as_the_title(tmp_path: Path) -> None:
    given = ["ner.type:value", "9", 'a"\\\n]]', "x" * 40, "x" * 40 + "y", "\udc80\x7f"]
    addition = addition_to(tmp_path, bare(*given))
    addition.save()
    labels = load_labels(tmp_path)
    assert addition.names["ner.type:value"] == "ner_type_value"
    assert labels["ner_type_value"].title == "ner.type:value"
    assert labels[addition.names['a"\\\n]]']].title == 'a"\\\n]]'
    assert len({*addition.names.values()}) == len(given)
    assert {*addition.names.values()} <= {*labels.names}


def test_settings_that_cannot_be_continued_are_left_as_they_are(tmp_path: Path) -> None:
    closed = 'label = [{name = "CLAIM"}]\n'
    settings(tmp_path).write_text(closed)
    with pytest.raises(HashiyaError) as caught:
        addition_to(tmp_path, bare("ORG"))
    assert caught.value.told.id == "codebook.labels_not_added"
    assert settings(tmp_path).read_text() == closed


def test_a_thousand_labels_are_no_codebook(tmp_path: Path) -> None:
    with pytest.raises(HashiyaError) as caught:
        addition_to(tmp_path, bare(*map("L{}".format, range(1000))))
    assert caught.value.told.id == "codebook.too_many_labels"


def test_a_link_to_settings_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared.toml").write_text("# shared\n")
    settings(tmp_path).symlink_to("shared.toml")
    addition_to(tmp_path, bare("ORG")).save()
    assert settings(tmp_path).is_symlink()
    assert (tmp_path / "shared.toml").read_text().startswith("# shared\n\n[[label]]")


def test_a_new_label_gets_the_attributes_and_relations_of_its_annotations(tmp_path: Path) -> None:
    records: list[dict[str, object]] = [
        {"label": "ORG", "attributes": {"kind": "army", "no name": "x"}, "relations": [{"type": "part-of"}]},
        {"label": "ORG", "attributes": {"seat": "y", "kind": "z"}, "relations": [{"type": 3}, "x", {}]},
        {"label": 7, "attributes": [], "relations": {}},
    ]
    addition = addition_to(tmp_path, used_in(records, {}))
    addition.save()
    coding = load_labels(tmp_path)["ORG"].coding
    assert coding is not None
    assert [(each.name, each.values) for each in coding.attributes] == [("kind", ()), ("seat", ())]
    assert [(each.name, each.to) for each in coding.relations] == [("part-of", ())]
    assert addition.relations == []


def test_labels_in_force_get_the_relations_that_they_lack_in_their_own_tables(tmp_path: Path) -> None:
    text = (
        '[[label]]  # first\nname = "CLAIM"\n[[label.relation]]\nname = "of"\n\n# the next\n'
        '[[label]]\nname = "EVENT"\nguideline = """\n[x]\n"""\n\n[keys]\n"undo" = "u"\n'
    )
    settings(tmp_path).write_text(text.replace("[x]", "x"), encoding="utf-8")
    before = relations_of(tmp_path, "ACTOR"), relations_of(tmp_path, "EVENT")
    used = {
        "ACTOR": relating("rival"),
        "CLAIM": relating("of", "denies"),
        "EVENT": relating("agent", "cause"),
    }
    addition = addition_to(tmp_path, used | {"ORG": relating("in")})
    addition.save()
    assert relations_of(tmp_path, "CLAIM") == ["of", "denies"]
    assert relations_of(tmp_path, "ACTOR") == [*before[0], "rival"]
    assert relations_of(tmp_path, "EVENT") == [*before[1], "cause"]
    assert relations_of(tmp_path, "ORG") == ["in"]
    assert sorted(addition.relations) == ["ACTOR.rival", "CLAIM.denies", "EVENT.cause"]
    assert settings(tmp_path).read_text(encoding="utf-8").count("# the next\n[[label]]") == 1
    assert addition_to(tmp_path, used).relations == []


def test_relations_are_not_written_into_a_text(tmp_path: Path) -> None:
    text = '[[label]]\nname = "CLAIM"\nguideline = """\n[x]\n"""\n'
    settings(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(HashiyaError) as caught:
        addition_to(tmp_path, {"CLAIM": relating("of")})
    assert caught.value.told.id == "codebook.labels_not_added"


def test_relations_of_a_label_that_is_read_as_another_are_its_own(tmp_path: Path) -> None:
    record = {"label": "PER", "relations": [{"type": "knows", "target": "x"}]}
    assert used_in([record], {"PER": "ACTOR"}) == {"ACTOR": relating("knows")}
