"""``hashiya pull DIR``: copy the store of a team into the store of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Word
from hashiya.cli.copy_report import print_copied
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.codebook.settings import FILE_NAME, settings_from
from hashiya.errors import HashiyaError
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.messages import Message
from hashiya.services.new_file import write_new_file
from hashiya.services.verification import verify_sent
from hashiya.store import Store, default_place, known_as, open_own, open_team
from hashiya.store.copied_folder import CopiedFolder
from hashiya.store.copying import copy_store

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.store.places import Place
    from hashiya.store.postgresql.team import Team

ARGUMENTS = (Word("folder", "DIR", Message("cli.word_folder_to_pull"), path),)


def execute(arguments: SimpleNamespace) -> int:
    """Copy everything of the team and return the exit status, 1 if something could not be copied.

    Changes of the person that wait on this computer are sent before, and those that stay are told. Articles
    are written beside DIR, as they were when they were added; a file that has another content there is left
    alone and told.

    Raises:
        HashiyaError: the store is no team's, DIR cannot be written, or the server refuses.
    """
    place = arguments.store or default_place()
    folder: Path = arguments.folder
    root = Store(folder).root
    team = open_team(place if isinstance(place, Path) else place._replace(root=root))
    _send_own(place)
    source, target = team.copied(), CopiedFolder(folder)
    with shown_progress(articles) as progress:
        problems = list(team.bring_copies(team.keys(), progress, replaces=False).values())
        report = copy_store(source, target, progress)
    problems += _write_codebook(team, root / FILE_NAME)
    return print_copied(folder, report, problems)


def _send_own(place: Place) -> None:
    """Send the changes of the person that wait on this computer, and tell of those that could not be sent."""
    name = known_as(place)
    for problem in [] if name is None else verify_sent(open_own(place, name)):
        print_message(problem.what)


def _write_codebook(team: Team, path: Path) -> list[HashiyaError]:
    """Write the codebook of the team, unless the folder has another one.

    A codebook that cannot be read would stop every command in the folder, so it is not written.
    """
    toml = team.codebook()
    if toml is None:
        return []
    content = toml.encode("utf-8", "surrogatepass")
    try:
        settings_from(path, content)
        if path.is_file() and read_file(path, MEGABYTE).data == content:
            return []
        write_new_file(path, content)
    except HashiyaError as error:
        return [error]
    print_message(Message("cli.codebook_pulled", path=path))
    return []
