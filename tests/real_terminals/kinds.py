"""The terminals, as data: how each is started with one font and size, and what is known to go wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.style import Style

from hashiya.terminal.colour_depth import ColourDepth
from hashiya.terminal.mode import Mode
from tests.real_terminals.judge import NONE, Tolerance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FONT, POINTS = "DejaVu Sans Mono", 14
COLUMNS, LINES = 80, 24
_GEOMETRY = f"{COLUMNS}x{LINES}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A terminal, or a multiplexer in one.

    Attributes:
        name: for people.
        program: which must be installed.
        command: makes the command that runs a script in it; may write settings into the home folder given.
        profile: the program's profile of it.
        wrong: a mode that is not right here.
        version: the command that prints its version.
        needs_bus: whether it needs a session bus of its own.
        environment: what it needs besides the usual.
        multiplexer: ``tmux`` or ``screen``, in which the script runs; empty if in none.
        tolerance: what the judge lets it.
        is_browser: whether it shows pages, not programs.
        has_webgl: whether that browser draws by WebGL; else as text of the page.
        any_weight: whether a glyph may come out in another weight than was asked for.
        cannot: what it cannot draw, for the table; the judge looks away from no more than the fields say.
    """

    name: str
    program: str
    command: Callable[[Path, str], list[str]]
    profile: str
    wrong: Mode
    version: tuple[str, ...]
    needs_bus: bool = False
    environment: tuple[tuple[str, str], ...] = ()
    multiplexer: str = ""
    tolerance: Tolerance = NONE
    is_browser: bool = False
    has_webgl: bool = False
    any_weight: bool = False
    cannot: str = ""

    @property
    def programs(self) -> tuple[str, ...]:
        """What must be installed."""
        bus = ("dbus-run-session",) if self.needs_bus else ()
        return ("Xvfb", *bus, self.program, *((self.multiplexer,) if self.multiplexer else ()))

    @property
    def depth(self) -> ColourDepth:
        """How many colours come through."""
        return ColourDepth.INDEXED if self.multiplexer == "screen" else ColourDepth.FULL

    def drawn(self, style: Style) -> Style:
        """Change a style into the one that comes through: GNU screen 4 knows no double underline."""
        if self.depth is ColourDepth.FULL:
            return style
        return Style(
            color=style.color and style.color.downgrade(ColorSystem.EIGHT_BIT),
            bgcolor=style.bgcolor and style.bgcolor.downgrade(ColorSystem.EIGHT_BIT),
            bold=style.bold,
            underline=style.underline,
            reverse=style.reverse,
        )


def _xterm(_home: Path, script: str) -> list[str]:
    font = ("-fa", FONT, "-fs", str(POINTS))
    return ["xterm", "-u8", "-geometry", _GEOMETRY, *font, "-bg", "black", "-fg", "white", "-e", script]


def _gnome_terminal(home: Path, script: str) -> list[str]:
    _write(
        home / ".config/glib-2.0/settings/keyfile",
        f"[org/gnome/desktop/interface]\nmonospace-font-name='{FONT} {POINTS}'\n"
        "[org/gnome/terminal/legacy]\ndefault-show-menubar=false\n",
    )
    geometry = ("--geometry", _GEOMETRY, "--hide-menubar")
    return ["gnome-terminal", *geometry, "--wait", "--", script]


def _konsole(home: Path, script: str) -> list[str]:
    _write(
        home / ".local/share/konsole/T.profile",
        f"[Appearance]\nFont={FONT},{POINTS},-1,5,50,0,0,0,0,0\nColorScheme=Linux\n"
        f"[General]\nName=T\nParent=FALLBACK/\nTerminalColumns={COLUMNS}\nTerminalRows={LINES}\nShowTerminalSizeHint=false\n"
        "[Scrolling]\nScrollBarPosition=2\n",
    )
    _write(
        home / ".config/konsolerc",
        "[Desktop Entry]\nDefaultProfile=T.profile\n[KonsoleWindow]\nRememberWindowSize=false\n"
        "[MainWindow]\nMenuBar=Disabled\n",
    )
    bars = ("--hide-menubar", "--hide-tabbar")
    return ["konsole", "--nofork", "--profile", "T", *bars, "-e", script]


def _mlterm(home: Path, script: str) -> list[str]:
    _write(home / ".mlterm/aafont", f"DEFAULT={FONT}\nISO10646_UCS4_1={FONT}\n")
    font = ("--type=cairo", f"--fontsize={POINTS * 4 // 3}", "--km=utf8")
    colours = ("--fg=white", "--bg=black", "--sbmod=none")
    return ["mlterm", f"--geometry={_GEOMETRY}", *font, *colours, "-e", script]


def _kitty(_home: Path, script: str) -> list[str]:
    options = {
        "initial_window_width": f"{COLUMNS}c",
        "initial_window_height": f"{LINES}c",
        "remember_window_size": "no",
        "font_family": FONT,
        "font_size": str(POINTS),
        "update_check_interval": "0",
        "linux_display_server": "x11",
    }
    pairs = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    return ["kitty", "--config", "NONE", *pairs, script]


