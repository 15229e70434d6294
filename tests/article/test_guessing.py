from __future__ import annotations

import random
import time

import pytest

from hashiya.article.guessing import guess_encoding, reads_better
from tests.article import texts_to_encode as texts
from tests.article.texts_to_encode import NEWS, VOCALISED, seen, stretched
from tests.shares import sampled

pytestmark = sampled(3)

ARABIC_ENCODINGS = ("cp1256", "iso-8859-6", "mac-arabic", "cp720")
OTHERS = [
    (texts.PERSIAN, "cp1256"),
    (texts.URDU, "cp1256"),
    (texts.FRENCH, "cp1252"),
    (texts.GERMAN, "cp1252"),
    (texts.SPANISH, "cp1252"),
    (texts.TURKISH, "cp1254"),
    (texts.RUSSIAN, "cp1251"),
    (texts.RUSSIAN, "koi8-r"),
    (texts.RUSSIAN, "cp866"),
    (texts.RUSSIAN, "iso-8859-5"),
    (texts.RUSSIAN, "mac-cyrillic"),
    (texts.GREEK, "cp1253"),
    (texts.GREEK, "iso-8859-7"),
    (texts.HEBREW, "cp1255"),
    (texts.HEBREW, "iso-8859-8"),
]


def slices(text: str, encoding: str, count: int = 40, seed: int = 5) -> list[bytes]:
    """Random parts of an encoded text, of 40 to 4,000 bytes, that hold as many as ten bytes above ASCII."""
    source = text.encode(encoding, "ignore")
    chance = random.Random(f"{seed} {encoding}")  # noqa: S311  not for secrets
    found: list[bytes] = []
    while len(found) < count:
        length = min(len(source) - 1, int(40 * 100 ** chance.random()))
        start = chance.randrange(len(source) - length)
        part = source[start : start + length]
        if sum(byte > 0x7F for byte in part) >= 10:
            found.append(part)
    return found


def assert_right(source: bytes, encoding: str) -> None:
    """The guess gives the text, or is said to be unsure with the right encoding among its rivals."""
    guess = guess_encoding(source)
    if seen(source.decode(guess.encoding, "replace")) != seen(source.decode(encoding, "replace")):
        named = [seen(source.decode(name, "replace")) for name in guess.rivals]
        assert seen(source.decode(encoding, "replace")) in named, guess


@pytest.mark.parametrize("encoding", ARABIC_ENCODINGS)
@pytest.mark.parametrize("text", [NEWS, VOCALISED], ids=["bare", "vocalised"])
def test_any_part_of_an_arabic_text_is_told(text: str, encoding: str) -> None:
    for source in slices(text, encoding):
        guess = guess_encoding(source)
        assert seen(source.decode(guess.encoding)) == seen(source.decode(encoding)), guess


@pytest.mark.parametrize("encoding", ARABIC_ENCODINGS)
@pytest.mark.parametrize("text", [stretched(NEWS), stretched(VOCALISED, 2, 40)], ids=["bare", "vocalised"])
def test_any_part_of_a_stretched_text_is_told_or_said_to_be_unsure(text: str, encoding: str) -> None:
    for source in slices(text, encoding):
        assert_right(source, encoding)


@pytest.mark.parametrize(("text", "encoding"), OTHERS)
def test_any_part_of_another_text_is_told_or_said_to_be_unsure(text: str, encoding: str) -> None:
    assert text.encode(encoding, "ignore").decode(encoding).count(" ") == text.count(" ")
    assert_right(text.encode(encoding, "ignore"), encoding)
    for source in slices(text, encoding):
        assert_right(source, encoding)


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6"])
def test_every_line_of_news_is_told_by_itself(encoding: str) -> None:
    lines = [line.encode(encoding, "ignore") for line in NEWS.splitlines()]
    long = [line for line in lines if sum(byte > 0x7F for byte in line) >= 20]
    assert len(long) > 50
    for line in long:
        assert line.decode(guess_encoding(line).encoding) == line.decode(encoding)


@pytest.mark.parametrize("text", ["صفحة", "ثغر", "ظ", "شكراً", "قال", "نَعَمْ", "خبر عاجل", "جـــــامعة"])
def test_of_a_word_or_two_the_right_encoding_is_guessed_or_named(text: str) -> None:
    for encoding in ("cp1256", "iso-8859-6"):
        guess = guess_encoding(text.encode(encoding))
        names = (guess.encoding, *guess.rivals)
        assert text in [text.encode(encoding).decode(name, "replace") for name in names]


