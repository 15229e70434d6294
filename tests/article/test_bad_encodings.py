"""Files that are no plain UTF-8: read with a notice, shown as a guess, or refused; never wrong in silence."""

from __future__ import annotations

import gzip
import random
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from tests.refusals import first_notice, refused

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.article.article import Article

TEXT = "وصل وفد من وزارة الخارجية إلى موسكو، وقال الوزير: «العلاقة مع روسيا لا بد منها».\nوأضاف أمس شيئاً.\n"
PLAIN = TEXT.replace("«", "").replace("»", "")
REPLACEMENT = "\ufffd"


def read(folder: Path, source: bytes, encoding: str = "", name: str = "a.txt") -> Article:
    path = folder / name
    path.write_bytes(source)
    return read_article(path, encoding)


def refusal(folder: Path, source: bytes) -> str:
    with pytest.raises(HashiyaError) as caught:
        read(folder, source)
    assert str(folder / "a.txt") in caught.value.message
    return caught.value.message


@pytest.mark.parametrize("source", [b"", b"\xef\xbb\xbf"], ids=["empty", "only_bom"])
def test_an_empty_file_says_so(tmp_path: Path, source: bytes) -> None:
    article = read(tmp_path, source)
    assert (article.text, article.notices) == ("", (Message("article.empty_file"),))


def test_a_file_of_spaces_says_that_it_has_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, b" \n\t\n  ").notices == (Message("article.no_text"),)


def test_plain_utf8_is_certain_and_says_nothing(tmp_path: Path) -> None:
    for source in (TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), b"ASCII"):
        article = read(tmp_path, source)
        assert (article.encoding, article.guessed, article.notices) == ("utf-8", False, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_utf16_and_utf32_are_read_by_their_marks(tmp_path: Path, encoding: str, order: str) -> None:
    article = read(tmp_path, ("\ufeff" + TEXT).encode(f"{encoding}-{order}"))
    assert (article.text, article.encoding, article.guessed) == (TEXT, encoding, False)
    assert article.notices == (Message("article.read_by_mark", encoding=encoding),)
    assert article.sha256 == sha256(TEXT.encode()).hexdigest()


def test_only_one_mark_is_taken_away(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-32-be"):
        assert read(tmp_path, f"\ufeff\ufeff{TEXT}".encode(encoding)).text == "\ufeff" + TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, "قال", "only ASCII\n", "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ"])
def test_utf16_without_a_mark_is_guessed(tmp_path: Path, encoding: str, text: str) -> None:
    article = read(tmp_path, text.encode(encoding))
    assert (article.text, article.encoding, article.guessed) == (text, encoding, True)
    assert first_notice(article) == Message("article.guessed_without_mark", encoding=encoding)


@pytest.mark.parametrize(("encoding", "text"), [("cp1256", TEXT), ("iso-8859-6", PLAIN)])
def test_arabic_in_a_single_byte_encoding_is_guessed_and_said_to_be(
    tmp_path: Path, encoding: str, text: str
) -> None:
    article = read(tmp_path, text.encode(encoding))
    assert (article.text, article.encoding, article.guessed) == (text, encoding, True)
    why = Message("article.not_utf8", byte=0)
    assert article.notices == (Message("article.guessed", encoding=encoding, why=why),)


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6", "mac-arabic"])
@pytest.mark.parametrize(
    "text",
    [
        "سَافَرَ التَّاجِرُ إِلَى الْمَدِينَةِ فِي أَوَّلِ الصَّيْفِ",
        "المـــــــــــــــــــــديـــــــــــــنة",
        "قِفْ",
        "مُـــحَـــمَّـــدٌ",
    ],
)
def test_vocalised_and_stretched_arabic_is_right_or_said_to_be_uncertain(
    tmp_path: Path, text: str, encoding: str
) -> None:
    article = read(tmp_path, text.encode(encoding))
    assert article.guessed
    if article.text != text:
        assert first_notice(article).id == "article.guessed_among"
        assert encoding in str(first_notice(article).parameters["others"])


def test_an_uncertain_guess_names_the_others(tmp_path: Path) -> None:
    article = read(tmp_path, "لا".encode("cp1256"))
    assert first_notice(article).id == "article.guessed_among"
    assert first_notice(article).parameters["why"] == Message("article.not_utf8", byte=0)
    assert "iso-8859-6" in str(first_notice(article).parameters["others"])


def test_a_short_guess_can_be_overruled_and_is_another_text_then(tmp_path: Path) -> None:
    source = "قال".encode("cp1256")
    guessed, chosen = read(tmp_path, source), read(tmp_path, source, "ISO_8859-6")
    assert (guessed.text, guessed.guessed) == ("قال", True)
    assert (chosen.encoding, chosen.guessed) == ("iso-8859-6", False)
    assert chosen.sha256 != guessed.sha256


def test_a_guess_is_the_same_every_time(tmp_path: Path) -> None:
    source = "Où est la façade du théâtre? À côté de l'église.".encode("cp1252")
    assert read(tmp_path, source) == read(tmp_path, source)


def test_what_is_no_arabic_is_guessed_too(tmp_path: Path) -> None:
    for encoding, text in (("cp1252", "Où est la façade? À côté."), ("cp1251", "Привет, как дела сегодня?")):
        article = read(tmp_path, text.encode(encoding))
        assert (article.text, article.guessed) == (text, True)


