"""Browse the actors and events of a folder, and rename, merge and split them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.built_in import coding_of
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.registry.changes import merged, renamed, split
from hashiya.registry.entries import ACTOR, CANONICAL, EVENT, Event
from hashiya.services.registry import edits_by_article, registry_of
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.registry.entries import Actor, Mention
    from hashiya.services.registry import Registry
    from hashiya.session.reader import Reader


class RegistryBrowser:
    """The entries of a folder's registry, or the mentions of one of them, as a list.

    Each change is one transaction of the open article and of all others, so undo takes it back everywhere.

    Attributes:
        registry: the actors and events as they are now.
        shows_events: whether events are listed, or actors.
        entry: the entry whose mentions are listed; None lists the entries.
        merging: the entry that becomes part of the one chosen next.
        chosen: ids of the mentions that are to leave their entry.
        query: what the listed entries are called; empty for all.
    """

    def __init__(self, reader: Reader, registry: Registry) -> None:
        """List the actors.

        Args:
            reader: of the open article, whose unsaved annotations count.
            registry: as it was read from the store.
        """
        self._reader = reader
        key = reader.working_copy.key
        here = [each for each in reader.working_copy.annotations if each.attributes.get(CANONICAL)]
        self.registry = registry_of({**registry.annotations, key: here}, registry.problems)
        self.shows_events = not self.registry.actors
        self.entry: Actor | Event | None = None
        self.merging: Actor | Event | None = None
        self.chosen: set[str] = set()
        self.query = ""
        self._entries: Sequence[Actor | Event] = ()
        self._entries_are_for: tuple[object, ...] = (None, None, None)
        self._given: Callable[[str], object] = lambda _: None
        # what the changes of this list replaced, the last one last
        self._former: list[Registry] = []

    @property
    def entries(self) -> Sequence[Actor | Event]:
        """The actors, or the events, of which a name or another word for them has the text of `query`."""
        entries_are_for = self.query, self.shows_events, self.registry
        if any(new is not old for new, old in zip(entries_are_for, self._entries_are_for, strict=True)):
            self._entries_are_for = entries_are_for
            wanted = fold(self.query).strip()
            self._entries = [each for each in self._every if wanted in fold("\n".join(_names(each)))]
        return self._entries

    @property
    def _every(self) -> Sequence[Actor | Event]:
        return self.registry.events if self.shows_events else self.registry.actors

    @property
    def rows(self) -> Sequence[Actor | Event | Mention]:
        """The rows of the list: entries, or the mentions of one."""
        return self.entries if self.entry is None else self.entry.mentions

    def kind_of(self, entry: Actor | Event) -> Message | str:
        """Return the kind of an actor or the type of an event, for people."""
        label, name = (EVENT, entry.type) if isinstance(entry, Event) else (ACTOR, entry.kind)
        known = self._reader.labels.get(label)
        attributes = coding_of(known).attributes if known is not None else ()
        value = next((each.value(name) for each in attributes if each.name in ("kind", "type")), None)
        return value.title or value.name if value is not None else name

    def show_other_kind(self) -> None:
        """List the events instead of the actors, or the actors instead of the events."""
        self.shows_events = not self.shows_events
        self._leave_entry()
        self.merging = None

    def open(self, entry: Actor | Event) -> None:
        """List the mentions of an entry."""
        self.entry = entry
        self.chosen.clear()

    def back(self) -> bool:
        """Take a step back: from a filter, from a merge that was begun, or from mentions to entries.

        Returns:
            Whether there was one.
        """
        if self.query and self.entry is None:
            self.query = ""
        elif self.merging is not None:
            self.merging = None
        elif self.entry is not None:
            self._leave_entry()
        else:
            return False
        return True

    def choose(self, mention: Mention) -> None:
        """Let a mention leave its entry at the next split, or not."""
        self.chosen ^= {mention.id}

    def merge(self, entry: Actor | Event) -> None:
        """Begin a merge with an entry; or make the one that it was begun with a part of this one.

        Raises:
            HashiyaError: both are the same, or the annotations cannot be saved here.
        """
        if self.merging is None:
            self.merging = entry
            return
        merging, self.merging = self.merging, None
        self._commit(merged(merging, entry, self._annotations), "registry.merge")

    def begin_rename(self, entry: Actor | Event) -> str:
        """Wait for the new name of an entry, and return the present one."""
        self._given = lambda name: self._rename(entry, name)
        return entry.canonical

    def begin_split(self) -> str:
        """Wait for the name of the chosen mentions of the open entry, and return the words of one.

        Raises:
            HashiyaError: no mention is chosen.
        """
        entry = self.entry
        if entry is None or not self.chosen:
            raise HashiyaError(Message("commands.nothing_chosen"))
        self._given = lambda name: self._commit(
            split(entry, self.chosen, name, self._annotations), "registry.split"
        )
        return next(" ".join(each.text.split()) for each in entry.mentions if each.id in self.chosen)

    def give_name(self, name: str) -> None:
        """Rename or split with the name that was waited for.

        Raises:
            HashiyaError: the name is empty or was not changed, or the annotations cannot be saved here.
        """
        self._given(" ".join(name.split()))

    def undo(self) -> None:
        """Take back the last change that was made in this list.

        Raises:
            HashiyaError: there is none, or the annotations cannot be saved here.
        """
        if not self._former:
            raise HashiyaError(Message("commands.no_registry_change"))
        self._reader.undoing.undo()
        self._show(self._former.pop())

    @property
    def _annotations(self) -> list[Annotation]:
        return [each for group in self.registry.annotations.values() for each in group]

    def _rename(self, entry: Actor | Event, name: str) -> None:
        if any(each.canonical == name != entry.canonical for each in self._every):
            key = self._reader.bindings.key("registry.merge")
            raise HashiyaError(Message("commands.name_taken", name=name, key=key))
        self._commit(renamed(entry, name, self._annotations), "registry.rename")

    def _commit(self, edits: Sequence[Edit], command: str) -> None:
        reader, before = self._reader, self.registry
        reader.refuse_changes()
        if not edits:
            return
        by_article = edits_by_article(before, edits)
        made = reader.working_copy.commit_over(by_article, command)
        after = {edit.id: edit.after for edit in edits if edit.after is not None}
        annotations = {
            key: [after.get(each.id, each) for each in group] for key, group in before.annotations.items()
        }
        self._former.append(before)
        self._show(registry_of(annotations, before.problems))
        articles = sum(1 for group in by_article.values() if group)
        mentions = Message("session.annotations", count=len(edits))
        reader.notice = Message("commands.registry_changed", what=mentions, count=articles)
        reader.show_edits(made)

    def _show(self, registry: Registry) -> None:
        """Take another state of the registry; the open entry is that of the same name, if there is one."""
        name = self.entry.canonical if self.entry is not None else ""
        self.registry = registry
        self.chosen.clear()
        self.entry = next((each for each in self.entries if each.canonical == name), None)

    def _leave_entry(self) -> None:
        self.entry = None
        self.chosen.clear()


def _names(entry: Actor | Event) -> Sequence[str]:
    return (entry.canonical,) if isinstance(entry, Event) else entry.names