def test_a_vocalised_line_is_sure() -> None:
    for encoding in ("cp1256", "iso-8859-6", "mac-arabic"):
        for line in VOCALISED.splitlines():
            assert guess_encoding(line.encode(encoding)).rivals == ()


def test_macarabic_is_told_by_its_signs() -> None:
    text = 'قال الوزير: "نعم"، وأضاف (أمس) أن الخطة جاهزة للتنفيذ.'
    # each sign of ASCII has a second place 128 above, for text from right to left
    source = bytes(byte + 128 if byte < 0x40 else byte for byte in text.encode("mac-arabic"))
    assert source.decode("mac-arabic") == text
    assert guess_encoding(source) == ("mac-arabic", (), False)


def test_letters_by_their_forms_are_cp864() -> None:
    words = ("ﻛﺗﺏ", "ﺍﻟﻭﺯﻳﺭ", "ﺑﻳﺎﻧﺎ", "ﻣﻥ", "ﻣﻭﺳﻛﻭ", "ﻋﻥ", "ﺍﻟﻌﻼﻗﺎﺕ", "ﻭﻗﺎﻝ")
    source = " ".join(words).encode("cp864")
    assert guess_encoding(source).encoding == "cp864"
    # the same letters where each has one form, as ISO 8859-6 would be read
    assert (
        guess_encoding("كتب الوزير بيانا من موسكو عن العلاقات وقال".encode("iso-8859-6")).encoding
        == "iso-8859-6"
    )


def test_languages_of_east_asia_are_left_to_a_second_opinion() -> None:
    for text, encoding in (
        ("去年夏天我们住在湖边的一个小村庄里，早晨有浓雾，渔夫们带着收获回来。" * 4, "gb18030"),
        ("昨年の夏、私たちは湖のそばの小さな村に住んでいました。朝は霧が深かった。" * 4, "shift_jis"),
        ("지난여름 우리는 호숫가의 작은 마을에 살았다. 아침에는 안개가 짙었다." * 4, "euc_kr"),
    ):
        source = text.encode(encoding)
        assert source.decode(guess_encoding(source).encoding) == text


def test_an_unknown_encoding_is_not_called_arabic_without_a_doubt() -> None:
    thai = "เมื่อฤดูร้อนปีที่แล้วเราอยู่ที่หมู่บ้านเล็กๆ ริมทะเลสาบ " * 5
    guess = guess_encoding(thai.encode("tis-620"))
    assert guess.is_poor or thai.encode("tis-620").decode(guess.encoding) == thai
    noise = bytes(random.Random(3).choices(range(0x80, 0x100), k=400))  # noqa: S311  not for secrets
    assert guess_encoding(noise).is_poor or guess_encoding(noise).encoding not in ARABIC_ENCODINGS


def test_quotation_marks_alone_do_not_make_a_text_arabic() -> None:
    text = "“The letter” said nothing – it’s “only” words … and the rest of it was written in plain English."
    assert text.encode("cp1252").decode(guess_encoding(text.encode("cp1252")).encoding) == text


@pytest.mark.parametrize(
    "source", [b"a" * 200_000 + b"\xc7", b"\xc7a" * 60_000, b"\xdc" * 120_000, b"\xf3" * 120_000]
)
def test_no_bytes_take_long(source: bytes) -> None:
    begin = time.process_time()
    guess_encoding(source)
    assert time.process_time() - begin < 5


def test_a_guess_is_the_same_every_time() -> None:
    for source in slices(VOCALISED, "iso-8859-6", 5):
        assert guess_encoding(source) == guess_encoding(source)


def test_arabic_reads_better_than_as_what_it_falsely_declares() -> None:
    for text in (NEWS[:300], VOCALISED[:300]):
        for encoding in ("cp1256", "iso-8859-6", "mac-arabic"):
            source = text.encode(encoding, "ignore")
            assert reads_better(source, encoding, "cp1252")
            assert not reads_better(source, encoding, encoding)
    assert not reads_better(texts.FRENCH.encode("cp1252"), "cp1256", "cp1252")
    assert not reads_better(("去年夏天我们住在湖边" * 9).encode("gb18030"), "cp1256", "gb18030")
