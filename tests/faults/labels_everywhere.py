"""Label a word in several articles by one transaction, or take that back: ``label`` or ``undo``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import transaction_over
from hashiya.codebook.present_annotator import present_annotator
from hashiya.store import journal_log, open_repository
from hashiya.text.spans import Span
from hashiya.workspace.workspace import Workspace

KEYS = ("a.txt", "b.txt", "c.txt")
STORE = Path("annotations")


def main(what: str) -> None:
    store = open_repository(STORE, present_annotator(None, os.environ))
    workspace = Workspace(store, lambda: journal_log(store.home))
    if what == "label":
        edits = {
            key: [Edit(None, new_annotation(key, "0" * 64, "زارت روسيا", Span(5, 10), "ACTOR"))]
            for key in KEYS
        }
        workspace.commit_elsewhere(
            "", transaction_over(edits, by=store.annotator, command="annotation.everywhere")
        )
        sys.stdout.write("saved\n")
    else:
        workspace.history.remember(workspace.recall())
        if (last := workspace.history.to_undo(by=store.annotator)) is not None:
            workspace.commit_elsewhere("", last.inverse(by=store.annotator))


if __name__ == "__main__":
    main(sys.argv[1])
