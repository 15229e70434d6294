"""The command line of a visitor."""

from __future__ import annotations

from hashiya.messages import answering
from hashiya.serving.terms import CANVAS, DOM, Terms


def _command(rendering: str, *options: str) -> tuple[str, ...]:
    return Terms(("-a",), ("hashiya", *options), "", 1, 1.0).command(rendering)


def test_paths_are_never_options() -> None:
    assert _command(CANVAS) == ("hashiya", "--language=en", "--", "-a")


def test_a_browser_that_draws_text_gets_letters_one_by_one() -> None:
    assert _command(DOM) == ("hashiya", "--language=en", "--terminal-mode=split", "--", "-a")


def test_a_named_way_of_writing_stays() -> None:
    assert _command(DOM, "--terminal-mode=words") == (
        "hashiya",
        "--terminal-mode=words",
        "--language=en",
        "--",
        "-a",
    )


def test_a_visitor_reads_in_the_language_that_is_answered() -> None:
    with answering("ar"):
        assert _command(CANVAS) == ("hashiya", "--language=ar", "--", "-a")
