"""Loads the modules of the first keys while the first frame is read.

The first frame does without them, and a key should not wait for the disk. A program that may open few files
loads all modules of the reader before the frame, while no other file is open.
"""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.message_pump import MessagePump

SOON_NEEDED = (
    # any key
    "hashiya.session.page_turning",
    "hashiya.tui.bottom_line",
    "hashiya.tui.requests",
    # a selection
    "hashiya.session.passages",
    "hashiya.text.letters",
    # a label, and the line below it
    "hashiya.codebook.proposals",
    "hashiya.annotation.transaction",
    "hashiya.store.repository.receipt",
    "hashiya.text.acronyms",
    "hashiya.text.addresses",
    "hashiya.text.sentences",
    "hashiya.tui.screens.note",
    "hashiya.dates.event_dates",
    "hashiya.session.labelling",
    "hashiya.session.offering",
    "hashiya.session.candidates",
    "hashiya.session.defaults",
    "hashiya.session.known_names",
    "hashiya.session.article_phrases",
    "hashiya.session.cue_words",
    "hashiya.registry.name_forms",
    "hashiya.tui.facts",
    "hashiya.tui.alignment",
    "hashiya.tui.annotated_cells",
    # a proposal
    "hashiya.tui.proposed_cells",
    "hashiya.tui.proposal_facts",
    # undo, leaving
    "hashiya.session.undoing",
    "hashiya.tui.errand",
    "hashiya.session.leaving",
    "hashiya.session.rescue",
    "hashiya.messages.plural_forms",
    # hints
    "hashiya.session.hinting",
    "hashiya.session.hint_codes",
    "hashiya.session.jumps",
    "hashiya.session.growing",
    "hashiya.tui.hint_cells",
    "hashiya.text.phrases",
    "hashiya.text.quotations",
)
_PAUSE = 0.005
"""Seconds between two modules, in which a key that came is answered."""
_FEW_FILES = 64
_OF_READER = (
    *("annotation", "article", "codebook", "dates", "files", "layout", "messages", "registry", "services"),
    *("session", "store.records", "store.repository", "store.tinydb", "suggest", "text", "tui", "workspace"),
)
"""Packages without those of optional stores, formats and commands."""
_REPORT_OF_FAULT = "rich.traceback"


def load_first() -> None:
    """Load every module at once if the program may open few files: a save may hold all of them later."""
    if 0 < os.sysconf("SC_OPEN_MAX") < _FEW_FILES:
        for name in (*SOON_NEEDED, *_modules_of_reader(), _REPORT_OF_FAULT):
            import_module(name)


def _modules_of_reader() -> Iterator[str]:
    """Generate the names of all modules of the reader."""
    from pkgutil import walk_packages  # programs that may open many files do without

    for package in _OF_READER:
        path = import_module(f"hashiya.{package}").__path__
        yield from (found.name for found in walk_packages(path, f"hashiya.{package}."))


def load_soon(pump: MessagePump, names: Sequence[str] = SOON_NEEDED) -> None:
    """Load one module, and the others one after another when the keys that came meanwhile are answered.

    A module that cannot be loaded now is loaded when a key needs it, and an error is told of then.
    """
    if names:
        with suppress(OSError):
            import_module(names[0])
        pump.set_timer(_PAUSE, lambda: load_soon(pump, names[1:]))
