"""The reader's page in each terminal against that terminal's own drawing of each glyph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.real_terminals.table import record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real_terminals.sitting import Sitting, Verdict

pytestmark = pytest.mark.real_terminal

_MANY = 50
"""Boxes that are wrong at least when a page is written in a wrong mode."""


def test_every_glyph_box_is_as_the_terminal_draws_that_glyph_alone(sitting: Sitting, tmp_path: Path) -> None:
    verdict = sitting.read(None)
    wrong = [*verdict.unpainted, *verdict.faults]
    record(sitting.kind, f"{len(wrong)} boxes wrong" if wrong else "right")
    assert not wrong, _told(verdict, tmp_path)


def test_a_wrong_mode_is_seen(sitting: Sitting, tmp_path: Path) -> None:
    verdict = sitting.read(sitting.kind.wrong)
    assert not verdict.unpainted, _told(verdict, tmp_path)
    assert len(verdict.faults) > _MANY, _told(verdict, tmp_path)


def _told(verdict: Verdict, folder: Path) -> str:
    """The first faults, and where the photograph is kept."""
    path = folder / "seen.ppm"
    path.write_bytes(verdict.photograph.to_ppm())
    wrong = [*verdict.unpainted, *verdict.faults]
    return "\n".join([f"{len(wrong)} boxes differ; see {path}", *map(str, wrong[:10])])
