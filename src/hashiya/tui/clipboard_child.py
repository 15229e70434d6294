"""Put a text on the desktop's clipboard; `hashiya.tui.clipboard` runs this file in a child process.

Its argument is Python's module search path, its input the text in UTF-8. A program that pyperclip starts may
hang, and pyperclip ignores its exit status; the child process handles both. It imports nothing of hashiya.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

COPIED, FAILED, NO_CLIPBOARD = 0, 1, 3
"""The exit statuses; after FAILED, the last line of standard error is the program and its status as JSON."""

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
            words: Any = program.args
            sys.stderr.write(f"\n{json.dumps([words[0], program.returncode])}\n")
            return FAILED
    return COPIED


if __name__ == "__main__":
    sys.exit(main())
