"""An X display of its own, which is drawn into a file."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from tests.real_terminals.photograph import Photograph, read_xwd

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real_terminals.family import Family

_SIZE = "1280x800x24"
_BETWEEN = 0.25
"""Seconds between two photographs of which the second shows whether the first was final."""


class Display:
    """A running Xvfb, which ends with the family it was started in.

    Attributes:
        name: what DISPLAY must be for a program that is to be shown here.
    """

    def __init__(self, family: Family, folder: Path) -> None:
        """Starts it.

        Args:
            family: to which it belongs.
            folder: an empty folder, for the picture.
        """
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-fbdir", str(folder)]
        others = ("-nolisten", "tcp", "-noreset", "-nocursor")
        family.start([*command, *others], folder.parent / "xvfb.log", passed=[writing])
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb does not start"
        self.name = f":{number}"
        self._file = folder / "Xvfb_screen0"

    def photograph(self) -> Photograph:
        """What is shown now, whether it is complete or not."""
        return read_xwd(self._file.read_bytes())

    def settled(self, patience: float) -> Photograph:
        """What is shown as soon as it does not change any more.

        Args:
            patience: seconds after which it is taken as it is.
        """
        end = time.monotonic() + patience
        before = self.photograph()
        while True:
            time.sleep(_BETWEEN)
            now = self.photograph()
            if now == before or time.monotonic() > end:
                return now
            before = now
