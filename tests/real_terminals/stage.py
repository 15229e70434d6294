"""A real terminal on a display of its own, in which commands are run and photographed."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.real_terminals.display import Display

if TYPE_CHECKING:
    from tests.real_terminals.family import Family
    from tests.real_terminals.kinds import Kind

PLAYER = Path(__file__).with_name("player.sh")
_INHERITED = ("PATH", "LOGNAME", "PYTHONPATH", "COVERAGE_PROCESS_START")
_SECONDS_TO_START = 30.0


class NotStartedError(Exception):
    """The terminal did not come up."""


class Stage:
    """One terminal with a shell that does what it is told.

    Everything that is started here ends with the `Family` around it.

    Attributes:
        display: which shows it and nothing else.
    """

    def __init__(self, family: Family, kind: Kind, folder: Path) -> None:
        """Starts the terminal and waits until it runs its first command.

        Args:
            family: to which all processes belong.
            kind: the terminal.
            folder: an empty folder, for the terminal's home and all that is written.

        Raises:
            NotStartedError: it does not run it in time.
        """
        self._folder = folder
        home, frame = folder / "home", folder / "frame"
        for new in (home, frame, folder / "runtime"):
            new.mkdir(mode=0o700)
        script = folder / "player.sh"
        shutil.copy(PLAYER, script)
        script.chmod(0o700)
        os.mkfifo(folder / "pipe")
        self.display = Display(family, frame)
        self._number = self._opened = 0
        # open at both ends, so that neither side has to wait for the other
        self._pipe = os.open(folder / "pipe", os.O_RDWR)
        bus = ["dbus-run-session", "--"] if kind.needs_bus else []
        command = [*bus, *kind.command(home, str(script))]
        environment = self._environment(home) | dict(kind.environment)
        family.start(command, folder / "terminal.log", environment=environment, folder=folder)
        self.size = self._settled_size()

    def _environment(self, home: Path) -> dict[str, str]:
        """That of a plain session without any other terminal's traces."""
        kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return kept | {
            "HOME": str(home),
            # some terminals set HOME to that of the login, whose preferences are not asked for
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
            "XDG_RUNTIME_DIR": str(self._folder / "runtime"),
            "DISPLAY": self.display.name,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "SHELL": "/bin/sh",
            "NO_AT_BRIDGE": "1",
            "GDK_BACKEND": "x11",
            "QT_QPA_PLATFORM": "xcb",
            "WINIT_UNIX_BACKEND": "x11",
        }

    def _settled_size(self) -> tuple[int, int]:
        """Columns and lines, once the window has its final size."""
        size = self._size()
        while True:
            self.display.settled(_SECONDS_TO_START)
            if size == (size := self._size()):
                return size

    def _size(self) -> tuple[int, int]:
        number = self.play("true")
        _, lines, columns = self.wait_until_ended(number, _SECONDS_TO_START)
        return (columns, lines)

    def play(self, command: str) -> int:
        """Runs a shell command in the terminal; its number."""
        self._number += 1
        os.write(self._pipe, f"{self._number} {command}\n".encode())
        return self._number

    def show(self, text: str) -> None:
        """Sends a text to the terminal."""
        path = self._folder / f"shown-{self._number + 1}"
        path.write_text(text, encoding="utf-8", newline="")
        self.wait_until_ended(self.play(f"cat {shlex.quote(path.name)}"), _SECONDS_TO_START)

    def open(self, command: str) -> None:
        """Starts a command that takes the screen, as a process that `end` knows."""
        script = self._folder / "opened.sh"
        script.write_text(f"echo $$ >pid\n{command}\n")
        self._opened = self.play("sh ./opened.sh")

    def end(self) -> None:
        """Ends what was opened as a closed session ends it."""
        os.kill(int((self._folder / "pid").read_text()), signal.SIGTERM)
        self.wait_until_ended(self._opened, _SECONDS_TO_START)

    def wait_until_ended(self, number: int, seconds: float) -> tuple[int, int, int]:
        """Waits for the end of a command; its status, and the lines and columns of the terminal.

        Raises:
            NotStartedError: it does not end in time.
        """
        end = time.monotonic() + seconds
        while True:
            ended = self._folder / "ended"
            lines = ended.read_text().splitlines(keepends=True) if ended.exists() else []
            for line in lines:
                first, *rest = line.split()
                if int(first) == number and line.endswith("\n"):
                    status, height, width = map(int, rest)
                    return status, height, width
            if time.monotonic() > end:
                log = (self._folder / "terminal.log").read_text(errors="replace")
                msg = f"command {number} does not end; the terminal says: {log[-2000:]}"
                raise NotStartedError(msg)
            time.sleep(0.05)

    def close(self) -> None:
        """Lets go of the pipe; the processes end with their family."""
        os.close(self._pipe)
