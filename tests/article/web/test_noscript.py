from __future__ import annotations

import pytest

from tests.article.web.pages import ARTICLE, FIRST, TEXT, text_of


@pytest.mark.parametrize(
    "note",
    [
        "You need to enable JavaScript to run this app.",
        "يجب تمكين جافا سكريبت",
        "متصفحك لا يدعم الجافاسكربت",
        "فعّل السكريبت من فضلك",
        "لطفا جاوا اسکریپت را فعال کنید",
    ],
)
def test_a_note_on_scripts_is_no_text(note: str) -> None:
    assert text_of(f"<noscript>{note}</noscript>{ARTICLE}") == TEXT


def test_a_long_text_that_names_scripts_is_read() -> None:
    body = f"<h1>لغة JavaScript</h1><noscript><p>{FIRST * 6} JavaScript</p><p>{FIRST}</p></noscript>"
    assert text_of(body).endswith(f"JavaScript\n\n{FIRST}")
