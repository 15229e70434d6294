from __future__ import annotations

import pytest

from hashiya.messages import Message
from hashiya.terminal.environment import Evidence, multiplexer, read_environment, read_environment_of_start

XTERM = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("environment", "key"),
    [
        ({**XTERM, "VTE_VERSION": "7006"}, "vte"),
        ({**XTERM, "KONSOLE_VERSION": "221203"}, "konsole"),
        ({**XTERM, "MLTERM": "3.9.0"}, "mlterm"),
        ({**XTERM, "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, "xterm"),
        ({**XTERM, "TERM_PROGRAM": "iTerm.app", "ITERM_SESSION_ID": "w0t0p0"}, "iterm2"),
        ({**XTERM, "TERM_PROGRAM": "Apple_Terminal"}, "apple"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "rxvt-unicode-256color"}, "urxvt"),
        ({"TERM": "alacritty"}, "alacritty"),
        ({"TERM": "st-256color"}, "st"),
    ],
)
def test_a_terminal_is_told(environment: dict[str, str], key: str) -> None:
    assert read_environment(environment).key == key


def test_term_goes_before_variables_that_are_inherited() -> None:
    assert read_environment({"TERM": "alacritty", "VTE_VERSION": "7006"}).key == "alacritty"


def test_two_variables_tell_nothing() -> None:
    found = read_environment({**XTERM, "VTE_VERSION": "7006", "XTERM_VERSION": "XTerm(379)"})
    assert found == Evidence("", Message("terminal.several_named", names=("vte", "xterm")))


@pytest.mark.parametrize("environment", [XTERM, {}, {**XTERM, "VTE_VERSION": ""}, {"TERM": "linux"}])
def test_nothing_that_tells_is_nothing(environment: dict[str, str]) -> None:
    assert read_environment(environment).key == ""


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"TMUX": "/s,1,0", "TERM": "tmux-256color"}, "tmux"),
        ({"TMUX": "/s,1,0", "TERM": "screen"}, "tmux"),
        ({"TMUX": "/s,1,0", "TERM": "xterm-256color", "TERM_PROGRAM": "tmux"}, "tmux"),
        ({"STY": "1.pts", "TERM": "screen.xterm-256color"}, "screen"),
        # a terminal started from a pane
        ({"TMUX": "/s,1,0", "TERM": "xterm"}, ""),
        ({"STY": "1.pts", "TERM": "xterm"}, ""),
        ({"TERM": "screen"}, ""),
    ],
)
def test_a_multiplexer_is_told(environment: dict[str, str], name: str) -> None:
    assert multiplexer(environment) == name


def test_a_multiplexers_own_name_is_no_trace_of_the_terminal() -> None:
    environment = {"TERM": "screen", "TERM_PROGRAM": "tmux", "VTE_VERSION": "7006"}
    assert read_environment_of_start(environment).key == "vte"
    assert read_environment_of_start({"TERM": "screen"}).key == ""
