"""Which terminal this is and how rows are written for it.

In the order of certainty, the first that tells is believed:

1. the mode named on the command line, or in ``HASHIYA_TERMINAL_MODE``;
2. what a person chose on the test card for a terminal of this name;
3. in tmux, what tmux says of its client;
4. the environment, if it names one terminal;
5. what the terminal answers when it is asked.
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
    """What is known of the terminal.

    Attributes:
        name: under which a person's choice is kept.
        profile: its kind.
        multiplexer: tmux or screen, if one stands between.
        mode: how rows are written.
        evidence: why this is believed.
        depth: the colours that it is known for.
        is_chosen: whether a person named the mode.
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
        """Whether the way of writing is more than a guess."""
        return self.is_chosen or self.profile is not UNKNOWN

    @property
    def at_start(self) -> str:
        """What is sent before the first row: only with the mode that the profile's rows need it for."""
        return self.profile.at_start if self._is_as_profiled else ""

    @property
    def at_exit(self) -> str:
        """What undoes `at_start`."""
        return self.profile.at_exit if self._is_as_profiled else ""

    @property
    def mode_of_print(self) -> Mode:
        """How rows are written that stay after the program: nothing may be switched off and on for them."""
        return Mode.WORDS if self.at_start and self.is_known else self.mode

    @property
    def notice(self) -> tuple[Message, Message] | None:
        """What the person must be told once, with what to do."""
        if self.profile.advice is not None and not self.is_chosen:
            return Message("terminal.reverses_rows", terminal=self.profile.name), self.profile.advice
        if not self.is_known:
            return Message("terminal.not_recognised"), Message("terminal.run_test_card")
        return None

    @property
    def _is_as_profiled(self) -> bool:
        return not self.multiplexer and self.mode is self.profile.mode


def needs_asking(environment: Mapping[str, str], option: str | None) -> bool:
    """Whether the terminal itself must be asked, since nothing else tells.

    Raises:
        HashiyaError: the mode that was named is none.
    """
    if named_mode(environment, option) is not None or multiplexer(environment):
        return False
    return not read_environment(environment).key


def named_mode(environment: Mapping[str, str], option: str | None) -> Mode | None:
    """The mode that the command line or the environment names.

    Raises:
        HashiyaError: it names none that there is.
    """
    for where, value in (("--terminal-mode", option), (VARIABLE, environment.get(VARIABLE))):
        if value:
            if value not in set(Mode):
                told = Message("terminal.no_such_mode", where=where, modes=tuple(Mode), value=value)
                raise HashiyaError(told, Message("terminal.which_mode"))
            return Mode(value)
    return None


def mode_for_output(environment: Mapping[str, str], option: str | None = None) -> Mode:
    """How rows are printed, in the terminal or through a pager to it, as far as it is told without asking it.

    Raises:
        HashiyaError: the mode that was named is none.
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
    """Find the colours that the terminal is known for which the environment names."""
    return PROFILES.get(read_environment(environment).key, UNKNOWN).depth


def recognise(
    environment: Mapping[str, str],
    kept: KeptAnswers,
    *,
    option: str | None = None,
    tmux_answer: str | None = None,
    replies: Replies | None = None,
) -> Terminal:
    """Joins what is known.

    Args:
        environment: of the process.
        kept: what people chose before.
        option: the mode named on the command line.
        tmux_answer: what tmux said, if it was asked.
        replies: what the terminal answered, if it was asked.

    Raises:
        HashiyaError: the mode that was named is none.
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
    """Key of a profile, or an empty one, with what was seen."""
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
    """Name a terminal that is not known by its answer, or by TERM; bytes that are no text are escaped."""
    if profile is not UNKNOWN:
        name = profile.key
    elif within:
        kind, _, rest = tmux_answer.partition("\t")
        name = kind or rest.partition("\t")[0] or "unknown"
    else:
        name = (str(replies) if replies else "") or environment.get("TERM", "") or "unknown"
    name = f"{within} in {name}" if within else name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
