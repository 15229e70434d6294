"""The installed program in a real terminal: a seed is opened, three words labelled, the line exported."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HASHIYA = Path(sys.executable).with_name("hashiya")
SEED = Path(__file__).parents[2] / "seeds" / "003_f22616ff3d8ce778.txt"
NAME = "اللواء علي النعسان"
PATIENCE = 30.0

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


class Terminal:
    """A tmux server of its own with one window."""

    def __init__(self, folder: Path, columns: int, lines: int) -> None:
        self._socket = folder / "tmux.socket"
        self._environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        self._environment.pop("TMUX", None)
        self._folder = folder
        self._size = ("-x", str(columns), "-y", str(lines))

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", str(self._socket), "-u", "-f", "/dev/null", *arguments]
        done = subprocess.run(
            command,
            env=self._environment,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def start(self, *command: str) -> None:
        """Runs a command, whose process number goes to a file, and says how it ended in the window itself."""
        inner = f'echo $$ > {self._folder / "pid"}; exec "$@"'
        outer = f"sh -c '{inner}' sh \"$@\"; echo left with $?; sleep 600"
        self.tmux("new-session", "-d", *self._size, "--", "sh", "-c", outer, "sh", *command)

    def pid(self) -> int:
        return int((self._folder / "pid").read_text())

    def type(self, *keys: str) -> None:
        for key in keys:
            self.tmux("send-keys", key)

    def type_text(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def wait_for(self, text: str) -> str:
        end = time.monotonic() + PATIENCE
        while text not in (screen := self.screen()):
            assert time.monotonic() < end, f"never saw {text!r} in:\n{screen}"
            time.sleep(0.05)
        return screen

    def wait_until_left(self) -> int:
        """The exit status."""
        screen = self.wait_for("left with ")
        return int(screen.split("left with ")[1].split()[0])

    def stop(self) -> None:
        subprocess.run(
            ["tmux", "-S", str(self._socket), "kill-server"],
            env=self._environment,
            capture_output=True,
            check=False,
        )


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, 80, 24)
    yield terminal
    terminal.stop()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    shutil.copy(SEED, folder)
    return folder


def test_three_words_labelled_in_the_reader_are_in_the_export(terminal: Terminal, seeds: Path) -> None:
    terminal.start(str(HASHIYA), "--annotator", "tester", str(seeds / SEED.name))
    # the news's first word, waw sad lam, as it is drawn: lam final, sad initial, waw isolated
    terminal.wait_for("\ufede\ufebb\ufeed")
    terminal.type_text("/اللواء علي")  # faster than a hand types: no key may fall beside the line
    terminal.type("Enter")
    terminal.wait_for(f"{SEED.read_bytes().decode().index(NAME)}–")
    terminal.type("Space", "Left", "Left", "a")
    terminal.wait_for("A 1")
    terminal.wait_for("saved ✓")
    terminal.type("C-q")
    assert terminal.wait_until_left() == 0

    [record] = _exported(seeds.parent)
    text = SEED.read_bytes().decode("utf-8")
    start = text.index(NAME)
    assert list(record) == [
        "id", "article", "sha256", "label", "start", "end", "text", "prefix", "suffix", "attributes",
        "relations", "note", "annotator", "status", "created", "modified", "rev", "schema", "offset_unit",
    ]  # fmt: skip
    for key in ("id", "created", "modified"):
        assert record.pop(key)
    assert record == {
        "article": f"seeds/{SEED.name}",
        "sha256": _sha256(SEED),
        "label": "ACTOR",
        "start": start,
        "end": start + len(NAME),
        "text": NAME,
        "prefix": text[start - 48 : start],
        "suffix": text[start + len(NAME) : start + len(NAME) + 48],
        "attributes": {},
        "relations": [],
        "note": "",
        "annotator": "tester",
        "status": "accepted",
        "rev": 1,
        "schema": 1,
        "offset_unit": "codepoint",
    }


def test_no_arabic_letter_reaches_the_terminal_unshaped(terminal: Terminal, seeds: Path) -> None:
    terminal.start(str(HASHIYA), str(seeds))
    terminal.wait_for("2025-10-03")
    terminal.type("/")
    terminal.type_text("زيارة")
    screen = terminal.wait_for("1 article ")
    assert _unshaped(screen) == ""
    terminal.type("Enter", "Enter")
    screen = terminal.wait_for("\ufede\ufebb\ufeed")
    assert _unshaped(screen) == ""


def test_a_signal_that_ends_the_program_saves_first_and_restores_the_terminal(
    terminal: Terminal, seeds: Path
) -> None:
    terminal.start(str(HASHIYA), str(seeds / SEED.name))
    terminal.wait_for("\ufede\ufebb\ufeed")
    terminal.type("Left", "e")
    terminal.wait_for("E 1")
    os.kill(terminal.pid(), signal.SIGTERM)
    assert terminal.wait_until_left() == 143
    assert terminal.tmux("display-message", "-p", "#{alternate_on}").strip() == "0"
    assert [record["label"] for record in _exported(seeds.parent)] == ["EVENT"]


def _exported(folder: Path) -> list[dict[str, object]]:
    done = subprocess.run([HASHIYA, "export"], cwd=folder, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def _unshaped(screen: str) -> str:
    """The letters of a screen that are plain Arabic letters, not presentation forms."""
    return "".join(letter for letter in screen if "\u0621" <= letter <= "\u064a" and letter != "\u0640")


def _sha256(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()
