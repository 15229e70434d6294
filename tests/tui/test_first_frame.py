"""What is loaded when the first frame is painted: nothing that this frame can do without."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from hashiya.tui.loading import SOON_NEEDED
from tests.terminals.pty_program import PtyProgram

# loads first what is loaded in any case, and ends the program in the place of the first frame
PROGRAM = """
import os, sys
from pathlib import Path
from hashiya.tui.terminal_app import TerminalApp

def paint(self, screen, renderable):
    if renderable is not None:
        Path("loaded").write_text("\\n".join(sys.modules), encoding="utf-8")
        os.write(1, b"painted")
        os._exit(0)

TerminalApp._display = paint
from hashiya.cli.main import main
main(["article.txt"])
"""
TEXT = "وصل وفد رسمي من وزارة الدفاع السورية، صباح اليوم الخميس، إلى العاصمة الروسية موسكو.\n" * 3

MOST_ROOMS = 189
"""Modules and packages of our own at the first frame; each costs about a quarter of a millisecond."""

SELDOM_NEEDED = (
    # opening plain UTF-8
    "hashiya.article.guessing",
    "hashiya.article.languages",
    "hashiya.article.web",
    "charset_normalizer",
    "resiliparse",
    # settings and texts that most have not
    "tomllib",
    "hashiya.codebook.few_colours",
    "hashiya.codebook.proposals",
    "hashiya.corpus",
    "hashiya.annotation",
    "hashiya.dates.finding",
    "hashiya.layout.long_paragraph",
    "hashiya.layout.stretches",
    "hashiya.registry",
    "hashiya.report",
    "hashiya.session.report_browser",
    "hashiya.tui.report_rows",
    "hashiya.tui.screens.report",
    "hashiya.services.other_reading",
    "hashiya.session.corpus_search",
    "hashiya.session.defaults",
    "hashiya.session.folder_changes",
    "hashiya.session.following",
    "hashiya.session.hidden",
    "hashiya.session.hinting",
    "hashiya.session.offering",
    "hashiya.session.other_annotators",
    "hashiya.session.others",
    "hashiya.session.others_reading",
    "hashiya.session.page_turning",
    "hashiya.session.passages",
    "hashiya.session.proposals",
    "hashiya.session.proposer",
    "hashiya.session.questions",
    "hashiya.session.undoing",
    "pycrfsuite",
    # the terminal's own ways
    "hashiya.terminal.in_words",
    "hashiya.terminal.in_runs",
    "hashiya.terminal.in_split",
    "hashiya.terminal.tmux",
    "hashiya.tui.web_driver",
    "hashiya.tui.writing",
    # what a key, the end or a fault asks for
    "hashiya.exchange",
    "hashiya.session.arranging",
    "hashiya.session.article_source",
    "hashiya.session.article_stories",
    "hashiya.session.story_finder",
    "hashiya.session.cataloguer",
    "hashiya.session.resolving",
    "hashiya.session.taking_over",
    "hashiya.session.leaving",
    "hashiya.session.rescue",
    "hashiya.session.library",
    "hashiya.services.changing",
    "hashiya.services.tallies",
    "hashiya.suggest",
    # what has no file yet
    "hashiya.files.atomic_file",
    "hashiya.store.records",
    "hashiya.store.repository.collection",
    "hashiya.store.repository.conflict",
    "hashiya.store.repository.entry",
    "hashiya.store.repository.file_health",
    "hashiya.store.repository.receipt",
    "hashiya.store.tinydb.article_store",
    "hashiya.store.tinydb.lock",
    "hashiya.store.tinydb.lock_file",
    "hashiya.store.tinydb.owners",
    "hashiya.store.tinydb.renaming",
    "hashiya.store.tinydb.restoring",
    "hashiya.store.tinydb.storage",
    "hashiya.workspace.journal",
    "json",
    "tinydb",
    "hashiya.messages.plural_forms",
    "hashiya.store.repository.draft",
    "hashiya.text.acronyms",
    "hashiya.text.addresses",
    "hashiya.text.hidden",
    "hashiya.text.letters",
    "hashiya.text.quotations",
    "hashiya.text.search",
    "hashiya.text.sentences",
    "hashiya.tui.clipboard",
    "hashiya.tui.bottom_line",
    "hashiya.tui.errand",
    "hashiya.tui.first_notices",
    "hashiya.tui.folder_errands",
    "hashiya.tui.jumping",
    "hashiya.tui.other_cells",
    "hashiya.tui.requests",
    "hashiya.tui.rereading",
    "hashiya.tui.screens.asking",
    "hashiya.tui.screens.command_palette",
    "hashiya.tui.screens.keys",
    "hashiya.tui.screens.library",
    "hashiya.tui.screens.note",
    "hashiya.tui.screens.progress",
    "hashiya.tui.screens.questions",
    "hashiya.tui.screens.search",
    "hashiya.tui.screens.settling",
    "hashiya.tui.screens.waiting",
    "hashiya.session.line_editor",
    "hashiya.tui.widgets.notice",
    "hashiya.tui.widgets.prompt",
    "hashiya.tui.widgets.sentences",
    # of Python's own
    "calendar",
    "hashlib",
    "importlib.metadata",
    "multiprocessing",
    "sqlite3",
    "xml",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules that are loaded when the first frame of an article is painted."""
    folder = tmp_path_factory.mktemp("first_frame")
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    environment = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    program = PtyProgram(folder, environment, "-c", PROGRAM, program=Path(sys.executable))
    try:
        program.read_until(b"painted")
    finally:
        program.close()
    return frozenset((folder / "loaded").read_text(encoding="utf-8").split("\n"))


def test_the_first_frame_is_painted_by_the_rooms_it_needs(loaded: frozenset[str]) -> None:
    assert {"hashiya.tui.screens.article", "hashiya.layout.shaping", "hashiya.store.tinydb.store"} <= loaded


def test_the_first_frame_needs_no_more_rooms_of_our_own_than_before(loaded: frozenset[str]) -> None:
    """Whoever adds one looks whether it can be loaded behind the frame, before the number is raised."""
    own = sorted(name for name in loaded if name.partition(".")[0] == "hashiya")
    assert len(own) <= MOST_ROOMS, own


@pytest.mark.parametrize("name", SELDOM_NEEDED)
def test_the_first_frame_does_without(loaded: frozenset[str], name: str) -> None:
    assert name not in loaded


def test_what_the_first_frame_does_without_is_there() -> None:
    own = [name for name in SELDOM_NEEDED if name.startswith("hashiya.")]
    assert [name for name in own if find_spec(name) is None] == []


def test_what_is_loaded_soon_is_not_needed_by_the_first_frame(loaded: frozenset[str]) -> None:
    assert [name for name in SOON_NEEDED if name in loaded] == []