BROKEN = [
    ("bad_byte", "قال ".encode() + b"\xff" + TEXT.encode(), 7, 1),
    ("cut_char", "وصل".encode()[:-1], 4, 1),
    ("cut_char_after_mark", b"\xef\xbb\xbf" + "وصل".encode()[:-1], 7, 1),
    ("overlong", b"a\xc0\xafb", 1, 2),
    ("overlong_in_arabic", "قال ".encode() + b"\xe0\x80\xaf" + "نعم".encode(), 7, 3),
    ("surrogates", b"a\xed\xa0\xbd\xed\xb8\x80b", 1, 6),
    ("one_byte_in_ascii", b"word " * 20 + b"\xff" + b" word" * 20, 100, 1),
    ("own_replacements", "\ufffd\ufffd قال ".encode() + b"\xff" + "نعم".encode(), 14, 1),
    ("far_behind", TEXT.encode() * 3000 + b"\xff" + TEXT.encode(), len(TEXT.encode()) * 3000, 1),
]


@pytest.mark.parametrize(
    ("source", "position", "places"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_damaged_utf8_keeps_its_letters_and_names_the_place(
    tmp_path: Path, source: bytes, position: int, places: int
) -> None:
    article = read(tmp_path, source)
    assert (article.encoding, article.guessed) == ("utf-8", False)
    assert article.text == source.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    assert article.notices == (Message("article.replaced", encoding="UTF-8", byte=position, count=places),)
    assert article.sha256 == sha256(article.text.encode()).hexdigest()


@pytest.mark.parametrize("utf8_first", [True, False])
def test_two_encodings_in_one_file_are_warned_of_and_nothing_is_hidden(
    tmp_path: Path, utf8_first: bool
) -> None:
    parts = [TEXT.encode(), TEXT.encode("cp1256")]
    article = read(tmp_path, b"".join(parts if utf8_first else parts[::-1]))
    position = len(parts[0]) if utf8_first else 0
    assert TEXT in article.text
    assert first_notice(article).id == "article.replaced"
    assert first_notice(article).parameters["byte"] == position


def test_a_little_utf8_among_much_else_is_shown_right_too(tmp_path: Path) -> None:
    article = read(tmp_path, TEXT.encode() + TEXT.encode("cp1256") * 3)
    assert (article.encoding, article.text[: len(TEXT)]) == ("utf-8", TEXT)


def test_a_guess_is_made_where_the_bytes_are_that_need_one(tmp_path: Path) -> None:
    article = read(tmp_path, b"only ASCII at first " * 20_000 + TEXT.encode("cp1256"))
    assert (article.encoding, article.text[-len(TEXT) :]) == ("cp1256", TEXT)


@pytest.mark.parametrize("through", ["latin-1", "cp1252", "cp1256"])
def test_what_was_encoded_twice_is_shown_as_it_is_with_a_hint(tmp_path: Path, through: str) -> None:
    twice = TEXT.encode().decode(through, "ignore")
    article = read(tmp_path, twice.encode())
    assert article.text == twice
    assert article.notices == (Message("article.encoded_twice"),)


def test_a_nul_inside_a_text_is_kept(tmp_path: Path) -> None:
    article = read(tmp_path, f"{TEXT}\0{TEXT}".encode())
    assert article.text == f"{TEXT}\0{TEXT}"
    assert article.notices == ()


def test_raw_c1_bytes_are_replaced_or_read_as_letters_with_a_notice(tmp_path: Path) -> None:
    for around in (TEXT.encode(), b"word "):
        article = read(tmp_path, around + bytes(range(0x80, 0xA0)) + around)
        assert not any("\x80" <= character <= "\x9f" for character in article.text)
        assert "not valid UTF-8 at byte" in str(first_notice(article))


def noise(seed: int, length: int) -> bytes:
    return random.Random(seed).randbytes(length)  # noqa: S311  not for secrets


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1" + zlib.compress(bytes(500))
BINARY = {
    "all_nul": bytes(4096),
    "random": noise(1, 50_000),
    "short_random": noise(2, 300),
    "gzip": gzip.compress(TEXT.encode()),
    "png": PNG,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "zip": b"PK\x03\x04\x14\x00",
    "compressed": zlib.compress(noise(3, 5_000)),
    "random_behind_a_mark": b"\xff\xfe" + noise(4, 50_001),
}  # fmt: skip


@pytest.mark.parametrize("source", BINARY.values(), ids=BINARY.keys())
def test_a_binary_file_is_refused(tmp_path: Path, source: bytes) -> None:
    assert "is a binary file" in refusal(tmp_path, source)


def test_a_known_kind_of_binary_file_is_named_even_if_an_encoding_is_given(tmp_path: Path) -> None:
    with refused(Message("article.binary_of_kind", path=tmp_path / "a.txt", kind="PNG")):
        read(tmp_path, PNG, "cp1256")


def test_an_encoding_that_is_not_there_is_refused_with_the_usual_ones(tmp_path: Path) -> None:
    for name in ("utf-9", "x" * 500, "\0", "rot13", "unicode_escape", "قال"):
        with refused("article.encoding_unknown") as caught:
            read(tmp_path, b"x", name)
        assert "cp1256" in caught.value.hint


def test_what_is_not_valid_in_the_encoding_asked_for_is_said(tmp_path: Path) -> None:
    article = read(tmp_path, TEXT.encode("cp1256"), "utf-8")
    assert article.encoding == "utf-8"
    assert article.text.startswith(REPLACEMENT)
    assert "not valid UTF-8 at byte 0" in str(first_notice(article))
