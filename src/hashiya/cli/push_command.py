"""``hashiya push STORE…``: copy the stores of folders into the store of a team."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Word
from hashiya.cli.copy_report import print_copied
from hashiya.cli.older_stores import divide_older
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.cli.usage import UsageError, see_help
from hashiya.codebook.present_annotator import present_annotator
from hashiya.codebook.settings import FILE_NAME, settings_from
from hashiya.errors import HashiyaError
from hashiya.files.regular import MEGABYTE, MissingFileError, read_file
from hashiya.messages import Message
from hashiya.services.adding import Adding
from hashiya.services.named_articles import refuse_missing
from hashiya.store import Store, default_place, open_team
from hashiya.store.copied_folder import CopiedFolder
from hashiya.store.copying import copy_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import SimpleNamespace

    from hashiya.store.postgresql.team import Team

ARGUMENTS = (Word("folders", "STORE", Message("cli.word_stores_to_push"), path, is_repeated=True),)


def execute(arguments: SimpleNamespace) -> int:
    """Copy everything in the folders and return the exit status, 1 if something could not be copied.

    Raises:
        UsageError: no folder is named.
        HashiyaError: the store is no team's, a folder cannot be read, or the server refuses.
    """
    team = open_team(arguments.store or default_place())
    if not arguments.folders:
        raise UsageError(Message("cli.push_what"), see_help("push"))
    refuse_missing(*arguments.folders)
    return max(_push(team, folder) for folder in arguments.folders)


def _push(team: Team, folder: Path) -> int:
    """Copy one folder: people, texts and codebook first, then the annotations."""
    divide_older(folder, present_annotator(None, os.environ))
    source, target = CopiedFolder(folder), team.copied()
    target.add_people(source.annotators())
    root = Store(folder)
    keys = {key for name in source.annotators() for key in source.keys(name)}
    paths = (root.path_of(key) for key in sorted(keys))
    adding = Adding([each for each in paths if each is not None and each.is_file()], root.key_of)
    with shown_progress(articles) as progress:
        team.add(adding.articles(progress))
        report = copy_store(source, target, progress)
    target.adopt()
    return print_copied(folder, report, [*adding.problems, *_push_codebook(team, root.root / FILE_NAME)])


def _push_codebook(team: Team, path: Path) -> list[HashiyaError]:
    """Make the codebook of the folder the newest of the team, if there is a valid one."""
    try:
        source = read_file(path, MEGABYTE).data
        settings_from(path, source)
    except MissingFileError:
        return []
    except HashiyaError as error:
        return [error]
    if team.put_codebook(source.decode()):
        print_message(Message("cli.codebook_pushed", path=path))
    return []
