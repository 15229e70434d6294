"""``hashiya stories [PATH…]``: list the stories of several articles, and carry annotations to the copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode
from hashiya.annotation.transaction import transaction_over
from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Option, Word
from hashiya.cli.corpus import open_corpus
from hashiya.cli.named_store import open_store
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.table import print_table
from hashiya.cli.telling import print_message
from hashiya.messages import Message
from hashiya.services.stories import repeated_stories
from hashiya.services.story_copies import COMMAND, carry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

    from hashiya.services.corpus import Corpus
    from hashiya.services.stories import Story
    from hashiya.store.opened_store import OpenedStore

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_here"), path, is_repeated=True),
    Option(("--json",), Message("cli.option_json_lines")),
    Option(("--carry",), Message("cli.option_carry")),
    Option(("--dry-run",), Message("cli.option_dry_run_carry")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the stories and return the exit status.

    The status is 1 if something fails for an article, or there are no stories and nothing else was asked for.

    Raises:
        HashiyaError: a path does not exist, or the store cannot be read.
    """
    store, failed = open_store(arguments), False
    with open_corpus(store, arguments) as corpus:
        stories = list(repeated_stories(corpus))
        if arguments.json:
            write_data(encode(each._asdict()) + b"\n" for each in stories)
        elif stories:
            header = (Message("cli.date"), Message("cli.title"), Message("cli.articles"))
            print_table(header, [(each.date, each.title, " · ".join(each.articles)) for each in stories])
        carries = arguments.carry or arguments.dry_run
        if stories and carries:
            failed = _carry(store, corpus, stories, is_trial=arguments.dry_run)
    if not stories:
        print_message(Message("cli.no_stories"))
    return 0 if (stories or carries) and not corpus.problems and not failed else 1


def _carry(store: OpenedStore, corpus: Corpus, stories: Sequence[Story], *, is_trial: bool) -> bool:
    """Carry the annotations of each story to its copies in one transaction; whether anything failed."""
    with shown_progress(articles) as progress:
        carried = carry(store, corpus.paths, [each.articles for each in stories], progress)
    failed = dict(carried.failed)
    edits = carried.edits
    if edits and not is_trial:
        receipt = store.commit(transaction_over(edits, by=store.annotator, command=COMMAND))
        failed |= receipt.failed
        edits = {key: edits[key] for key in receipt.saved}
    count = sum(map(len, edits.values()))
    copies = Message("cli.copies", count=len(edits))
    told = Message("cli.would_be_carried", count=count, copies=copies)
    print_message(told if is_trial else Message("cli.carried", count=count, copies=copies))
    print_message(carried.places.told)
    for error in failed.values():
        print_message(error.told, error.advice)
    return bool(failed)
