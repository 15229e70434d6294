"""Two readers and a third program at one store file, on a disk that fails: nobody's words go unasked.

The rule, checked after every step: a word that was acknowledged is stored, or in an open conflict, or not
saved yet and kept. Only its own author can take it back, and only who saw it can replace or remove it.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.session.working_copy import WorkingCopy
from hashiya.store.tinydb.lock import Lock
from hashiya.store.tinydb.restoring import has_good_backup, restore
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.faults.bench import THOROUGH
from tests.session.marking import redo, refreshed, store_of, undo
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.tinydb.article_store import ArticleStore

TEXT = "كتاب قال نجار ذلك " * 5
READERS = 2
reader = st.integers(0, READERS - 1)
choice = st.integers(0, 7)


def words_of(annotation: Annotation | None) -> set[str]:
    """The words whose fate is followed: the note, and the id for the annotation itself."""
    return set() if annotation is None else {annotation.note, annotation.id} - {""}


class Together(RuleBasedStateMachine):
    """What the analysts do, and who may let which words go."""

    def __init__(self) -> None:
        super().__init__()
        self.exits = ExitStack()
        folder = Path(self.exits.enter_context(tempfile.TemporaryDirectory()))
        path = folder / "article.txt"
        path.write_text(TEXT, encoding="utf-8")
        self.article = read_article(path)
        self.folder = folder / "annotations"
        self.disk = "good"
        for name, value in (
            ("hashiya.store.tinydb.lock.Lock.replace", self.replacing(Lock.replace)),
            ("hashiya.session.background.RETRY_AFTER", 1e6),
            ("os.fsync", lambda _: None),
        ):
            self.exits.enter_context(patch(name, value))
        self.working_copies = [WorkingCopy(self.open(), lambda: None) for _ in range(READERS)]
        self.number = 0
        # what each reader's dialog was opened on
        self.dialogs: dict[int, Annotation] = {}
        self.authors: dict[str, int] = {}
        # words that a reader saw and let go, so that redo may let them go again
        self.let_go: list[set[str]] = [set() for _ in range(READERS)]
        # words that may be gone
        self.free: set[str] = set()
        self.kept_file = b""

    def open(self) -> ArticleStore:
        return Store(self.folder).open(self.article)

    def replacing(self, replace: Callable[..., object]) -> Callable[..., object]:
        """Replaces a store file on a disk that is good, full, or fails after the renaming."""

        def attempt(*arguments: object, **options: object) -> object:
            if self.disk == "full":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            signature = replace(*arguments, **options)
            if self.disk == "late":
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return signature

        return attempt

    # --- what is followed

    def word(self, who: int) -> str:
        self.number += 1
        word = f"word {self.number}"
        self.authors[word] = who
        return word

    def sees(self, who: int, annotation: Annotation | None) -> None:
        """A reader lets go of what it saw."""
        self.let_go[who] |= words_of(annotation)
        self.free |= words_of(annotation)

    def replayed(self, who: int, edits: Sequence[Edit] | None) -> None:
        """Undo and redo let go of a reader's own words, and of those that it had seen and let go before."""
        for edit in edits or ():
            gone = words_of(edit.before) - words_of(edit.after)
            self.free |= {word for word in gone if self.authors.get(word) == who or word in self.let_go[who]}

    def wait(self, who: int) -> None:
        self.working_copies[who].flush()
        self.working_copies[who].receive()

    def pick(self, who: int, number: int) -> Annotation | None:
        annotations = self.working_copies[who].annotations
        return annotations[number % len(annotations)] if len(annotations) else None

    # --- what the readers do

    @rule(who=reader, has_note=st.booleans())
    def add(self, who: int, *, has_note: bool) -> None:
        made = self.made(self.word(who) if has_note else "")
        self.authors[made.id] = who
        self.working_copies[who].commit([Edit(None, made)])
        self.wait(who)

    def made(self, note: str) -> Annotation:
        key = store_of(self.working_copies[0]).key
        return new_annotation(key, self.article.sha256, TEXT, Span(0, 4), "ACTOR", note=note)

    @rule(who=reader, number=choice)
    def open_dialog(self, who: int, number: int) -> None:
        if (seen := self.pick(who, number)) is not None:
            self.dialogs[who] = seen

    @precondition(lambda self: self.dialogs)
    @rule(who=reader)
    def close_dialog(self, who: int) -> None:
        if (seen := self.dialogs.pop(who, None)) is not None:
            self.edit(who, seen)

    @rule(who=reader, number=choice)
    def note(self, who: int, number: int) -> None:
        if (seen := self.pick(who, number)) is not None:
            self.edit(who, seen)

    def edit(self, who: int, seen: Annotation) -> None:
        self.working_copies[who].commit([Edit(seen, changed(seen, note=self.word(who)))])
        self.let_go[who].add(seen.note)
        self.free.add(seen.note)
        self.wait(who)

    @rule(who=reader, number=choice, label=st.sampled_from(["ACTOR", "EVENT"]))
    def relabel(self, who: int, number: int, label: str) -> None:
        if (seen := self.pick(who, number)) is not None and seen.label != label:
            self.working_copies[who].commit([Edit(seen, changed(seen, label=label))])
            self.wait(who)

    @rule(who=reader, number=choice)
    def remove(self, who: int, number: int) -> None:
        if (seen := self.pick(who, number)) is not None:
            self.sees(who, seen)
            self.working_copies[who].commit([Edit(seen, None)])
            self.wait(who)

    @rule(who=reader)
    def undo(self, who: int) -> None:
        self.replayed(who, undo(self.working_copies[who]))
        self.wait(who)

    @rule(who=reader)
    def redo(self, who: int) -> None:
        self.replayed(who, redo(self.working_copies[who]))
        self.wait(who)

    @rule(who=reader)
    def refresh(self, who: int) -> None:
        refreshed(self.working_copies[who])
        self.wait(who)

    @rule(who=reader, number=choice, way=st.sampled_from(["mine", "theirs", "both"]))
    def decide(self, who: int, number: int, way: str) -> None:
        working_copy = self.working_copies[who]
        if not working_copy.conflicts:
            return
        found: Conflict = working_copy.conflicts[number % len(working_copy.conflicts)]
        if self.disk == "late":  # it is decided then, though nobody is told so
            self.let_go_of_other(who, found, way)
        working_copy.decide(found, way)
        working_copy.flush()
        # a decision about a version that is stored no longer leaves both versions as they are
        if not working_copy.receive().refused:
            self.let_go_of_other(who, found, way)

    def let_go_of_other(self, who: int, conflict: Conflict, way: str) -> None:
        if way == "mine":
            self.sees(who, conflict.theirs)
        if way == "theirs":
            self.sees(who, conflict.mine)

    # --- what a third program does, which shows nothing and reads the file each time

    @rule(number=choice, doing=st.sampled_from(["add", "edit", "edit", "remove"]))
    def third(self, number: int, doing: str) -> None:
        with suppress(HashiyaError):
            store = self.open()
            stored = store.load().annotations
            seen = stored[number % len(stored)] if stored and doing != "add" else None
            if doing == "add":
                edit = Edit(None, self.made(f"word {self.number} of the third"))
            elif seen is not None:
                note = f"word {self.number} of the third"
                edit = Edit(seen, changed(seen, note=note) if doing == "edit" else None)
            else:
                return
            self.number += 1
            self.free |= words_of(edit.before) - words_of(edit.after)
            apply(store, [edit])
            for word in words_of(edit.after):
                self.authors.setdefault(word, -1)

    # --- what happens to the disk

    @rule(disk=st.sampled_from(["good", "good", "full", "late"]))
    def turn(self, disk: str) -> None:
        self.disk = disk

    @rule()
    def copy_file(self) -> None:
        with suppress(OSError):
            self.kept_file = store_of(self.working_copies[0]).path.read_bytes()

    @rule(how=st.sampled_from(["damage", "remove", "copy"]))
    def bring_back_an_older_file(self, how: str) -> None:
        path = store_of(self.working_copies[0]).path
        if self.disk != "good":
            return
        if how == "copy" and self.kept_file:
            path.write_bytes(self.kept_file)
        elif has_good_backup(path) and path.exists():
            if how == "damage":
                path.write_bytes(path.read_bytes()[:-20])
            else:
                path.unlink()
            restore(path)
        # words that no reader has seen went with the newer file
        self.free |= set(self.authors) - self.held()
        for who in range(READERS):
            self.refresh(who)

    def held(self) -> set[str]:
        """The words that the readers know of."""
        found: set[str] = set()
        for working_copy in self.working_copies:
            for annotation in working_copy.annotations:
                found |= words_of(annotation)
            for edit in (*working_copy.background.queue.waiting, *working_copy._follower._refused.values()):
                found |= words_of(edit.after)
        return found

    # --- what must be true

    @invariant()
    def nothing_is_lost(self) -> None:
        store = self.open()
        kept: set[str] = set()
        for annotation in store.load().annotations:
            kept |= words_of(annotation)
        for conflict in store.load().conflicts:
            kept |= words_of(conflict.mine) | words_of(conflict.theirs)
        for working_copy in self.working_copies:
            for edit in working_copy.background.queue.waiting:
                kept |= words_of(edit.after)
        assert not set(self.authors) - self.free - kept

    def teardown(self) -> None:
        try:
            self.disk = "good"
            for _ in range(3):
                for who, working_copy in enumerate(self.working_copies):
                    refreshed(working_copy)
                    self.wait(who)
            self.nothing_is_lost()
            stored = sorted(self.open().load().annotations, key=lambda each: each.id)
            for working_copy in self.working_copies:
                assert sorted(working_copy.annotations, key=lambda each: each.id) == stored
                assert working_copy.close()
        finally:
            self.exits.close()


TestTogether = Together.TestCase
TestTogether.settings = settings(
    max_examples=5000 if THOROUGH else 60,
    stateful_step_count=40,
)
