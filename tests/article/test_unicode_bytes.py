from __future__ import annotations

import pytest

from hashiya.article.unicode_bytes import is_damaged_utf8, utf16_without_mark
from tests.article import texts_to_encode as texts


def test_a_line_of_utf8_with_any_byte_lost_or_changed_is_damaged_utf8() -> None:
    line = "قال الوزير: «نعم».".encode()
    for position in range(len(line)):
        for damaged in (
            line[:position] + line[position + 1 :],
            line[:position] + b"\xff" + line[position + 1 :],
        ):
            try:
                damaged.decode("utf-8")
            except UnicodeDecodeError:
                assert is_damaged_utf8(damaged)


@pytest.mark.parametrize("text", ["نعم؟", "صح؟", "ماء،", "قال: «لا»،", "شرع»،"])
def test_a_few_letters_of_cp1256_are_not_taken_for_damaged_utf8(text: str) -> None:
    assert not is_damaged_utf8(text.encode("cp1256"))


@pytest.mark.parametrize(
    "text",
    [
        "Le garçon rentre chez lui avec son ami.",
        "Toute personne a droit à la protection de la loi.",
        "Die Schüler lernen heute nicht mehr so viel wie gestern.",
        "It is 25° outside, and nobody goes for a walk in the park.",
        "It’s the only word that is not in plain ASCII in this sentence.",
    ],
)
def test_one_letter_or_sign_of_a_western_text_is_not_taken_for_damage(text: str) -> None:
    assert not is_damaged_utf8(text.encode("cp1252"))


def test_one_byte_that_is_no_letter_of_a_word_is_taken_for_damage() -> None:
    assert is_damaged_utf8(b"words of plain ASCII, and then \xff and more words of the same kind")


def test_bytes_that_stand_for_no_text_are_not_taken_for_utf16() -> None:
    for source in (b"", b"\0", bytes(200), "قال".encode(), b"a\0\0\0" * 50, bytes(range(256)) * 4):
        assert utf16_without_mark(source) == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [texts.NEWS, texts.VOCALISED, texts.PERSIAN, texts.FRENCH, texts.RUSSIAN, texts.GREEK, texts.HEBREW],
)
def test_parts_of_a_text_in_utf16_are_told(text: str, encoding: str) -> None:
    for length in (20, 50, 100):
        for start in range(0, len(text) - length, max(length, len(text) // 20)):
            part = text[start : start + length].encode(encoding)
            assert utf16_without_mark(part) == encoding, text[start : start + length]
