from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.text import words as words_module
from hashiya.text.spans import Span
from hashiya.text.words import iter_words

AWKWARD_TEXT = st.text(alphabet="اب\u064e\u0640\u200c\u200f 19.,:'\"«»_@#$%a\n\U0001f1f8\u200b-")


def words(text: str) -> list[str]:
    return [word.cut(text) for word in iter_words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل وفدٌ، رسميّ.", ["وصل", "وفدٌ", "رسميّ"]),
        ('«لـ "حلب اليوم"»', ["لـ", "حلب", "اليوم"]),
        ("قـــال", ["قـــال"]),
        ("الجديد.كما أكد", ["الجديد", "كما", "أكد"]),
        ("الثاني/نوفمبر السورية-الروسية", ["الثاني", "نوفمبر", "السورية", "الروسية"]),
        ("و'داعش' و‘تصفير’", ["و", "داعش", "و", "تصفير"]),
        ("17:وأضاف", ["17", "وأضاف"]),
        ("12:10 3,366 18-11-2025 11/17/2025 44.2", ["12:10", "3,366", "18-11-2025", "11/17/2025", "44.2"]),
        ("١٢٫٥ ٣٬٣٦٦ ۱۲", ["١٢٫٥", "٣٬٣٦٦", "۱۲"]),
        ("في 2024. ثم 2025،", ["في", "2024", "ثم", "2025"]),
        ("25% $5 ٪", ["25%", "$5"]),
        ("U.S. don't O\u2019Neil Su-35", ["U.S", "don't", "O\u2019Neil", "Su-35"]),
        ("(https://x.com/a?b=1). www.sana.sy!", ["https://x.com/a?b=1", "www.sana.sy"]),
        ("@name_x #سوريا_حرة a@b.com snake_case_", ["@name_x", "#سوريا_حرة", "a@b.com", "snake_case"]),
        ('צה"ל', ['צה"ל']),
    ],
)
def test_words_of_news(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the sign belongs to the name, not to the clitic that is written on to it
        ("و@user و#غزة، لـ#غزة", ["و", "@user", "و", "#غزة", "لـ", "#غزة"]),
        ("#غزة#سوريا_حرة محمد@user_1", ["#غزة", "#سوريا_حرة", "محمد", "@user_1"]),
        ("＠user ＃غزة @ # C#", ["＠user", "＃غزة", "C"]),
        # amounts, the sign on either side
        ("50$ $50 و50$ 50$/برميل", ["50$", "$50", "و50$", "50$", "برميل"]),
        ("50€ €50 ₪200 200₪ 50﷼ US$50", ["50€", "€50", "₪200", "200₪", "50﷼", "US$50"]),
        ("%50 و%50 50% ٥٠٪ ٪١٫٥ 5‰ 30°", ["%50", "و", "%50", "50%", "٥٠٪", "٪١٫٥", "5‰", "30°"]),
        ("50%من 3,5 3٫5 3٬500 3،5 $1.5M", ["50%", "من", "3,5", "3٫5", "3٬500", "3،5", "$1.5M"]),
        ("10%-15% $10-$15 %", ["10%-15%", "$10-$15"]),
        # ranges, sums, sizes
        ("2014–2015 و2014—2015 10-12", ["2014–2015", "و2014—2015", "10-12"]),
        ("(5+1) 90+3 +963 4×6 28\\7\\2015", ["5+1", "90+3", "+963", "4×6", "28\\7\\2015"]),
        # names with a number
        ("بـكوفيد-19 كوفيد–19 إف-16", ["بـكوفيد-19", "كوفيد–19", "إف-16"]),
        ("إس\u2011300 سو-30إس", ["إس\u2011300", "سو-30إس"]),
        ("F-16 (MH-17) صفر-2 المادة-٣-", ["F-16", "MH-17", "صفر-2", "المادة-٣"]),
        ("1-تركيا و-0.5 السورية-الروسية", ["1", "تركيا", "و", "0.5", "السورية", "الروسية"]),
        # acronyms
        ("سي.إن.بي.سي وأ.ف.ب، 700 ق.م ثم", ["سي.إن.بي.سي", "وأ.ف.ب", "700", "ق.م", "ثم"]),
        ("12,45 ت.غ. د.محمد العربية.نت", ["12,45", "ت.غ", "د", "محمد", "العربية", "نت"]),
        # addresses
        ("first.last+tag@mail.co.uk a-b@c.comللتواصل", ["first.last+tag@mail.co.uk", "a-b@c.com", "للتواصل"]),
        ("t.me/abc_d، ftp://x.org/a؟ and/or 3.5/10", ["t.me/abc_d", "ftp://x.org/a", "and", "or", "3.5/10"]),
    ],
)
def test_a_word_keeps_its_sign(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "unit", ["1.", "a-", "a.", "$1", "1%-", "a@", "@", "www.", "a.a/", "سي.", "a_", "a\u064e-1"]
)
def test_a_long_run_of_anything_is_read_once(unit: str) -> None:
    """Quadratic matching of 400,000 code points would take minutes, and one frame a joint gigabytes."""
    text = unit * (400_000 // len(unit))
    found = list(iter_words(text, 0, len(text)))
    covered = sum(word.end - word.start for word in found)
    assert covered >= sum(map(str.isalnum, text))
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_zero_widths_are_part_of_a_word_only_between_its_letters() -> None:
    assert words("\u200fقال\u200f، می\u200cخواهم a\u00adb") == ["قال", "می\u200cخواهم", "a\u00adb"]


def test_a_joiner_that_shapes_the_last_letter_stays_with_it() -> None:
    assert words("ه\u200d ") == ["ه\u200d"]


def test_symbols_and_emoji_sequences_are_words_so_that_the_caret_reaches_them() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    thumb = "\U0001f44d\U0001f3fd"
    assert words(f"{family} {thumb} \U0001f1f8\U0001f1fe © \ue000") == [
        family,
        thumb,
        "\U0001f1f8\U0001f1fe",
        "©",
        "\ue000",
    ]


@pytest.mark.parametrize("text", ["", "   ", "…،«»\"' | + - _ =", "\u200f\u202e", "\x00\x1b"])
def test_punctuation_spaces_and_controls_hold_no_word(text: str) -> None:
    assert words(text) == []


def test_words_do_not_reach_over_the_range() -> None:
    assert list(iter_words("abcdef", 2, 4)) == [Span(2, 4)]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | AWKWARD_TEXT)
