"""``hashiya settle A B [C…] [PATH…]``: decide where annotators differ, in the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import annotator, text
from hashiya.cli.arguments import Word
from hashiya.cli.named_store import known_annotators, open_store, place_of
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.usage import UsageError, see_help
from hashiya.codebook.present_annotator import GOLD
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

ARGUMENTS = (
    Word("first", "A", Message("cli.word_first_annotator"), annotator),
    Word("second", "B", Message("cli.word_second_annotator"), annotator),
    Word("words", "C… PATH", Message("cli.word_more_annotators"), text, is_repeated=True),
)


def execute(arguments: SimpleNamespace) -> int:
    """Open the reader on the settled annotations, and return the exit status.

    Raises:
        HashiyaError: an annotator is not in the store, no article has annotations of two of them, or the
            reader cannot be opened.
    """
    from hashiya.cli.reading import read  # after a wrong command line it is not needed
    from hashiya.services.to_settle import articles_to_settle
    from hashiya.store import annotators

    present = open_store(arguments)
    names, paths = divided(arguments, annotators(present.home))
    stores = [open_store(arguments, name) for name in names]
    with shown_progress(articles) as progress:
        found = articles_to_settle(stores, paths, progress)
    if not found:
        raise HashiyaError(
            Message("cli.nothing_to_settle", names=tuple(names)), Message("cli.list_shows_whose")
        )
    return read(
        found,
        store=place_of(arguments),
        theme=arguments.theme,
        annotator=arguments.annotator,
        encoding=arguments.encoding,
        terminal_mode=arguments.terminal_mode,
        settling=names,
    )


def divided(arguments: SimpleNamespace, known: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Divide the words of the command line into names of annotators and paths.

    Further words are annotators as far as the store knows them; the first other one begins the paths.

    Args:
        arguments: of the command line.
        known: the names of all annotators of the store.

    Raises:
        HashiyaError: the store does not know an annotator.
        UsageError: an annotator is named twice, there are too many, or it is the one that gets the result.
    """
    from hashiya.session.commands.settling import MOST_ANNOTATORS

    names = [settled_name(arguments.first), settled_name(arguments.second)]
    words = list(arguments.words)
    while words and (name := settled_name(words[0])) in known:
        names.append(name)
        words.pop(0)
    for number, name in enumerate(names):
        if name == GOLD:
            raise UsageError(Message("cli.gold_is_result", name=GOLD), see_help("settle"))
        if name in names[:number]:
            raise UsageError(Message("cli.annotator_twice", name=name), see_help("settle"))
        if name not in known:
            advice = known_annotators(place_of(arguments), [each for each in known if each != GOLD])
            raise HashiyaError(Message("cli.unknown_annotator", name=name), advice)
    if len(names) > MOST_ANNOTATORS:
        raise UsageError(Message("cli.too_many_annotators", count=MOST_ANNOTATORS), see_help("settle"))
    return names, [Path(word) for word in words]
