"""``hashiya suggest [PATH…]``: print the proposals of articles, or store those that are almost certain."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode
from hashiya.cli.argument_types import path, probability
from hashiya.cli.arguments import Option, Word
from hashiya.cli.named_store import open_store
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, learning, shown_progress
from hashiya.cli.telling import print_message
from hashiya.codebook.proposals import proposal_settings
from hashiya.codebook.settings import load_settings, load_user_settings
from hashiya.messages import Message
from hashiya.services.suggesting import Suggestions

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.store.opened_store import OpenedStore

_ALMOST_CERTAIN = 0.98

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_here"), path, is_repeated=True),
    Option(("--all",), Message("cli.option_all")),
    Option(("--accept",), Message("cli.option_accept")),
    Option(("--at-least",), Message("cli.option_at_least", default=_ALMOST_CERTAIN), "SCORE", probability),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the proposals, or the annotations stored of them, and return the exit status.

    Raises:
        HashiyaError: the settings are wrong, or the store cannot be read.
    """
    store = open_store(arguments)
    suggestions = Suggestions(store, arguments.paths or [Path()], **_chosen(arguments, store))
    with shown_progress(learning) as progress:
        suggestions.learn(progress)
    with shown_progress(articles) as progress:
        if arguments.accept:
            stored = suggestions.accept(progress, by=store.annotator)
            write_data(encode(each.to_record()) + b"\n" for each in stored)
            print_message(Message("cli.proposals_stored", count=len(stored)))
        else:
            write_data(encode(each) + b"\n" for each in suggestions.records(progress))
    for problem in suggestions.problems:
        print_message(problem.told, problem.advice)
    return 1 if suggestions.problems else 0


def _chosen(arguments: SimpleNamespace, store: OpenedStore) -> dict[str, float]:
    """Return the least score of a proposal that is printed or stored, or else the precision of them."""
    if arguments.at_least is not None:
        return {"least": arguments.at_least}
    if arguments.accept:
        return {"least": _ALMOST_CERTAIN}
    settings = proposal_settings([load_user_settings(os.environ), load_settings(store.root)])
    return {} if arguments.all else {"precision": settings.precision}
