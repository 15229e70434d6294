"""Words before a command that confine it as a system does: limits, and folders that are read-only."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.faults.lacking import leave_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NOBODY = 60_000 + os.getpid() % 5_000
"""A user without processes, so that a limit counts those of the test alone, and of no test beside it."""
_READS_ALL = "-all,+dac_read_search"
"""The capability to read everything, for the interpreter may lie where only root can read."""


def limited(kind: str, number: int) -> Sequence[str]:
    """The words that run a command with a limit, such as ``nofile``, as `prlimit` names them."""
    _need("prlimit")
    return ["prlimit", f"--{kind}={number}"]


def with_processes(number: int, folder: Path) -> Sequence[str]:
    """The words that run a command, as another user, whose processes and threads are at most a number.

    Root's own are never limited.

    Args:
        number: how many, the command itself included.
        folder: belongs to the other user from now on, with all in it.
    """
    if os.geteuid() != 0:
        leave_out("a limit of processes was not tried: only root can run a program as another user")
    _need("setpriv")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    options = ("inh-caps", "ambient-caps", "bounding-set")
    capabilities = [f"--{option}={_READS_ALL}" for option in options]
    other_user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *capabilities]
    return [*limited("nproc", number), *other_user]


def with_read_only(folder: Path) -> Sequence[str]:
    """The words that run a command for which the file system of a folder is read-only."""
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$1" && shift && exec "$@"'
    become = [] if os.geteuid() == 0 else ["--map-root-user"]
    words = ["unshare", *become, "--mount", "sh", "-c", mount, str(folder), str(folder)]
    tried = subprocess.run([*words, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        leave_out(f"a folder that is read-only was not tried: {tried.stderr.strip()}")
    return words


def _need(program: str) -> None:
    if shutil.which(program) is None:
        leave_out(f"limits were not tried: {program} is not installed (apt-get install util-linux)")
