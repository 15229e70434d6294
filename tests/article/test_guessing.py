from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.article.guessing import arabic_likeness, guess_encoding, is_damaged_utf8, utf16_without_mark

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def lines(encoding: str) -> list[bytes]:
    """The lines of the seeds that have twenty letters or more, in another encoding."""
    found = []
    for path in SEEDS:
        for line in path.read_text(encoding="utf-8").splitlines():
            encoded = line.encode(encoding, "ignore")
            if sum(byte > 0x7F for byte in encoded) >= 20:
                found.append(encoded)
    assert len(found) > 50
    return found


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6"])
def test_every_line_of_news_is_told_by_itself(encoding: str) -> None:
    for line in lines(encoding):
        assert not is_damaged_utf8(line)
        assert guess_encoding(line) == encoding


@pytest.mark.parametrize(("encoding", "wrong"), [("cp1256", "iso-8859-6"), ("iso-8859-6", "cp1256")])
def test_news_reads_much_less_like_arabic_in_the_wrong_encoding(encoding: str, wrong: str) -> None:
    source = b" ".join(lines(encoding))
    assert arabic_likeness(source, encoding) > arabic_likeness(source, wrong) + 2


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


@pytest.mark.parametrize("text", ["صفحة", "ثغر", "ظ", "شكراً"])
def test_a_rare_word_by_itself_is_arabic_still(text: str) -> None:
    assert guess_encoding(text.encode("cp1256")) in ("cp1256", "iso-8859-6")


@pytest.mark.parametrize("text", ["نعم؟", "صح؟", "ماء،", "قال: «لا»،", "شرع»،"])
def test_a_few_letters_of_cp1256_are_not_taken_for_damaged_utf8(text: str) -> None:
    assert not is_damaged_utf8(text.encode("cp1256"))


def test_bytes_that_stand_for_no_text_are_not_taken_for_utf16() -> None:
    for source in (b"", b"\0", bytes(200), "قال".encode(), b"a\0\0\0" * 50, bytes(range(256)) * 4):
        assert utf16_without_mark(source) == ""
