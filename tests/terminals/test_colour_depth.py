from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from hashiya.terminal.colour_depth import ColourDepth, colour_depth, colours_of_terminal
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.terminal.profiles import UNKNOWN
from hashiya.terminal.recognition import depth_in_environment, recognise
from hashiya.terminal.replies import Replies

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ColourDepth.FULL),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, ColourDepth.FULL),
        ({"TERM": "screen-256color"}, ColourDepth.INDEXED),
        ({"TERM": "xterm"}, ColourDepth.EIGHT),
        ({"TERM": "screen", "TMUX": ""}, ColourDepth.EIGHT),
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


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "screen.xterm-256color", "STY": "1.pts", "COLORTERM": "truecolor"},
        {"TERM": "screen", "STY": "1.pts", "COLORTERM": "truecolor"},
        {"TERM": "screen", "STY": "1.pts"},
        {"TERM": "screen", "TMUX": "socket,1,0"},
    ],
)
def test_in_a_multiplexer_there_are_256_colours_whatever_its_name_or_colorterm_say(
    environment: dict[str, str],
) -> None:
    for known in ColourDepth.EIGHT, ColourDepth.INDEXED, ColourDepth.FULL:
        assert colours_of_terminal(environment, known) is ColourDepth.INDEXED


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm", "VTE_VERSION": "7006"}, ColourDepth.FULL),
        ({"TERM": "xterm", "KONSOLE_VERSION": "221203"}, ColourDepth.FULL),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, ColourDepth.FULL),
        ({"TERM": "alacritty"}, ColourDepth.FULL),
        ({"TERM": "xterm-kitty"}, ColourDepth.FULL),
        ({"TERM": "mlterm"}, ColourDepth.INDEXED),
        ({"TERM": "rxvt-unicode"}, ColourDepth.INDEXED),
        ({"TERM": "xterm"}, ColourDepth.EIGHT),
    ],
)
def test_a_terminal_that_the_environment_names_has_the_colours_that_it_is_known_for(
    environment: dict[str, str], depth: ColourDepth
) -> None:
    assert colours_of_terminal(environment, depth_in_environment(environment)) is depth


@pytest.mark.parametrize(
    ("replies", "depth"),
    [
        (Replies(version="Konsole 22.12.3", secondary="1;115;0"), ColourDepth.FULL),
        (Replies(secondary="65;7006;1"), ColourDepth.FULL),
        (Replies(secondary="0;136;0"), ColourDepth.INDEXED),
        (Replies(secondary="83;40900;0"), ColourDepth.INDEXED),
        (Replies(version="tmux 3.3a", secondary="84;0;0"), ColourDepth.INDEXED),
        (Replies(version="new(1)", secondary="1;10;0"), ColourDepth.EIGHT),
        (Replies(), ColourDepth.EIGHT),
    ],
)
def test_a_terminal_that_answers_has_the_colours_that_it_is_known_for(
    replies: Replies, depth: ColourDepth
) -> None:
    environment = {"TERM": "xterm"}
    terminal = recognise(environment, KeptAnswers(None), replies=replies)
    assert colours_of_terminal(environment, terminal.depth) is depth
    assert colour_depth({**environment, "NO_COLOR": "1"}, terminal.depth) is ColourDepth.NONE


def test_a_name_of_256_colours_counts_for_a_terminal_that_is_not_recognised() -> None:
    environment = {"TERM": "xterm-256color"}
    assert colours_of_terminal(environment, UNKNOWN.depth) is ColourDepth.INDEXED


def test_a_terminal_started_from_gnu_screen_has_its_own_colours() -> None:
    environment = {"TERM": "xterm-256color", "STY": "1.pts", "COLORTERM": "truecolor"}
    assert colours_of_terminal(environment) is ColourDepth.FULL


@pytest.mark.parametrize(
    ("term", "depth"),
    [("of-256", "256"), ("of-8", "eight"), ("in-no-database", "eight"), ("", "eight"), ("\udcff", "eight")],
)
def test_terminfo_is_asked_for_other_names(tmp_path: Path, term: str, depth: str) -> None:
    source = tmp_path / "source"
    source.write_text("of-256|a test,\n\tcolors#256,\nof-8|a test,\n\tcolors#8,\n")
    subprocess.run(["tic", "-x", "-o", tmp_path / "terminfo", source], check=True, capture_output=True)
    # in a process of its own: the library reads one terminal's entry in a process
    code = (
        "from hashiya.terminal.colour_depth import colours_of_terminal\n"
        f"print(colours_of_terminal({{'TERM': {term!r}}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TERMINFO": str(tmp_path / "terminfo")},
    )
    assert done.stdout.strip() == depth
