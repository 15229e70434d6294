from __future__ import annotations

import io

import pytest
from rich.console import Console

from hashiya.terminal.colour_depth import ColourDepth, colour_depth, colours_of_terminal


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ColourDepth.FULL),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, ColourDepth.FULL),
        ({"TERM": "screen-256color"}, ColourDepth.INDEXED),
        ({"TERM": "xterm-kitty"}, ColourDepth.INDEXED),
        ({"TERM": "xterm"}, ColourDepth.EIGHT),
        ({"TERM": "xterm-color", "COLORTERM": ""}, ColourDepth.EIGHT),
        ({"TERM": "xterm-16color"}, ColourDepth.EIGHT),
        ({"TERM": "linux"}, ColourDepth.EIGHT),
        ({"TERM": "screen"}, ColourDepth.EIGHT),
    ],
)
def test_depth_is_what_rich_will_send(environment: dict[str, str], depth: ColourDepth) -> None:
    assert colour_depth(environment) is colours_of_terminal(environment) is depth
    sent = Console(file=io.StringIO(), force_terminal=True, _environ=environment).color_system
    assert sent == {"eight": "standard"}.get(depth, depth)


def test_no_colours_are_used_where_none_are_wanted() -> None:
    environment = {"TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": "1"}
    assert colour_depth(environment) is ColourDepth.NONE
    assert colours_of_terminal(environment) is ColourDepth.FULL


def test_an_empty_wish_is_none() -> None:
    assert colour_depth({"TERM": "xterm", "NO_COLOR": ""}) is ColourDepth.EIGHT
