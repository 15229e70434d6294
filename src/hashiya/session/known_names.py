"""The canonical names that an annotation may have: those of the open article, then those of the folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.registry.names import Names
from hashiya.session.supervised_thread import SupervisedThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.annotation.annotation import Annotation
    from hashiya.registry.names import Known
    from hashiya.session.annotation_index import AnnotationIndex
    from hashiya.text.spans import Span
    from hashiya.workspace.workspace import Workspace

_LAM, _ALEF = "\u0644", "\u0627"
_INDEFINITE = re.compile("(?:\u0627\u064b|\u064b\u0627)(?!\\w)")
"""The ending of an indefinite object, which is no part of a name: «وفداً»."""


class KnownNames:
    """The canonical names that are known while an article is annotated."""

    def __init__(self, annotations: Callable[[], AnnotationIndex], workspace: Workspace | None) -> None:
        """Know no name yet.

        Args:
            annotations: gives the present annotations of the article.
            workspace: knows the names of the folder; None knows none.
        """
        self._annotations = annotations
        self._workspace = workspace
        # the names in the article by label, and the annotations of which they were learnt
        self._here: dict[str, Names] = {}
        self._learnt: dict[str, Annotation] = {}
        self._version: object = None

    def load(self) -> None:
        """Load the names of the folder in a thread, once in a run; without a thread, none are known."""
        if self._workspace is not None and self._workspace.names.must_load:
            names = self._workspace.names
            names.must_load = False
            try:
                SupervisedThread(names.load, self._died, name="hashiya-names").start()
            except HashiyaError as error:
                self._died(error)

    def _died(self, _: BaseException) -> None:
        """Load the names with the next article: names are an offer, and their lack is told by nothing."""
        if self._workspace is not None:
            self._workspace.names.must_load = True

    def meant_by(self, label: str, name: str) -> Known | None:
        """Find what a name means in the article, else in the folder; None if that is unknown or uncertain."""
        return next((known for names in self._names(label) if (known := names.meant_by(name))), None)

    def kind_of(self, label: str, canonical: str) -> str:
        """Return the kind of a canonical name, or an empty string."""
        return next((kind for names in self._names(label) if (kind := names.kind_of(canonical))), "")

    def likely(self, label: str, name: str) -> list[str]:
        """List the canonical names that a name may mean, the most likely first."""
        return list(dict.fromkeys(each for names in self._names(label) for each in names.likely(name)))

    def is_within_longer(self, label: str, before: str, name: str, after: str) -> bool:
        """Tell whether a name is here a part of a longer known one; as `Names.is_within_longer`."""
        return any(names.is_within_longer(before, name, after) for names in self._names(label))

    def others(self, label: str) -> list[str]:
        """List the canonical names in the article, the most frequent first."""
        return list(self._names(label)[0])

    def _names(self, label: str) -> list[Names]:
        self._learn_changes()
        if label not in self._here:
            self._here[label] = Names(label, self._learnt.values())
        folder = [] if self._workspace is None else [self._workspace.names.of(label)]
        return [self._here[label], *folder]

    def _learn_changes(self) -> None:
        """Learn what has changed in the article: all of ten thousand annotations would hold up a key."""
        annotations, learnt = self._annotations(), self._learnt
        if annotations.version == self._version:
            return
        self._version = annotations.version
        new = [each for each in annotations if learnt.get(each.id) is not each]
        gone = learnt.keys() - annotations.ids
        old = [learnt.pop(each) for each in (*gone, *(each.id for each in new)) if each in learnt]
        learnt.update((each.id, each) for each in new)
        for names in self._here.values():
            for each in old:
                names.learn(each, -1)
            for each in new:
                names.learn(each)


def name_of(text: str, span: Span) -> str:
    """Give the words of a span as a name of its own: one space between words, and the article whole.

    Behind the preposition «ل» the alef of the article is not written, so «لكرملين» in
    «للكرملين» is «الكرملين».

    Args:
        text: the whole text.
        span: the words, in code points.
    """
    words = _INDEFINITE.sub("", " ".join(span.cut(text).split()))
    has_lost_alef = words.startswith(_LAM) and text[max(0, span.start - 1) : span.start] == _LAM
    return f"{_ALEF}{words}" if has_lost_alef else words
