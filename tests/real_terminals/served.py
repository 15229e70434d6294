"""Run by textual-serve in the place of a program: shows a text, and says how large the terminal is.

Speaks the packets of Textual's web driver: a letter for the kind, four bytes for the length, the payload.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(shown: Path, size: Path) -> None:
    """Sends the text and then listens until the page is closed.

    Args:
        shown: the text.
        size: the file into which columns and lines go, anew whenever they change.
    """
    size.write_text(f"{os.environ['COLUMNS']} {os.environ['ROWS']}")
    data = shown.read_bytes()
    sys.stdout.buffer.write(b"__GANGLION__\n" + b"D" + len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()
    while head := sys.stdin.buffer.read(5):
        payload = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
        message = json.loads(payload) if head[:1] == b"M" else {}
        if message.get("type") == "resize":
            size.write_text(f"{message['width']} {message['height']}")
        elif message.get("type") == "quit":
            break


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
