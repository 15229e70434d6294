"""Programs that a test starts and that do not outlive it."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@contextmanager
def running(words: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """Start a program, with the options of Popen, and kill it at the end of the block.

    Popen alone waits at the end of its block, so that a test that fails would never end.
    """
    with subprocess.Popen(words, **options) as program:
        try:
            yield program
        finally:
            program.kill()
