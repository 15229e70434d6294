"""A terminal whose reference was taken, in which the reader is opened and judged."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rich.style import Style

from hashiya.terminal.profiles import PROFILES
from tests.real_terminals.judge import Fault, judge
from tests.real_terminals.reference import Glyph, find_grid, reference_screens, take_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.terminal.mode import Mode
    from tests.real_terminals.display import Display
    from tests.real_terminals.expected import DrawnCell, Screen
    from tests.real_terminals.kinds import Kind
    from tests.real_terminals.photograph import Photograph
    from tests.real_terminals.reference import Grid, Picture
    from tests.real_terminals.seed import Seed

HASHIYA = Path(sys.executable).with_name("hashiya")
_SECONDS = 20.0
"""How long a terminal may take to show something."""
_SCREEN = "startup_message off\nmaptimeout 0\n"
_TMUX = "set -g status off\nset -s escape-time 0\nset -as terminal-features ',*:RGB:usstyle'\n"


class Shows(Protocol):
    """What a terminal on a display can do; a `Stage`, or a browser."""

    display: Display
    size: tuple[int, int]

    def show(self, text: str) -> None:
        """Sends a text to the terminal."""

    def open(self, command: str) -> None:
        """Starts a command that takes the screen."""

    def end(self) -> None:
        """Ends it."""


class Verdict(NamedTuple):
    """What the judge says of a photograph.

    Attributes:
        faults: the boxes of the article's rows that differ.
        unpainted: those of the line of keys, which do not depend on the mode.
        photograph: what was judged.
    """

    faults: list[Fault]
    unpainted: list[Fault]
    photograph: Photograph


class Sitting:
    """One terminal with the pictures of all glyphs."""

    def __init__(self, kind: Kind, stage: Shows, screen: Screen, seed: Seed) -> None:
        """Takes the reference.

        Args:
            kind: the terminal.
            stage: on which it runs.
            screen: what must be seen.
            seed: what the reader opens.
        """
        self.kind = kind
        self.stage = stage
        self._seed = seed
        self._rows, self._bar = (
            tuple(cell._replace(style=kind.drawn(cell.style)) for cell in cells)
            for cells in (screen.rows, screen.bar)
        )
        self._pictures: dict[Glyph, Picture] = {}
        profile = PROFILES[kind.profile]
        glyphs = [
            look for cell in (*self._rows, *self._bar) for look in self._looks(Glyph(cell.text, cell.style))
        ]
        for reference in reference_screens(glyphs, *stage.size):
            stage.show(profile.at_start + reference.written)
            self._grid, photograph = self._reference_shown(reference.corner)
            self._pictures |= take_pictures(photograph, self._grid, reference.places)
        stage.show(profile.at_exit)

    def _reference_shown(self, corner: tuple[int, int, int]) -> tuple[Grid, Photograph]:
        end = time.monotonic() + _SECONDS
        while True:
            photograph = self.stage.display.settled(_SECONDS)
            grid = find_grid(photograph, corner, *self.stage.size)
            if grid is not None:
                return grid, photograph
            assert time.monotonic() < end, f"{self.kind.name} does not show the reference"

    def _looks(self, glyph: Glyph) -> Iterable[Glyph]:
        """The glyph, and it in other weights if the terminal may be written those."""
        yield glyph
        if self.kind.any_weight:
            for bold in (False, True):
                for italic in (False, True):
                    yield Glyph(glyph.text, glyph.style + Style(bold=bold, italic=italic))

    def read(self, mode: Mode | None) -> Verdict:
        """Opens the reader, judges what is seen, closes it.

        Args:
            mode: how rows are written; None is what the program finds out.
        """
        self.stage.open(self._command(mode))
        end = time.monotonic() + _SECONDS
        while True:
            photograph = self.stage.display.settled(_SECONDS)
            unpainted = self._judge(self._bar, photograph)
            faults = self._judge(self._rows, photograph)
            # an answer of the terminal may come after the first frame and change it
            is_final = not unpainted and (mode is not None or not faults)
            if is_final or time.monotonic() > end:
                break
        self.stage.end()
        return Verdict(faults, unpainted, photograph)

    def _judge(self, cells: tuple[DrawnCell, ...], photograph: Photograph) -> list[Fault]:
        return judge(
            cells, self._pictures, photograph, self._grid, looks=self._looks, tolerance=self.kind.tolerance
        )

    def _command(self, mode: Mode | None) -> str:
        # a served script is given the options that the way of drawing asks for
        option = f" --terminal-mode {mode}" if mode else ' "$@"' if self.kind.is_browser else ""
        command = (
            f"COLORTERM=truecolor exec {HASHIYA} --store {self._seed.store}{option} {self._seed.article}"
        )
        if not self.kind.multiplexer:
            return command
        # a server of its own, which knows nothing of the person's
        settings = self._seed.store.parent / "settings"
        if self.kind.multiplexer == "screen":
            settings.write_text(_SCREEN)
            sockets = self._seed.store.parent / "sockets"
            sockets.mkdir(mode=0o700, exist_ok=True)
            return f"SCREENDIR={sockets} exec screen -U -c {settings} sh -c '{command}'"
        settings.write_text(_TMUX)
        socket = self._seed.store.parent / f"tmux-{mode or 'own'}"
        return f'exec tmux -u -S {socket} -f {settings} new-session "{command}"'