def test_words_follow_each_other_and_hold_every_letter_and_digit(text: str) -> None:
    found = list(iter_words(text, 0, len(text)))
    assert all(before.end <= after.start for before, after in pairwise(found))
    covered = {offset for word in found for offset in range(*word)}
    assert all(offset in covered for offset, character in enumerate(text) if character.isalnum())
    assert not any(text[offset].isspace() for offset in covered)


def code_points(inside: str) -> list[str]:
    pattern = re.compile(f"[{inside}]")
    return [chr(code_point) for code_point in range(0x3000) if pattern.match(chr(code_point))]


COMMON = code_points(words_module._COMMON)
COMMON_TEXT = st.text(st.sampled_from(COMMON)) | st.text(
    st.sampled_from("اب\u064e\u0640 19.,:'’\"«@#$%a\n-_&/")
)


@given(COMMON_TEXT, st.sampled_from(["", "http://", "www.", "12", "a"]))
def test_the_pattern_of_common_text_finds_what_the_whole_one_finds(text: str, before: str) -> None:
    text = before + text
    patterns = words_module._pattern_for(text), words_module._pattern()
    assert patterns[0] is not patterns[1]
    found, expected = ([match.span() for match in pattern.finditer(text)] for pattern in patterns)
    assert found == expected


def test_the_patterns_agree_on_each_pair_of_common_code_points() -> None:
    text = "\n".join(f"{first}{second}" for first in COMMON for second in COMMON)
    found = [match.span() for match in words_module._common_pattern().finditer(text)]
    assert found == [match.span() for match in words_module._pattern().finditer(text)]


def test_only_a_text_that_may_hold_an_address_or_an_acronym_is_looked_through_for_them() -> None:
    plain, whole = words_module._plain_pattern(), words_module._common_pattern()
    assert words_module._pattern_for("قال: 3,5. ثم 12:10.\nوصل.") is plain
    for text in ("سي.إن", "a@b.sy", "http://x", "sana.sy/ar", "www.-a"):
        assert words_module._pattern_for(text) is whole


@pytest.mark.parametrize(
    "character", ["\u06dd", "\u20ac", "\u0610", "\u200f", "\u05d0", "é", "\U0001f600", "\u0301"]
)
def test_a_text_with_any_other_code_point_gets_the_whole_pattern(character: str) -> None:
    assert words_module._pattern_for(f"اب {character}") is words_module._pattern()


def test_a_long_text_is_not_read_through_for_its_pattern() -> None:
    assert words_module._pattern_for("اب " * 50_000) is words_module._pattern()
