from __future__ import annotations

import pytest

from tests.article.web.pages import text_of


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>واحد</p><p>اثنان</p>", "واحد\n\nاثنان"),
        ("<div>واحد</div><div>اثنان</div>", "واحد\nاثنان"),
        ("واحد<br>اثنان", "واحد\nاثنان"),
        ("واحد<br><br>اثنان<br><br><br><br>ثلاثة", "واحد\n\nاثنان\n\nثلاثة"),
        ("<h1>عنوان</h1><div>نص</div>", "عنوان\n\nنص"),
        ("<ul><li>واحد<li>اثنان</ul>نص", "واحد\nاثنان\n\nنص"),
        ("<ul><li>واحد<ul><li>فرع</ul><li>اثنان</ul>", "واحد\n\nفرع\n\nاثنان"),
        ("واحد<hr>اثنان", "واحد\n\nاثنان"),
        ("<span style='display:block'>واحد</span><span style='display:block'>اثنان</span>", "واحد\nاثنان"),
        ("<span style='display:flex'>واحد</span>اثنان", "واحد\nاثنان"),
        ("<li style='display:inline'>واحد</li> <li style='display:inline'>اثنان</li>", "واحد اثنان"),
        ("<a href=1>واحد<div>اثنان</div>ثلاثة</a>", "واحد\nاثنان\nثلاثة"),
        ("واحد <b> اثنان </b> <i>ثلاثة</i>", "واحد اثنان ثلاثة"),
        ("<b>وا</b>حد", "واحد"),
        ("  واحد \n\t اثنان\r\n ", "واحد اثنان"),
        ("واحد&nbsp;&nbsp;اثنان", "واحد\u00a0\u00a0اثنان"),
        ("<p>واحد</p><p>&nbsp;</p><p> </p><p>اثنان</p>", "واحد\n\nاثنان"),
        ("<pre>واحد\n  اثنان\n\n\nثلاثة</pre>", "واحد\n  اثنان\n\nثلاثة"),
        ("<div style='white-space:pre-line'>واحد\nاثنان</div>", "واحد\nاثنان"),
        ("<p>a\u200f\u202e\u00a0b\u200d</p>", "a\u200f\u202e\u00a0b\u200d"),
        ("<table><tr><td>أ<td>ب<tr><td><p>ج</p><td>د</table>", "أ\tب\nج\tد"),
        ("<table><tr><td>أ<td><td>ب</table>", "أ\tب"),
        ("<table><tr><td><p>فقرة</p><p>أخرى</p><td>ب</table>", "فقرة\n\nأخرى\n\nب"),
        ("<table><tr><td>سطر<br>آخر<td>ب</table>", "سطر\nآخر\n\nب"),
        ("واحد<p>اثنان</p>ثلاثة", "واحد\n\nاثنان\n\nثلاثة"),
    ],
)
def test_lines_and_paragraphs_stand_as_a_browser_shows_them(body: str, text: str) -> None:
    assert text_of(body) == text


def test_deep_nesting_is_written_without_recursion() -> None:
    assert text_of("<div>" * 10_000 + "نص") == "نص"
