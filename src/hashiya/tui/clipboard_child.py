"""Puts a text on the desktop's clipboard; `hashiya.tui.clipboard` runs this file in a child process.

Its argument is Python's module search path, its input the text in UTF-8. A program that pyperclip starts may
hang, and pyperclip ignores its exit status; the child process handles both. It imports nothing of hashiya.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

COPIED, FAILED, NO_CLIPBOARD = 0, 1, 3
"""The exit statuses; with FAILED, standard error tells the cause."""

_started: list[subprocess.Popen[Any]] = []


class _Watched(subprocess.Popen[Any]):
    """A program that pyperclip starts, kept for its exit status."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _started.append(self)


def main() -> int:
    """Copy the text from standard input."""
    sys.path[:] = json.loads(sys.argv[1])
    import pyperclip

    subprocess.Popen = _Watched  # type: ignore[misc]
    copy = pyperclip.determine_clipboard()[0]
    if not copy or copy.__name__ == "copy_qt":  # Qt's clipboard ends with its process
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
