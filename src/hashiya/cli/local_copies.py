"""Bring the texts of a person's articles from the team to this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.cli.grouping import first_of_each
from hashiya.cli.named_store import annotator_at
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.codebook.settings import FILE_NAME
from hashiya.messages import Message
from hashiya.store import bring_codebook, open_team
from hashiya.store.repository.away import AwayError

if TYPE_CHECKING:
    from hashiya.store.postgresql.address import Address


class Brought(NamedTuple):
    """The copies of a team's articles.

    Attributes:
        copies: how many there are now.
        articles: how many articles the person may read.
    """

    copies: int
    articles: int


def bring_assigned(address: Address, person: str) -> Brought:
    """Write the articles of a person into the folder of the address, and report each failure.

    Articles that were released since, or given to others, are removed from it.

    Args:
        address: of the team, whose root is the folder of copies.
        person: the name.

    Raises:
        HashiyaError: the team cannot be read.
    """
    team = open_team(address)
    address.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = team.keys_to_open(person)
    with shown_progress(articles) as progress:
        problems = team.bring_copies(keys, progress)
    team.keep_only(keys)
    for told, advice in first_of_each(list(problems.values())):
        print_message(told, advice)
    return Brought(len(keys), len(team.keys()))


def name_with_copies(address: Address, given: str | None) -> str:
    """Return the name of the person at the reader, after copying their articles if the server answers.

    Args:
        address: of the team, whose root is the folder of copies.
        given: the name that the command line gives; None for that of the login.

    Raises:
        AwayError: the server cannot be reached, and this computer has no copies, or has never been told the
            name.
        HashiyaError: the team cannot be read.
    """
    name = ""
    try:
        name = annotator_at(address, given)
        bring_assigned(address, name)
        bring_codebook(address)
    except AwayError as error:
        if not address.root.is_dir() or all(each.name == FILE_NAME for each in address.root.iterdir()):
            raise AwayError(Message("cli.away_without_copies", cause=error.told), error.advice) from error
        if not name:
            raise
    return name
