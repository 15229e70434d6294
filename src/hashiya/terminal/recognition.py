"""Recognise the terminal, and choose the mode of its rows.

In the order of certainty, the first source that tells is trusted:

1. the mode named on the command line or in ``HASHIYA_TERMINAL_MODE``;
2. the choice of a person on the test card for a terminal of this name;
3. in tmux, its answer about its client;
4. the environment, if it names exactly one terminal;
5. the answers of the terminal itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.terminal.environment import multiplexer, read_environment, read_environment_of_start
from hashiya.terminal.kept_answers import KeptAnswers, state_file
from hashiya.terminal.mode import Mode
from hashiya.terminal.profiles import PROFILES, UNKNOWN, Profile
from hashiya.terminal.replies import Replies, answers_as_multiplexer, read_replies

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "HASHIYA_TERMINAL_MODE"


class Terminal(NamedTuple):
    """The recognised terminal.

    Attributes:
        name: under which the choice of a person is kept.
        profile: the kind of terminal.
        multiplexer: tmux or screen; empty if there is none.
        mode: of its rows.
        evidence: the findings that led here.
        depth: the colours of the terminal.
        is_chosen: whether a person chose the mode.
    """

    name: str
    profile: Profile
    multiplexer: str
    mode: Mode
    evidence: tuple[Message, ...]
    depth: ColourDepth = ColourDepth.EIGHT
    is_chosen: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether the mode is more than a guess."""
        return self.is_chosen or self.profile is not UNKNOWN

    @property
    def at_start(self) -> str:
        """The sequence before the first row; empty if the mode is not that of the profile."""
        return self.profile.at_start if self._is_as_profiled else ""

    @property
    def at_exit(self) -> str:
        """The sequence that undoes `at_start`."""
        return self.profile.at_exit if self._is_as_profiled else ""

    @property
    def mode_of_print(self) -> Mode:
        """Mode for output that remains on screen after exit, so that nothing can be switched off for it."""
        return Mode.WORDS if self.at_start and self.is_known else self.mode

    @property
    def notice(self) -> tuple[Message, Message] | None:
        """The message to show once for this terminal, with advice; None if there is nothing to say."""
        if self.profile.advice is not None and not self.is_chosen:
            return Message("terminal.reverses_rows", terminal=self.profile.name), self.profile.advice
        if not self.is_known:
            return Message("terminal.not_recognised"), Message("terminal.run_test_card")
        return None

    @property
    def _is_as_profiled(self) -> bool:
        return not self.multiplexer and self.mode is self.profile.mode


def needs_asking(environment: Mapping[str, str], option: str | None) -> bool:
    """Tell whether the terminal itself must be asked, since nothing else names it.

    Raises:
        HashiyaError: the requested mode does not exist.
    """
    if named_mode(environment, option) is not None or multiplexer(environment):
        return False
    return not read_environment(environment).key


def named_mode(environment: Mapping[str, str], option: str | None) -> Mode | None:
    """Return the mode that the command line or the environment names; None if there is none.

    Raises:
        HashiyaError: the requested mode does not exist.
    """
    for where, value in (("--terminal-mode", option), (VARIABLE, environment.get(VARIABLE))):
        if value:
            if value not in set(Mode):
                told = Message("terminal.no_such_mode", where=where, modes=tuple(Mode), value=value)
                raise HashiyaError(told, Message("terminal.which_mode"))
            return Mode(value)
    return None


def mode_for_output(environment: Mapping[str, str], option: str | None = None) -> Mode:
    """Choose the mode for printed rows, also through a pager, without asking the terminal.

    Raises:
        HashiyaError: the requested mode does not exist.
    """
    named = named_mode(environment, option)
    if named is not None:
        return named
    answer = ""
    if multiplexer(environment) == "tmux":
        from hashiya.terminal.tmux import PATIENCE, TmuxQuestion

        answer = TmuxQuestion().answer(PATIENCE)
    terminal = recognise(environment, KeptAnswers(state_file(environment)), tmux_answer=answer)
    return terminal.mode_of_print


def depth_in_environment(environment: Mapping[str, str]) -> ColourDepth:
    """Find the colours of the terminal that the environment names."""
    return PROFILES.get(read_environment(environment).key, UNKNOWN).depth


def recognise(
    environment: Mapping[str, str],
    kept: KeptAnswers,
    *,
    option: str | None = None,
    tmux_answer: str | None = None,
    replies: Replies | None = None,
) -> Terminal:
    """Recognise the terminal by all that is known.

    Args:
        environment: of the process.
        kept: the choices of people in earlier runs.
        option: the mode named on the command line.
        tmux_answer: of tmux, if it was asked.
        replies: of the terminal, if it was asked.

    Raises:
        HashiyaError: the requested mode does not exist.
    """
    within = multiplexer(environment)
    found, evidence = _find(environment, within, tmux_answer or "", replies)
    profile = PROFILES.get(found, UNKNOWN)
    name = _name(profile, environment, within, tmux_answer or "", replies)
    through_multiplexer = replies is not None and answers_as_multiplexer(replies)
    depth = ColourDepth.INDEXED if through_multiplexer else profile.depth
    mode = profile.mode_in_multiplexer if within else profile.mode
    named, chosen = named_mode(environment, option), kept.mode_of(name)
    if named is not None:
        where = "--terminal-mode" if option else VARIABLE
        evidence += (Message("terminal.mode_named", where=where, mode=named),)
    elif chosen is not None:
        evidence += (Message("terminal.mode_chosen"),)
    is_chosen = named is not None or chosen is not None
    return Terminal(name, profile, within, named or chosen or mode, evidence, depth, is_chosen)


def _find(
    environment: Mapping[str, str], within: str, tmux_answer: str, replies: Replies | None
) -> tuple[str, tuple[Message, ...]]:
    """Find the key of the profile, or an empty one, and the findings."""
    if within:
        if within == "tmux":
            from hashiya.terminal.tmux import read_tmux

            found = read_tmux(tmux_answer, environment)
        else:
            found = read_environment_of_start(environment)
        return found.key, (Message("terminal.multiplexer_between", multiplexer=within), found.says)
    found = read_environment(environment)
    if found.key or replies is None:
        return found.key, (found.says,)
    answered = read_replies(replies)
    return answered.key, (found.says, answered.says)


def _name(
    profile: Profile,
    environment: Mapping[str, str],
    within: str,
    tmux_answer: str,
    replies: Replies | None,
) -> str:
    """Name an unknown terminal by its answer or TERM; undecodable bytes are escaped."""
    if profile is not UNKNOWN:
        name = profile.key
    elif within:
        kind, _, rest = tmux_answer.partition("\t")
        name = kind or rest.partition("\t")[0] or "unknown"
    else:
        name = (str(replies) if replies else "") or environment.get("TERM", "") or "unknown"
    name = f"{within} in {name}" if within else name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
