"""The body of an article ends where the site's own lines begin."""

from __future__ import annotations

import pytest

from hashiya.suggest.body import end_of_body

BODY = "نص المقال الأول وفيه كلام كثير.\nونص المقال الثاني وفيه كلام كثير.\n"


@pytest.mark.parametrize("line", ["آخر الأخبار", "الأكثر قراءة", "مشاركة المقال:", "إقرأ أيضاً"])
def test_the_body_ends_before_a_line_of_the_site(line: str) -> None:
    assert end_of_body(f"{BODY}{line}\nخبر آخر") == len(BODY)


def test_a_line_of_the_site_in_the_first_part_ends_nothing() -> None:
    text = f"آخر الأخبار\n{BODY}"
    assert end_of_body(text) == len(text)


@pytest.mark.parametrize("text", ["", "\n", BODY, f"{BODY}ومن آخر الأخبار أن الأمر انتهى"])
def test_other_texts_are_all_body(text: str) -> None:
    assert end_of_body(text) == len(text)
