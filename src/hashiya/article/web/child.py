"""The child process in which pages are read: `hashiya.article.web.child_process` starts this file.

Its argument is the list of places where modules lie. It reads a page after the other: a line of JSON with the
arguments of `read_page`, then the bytes of the page. It answers with the page as JSON, or with why there is
none. Questions and answers are led by their length in 8 bytes.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

_SECONDS = 5
"""Of the processor, for one page."""
_MEMORY = 1 << 30
_MOST_KEPT = 1 << 28
"""Bytes of memory up to which a child reads another page: what a large page left behind is given back so."""
_IDLE = 10
"""Seconds after which a child ends that is not asked."""
_LENGTH = 8


def main() -> None:
    """Answer questions until none comes any more."""
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
        answer = json.dumps(_answer(question)).encode()  # in ASCII, so that every character comes through
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
    """Let the system end this process after some seconds, or never for 0, where it can."""
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limits() -> ModuleType | None:
    """Take no more memory than any real page needs; None where the system has no limits."""
    try:
        import resource
    except ImportError:
        return None
    _set(resource, resource.RLIMIT_AS, _MEMORY)
    _set(resource, resource.RLIMIT_CORE, 0)
    return resource


def _limit_time(resource: ModuleType) -> None:
    """Take no more time from now on than any real page needs."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + _SECONDS)


def _set(resource: ModuleType, kind: int, amount: int) -> None:
    try:
        _, most = resource.getrlimit(kind)
        lower = amount if most == resource.RLIM_INFINITY else min(amount, most)
        resource.setrlimit(kind, (lower, most))
    except (ValueError, OSError):  # not limited on this system
        return


def _memory(resource: ModuleType) -> int:
    """Tell how many bytes of memory this process had at most.

    On Linux `ru_maxrss` counts the memory of the program that started this one, too, so the record of the
    kernel is read there.
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
