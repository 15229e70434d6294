"""Chromium with a served page, to be used as a terminal is: each page shows one text or one program."""

from __future__ import annotations

import os
import shlex
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.real_terminals.display import Display
from tests.real_terminals.family import Family
from tests.real_terminals.stage import NotStartedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.real_terminals.kinds import Kind

_HERE = Path(__file__).parent
_SECONDS = 30.0
_OPTIONS = (
    "--no-sandbox",
    "--test-type",  # no bar that says so
    "--no-first-run",
    "--force-device-scale-factor=1",
    "--disable-lcd-text",
    "--window-position=0,0",
    "--window-size=900,600",
)
_RENDERING = {
    # without a graphics card xterm.js draws by WebGL as it does with one
    True: ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"),
    False: ("--disable-gpu", "--disable-3d-apis"),
}
"""Options by whether the browser has WebGL."""
_ENTRY = "0"


class Browser:
    """A served folder and a window of the browser, opened anew for whatever is to be shown.

    Attributes:
        display: which shows it and nothing else.
        size: columns and lines.
    """

    def __init__(self, family: Family, kind: Kind, folder: Path) -> None:
        """Starts the server, and shows a page to learn its size.

        Args:
            family: to which all processes belong.
            kind: the browser.
            folder: an empty folder.

        Raises:
            NotStartedError: no page is shown in time.
        """
        self._folder = folder
        self._kind = kind
        self._window: Family | None = None
        self._script = folder / "served.sh"
        frame = folder / "frame"
        frame.mkdir()
        self.display = Display(family, frame)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        command = [
            sys.executable,
            str(_HERE / "serving.py"),
            str(self._script),
            str(self._port),
            _ENTRY,
        ]
        family.start(command, folder / "server.log", environment=self._environment(), folder=folder)
        self._wait_until(self._is_serving)
        self.show("")
        self.display.settled(_SECONDS)
        columns, lines = (folder / "size").read_text().split()
        self.size = (int(columns), int(lines))

    def _environment(self) -> dict[str, str]:
        home = self._folder / "home"
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "DISPLAY": self.display.name,
            "LANG": "C.UTF-8",
        }

    def _is_serving(self) -> bool:
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", self._port)) == 0

    def _wait_until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + _SECONDS
        while not holds():
            if time.monotonic() > end:
                said = [path.read_text(errors="replace")[-1000:] for path in self._folder.glob("*.log")]
                raise NotStartedError("\n".join(said))
            time.sleep(0.1)

    def show(self, text: str) -> None:
        """Opens a page that shows a text."""
        shown, size = self._folder / "shown", self._folder / "size"
        shown.write_text(text, encoding="utf-8", newline="")
        size.unlink(missing_ok=True)
        parts = (sys.executable, str(_HERE / "served.py"), str(shown), str(size))
        self.open(f"exec {shlex.join(parts)}")
        self._wait_until(size.exists)

    def open(self, command: str) -> None:
        """Opens a page that runs a command."""
        self.end()
        self._script.write_text(f"{command}\n")
        profile = self._folder / "profile"
        address = f"--app=http://localhost:{self._port}/?token={_ENTRY}"
        self._window = Family()
        self._window.__enter__()
        self._window.start(
            [
                self._kind.program,
                *_OPTIONS,
                *_RENDERING[self._kind.has_webgl],
                f"--user-data-dir={profile}",
                address,
            ],
            self._folder / "browser.log",
            environment=self._environment(),
            folder=self._folder,
        )

    def end(self) -> None:
        """Closes the page."""
        if self._window is not None:
            self._window.__exit__(None, None, None)
            self._window = None

    def close(self) -> None:
        """Closes the page; the server ends with its family."""
        self.end()
