from __future__ import annotations

import pytest

from hashiya.article.web.style import Style, style_of


@pytest.mark.parametrize(
    "declarations",
    [
        "display:none",
        "display: none",
        "display : none",
        "DISPLAY\n:\tNone ;",
        "color:red;display:none",
        "display:none!important",
        "display : none ! important",
        "/* x */display/* y */:/* z */none",
        "display:none;/* display:block",
        "d\\69 splay:none",
        "display:n\\6f ne",
        "display:none;display:block;display:none",
        "display:none!important;display:block",
        "display:block;display:none",
        "background:url(a;b);display:none",
        "content:';';display:none",
    ],
)
def test_display_none_is_read_however_it_is_written(declarations: str) -> None:
    assert style_of(declarations).display == "none"


@pytest.mark.parametrize(
    "declarations",
    [
        "",
        "display",
        "displaynone",
        "-x-display:none",
        "xdisplay:none",
        "display:nonesuch",
        "/* display:none */",
        "content:'display:none'",
        'content:";display:none;"',
        "background:url(;display:none;)",
        "display:none;display:block",
        "display:block!important;display:none",
        "color:red /* ;display:none */",
    ],
)
def test_what_is_no_declaration_hides_nothing(declarations: str) -> None:
    assert style_of(declarations).display != "none"


@pytest.mark.parametrize(
    ("declarations", "style"),
    [
        ("display:block", Style("block")),
        ("display: Inline-Block", Style("inline")),
        ("display:block flow", Style("block")),
        ("visibility:hidden", Style(visible=False)),
        ("visibility : collapse", Style(visible=False)),
        ("visibility:hidden;visibility:visible", Style(visible=True)),
        ("white-space:pre-line", Style(keeps_lines=True)),
        ("white-space: nowrap", Style(keeps_lines=False)),
        ("display:flex;visibility:hidden", Style("block", visible=False)),
    ],
)
def test_the_last_declaration_of_a_property_counts(declarations: str, style: Style) -> None:
    assert style_of(declarations) == style
