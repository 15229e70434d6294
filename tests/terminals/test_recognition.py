from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.terminal.mode import Mode
from hashiya.terminal.profiles import PROFILES, UNKNOWN
from hashiya.terminal.recognition import mode_for_output, needs_asking, recognise
from hashiya.terminal.replies import Replies
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

UNTOLD = {"TERM": "xterm-256color"}
VTE = {**UNTOLD, "VTE_VERSION": "7006"}
IN_TMUX = {**VTE, "TERM": "tmux-256color", "TMUX": "/s,1,0"}


@pytest.fixture
def kept(tmp_path: Path) -> KeptAnswers:
    return KeptAnswers(tmp_path / "terminals.json")


def test_what_is_told_by_nothing_is_written_visual_with_bidi_off_and_a_notice(kept: KeptAnswers) -> None:
    terminal = recognise(UNTOLD, kept, replies=Replies())
    assert (terminal.profile, terminal.mode, terminal.at_start) == (UNKNOWN, Mode.VISUAL, "\x1b[8l\x1b[2J")
    assert not terminal.is_known
    assert terminal.notice == (Message("terminal.not_recognised"), Message("terminal.run_test_card"))


def test_answers_count_where_the_environment_does_not_tell(kept: KeptAnswers) -> None:
    replies = Replies(version="kitty(0.26.5)")
    assert recognise(UNTOLD, kept, replies=replies).mode is Mode.RUNS
    assert recognise(VTE, kept, replies=replies).profile is PROFILES["vte"]


@pytest.mark.parametrize(
    ("key", "alone", "in_tmux"),
    [
        ("vte", Mode.VISUAL, Mode.WORDS),
        ("konsole", Mode.VISUAL, Mode.WORDS),
        ("kitty", Mode.RUNS, Mode.RUNS),
        ("xterm", Mode.VISUAL, Mode.VISUAL),
    ],
)
def test_tmux_takes_what_switches_bidi_off(key: str, alone: Mode, in_tmux: Mode) -> None:
    assert (PROFILES[key].mode, PROFILES[key].mode_in_multiplexer) == (alone, in_tmux)


def test_in_tmux_nothing_is_sent_and_the_client_is_believed(kept: KeptAnswers) -> None:
    terminal = recognise(IN_TMUX, kept, tmux_answer="Konsole 22.12.3\txterm-256color\t1\n")
    assert (terminal.name, terminal.mode, terminal.at_start) == ("tmux in konsole", Mode.WORDS, "")


def test_what_a_person_chose_goes_before_what_is_found(kept: KeptAnswers) -> None:
    kept.keep_mode("vte", Mode.WORDS)
    terminal = recognise(VTE, kept)
    assert (terminal.mode, terminal.at_start, terminal.is_chosen) == (Mode.WORDS, "", True)
    assert recognise(IN_TMUX, kept, tmux_answer="").name == "tmux in vte"
    assert not recognise(IN_TMUX, kept, tmux_answer="").is_chosen


def test_what_is_named_goes_before_all(kept: KeptAnswers) -> None:
    kept.keep_mode("vte", Mode.WORDS)
    environment = {**VTE, "HASHIYA_TERMINAL_MODE": "runs"}
    assert recognise(environment, kept).mode is Mode.RUNS
    assert recognise(environment, kept, option="split").mode is Mode.SPLIT


def test_an_unknown_terminal_is_kept_under_what_it_answers(kept: KeptAnswers) -> None:
    assert recognise(UNTOLD, kept, replies=Replies(secondary="0;1700;1")).name == "DA2 0;1700;1"
    assert recognise(UNTOLD, kept, replies=Replies()).name == "xterm-256color"


def test_a_mode_that_is_none_is_refused(kept: KeptAnswers) -> None:
    told = Message("terminal.no_such_mode", where="HASHIYA_TERMINAL_MODE", modes=tuple(Mode), value="x")
    with refused(told):
        recognise({**UNTOLD, "HASHIYA_TERMINAL_MODE": "x"}, kept)


def test_putty_gets_its_hint_until_a_mode_is_chosen(kept: KeptAnswers) -> None:
    replies = Replies(secondary="0;136;0")
    notice = recognise(UNTOLD, kept, replies=replies).notice
    told = Message("terminal.reverses_rows", terminal="PuTTY")
    assert notice == (told, Message("terminal.switch_off_in_putty"))
    kept.keep_mode("putty", Mode.VISUAL)
    assert recognise(UNTOLD, kept, replies=replies).notice is None


def test_only_what_the_environment_does_not_tell_is_asked() -> None:
    assert needs_asking(UNTOLD, None)
    assert not needs_asking(UNTOLD, "words")
    assert not needs_asking(VTE, None)
    assert not needs_asking({**UNTOLD, "TERM": "tmux-256color", "TMUX": "/s,1,0"}, None)


@pytest.mark.parametrize(
    ("environment", "option", "mode"),
    [
        (VTE, None, Mode.WORDS),
        (VTE, "visual", Mode.VISUAL),
        ({"TERM": "xterm-kitty"}, None, Mode.RUNS),
        ({"TERM": "alacritty"}, None, Mode.VISUAL),
        (UNTOLD, None, Mode.VISUAL),
    ],
)
def test_what_is_printed_stays_right_when_the_program_has_ended(
    environment: dict[str, str], option: str | None, mode: Mode
) -> None:
    assert mode_for_output(environment, option) is mode
