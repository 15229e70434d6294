"""A proxy before a server's socket that cuts, delays or spoils the bytes, and a server of another kind."""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = ".s.PGSQL.5432"


class Proxy:
    """Passes bytes on between clients and a server.

    Attributes:
        folder: of the socket that clients connect to.
        passed: the bytes that went from the clients, and to the clients.
        limits: how many bytes go each way until the connection is cut; None for all.
        delay: seconds before bytes go on to a client.
        spoil: changes the bytes that go to a client.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        self.folder = folder
        self._server = server
        self.passed = [0, 0]
        self.limits: list[int | None] = [None, None]
        self.delay = 0.0
        self.spoil: Callable[[bytes], bytes] = lambda data: data
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._ended = threading.Event()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / NAME))
        self._listening.listen(100)
        self._start(self._accept)

    def reset(self, limits: tuple[int | None, int | None] = (None, None)) -> None:
        """Cut all connections, and begin to count again."""
        self.cut()
        self.passed, self.limits = [0, 0], list(limits)

    def cut(self) -> None:
        """Cut all connections."""
        for each in list(self._sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let nobody connect any more."""
        self._ended.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self.cut()
        while self._threads:
            self._threads.pop().join()
            self.cut()
        for each in (self._listening, *self._sockets):
            each.close()

    def _start(self, target: Callable[..., object], *arguments: object) -> None:
        self._threads.append(threading.Thread(target=target, args=arguments))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                self._sockets += [client, server]
                try:
                    server.connect(str(self._server / NAME))
                except OSError:
                    client.shutdown(socket.SHUT_RDWR)
                    continue
                for way, (source, sink) in enumerate([(client, server), (server, client)]):
                    self._start(self._pass, way, source, sink)

    def _pass(self, way: int, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if way == 1:
                    self._ended.wait(self.delay)
                    data = self.spoil(data)
                limit = self.limits[way]
                left = len(data) if limit is None else max(0, limit - self.passed[way])
                self.passed[way] += len(data)
                sink.sendall(data[:left])
                if left < len(data):
                    break
        for each in (source, sink):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxy_before(server: Path) -> Iterator[Proxy]:
    """Run a proxy before the socket in a folder."""
    folder = Path(tempfile.mkdtemp(prefix="hashiya-px-"))  # a socket's path must be short
    proxy = Proxy(folder, server)
    try:
        yield proxy
    finally:
        proxy.close()
        shutil.rmtree(folder)


@contextmanager
def answering(answer: Callable[[socket.socket], object]) -> Iterator[Path]:
    """Run a server that does one thing with every connection; yields the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="hashiya-no-"))
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / NAME))
    listening.listen(1000)

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                with client, suppress(OSError):
                    answer(client)

    thread = threading.Thread(target=accept)
    thread.start()
    try:
        yield folder
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
        listening.close()
        shutil.rmtree(folder)
