from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults import lacking
from tests.faults.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in lacking.told:
        terminalreporter.write_line(f"tests of faults were left out: {reason}", yellow=True)


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The bench that every trial gets a copy of."""
    return Bench.make(tmp_path_factory.mktemp("faults") / "start")


@pytest.fixture
def bench(start: Bench, tmp_path: Path) -> Bench:
    return start.copy(tmp_path / "bench")
