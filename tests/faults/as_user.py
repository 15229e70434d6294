"""``python -m tests.faults.as_user USER GROUP UMASK FOLDER CODE``: runs code in a folder as another user.

Everything is imported before, as root, for the interpreter may lie where only root can read. The code finds
``main``, the program's own, and ``reason``, which gives for a folder's article why it can only be read.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from hashiya.article.reading import read_article
from hashiya.cli.main import main
from tests.storing import store_in

ANNOTATE = ("annotate", "a.txt", "--start", "0", "--end", "4", "--label", "ACTOR")


def reason(folder: str) -> str:
    """Why annotations of the article in a folder cannot be saved, as the reader knows when it opens it."""
    snapshot = store_in(Path(folder, "annotations")).open(read_article(Path(folder, "a.txt"))).load()
    return str(snapshot.read_only or "")


def import_all() -> None:
    before = Path.cwd()
    nowhere = io.TextIOWrapper(io.BytesIO())
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        os.chdir(folder)
        Path("a.txt").write_text("كتاب جديد", encoding="utf-8")
        for words in (ANNOTATE, ("list",), ("export",), ("check",)):
            assert main(words) == 0
        assert reason(".") == ""
        assert main(("show", "gone.txt")) == 1  # what speaks of it is loaded, too
        os.chdir(before)


def run(user: int, group: int, mask: int, folder: str, code: str) -> None:
    import_all()
    os.chdir(folder)
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)
    os.umask(mask)
    exec(code, {"main": main, "reason": reason, "annotate": lambda: main(ANNOTATE)})  # noqa: S102


if __name__ == "__main__":
    run(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3], 8), sys.argv[4], sys.argv[5])
