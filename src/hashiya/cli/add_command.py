"""``hashiya add PATH…``: put articles into the store of a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.cli.argument_types import day, path, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.grouping import first_of_each
from hashiya.cli.named_store import open_store
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.cli.usage import UsageError, see_help
from hashiya.messages import Message
from hashiya.services.adding import Adding
from hashiya.store import default_place, open_team

if TYPE_CHECKING:
    from types import SimpleNamespace

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_to_add"), path, is_repeated=True),
    Option(("--source",), Message("cli.option_source"), "NAME", text, default=""),
    Option(("--date",), Message("cli.option_date_of_all"), "DATE", day),
)


def execute(arguments: SimpleNamespace) -> int:
    """Add the articles and return the exit status, 1 if one of them cannot be read.

    Raises:
        UsageError: no path is named.
        HashiyaError: the store is a folder, a path does not exist, or the server refuses.
    """
    team = open_team(arguments.store or default_place())
    if not arguments.paths:
        raise UsageError(Message("cli.add_what"), see_help("add"))
    date = "" if arguments.date is None else arguments.date.isoformat()
    adding = Adding(arguments.paths, open_store(arguments).key_of, arguments.source, date)
    with shown_progress(articles) as progress:
        changed = team.add(adding.articles(progress), renews=bool(arguments.source or date))
    print_message(Message("cli.added", count=changed, files=len(adding.files)))
    for told, advice in first_of_each(adding.problems):
        print_message(told, advice)
    return 1 if adding.problems else 0
