from __future__ import annotations

import time

import pytest

from hashiya.article.markup import without_signs


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("# عنوان", "عنوان"),
        ("###   عنوان ##", "عنوان"),
        ("#غزة تحت القصف", "#غزة تحت القصف"),
        ("لغة C# والويب", "لغة C# والويب"),
        (
            "**عنوان** و *مائل* و __عريض__ و _مائل_ و `رمز` و ~~شطب~~",
            "عنوان و مائل و عريض و مائل و رمز و شطب",
        ),
        ("snake_case_name و 2*3*4 و * نجمة", "snake_case_name و 2*3*4 و * نجمة"),
        ("> > اقتباس", "اقتباس"),
        ("- بند", "بند"),
        ("* بند", "بند"),
        ("موسكو - سانا", "موسكو - سانا"),
        ("[عنوان](https://x.example/a_b_c)", "عنوان"),
        ("[عنوان][1]", "عنوان"),
        ("[عاجل] عنوان", "[عاجل] عنوان"),
        ("[![بناء](a.png)](https://x.example)", ""),
        ("![صورة](a.png)", ""),
        ('<h1 align="center">عنوان</h1>', "عنوان"),
        ('<div dir="rtl">', ""),
        ("<!-- تعليق --> عنوان", "عنوان"),
        ("<!-- تعليق", ""),
        ("<موسكو> 3 < 4", "<موسكو> 3 < 4"),
        ("```python", ""),
        ("---", ""),
        ("===", ""),
        ("1", ""),
        ("٣", ""),
        ("00:00:01,000 --> 00:00:04,000", ""),
        ("00:01.000 --> 00:04.000 align:start position:0%", ""),
        ("0:00:01.000,0:00:04.000", ""),
        ("WEBVTT", ""),
        ("WEBVTT - ترجمة", ""),
        ("Kind: captions", ""),
        ("<v سالم>مرحبا</v>", "مرحبا"),
        ("<c.yellow>مرحبا</c> <00:00:01.500>بكم", "مرحبا بكم"),
        (r"{\an8}مرحبا", "مرحبا"),
        ("[00:12.30] مرحبا", "مرحبا"),
        ("الطريق: دمشق --> حلب", "الطريق: دمشق --> حلب"),
        ("عنوان\tمن \u00a0 كلمات", "عنوان من كلمات"),
    ],
)
def test_signs_are_taken_out_and_words_stay(paragraph: str, expected: str) -> None:
    assert without_signs(paragraph) == expected


@pytest.mark.parametrize(
    "piece",
    ["`", "*", "_", "[", "[]", "](", "![", "<", "<!--", "> ", "#", " #", "[1:11]", "{\\", "**a", "- ", "~~"],
)
def test_a_flood_of_signs_takes_no_time(piece: str) -> None:
    begin = time.process_time()
    without_signs((piece * 480)[:479] + "ا")
    assert time.process_time() - begin < 1
