"""The command line of a visitor."""

from __future__ import annotations

from hashiya.messages import answering
from hashiya.serving.terms import Terms


def _command(*options: str) -> tuple[str, ...]:
    return Terms(("-a",), ("hashiya", *options), "", 1, 1.0).command()


def test_paths_are_never_options() -> None:
    options = ("--terminal-mode=words",)
    assert _command(*options) == ("hashiya", *options, "--language=en", "--", "-a")


def test_a_visitor_reads_in_the_language_that_is_answered() -> None:
    with answering("ar"):
        assert _command() == ("hashiya", "--language=ar", "--", "-a")
