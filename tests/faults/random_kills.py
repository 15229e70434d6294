"""``python -m tests.faults.random_kills FOLDER COUNT [SEED]``: commands killed at random moments, and judged.

One process has everything imported and forks a child for each trial, so that a thousand kills take seconds.
The child runs commands through the program's own ``main`` and writes down, on a pipe, what it is about to do
and what was acknowledged. The parent kills it and compares that with what is stored.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import tinydb  # noqa: F401  imported once, before the forks

from hashiya.cli import (  # noqa: F401
    annotate_command,
    edit_command,
    export_command,
    import_command,
    remove_command,
)
from hashiya.cli.main import main
from tests.faults.bench import ARTICLE, CHANGED, KEPT, Bench

MOST_LINES = 5
"""Lines of the ledger after which a child is killed at the latest; an acknowledged command has two."""

LONGEST = 0.01
"""Seconds after the last line that was waited for; a command takes a few thousandths."""


def run_commands(ledger: int, seed: int, ids: list[str]) -> NoReturn:
    """Run commands until killed; each is a line of JSON in the ledger before it, and ``done`` after it."""
    chance = random.Random(seed)  # noqa: S311
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stdout
    for number in range(1_000_000):
        identifier = f"k{seed}-{number}"
        kind = chance.choice(["annotate", "annotate", "edit", "remove", "import", "export"])
        if kind in ("edit", "remove") and not ids:
            kind = "annotate"
        target = chance.choice(ids) if kind in ("edit", "remove") else identifier
        note: str | None = identifier
        arguments = {
            "annotate": ["annotate", ARTICLE, "--start=0", "--end=3", "--label=ACTOR"],
            "edit": ["edit", ARTICLE, target, "--note", identifier],
            "remove": ["remove", ARTICLE, target],
            "import": ["import", "random.jsonl"],
            "export": ["export", "-o", "out.jsonl", "--force"],
        }[kind]
        if kind == "annotate":
            arguments += ["--id", identifier, "--note", identifier]
        if kind == "import":
            # an import merges what is at one place, so each record has a place of its own
            place = seed % 1000 * 24 + number % 24
            start, end = place // 80, place // 80 + 1 + place % 80
            record = {"id": identifier, "label": "EVENT", "start": start, "end": end, "article": ARTICLE}
            Path("random.jsonl").write_text(json.dumps(record | {"note": identifier}), encoding="utf-8")
        if kind == "remove":
            note = None
        changes = {} if kind == "export" else {target: note}
        os.write(ledger, json.dumps(changes).encode() + b"\n")
        status = main(arguments)
        os.write(ledger, b"done\n" if status == 0 else b"failed\n")
        ids = [each for each in ids if each != target] + ([target] if note and kind != "export" else [])
    os._exit(0)


def trial(bench: Bench, seed: int, expected: dict[str, str]) -> dict[str, str]:
    """Let a child run and kill it; the notes by id that are stored then, once they were judged."""
    reading, writing = os.pipe()
    ids = [each for each in expected if each not in (KEPT, CHANGED)]
    child = os.fork()
    if not child:
        os.close(reading)
        run_commands(writing, seed, ids)
    os.close(writing)
    chance = random.Random(seed)  # noqa: S311
    with os.fdopen(reading, "rb") as ledger:
        lines = [ledger.readline() for _ in range(chance.randint(0, MOST_LINES))]
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        lines += ledger.readlines()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the child ended by itself: {status}"
    uncertain: dict[str, Any] = {}
    for line in lines:
        assert line != b"failed\n", lines[-4:]
        if line == b"done\n":
            for identifier, note in uncertain.items():
                expected.pop(identifier, None)
                if note is not None:
                    expected[identifier] = note
            uncertain = {}
        else:
            uncertain = json.loads(line)
    stored = {identifier: annotation.note for identifier, annotation in bench.stored().items()}
    perhaps = dict(expected)
    for identifier, note in uncertain.items():
        perhaps.pop(identifier, None)
        if note is not None:
            perhaps[identifier] = note
    assert stored in (expected, perhaps), (stored, expected, uncertain)
    return stored


def run(folder: Path, count: int, seed: int) -> None:
    bench = Bench(folder)
    os.chdir(folder)
    expected = {KEPT: "", CHANGED: ""}
    changes = 0
    for number in range(count):
        before = expected
        expected = trial(bench, seed + number, dict(expected))
        changes += expected != before
        output = folder / "out.jsonl"
        if output.exists():
            for line in output.read_text(encoding="utf-8").splitlines():
                json.loads(line)
        if len(expected) > 60:  # a store that grows for ever only costs time
            for identifier in list(expected)[2:40]:
                assert main(["remove", ARTICLE, identifier]) == 0
                del expected[identifier]
    bench.assert_next_command_needs_no_help()
    assert changes > count / 4, f"only {changes} of {count} trials changed anything"
    print(f"{count} kills, {changes} of them after a change, seed {seed}: fine")  # noqa: T201


if __name__ == "__main__":
    run(
        Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else time.time_ns() % 10**9
    )
