from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.article.front_matter import front_matter


def title(block: str) -> str:
    found = front_matter(f"---\n{block}\n---\nنص")
    assert found is not None
    return found.title


def test_title_and_date_of_a_block_of_yaml_are_found_and_where_it_ends() -> None:
    text = "---\ntitle: وزير الصحة: لن نغلق المدارس\ndate: 2025-11-18\n---\n\nقال الوزير"
    found = front_matter(text)
    assert found == ("وزير الصحة: لن نغلق المدارس", "2025-11-18", text.index("\nقال"))


def test_title_and_date_of_a_block_of_toml_are_found() -> None:
    found = front_matter(
        '+++\ntitle = "وزير"\ndate = 2025-11-18T10:00:00+03:00\n[params]\ntitle = "لا"\n+++\nنص'
    )
    assert found is not None
    assert (found.title, found.date) == ("وزير", "2025-11-18 10:00:00+03:00")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    text = end.join(("", "  ", "--- ", "title: عنوان", "...", "نص"))
    found = front_matter(text)
    assert found is not None
    assert (found.title, text[found.end :]) == ("عنوان", "نص")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: 'a ''b'' c'  # no", "a 'b' c"),
        (r'title: "\"a\" \u0642\x41\t\\" # no', '"a" قA \\'),
        (r'title: "a\ud800b\U00110000"', "a\ufffdb\ufffd"),
        ("title: a #b", "a"),
        ("title: a#b", "a#b"),
        ("title: #b", ""),
        ("title: أول\n  ثان\n  ثالث", "أول ثان ثالث"),
        ('title: "أول\n\n  ثان"', "أول ثان"),
        ("title:\n  أول\n  ثان", "أول ثان"),
        ("title: >-\n  أول\n\n  ثان\ndate: x", "أول ثان"),
        ("title: |2+\n  أول # منه\n  ثان", "أول # منه ثان"),
        ("title:\ndate: 2025-11-18", ""),
        ("title: ~", ""),
        ("title: [a, b]", ""),
        ("title: [عاجل] كذا", "[عاجل] كذا"),
        ("title:\n- a\n- b", ""),
        ("title:\n  - a", ""),
        ("title:\n  ar: عنوان", ""),
        ("seo:\n  title: لا\ntitle: نعم", "نعم"),
        ("tags:\n- a\n- b\ntitle: نعم", "نعم"),
        ("  title: نعم", "نعم"),
        ("# title: لا\ntitle: نعم", "نعم"),
        ("TITLE:   نعم  ", "نعم"),
        ('"title": نعم', "نعم"),
        ("عنوان: نعم", "نعم"),
        ("الـعُنْوان: نعم", "نعم"),
        ("\u200fعنوان: نعم", "نعم"),
        ("title:\nheadline: نعم", "نعم"),
        ("layout: post\ndraft: false", ""),
    ],
)
def test_a_title_is_read_as_yaml_writes_it(block: str, expected: str) -> None:
    assert title(block) == expected


@pytest.mark.parametrize(
    "entry",
    [
        "date: D",
        "Date: 'D'",
        "published: D",
        "publish_date: D",
        "تاريخ: D",
        "التاريخ: D",
        "تاريخ النشر: D",
        "تاریخ: D",
    ],
)
def test_a_date_has_several_names(entry: str) -> None:
    found = front_matter(f"---\n{entry}\n---\n")
    assert found is not None
    assert found.date == "D"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "---\ntitle: a\n",  # no end
        "---\ntitle: a\n--- x\n",
        "----\ntitle: a\n----\n",
        "---\n---\nنص",  # nothing in it
        "---\n\n---\nنص",
        "---\nقال الوزير إن المدارس لن تغلق\n---\nنص",  # prose between two rules
        "---\ntitle: a\nقال الوزير إن المدارس لن تغلق\n---\nنص",
        "---\nأحمد: مرحبا\nسالم: أهلا\n---\nنص",  # a conversation between two rules
        "---\n- a\n- b\n---\nنص",
        "+++\ntitle: a\n+++\n",
        "+++\ntitle = \n+++\n",
        "+++\ntitle = 'a'\n---\n",
        "نص\n---\ntitle: a\n---\n",
        "---\ntitle: a\n" + "x: y\n" * 20_000 + "---\n",  # ends too late
    ],
)
def test_a_broken_block_is_text(text: str) -> None:
    assert front_matter(text) is None


@pytest.mark.parametrize(
    "block",
    [
        "x = " + "[" * 20_000,
        "x = " + "9" * 20_000,
        "x = " + "{a=" * 5_000,
        "\n".join(f"a{n} = {n}" for n in range(3_000)),
        "x = '''" + "\\" * 20_000,
    ],
)
def test_hostile_toml_is_text_or_read(block: str) -> None:
    front_matter(f"+++\n{block}\n+++\n")


@pytest.mark.parametrize(
    "block",
    [
        "title: " + " #" * 15_000,
        "title: " + '"' * 30_000,
        "title: '" + "''" * 15_000,
        'title: "' + "\\" * 30_000,
        "title: " + " " * 30_000 + "x",
        "a" * 30_000,
        "a " * 15_000 + ":",
        "a: b\n" * 6_000,
        "title: &a\n" + "  *a\n" * 5_000,
    ],
)
def test_hostile_yaml_takes_no_time(block: str) -> None:
    begin = time.process_time()
    front_matter(f"---\n{block}\n---\n")
    assert time.process_time() - begin < 2


@given(st.text(alphabet="-+\n\r :#'\"\\|>[]{}&*!%@`~?\u2028aع.u0", max_size=200))
def test_any_block_is_read_or_text(block: str) -> None:
    for fence in ("---", "+++"):
        text = f"{fence}\n{block}\n{fence}\nنص"
        found = front_matter(text)
        if found:
            assert 0 < found.end <= len(text)
            assert found.title == " ".join(found.title.split())
