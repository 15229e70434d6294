from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.codebook.labels import load_labels
from hashiya.messages import sentence, speak
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path


def settings(folder: Path, text: str) -> Path:
    (folder / "hashiya.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_default_labels_have_their_keys_on_both_layouts() -> None:
    assert DEFAULT.names == ("ACTOR", "EVENT", "QUOTE")
    for key, arabic, name in (("a", "ش", "ACTOR"), ("e", "ث", "EVENT"), ("q", "ض", "QUOTE")):
        assert (DEFAULT[name].key, DEFAULT[name].arabic_key) == (key, arabic)
    assert DEFAULT.get("PLACE") is None
    assert len({label.letter for label in DEFAULT}) == len({label.underline for label in DEFAULT}) == 3


def test_the_default_labels_are_called_by_words_of_each_language() -> None:
    for language, titles in (("en", ["actor", "event", "quote"]), ("ar", ["فاعل", "حدث", "اقتباس"])):
        speak(language)
        assert [sentence(label.title) for label in DEFAULT] == titles


def test_without_settings_the_labels_are_the_default_ones(tmp_path: Path) -> None:
    assert load_labels(tmp_path) is DEFAULT


def test_a_label_can_be_added(tmp_path: Path) -> None:
    made = load_labels(settings(tmp_path, '[[label]]\nname = "PLACE"\nkey = "l"\n'))
    assert made.names == ("ACTOR", "EVENT", "QUOTE", "PLACE")
    place = made["PLACE"]
    assert (place.key, place.arabic_key, place.letter, place.title) == ("l", "م", "P", "place")


def test_a_label_needs_no_key(tmp_path: Path) -> None:
    place = load_labels(settings(tmp_path, '[[label]]\nname = "PLACE"\n'))["PLACE"]
    assert (place.key, place.arabic_key) == ("", "")


def test_labels_may_be_more_than_letters(tmp_path: Path) -> None:
    text = "".join(f'[[label]]\nname = "AB-{number}"\n' for number in range(200))
    assert len(load_labels(settings(tmp_path, text))) == 203


def test_a_codebook_has_a_version(tmp_path: Path) -> None:
    assert load_labels(settings(tmp_path, 'version = "2024-1"\n')).version == "2024-1"
    assert DEFAULT.version == ""


def test_a_default_label_can_be_changed(tmp_path: Path) -> None:
    made = load_labels(
        settings(tmp_path, '[[label]]\nname = "QUOTE"\nkey = "t"\ntitle = "قول"\nunderline = "curly"\n')
    )
    assert made.names == ("ACTOR", "EVENT", "QUOTE")
    quote = made["QUOTE"]
    assert (quote.key, quote.arabic_key, quote.title, quote.underline) == ("t", "ف", "قول", "curly")
    assert (quote.letter, quote.light) == ("Q", DEFAULT["QUOTE"].light)


def test_a_letter_that_is_taken_is_not_chosen(tmp_path: Path) -> None:
    made = load_labels(settings(tmp_path, '[[label]]\nname = "AREA"\nkey = "r"\n'))
    assert made["AREA"].letter == "R"


def test_a_letter_of_two_columns_is_not_chosen(tmp_path: Path) -> None:
    text = '[[label]]\nname = "\u5730b"\nkey = "r"\n[[label]]\nname = "\u5730"\nkey = "z"\n'
    assert [label.letter for label in load_labels(settings(tmp_path, text))][3:] == ["B", "?"]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("version = 2\n", "codebook.not_text"),
        ('[[label]]\nname = "X"\n[[label]]\nname = "X"\n', "codebook.twice"),
        ('[[label]]\nkey = "x"\n', "codebook.name_needed"),
        ('[[label]]\nname = "a b"\nkey = "x"\n', "codebook.name_needed"),
        ('[[label]]\nname = "X"\nkey = "xy"\n', "codebook.not_one_character"),
        ('[[label]]\nname = "X"\nkey = " "\n', "codebook.not_one_character"),
        ('[[label]]\nname = "X"\nkey = "x"\nletter = "\u0301"\n', "codebook.letter_too_wide"),
        ('[[label]]\nname = "X"\nkey = "x"\nletter = "\u6f22"\n', "codebook.letter_too_wide"),
        ('[[label]]\nname = "X"\nkey = 1\n', "codebook.not_text"),
        ('[[label]]\nname = "X"\nkey = "x"\ncolor = "red"\n', "codebook.unknown"),
        (
            '[[label]]\nname = "X"\nkey = "x"\n[[label]]\nname = "Y"\nkey = "y"\ntitel = "y"\n',
            "codebook.unknown_near",
        ),
        ('[[label]]\nname = "X"\nkey = "x"\narabic-key = "y"\n', "codebook.unknown_near"),
        ('[[label]]\nname = "X"\nkey = "x"\nlight = "red"\n', "codebook.not_a_colour"),
        ('[[label]]\nname = "X"\nkey = "x"\nunderline = "wavy"\n', "codebook.unknown_underline"),
        ('[[label]]\nname = "X"\nkey = "a"\n', "codebook.same_key"),
        ('[[label]]\nname = "X"\nkey = "x"\narabic_key = "ش"\n', "codebook.same_key"),
        ('[[label]]\nname = "X"\nkey = "x"\nletter = "E"\n', "codebook.same_letter"),
    ],
)
def test_wrong_settings_are_refused_with_the_file_and_the_cause(tmp_path: Path, text: str, id_: str) -> None:
    with refused(id_) as caught:
        load_labels(settings(tmp_path, text))
    assert str(tmp_path / "hashiya.toml") in caught.value.message
