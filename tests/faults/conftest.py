from __future__ import annotations

import compileall
from pathlib import Path

import pytest

import hashiya
from tests.faults.bench import Bench


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The bench that every trial gets a copy of.

    The program is compiled before, for a module that is compiled meanwhile shifts the calls that are counted.
    """
    compileall.compile_dir(str(Path(hashiya.__file__).parent), quiet=1)
    return Bench.make(tmp_path_factory.mktemp("faults") / "start")


@pytest.fixture
def bench(start: Bench, tmp_path: Path) -> Bench:
    return start.copy(tmp_path / "bench")
