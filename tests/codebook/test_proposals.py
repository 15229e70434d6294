"""The table of settings for proposals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hashiya.codebook.proposals import ProposalSettings, proposal_settings
from hashiya.codebook.settings import Settings
from tests.refusals import refused


def of(**values: Any) -> Settings:
    return Settings(Path("hashiya.toml"), {"proposals": values})


def test_without_settings_nine_of_ten_shown_proposals_are_right() -> None:
    assert proposal_settings([Settings(Path("hashiya.toml"))]) == ProposalSettings(0.9, show=True)


def test_a_later_file_counts_before_an_earlier_one() -> None:
    found = proposal_settings([of(precision=0.5, show=False), of(precision=1)])
    assert found == ProposalSettings(1, show=False)


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"precision": 1.1}, "codebook.no_precision"),
        ({"precision": -0.1}, "codebook.no_precision"),
        ({"precision": float("nan")}, "codebook.no_precision"),
        ({"precision": True}, "codebook.no_precision"),
        ({"precision": "high"}, "codebook.no_precision"),
        ({"show": 1}, "codebook.not_true_or_false"),
        ({"precison": 0.9}, "codebook.unknown_near"),
    ],
)
def test_a_wrong_value_is_refused(values: dict[str, Any], cause: str) -> None:
    with refused(cause):
        proposal_settings([of(**values)])
