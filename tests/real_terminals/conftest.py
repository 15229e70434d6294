"""Terminals for the tests, each started once, and the table at the end."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.real_terminals.browser import Browser
from tests.real_terminals.expected import expected_screen
from tests.real_terminals.family import Family
from tests.real_terminals.kinds import IN_SCREEN, IN_TMUX, KINDS, PAGES, Kind
from tests.real_terminals.seed import MIXED, SEED, annotated_seed
from tests.real_terminals.sitting import Sitting
from tests.real_terminals.stage import NotStartedError, Stage
from tests.real_terminals.table import printed, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ABSENT = "ABSENT_TERMINALS"
"""Variable that names the programs which have no package here; where CI is set, no other may be missing."""
_STARTS = 2
"""A terminal that does not come up is started once more."""


@pytest.fixture(
    scope="module",
    params=[*KINDS, *IN_TMUX, *IN_SCREEN, *PAGES],
    ids=lambda kind: kind.name.replace(",", "").replace(" ", "-"),
)
def sitting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """A terminal that has drawn the reference; it ends after its last test."""
    kind: Kind = request.param
    missing = [name for name in kind.programs if shutil.which(name) is None]
    if missing:
        record(kind, f"not installed: {', '.join(missing)}")
        reason = f"{kind.name} is not tested, since {', '.join(missing)} is not installed"
        is_excused = set(missing) <= set(os.environ.get(ABSENT, "").split())
        pytest.fail(reason) if os.environ.get("CI") and not is_excused else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("terminal")
    seed = annotated_seed(folder, MIXED if kind.is_browser else SEED)
    with Family() as family:
        stage = _started(family, kind, folder)
        try:
            screen = asyncio.run(expected_screen(*seed, stage.size, kind.depth))
            yield Sitting(kind, stage, screen, seed)
        finally:
            stage.close()


def _started(family: Family, kind: Kind, folder: Path) -> Stage | Browser:
    for attempt in range(1, _STARTS + 1):
        place = folder / f"start-{attempt}"
        place.mkdir()
        try:
            return (Browser if kind.is_browser else Stage)(family, kind, place)
        except NotStartedError as error:
            print(f"{kind.name}, start {attempt}: {error}")  # noqa: T201  is shown if the test fails
            if attempt == _STARTS:
                raise
    raise AssertionError


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what was seen in which version."""
    lines = printed()
    if lines:
        terminalreporter.write_sep("-", "terminals")
    for line in lines:
        terminalreporter.write_line(line)
