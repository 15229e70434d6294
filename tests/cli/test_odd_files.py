from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ARTICLE, Shell
from tests.hostile.test_odd_files import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("make", KINDS)
def test_a_command_says_one_sentence_and_stores_nothing(shell: Shell, make: Callable[[Path], object]) -> None:
    make(shell.folder / "odd.txt")
    for arguments in (
        ("show", "odd.txt"),
        ("layout", "odd.txt", "--width", 40),
        ("annotate", "odd.txt", "--start", 0, "--end", 1, "--label", "ACTOR"),
        ("import", "odd.txt", "--article", ARTICLE),
    ):
        answer = shell(*arguments)
        assert (answer.status, answer.out) == (1, ""), arguments
        assert answer.ids[0] in {"files.cannot_read", "exchange.folder_without_annotations"}, arguments
        assert len(answer.err.splitlines()) <= 2
    assert not (shell.folder / "annotations").exists()