def _alacritty(home: Path, script: str) -> list[str]:
    _write(
        home / ".config/alacritty/alacritty.yml",
        f"window:\n  dimensions:\n    columns: {COLUMNS}\n    lines: {LINES}\n"
        f'font:\n  normal:\n    family: "{FONT}"\n  size: {POINTS}\n',
    )
    _write(
        home / ".config/alacritty/alacritty.toml",
        f"[window.dimensions]\ncolumns = {COLUMNS}\nlines = {LINES}\n"
        f'[font]\nsize = {POINTS}\n[font.normal]\nfamily = "{FONT}"\n',
    )
    return ["alacritty", "-e", script]


def _urxvt(_home: Path, script: str) -> list[str]:
    font = ("-fn", f"xft:{FONT}:size={POINTS}")
    return ["urxvt", "-geometry", _GEOMETRY, *font, "+sb", "-bg", "black", "-fg", "white", "-e", script]


def _st(_home: Path, script: str) -> list[str]:
    return ["st", "-g", _GEOMETRY, "-f", f"{FONT}:size={POINTS}", "-e", script]


def _qterminal(home: Path, script: str) -> list[str]:
    size = f"@Size({COLUMNS * POINTS * 81 // 100} {LINES * POINTS * 163 // 100 + 4})"
    _write(
        home / ".config/qterminal.org/qterminal.ini",
        f"[General]\nfontFamily={FONT}\nfontSize={POINTS}\nMenuVisible=false\nHideTabBarWithOneTab=true\n"
        "ScrollbarPosition=0\nTerminalTransparency=0\nSavePosOnExit=false\nSaveSizeOnExit=false\n"
        f"AskOnExit=false\n[MainWindow]\nfixedSize={size}\nsize={size}\n",
    )
    return ["qterminal", "-e", script]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


_SOFTWARE_GL = (("LIBGL_ALWAYS_SOFTWARE", "1"), ("LP_NUM_THREADS", "1"))
_KEYFILE = (("GSETTINGS_BACKEND", "keyfile"),)

KINDS = (
    Kind("xterm", "xterm", _xterm, "xterm", Mode.RUNS, ("xterm", "-version")),
    Kind(
        "GNOME Terminal", "gnome-terminal", _gnome_terminal, "vte", Mode.RUNS,
        ("gnome-terminal", "--version"), needs_bus=True, environment=_KEYFILE,
    ),
    Kind(
        "Konsole", "konsole", _konsole, "konsole", Mode.RUNS, ("konsole", "--version"),
        needs_bus=True, tolerance=Tolerance(sway=1),
    ),
    Kind(
        "mlterm", "mlterm", _mlterm, "mlterm", Mode.RUNS, ("mlterm", "--version"),
        tolerance=Tolerance(any_background=True),
        cannot="some 24-bit backgrounds, which stay black (not judged)",
    ),
    Kind(
        "kitty", "kitty", _kitty, "kitty", Mode.VISUAL, ("kitty", "--version"),
        environment=_SOFTWARE_GL, any_weight=True,
        cannot="bold and italic in a part of a word",
    ),
    Kind(
        "Alacritty", "alacritty", _alacritty, "alacritty", Mode.RUNS, ("alacritty", "--version"),
        environment=_SOFTWARE_GL,
        cannot="marks, which stand a cell off",
    ),
    Kind("rxvt-unicode", "urxvt", _urxvt, "urxvt", Mode.RUNS, ("urxvt", "-help")),
    Kind(
        "QTerminal", "qterminal", _qterminal, "qterminal", Mode.VISUAL, ("qterminal", "--version"),
        needs_bus=True,
        cannot="marks, which are left out",
    ),
    Kind("st", "st", _st, "st", Mode.RUNS, ("st", "-v"), cannot="marks, which are left out"),
)  # fmt: skip
"""Each with a mode that is wrong in it."""

_PAGE = Kind(
    "Chromium, WebGL", "chromium", lambda _home, _script: [], "xterm.js", Mode.RUNS,
    ("chromium", "--version"), is_browser=True, has_webgl=True,
)  # fmt: skip
PAGES = (
    _PAGE,
    replace(_PAGE, name="Chromium, DOM", has_webgl=False),
)
"""The page of `hashiya serve`, by each way of drawing."""

IN_TMUX = tuple(
    replace(kind, name=f"tmux in {kind.name}", multiplexer="tmux", wrong=Mode.VISUAL)
    for kind in KINDS
    if kind.profile in ("vte", "konsole", "kitty")
)

IN_SCREEN = tuple(
    replace(
        kind, name=f"GNU screen in {kind.name}", multiplexer="screen", wrong=Mode.VISUAL,
        cannot="24-bit colours and double underlines",
    )
    for kind in KINDS
    if kind.profile in ("vte", "konsole")
)  # fmt: skip
