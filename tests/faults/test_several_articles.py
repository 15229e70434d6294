"""``kill -9`` at each file system call of a transaction over several articles (strace)."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults import labels_everywhere
from tests.faults.bench import Bench
from tests.faults.labels_everywhere import KEYS
from tests.faults.tracing import calls_of, last_call, trace
from tests.shares import exhaustive
from tests.storing import store_in

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, labels_everywhere.__file__)


def labelled(folder: Path) -> dict[str, int]:
    """The number of annotations by article, each of whose files is whole."""
    store = store_in(folder / "annotations")
    return {key: len(store.load(key).checked().annotations) for key in KEYS}


@pytest.mark.parametrize("annotated", exhaustive(False, True))
def test_killed_at_any_call_each_article_is_whole_and_undo_takes_back_all(
    tmp_path: Path, annotated: bool
) -> None:
    start = Bench(tmp_path / "start")
    start.folder.mkdir()
    if annotated:
        assert start.run_python(*PROGRAM[1:], "label").returncode == 0
    before = labelled(start.folder)
    whole = start.copy(tmp_path / "bench")
    assert trace(whole, ("label",), program=PROGRAM).returncode == 0
    outcomes = set()
    for call in [call for call in calls_of(whole) if call.changes_files]:
        shutil.rmtree(whole.folder)
        bench = start.copy(whole.folder)
        killed = trace(bench, ("label",), call, "signal=KILL", program=PROGRAM)
        assert killed.returncode != 0, call
        assert last_call(bench.folder) == call.name
        now = labelled(bench.folder)
        made = [now[key] - before[key] for key in KEYS]
        assert set(made) <= {0, 1}
        assert all(made) or "saved" not in killed.stdout
        outcomes.add(sum(made))
        # a killed writer is no hindrance, and its transaction can be taken back
        if any(made):
            assert bench.run_python(*PROGRAM[1:], "undo").returncode == 0
            assert labelled(bench.folder) == before
        assert bench.run_python(*PROGRAM[1:], "label").returncode == 0
        assert list((bench.store_folder / ".locks").iterdir()) == []
    assert outcomes >= {0, len(KEYS)}
