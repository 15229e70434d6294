"""Carry the annotations of the open article to the articles with the same story, once the analyst agrees."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from hashiya.annotation.transaction import transaction_over
from hashiya.messages import Message
from hashiya.services.corpus import Corpus, index_path
from hashiya.services.story_copies import COMMAND, Carried, carry, copies_of
from hashiya.tui.screens.asking import AskingScreen, Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence
    from pathlib import Path

    from hashiya.session.folder_changes import FolderChanges
    from hashiya.session.reader import Reader
    from hashiya.tui.app import HashiyaApp
    from hashiya.tui.articles import Articles

_MOST_NAMED = 8
"""Names of copies that the question lists."""


def carry_to_copies(
    app: HashiyaApp, articles: Articles, reader: Reader, changes: FolderChanges, paths: Sequence[Path]
) -> None:
    """Find the copies of the open article, show where its annotations go, and carry them if that is agreed.

    Args:
        app: shows the question.
        articles: runs the errand.
        reader: of the open article.
        changes: makes the change.
        paths: the articles and folders in which copies are looked for.

    Raises:
        HashiyaError: the articles or the store cannot be read. An error found later is shown as a notice.
    """
    done = total = 0

    def note(now: int, count: int) -> None:
        nonlocal done, total
        done, total = now, count

    def work() -> Carried | None:
        changes.flush()
        store, key = articles.stores.of_a_thread(), reader.working_copy.key
        with closing(Corpus(store, paths, index_path(store.root, os.environ))) as corpus:
            corpus.update(note)
            copies = copies_of(corpus, key)
            return carry(store, corpus.paths, [[key, *copies]], original=key) if copies else None

    def text() -> Message:
        progress = Message("session.indexing", done=done, total=total) if total else ""
        return Message("tui.comparing_articles", progress=progress)

    def show(carried: Carried | None) -> Awaitable[object] | None:
        if carried is None:
            reader.say(Message("tui.no_copies"))
            return None
        for error in carried.failed.values():
            app.complain_too(error)
        if not carried.edits:
            reader.say(Message("tui.nothing_to_carry", places=carried.places.told))
            return None
        return app.push_screen(_question(app, reader, changes, carried))

    articles.errands.run(work, show, Message("tui.carry"), text)


def _question(app: HashiyaApp, reader: Reader, changes: FolderChanges, carried: Carried) -> AskingScreen:
    """Make the question that shows where the annotations go."""
    names = [key.rpartition("/")[2] for key in carried.edits]
    named = tuple(names[:_MOST_NAMED]) + (("…",) if len(names) > _MOST_NAMED else ())
    told = Message(
        "tui.carry_question",
        count=sum(map(len, carried.edits.values())),
        places=carried.places.told,
        articles=named,
    )

    def answered(agreed: bool) -> None:
        if agreed:
            changes.show(transaction_over(carried.edits, by=reader.annotator, command=COMMAND))
            reader.say(Message("tui.carried", places=carried.places.told))

    question = Question(
        Message("tui.carry"), told, Message("tui.agree_to_carry"), Message("tui.refuse_to_carry")
    )
    return AskingScreen(question, app, answered)
