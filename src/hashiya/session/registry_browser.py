"""Browse the actors and events of a folder, and rename, merge and split them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.codebook.built_in import coding_of
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.registry.changes import merged, renamed, split
from hashiya.registry.entries import ACTOR, CANONICAL, EVENT, Event
from hashiya.services.registry import edits_by_article, registry_of
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.registry.entries import Actor, Mention
    from hashiya.services.registry import Registry
    from hashiya.session.reader import Reader


class _Change(NamedTuple):
    """A change of the registry that can be made.

    Attributes:
        command: id of its command.
        entries: the canonical names of the entries that it changes; the first one is given up.
        edits: makes the edits of the registry as it is then.
    """

    command: str
    entries: Sequence[str]
    edits: Callable[[], Sequence[Edit]]


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
        here = {key: _having_names(reader)}
        self.registry = registry_of({**registry.annotations, **here}, registry.problems)
        self.shows_events = not self.registry.actors
        self.entry: Actor | Event | None = None
        self.merging: Actor | Event | None = None
        self.chosen: set[str] = set()
        self.query = ""
        self._entries: Sequence[Actor | Event] = ()
        self._entries_are_for: tuple[object, ...] = (None, None, None)
        self._given: Callable[[str], object] = lambda _: None
        self._prepared = _Change("", (), list)
        # the edits of the changes made in this list, the last one last
        self._made: list[Sequence[Edit]] = []

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

    def merge(self, entry: Actor | Event) -> bool:
        """Begin a merge with an entry; or prepare to make the one that it was begun with a part of this one.

        Returns:
            Whether the merge can be made by `change`.
        """
        if self.merging is None:
            self.merging = entry
            return False
        merging, self.merging = self.merging, None
        into = entry.canonical
        self._prepare(
            "registry.merge",
            (merging.canonical, into),
            lambda: merged(self._named(merging.canonical), self._named(into), self._annotations),
        )
        return True

    def begin_rename(self, entry: Actor | Event) -> str:
        """Wait for the new name of an entry, and return the present one."""
        self._given = lambda name: self._prepare(
            "registry.rename", (entry.canonical,), lambda: self._renamed(entry.canonical, name)
        )
        return entry.canonical

    def begin_split(self) -> str:
        """Wait for the name of the chosen mentions of the open entry, and return the words of one.

        Raises:
            HashiyaError: no mention is chosen.
        """
        entry, chosen = self.entry, frozenset(self.chosen)
        if entry is None or not chosen:
            raise HashiyaError(Message("commands.nothing_chosen"))
        self._given = lambda name: self._prepare(
            "registry.split",
            (entry.canonical,),
            lambda: split(self._named(entry.canonical), chosen, name, self._annotations),
        )
        return next(" ".join(each.text.split()) for each in entry.mentions if each.id in chosen)

    def give_name(self, name: str) -> None:
        """Prepare to rename or split with the name that was waited for."""
        self._given(" ".join(name.split()))

    @property
    def concerned(self) -> Collection[str]:
        """The keys of the other articles that mention the entries of the prepared change."""
        entries = [each for each in self._every if each.canonical in self._prepared.entries]
        ids = {mention.id for each in entries for mention in each.mentions}
        groups = self.registry.annotations.items()
        keys = {key for key, group in groups if any(each.id in ids for each in group)}
        return keys - {self._reader.working_copy.key}

    def change(self, present: Mapping[str, Sequence[Annotation]]) -> str:
        """Make the prepared change, unless another program has given its entries other names meanwhile.

        Args:
            present: the annotations that have a name, of the articles of `concerned`, as they are now.

        Returns:
            The canonical name that annotations got.

        Raises:
            HashiyaError: an entry is no longer called so, both are the same, the new name is empty or taken,
                or the annotations cannot be saved here. The list then shows the present names.
        """
        here = {self._reader.working_copy.key: _having_names(self._reader)}
        self._show(registry_of({**self.registry.annotations, **present, **here}, self.registry.problems))
        edits = self._prepared.edits()
        self._commit(edits, self._prepared.command)
        return next((str(edit.after.attributes[CANONICAL]) for edit in edits if edit.after is not None), "")

    def undo(self) -> None:
        """Take back the last change that was made in this list.

        Raises:
            HashiyaError: there is none, or the annotations cannot be saved here.
        """
        if not self._made:
            raise HashiyaError(Message("commands.no_registry_change"))
        self._reader.undoing.undo()
        self._put({edit.id: edit.before for edit in self._made.pop()})

    @property
    def _annotations(self) -> list[Annotation]:
        return [each for group in self.registry.annotations.values() for each in group]

    def _prepare(self, command: str, entries: Sequence[str], edits: Callable[[], Sequence[Edit]]) -> None:
        self._prepared = _Change(command, entries, edits)

    def _named(self, canonical: str) -> Actor | Event:
        """Find the entry of a name.

        Raises:
            HashiyaError: no entry is called so any more.
        """
        found = next((each for each in self._every if each.canonical == canonical), None)
        if found is None:
            raise HashiyaError(Message("commands.entry_gone", name=canonical))
        return found

    def _renamed(self, canonical: str, name: str) -> Sequence[Edit]:
        entry = self._named(canonical)
        if name != canonical and any(each.canonical == name for each in self._every):
            key = self._reader.bindings.key("registry.merge")
            raise HashiyaError(Message("commands.name_taken", name=name, key=key))
        return renamed(entry, name, self._annotations)

    def _commit(self, edits: Sequence[Edit], command: str) -> None:
        reader = self._reader
        reader.refuse_changes()
        if not edits:
            return
        by_article = edits_by_article(self.registry, edits)
        made = reader.working_copy.commit_over(by_article, command)
        self._made.append(edits)
        self._put({edit.id: edit.after for edit in edits})
        reader.notice = self._told(edits, len(by_article))
        reader.show_edits(made)

    def _told(self, edits: Sequence[Edit], articles: int) -> Message:
        """Say how much was changed, and how to finish a change that could not reach all articles."""
        mentions = Message("session.annotations", count=len(edits))
        new = edits[0].after
        if self._prepared.command == "registry.split" or not self.registry.is_of_copies or new is None:
            return Message("commands.registry_changed", what=mentions, count=articles)
        return Message(
            "commands.registry_changed_here",
            what=mentions,
            count=articles,
            old=self._prepared.entries[0],
            new=str(new.attributes[CANONICAL]),
            key=self._reader.bindings.key("registry.merge"),
        )

    def _put(self, versions: Mapping[str, Annotation | None]) -> None:
        """Show the registry with other versions of some annotations, by their ids."""
        annotations = {
            key: [versions.get(each.id) or each for each in group]
            for key, group in self.registry.annotations.items()
        }
        self._show(registry_of(annotations, self.registry.problems))

    def _show(self, registry: Registry) -> None:
        """Take another state of the registry; the open entry is that of the same name, if there is one."""
        name = self.entry.canonical if self.entry is not None else ""
        self.registry = registry
        self.chosen.clear()
        self.entry = next((each for each in self.entries if each.canonical == name), None)

    def _leave_entry(self) -> None:
        self.entry = None
        self.chosen.clear()


def _having_names(reader: Reader) -> list[Annotation]:
    return [each for each in reader.working_copy.annotations if each.attributes.get(CANONICAL)]


def _names(entry: Actor | Event) -> Sequence[str]:
    return (entry.canonical,) if isinstance(entry, Event) else entry.names
