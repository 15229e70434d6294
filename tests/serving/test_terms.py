"""The command line of a visitor."""

from __future__ import annotations

from hashiya.serving.terms import CANVAS, DOM, Terms


def _command(rendering: str, *options: str) -> tuple[str, ...]:
    return Terms(("-a",), ("hashiya", *options), "", 1, 1.0).command(rendering)


def test_paths_are_never_options() -> None:
    assert _command(CANVAS) == ("hashiya", "--", "-a")


def test_a_browser_that_draws_text_gets_letters_one_by_one() -> None:
    assert _command(DOM) == ("hashiya", "--terminal-mode=split", "--", "-a")


def test_a_named_way_of_writing_stays() -> None:
    assert _command(DOM, "--terminal-mode=words") == ("hashiya", "--terminal-mode=words", "--", "-a")
