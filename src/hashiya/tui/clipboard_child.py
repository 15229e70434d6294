"""Puts a text on the desktop's clipboard, in a process of its own: `hashiya.tui.clipboard` starts this file.

Its argument is the list of places where modules lie, its input the text in UTF-8. What pyperclip starts may
hang, and pyperclip does not look how it ended; here both can be dealt with. It imports nothing of hashiya.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

COPIED, FAILED, NO_CLIPBOARD = 0, 1, 3
"""The exit status; with FAILED, standard error says why."""

_started: list[subprocess.Popen[Any]] = []


class _Watched(subprocess.Popen[Any]):
    """A program that pyperclip starts, kept so that its exit status can be asked."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _started.append(self)


def main() -> int:
    """Copy what is read from standard input."""
    sys.path[:] = json.loads(sys.argv[1])
    import pyperclip

    subprocess.Popen = _Watched  # type: ignore[misc]
    copy = pyperclip.determine_clipboard()[0]
    if not copy or copy.__name__ == "copy_qt":  # Qt's lasts no longer than its process
        return NO_CLIPBOARD
    copy(sys.stdin.buffer.read().decode("utf-8"))
    for program in _started:
        if program.returncode:
            end = (
                f"status {program.returncode}" if program.returncode > 0 else f"signal {-program.returncode}"
            )
            words: Any = program.args
            sys.stderr.write(f"\n{words[0]} ended with {end}\n")
            return FAILED
    return COPIED


if __name__ == "__main__":
    sys.exit(main())
