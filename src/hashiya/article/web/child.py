"""The child process that reads pages, started by `hashiya.article.web.child_process`.

Its argument is the list of folders with modules. It reads one page after another: a line of JSON with the
arguments of `read_page`, then the bytes of the page. It answers with the page or the error as JSON. Each
question and answer begins with its length in 8 bytes.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

_SECONDS = 5
"""Limit of processor time for one page, in seconds."""
_MEMORY = 1 << 30
_MOST_KEPT = 1 << 28
"""Peak memory in bytes above which a child reads no other page; its end frees the memory of a large page."""
_IDLE = 10
"""Seconds without a question after which a child ends."""
_LENGTH = 8


def main() -> None:
    """Answer questions until the input ends."""
    limits = _limits()
    sys.path[:] = json.loads(sys.argv[1])
    while True:
        _wait_at_most(_IDLE)
        length = sys.stdin.buffer.read(_LENGTH)
        if len(length) < _LENGTH:
            return
        question = sys.stdin.buffer.read(int.from_bytes(length, "big"))
        _wait_at_most(0)
        if limits is not None:
            _limit_time(limits)
        answer = json.dumps(_answer(question)).encode()  # in ASCII, so every character survives
        sys.stdout.buffer.write(len(answer).to_bytes(_LENGTH, "big") + answer)
        sys.stdout.buffer.flush()
        if limits is not None and _memory(limits) > _MOST_KEPT:
            return


def _answer(question: bytes) -> dict[str, Any]:
    from hashiya.article.decoding import BinaryError
    from hashiya.article.web.archive import NoPageError
    from hashiya.article.web.page import read_page

    arguments, _, source = question.partition(b"\n")
    try:
        return read_page(source, **json.loads(arguments)).to_plain()
    except BinaryError:
        return {"refused": "binary"}
    except NoPageError:
        return {"refused": "no page"}


def _wait_at_most(seconds: int) -> None:
    """Let the system end this process after some seconds (0: never), if it can."""
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limits() -> ModuleType | None:
    """Limit memory to more than any real page needs; None if the system has no limits."""
    try:
        import resource
    except ImportError:
        return None
    _set(resource, resource.RLIMIT_AS, _MEMORY)
    _set(resource, resource.RLIMIT_CORE, 0)
    return resource


def _limit_time(resource: ModuleType) -> None:
    """Limit processor time from now on to more than any real page needs."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + _SECONDS)


def _set(resource: ModuleType, kind: int, amount: int) -> None:
    try:
        _, most = resource.getrlimit(kind)
        lower = amount if most == resource.RLIM_INFINITY else min(amount, most)
        resource.setrlimit(kind, (lower, most))
    except (ValueError, OSError):  # this system has no such limit
        return


def _memory(resource: ModuleType) -> int:
    """Return the peak memory of this process, in bytes.

    On Linux `ru_maxrss` includes memory of the parent process, so the kernel's own record is read.
    """
    try:
        with open("/proc/self/status", "rb") as status:  # noqa: PTH123 - pathlib takes time to load
            for line in status:
                if line.startswith(b"VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:  # no Linux
        pass
    most: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    main()
