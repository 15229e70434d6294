"""Runs a command under strace: which file system calls it makes, and with one of them failing."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.bench import HASHIYA
from tests.faults.lacking import leave_out

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path

    from tests.faults.bench import Bench

CALLS = (
    "openat,read,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,symlink,"
    "symlinkat,unlink,unlinkat,mkdir,mkdirat,chmod,fchmod,flock,fcntl,close,getdents64,newfstatat,lseek"
)
_LINE = re.compile(r"^(?:\d+ +)?(?P<name>\w+)\((?P<rest>.*)$")
_CURRENT = re.compile(r"AT_FDCWD(<[^>]*>)?(, )?")
_OF_PROGRAM = re.compile(r"\.pyc?\"|/site-packages|/src/hashiya|/lib/python")
_RANDOM = re.compile(r"\.\d+@[^\s\"]+\.[0-9a-f]{16}\b|\.[0-9a-f]{8}(?=\.)")
_CONTENT = re.compile(r', (\{st_mode.*|".*"(\.\.\.)?, \d+)$')


class Call(NamedTuple):
    """One system call of a command.

    Attributes:
        number: which one of its name it is since the start of the program, from 1, as strace counts.
        name: of the call.
        text: it and its arguments, without what differs from run to run.
        creates: whether it opens a file to write.
    """

    number: int
    name: str
    text: str
    creates: bool

    @property
    def changes_files(self) -> bool:
        """Whether it changes something on the disk, or waits until it is there."""
        return self.creates or self.name not in {
            "openat",
            "read",
            "close",
            "getdents64",
            "newfstatat",
            "lseek",
            "fcntl",
            "flock",
        }


def need_strace() -> str:
    """Where strace is."""
    found = shutil.which("strace")
    if found is None:
        leave_out("strace is not installed (apt-get install strace)", matters_in_ci=True)
    return found


def trace(
    bench: Bench,
    arguments: tuple[str, ...],
    call: Call | None = None,
    fault: str = "",
    program: Sequence[object] = (HASHIYA,),
) -> subprocess.CompletedProcess[str]:
    """Run a command under strace, which writes the calls to the file ``trace`` of the folder.

    All calls are written, or those of the name of the one at which something happens.

    Args:
        bench: where.
        arguments: the command.
        call: the call at which something happens, if anything is to.
        fault: what happens: ``signal=KILL``, or ``error=`` with its name.
        program: the words before the arguments.
    """
    strace = [need_strace(), "-f", "-y", "-o", str(bench.folder / "trace")]
    if call is None:
        strace += ["-e", f"trace={CALLS}"]
    else:
        strace += ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}:when={call.number}"]
    if "signal" not in fault:  # strace 6.1 sends no signal then
        strace.append("--seccomp-bpf")
    return bench.run(*arguments, before=strace, program=program)


def calls_of(bench: Bench) -> list[Call]:
    """The calls of the last run that concern the store, the folder or an export of it, and its answer."""
    here = re.escape(str(bench.folder))
    wanted = re.compile(rf'annotations|out\.jsonl|\.hashiya\.|{here}[">]|^1<')
    found = []
    lines = (bench.folder / "trace").read_text(encoding="utf-8", errors="replace").splitlines()
    counts: Counter[str] = Counter()
    for match in filter(None, map(_LINE.match, lines)):
        counts[match["name"]] += 1
        arguments = _CURRENT.sub("", match["rest"]).partition(") = ")[0]
        if wanted.search(arguments) and not _OF_PROGRAM.search(arguments) and not arguments.startswith("2<"):
            text = f"{match['name']}({_CONTENT.sub('', _RANDOM.sub('.X', arguments))})"
            found.append(
                Call(
                    counts[match["name"]],
                    match["name"],
                    text,
                    "O_CREAT" in arguments or "O_WRONLY" in arguments,
                )
            )
    return found


def last_call(folder: Path) -> str:
    """The name of the call at which the last run was killed."""
    lines = (folder / "trace").read_text(encoding="utf-8", errors="replace").splitlines()
    assert "killed by SIGKILL" in lines[-1], lines[-3:]
    match = _LINE.match(lines[-2])
    assert match is not None
    return match["name"]
