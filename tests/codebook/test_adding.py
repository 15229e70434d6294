from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.adding import addition_to
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.labels import load_labels
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from pathlib import Path

MINE = '# my own labels\n[[label]]\nname = "CLAIM"  # no line end'


def settings(folder: Path) -> Path:
    return folder / "hashiya.toml"


def test_labels_are_added_behind_what_is_there_and_nothing_else_changes(tmp_path: Path) -> None:

    settings(tmp_path).write_text(MINE, encoding="utf-8")
    addition = addition_to(tmp_path, ["Person", "CLAIM", "ACTOR", "Person", "مكان"])
    assert settings(tmp_path).read_text(encoding="utf-8") == MINE
    addition.save()
    assert settings(tmp_path).read_text(encoding="utf-8").startswith(MINE + "\n")
    assert list(load_labels(tmp_path).names) == [*DEFAULT.names, "CLAIM", "Person", "مكان"]
    assert addition.names == {"Person": "Person", "مكان": "مكان"}
    assert [path.name for path in tmp_path.iterdir()] == ["hashiya.toml"]


def test_a_folder_without_settings_gets_them_only_for_a_new_label(tmp_path: Path) -> None:
    addition_to(tmp_path, ["ACTOR"]).save()
    assert not settings(tmp_path).exists()
    addition_to(tmp_path, ["ORG"]).save()
    assert "ORG" in load_labels(tmp_path)


def test_a_name_that_no_label_may_have_becomes_one_and_stays_as_the_title(tmp_path: Path) -> None:
    given = ["ner.type:value", "9", 'a"\\\n]]', "x" * 40, "x" * 40 + "y", "\udc80\x7f"]
    addition = addition_to(tmp_path, given)
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
        addition_to(tmp_path, ["ORG"])
    assert caught.value.told.id == "codebook.labels_not_added"
    assert settings(tmp_path).read_text() == closed


def test_a_thousand_labels_are_no_codebook(tmp_path: Path) -> None:
    with pytest.raises(HashiyaError) as caught:
        addition_to(tmp_path, map("L{}".format, range(1000)))
    assert caught.value.told.id == "codebook.too_many_labels"


def test_a_link_to_settings_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared.toml").write_text("# shared\n")
    settings(tmp_path).symlink_to("shared.toml")
    addition_to(tmp_path, ["ORG"]).save()
    assert settings(tmp_path).is_symlink()
    assert (tmp_path / "shared.toml").read_text().startswith("# shared\n\n[[label]]")
