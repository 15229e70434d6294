"""``hashiya stories [PATH…]``: list the stories that several articles carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode
from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Option, Word
from hashiya.cli.corpus import open_corpus
from hashiya.cli.named_store import open_store
from hashiya.cli.output import write_data
from hashiya.cli.table import print_table
from hashiya.cli.telling import print_message
from hashiya.messages import Message
from hashiya.services.stories import repeated_stories

if TYPE_CHECKING:
    from types import SimpleNamespace

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_here"), path, is_repeated=True),
    Option(("--json",), Message("cli.option_json_lines")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the stories and return the exit status, 1 if there are none or an article cannot be read.

    Raises:
        HashiyaError: a path does not exist, or the store cannot be read.
    """
    with open_corpus(open_store(arguments), arguments) as corpus:
        stories = list(repeated_stories(corpus))
        if arguments.json:
            write_data(encode(each._asdict()) + b"\n" for each in stories)
        elif stories:
            header = (Message("cli.date"), Message("cli.title"), Message("cli.articles"))
            print_table(header, [(each.date, each.title, " · ".join(each.articles)) for each in stories])
    if not stories:
        print_message(Message("cli.no_stories"))
    return 0 if stories and not corpus.problems else 1
