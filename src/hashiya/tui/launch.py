"""Start of the reader from the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.codebook.labels import labels_in
from hashiya.codebook.present_annotator import GOLD, present_annotator
from hashiya.codebook.settings import load_settings, load_user_settings
from hashiya.files.current_folder import absolute
from hashiya.files.kept import state_folder
from hashiya.programs import end_all
from hashiya.session.commands.remapping import bindings_in
from hashiya.session.preferences import Preferences
from hashiya.store import open_own, open_repository
from hashiya.terminal.colour_depth import colour_depth
from hashiya.terminal.mode import Mode
from hashiya.terminal.recognition import depth_in_environment
from hashiya.tui.app import HashiyaApp
from hashiya.tui.ending import Ending
from hashiya.tui.loading import load_first

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.codebook.proposals import ProposalSettings
    from hashiya.codebook.settings import Settings
    from hashiya.errors import HashiyaError
    from hashiya.session.differing import Differing
    from hashiya.store.places import Place
    from hashiya.terminal.inquiry import Inquiry


def open_reader(
    paths: list[Path],
    place: Place,
    *,
    theme: str | None = None,
    annotator: str | None = None,
    encoding: str = "",
    inquiry: Inquiry | None = None,
    mode: Mode = Mode.VISUAL,
    tell: Callable[[HashiyaError], object] = lambda _: None,
    settling: Sequence[str] = (),
) -> int:
    """Open the library of a folder, or an article, and return when the analyst leaves.

    Args:
        paths: folders and articles; several make one library, none means the current folder.
        place: of the store.
        theme: ``light`` or ``dark``; None takes the last one.
        annotator: who annotates; None for the name in the settings, or the login.
        encoding: the encoding of all articles; if empty, the recorded one or the one that is detected.
        inquiry: the recognition of the terminal; None in a browser.
        mode: the way of writing rows if there is no inquiry.
        tell: prints an error after the terminal is given back.
        settling: the annotators between whom differences are settled, by `annotator`, as annotations of
            ``gold``; with none the annotator's own are opened.

    Returns:
        The exit status: 1 after a crash or if changes could not be saved; 128 plus the number of a signal.

    Raises:
        HashiyaError: the only article, its annotations or the settings cannot be read, or the system starts
            no more threads.
    """
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # Textual obeys an empty one, unlike no-color.org
    for path in paths or (Path(),):
        absolute(path)  # refuse it while an error can still be printed
    load_first()
    of_user = load_user_settings(os.environ)
    present = present_annotator(annotator, os.environ)
    differing = _differing(place, settling, present) if settling else None
    store = open_own(place, GOLD if settling else present)
    folder = state_folder(os.environ)
    # in a browser the folder belongs to the server and the preferences to a visitor
    preferences = Preferences(folder if inquiry is not None else None, theme=theme)
    settings = load_settings(store.root)
    labels = labels_in(settings)
    app = HashiyaApp(
        paths,
        store,
        labels,
        preferences,
        bindings=bindings_in([of_user, settings], labels),
        encoding=encoding,
        inquiry=inquiry,
        mode=mode,
        depth=colour_depth(os.environ, depth_in_environment(os.environ)),
        rescue_folders=[folder] if folder is not None else (),
        proposals=None if settling else _proposals([of_user, settings]),
        differing=differing,
    )
    if len(paths) == 1 and not paths[0].is_dir():
        app.articles.first = app.articles.open_reader(paths[0])
    try:
        return _run(app, tell)
    finally:
        preferences.keep()


def _run(app: HashiyaApp, tell: Callable[[HashiyaError], object]) -> int:
    """Run the reader until the analyst leaves, save everything, and return the exit status."""
    app.ending = Ending(app.leave_by, app.secure, app.give_back)
    app.ending.start()
    try:
        app.run()
    finally:
        app.secure()
        end_all()
        app.articles.end()
        for farewell in app.farewells:  # even if the report of a crash failed
            tell(farewell)
    return app.return_code or (1 if app.farewells else 0)


def _differing(place: Place, names: Sequence[str], by: str) -> Differing:
    """Describe the annotators between whom differences are settled."""
    from hashiya.session.differing import Differing  # most readers settle nothing

    def read(key: str) -> Mapping[str, Sequence[Annotation]]:
        return {name: open_repository(place, name).load(key).checked().annotations for name in names}

    return Differing(names, read, by)


def _proposals(files: Sequence[Settings]) -> Callable[[], ProposalSettings]:
    """Check the settings of proposals, if a file has any, and read them after the first frame.

    Raises:
        HashiyaError: the settings are wrong.
    """

    def read() -> ProposalSettings:
        from hashiya.codebook.proposals import proposal_settings  # most folders have no such settings

        return proposal_settings(files)

    if any(each.table("proposals") for each in files):
        read()
    return read
