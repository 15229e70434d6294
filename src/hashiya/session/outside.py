"""Events of an open article that no key caused: changes by other programs, answers of the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.article_watch import ArticleWatch, FileState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.session.reader import Reader

_SECONDS_TO_LOOK = 0.5
"""Time limit for re-anchoring another program's annotations of a different text."""


class Outside:
    """Brings changes that no key caused into a `Reader`, and reports each.

    Kept apart from the reader's commands, since the page must stay where the analyst is reading.
    """

    def __init__(self, reader: Reader) -> None:
        """Look at the article's file once.

        Args:
            reader: whose article is followed; its working copy and its anchoring are made already.
        """
        self._reader = reader
        self._watch = ArticleWatch(reader.article)
        self._told = self._watch.seen

    @property
    def file_state(self) -> FileState:
        """The state of the article's file against the text on screen, as last reported."""
        return self._told.state

    def follow(self, told: Callable[[], object]) -> None:
        """Watch the article's file and its annotations from now on.

        Args:
            told: called, from another thread, when the state of the file has changed.
        """
        self._watch.start(told)
        self._reader.working_copy.background.follow()
        self._reader.known_names.load()
        self._reader.start_proposing()
        if self._reader.settling is not None:
            self._reader.settling.start()
        self._reader.show_others_again()

    def end(self) -> None:
        """Watch the article's file no more."""
        self._watch.stop()
        if self._reader.proposals is not None:
            self._reader.proposals.end()
        if self._reader.others is not None:
            self._reader.others.end()

    def anchor(self, seconds: float) -> bool:
        """Look for the annotations of a changed article for some seconds, and tell the result at the end.

        Returns:
            Whether some have not been searched for yet.
        """
        reader, anchoring = self._reader, self._reader.anchoring
        if not anchoring.in_doubt:
            return False
        if left := anchoring.look(seconds):
            reader.tell(Message("session.still_anchoring", count=left))
            return True
        told = anchoring.take_over()
        if told is not None and anchoring.in_doubt:
            key = reader.bindings.key("annotation.decide")
            told = Message("session.shows_which", told=told, key=key)
        elif told is not None:
            told = Message("session.sentence", told=told)
        reader.tell(told, page=True)
        return False

    def receive(self) -> None:
        """Receive the outcomes of changes made here and the changes of other programs, and report them.

        To be called whenever the background has news.
        """
        reader = self._reader
        if reader.proposals is not None:
            reader.proposals.receive()
        if reader.settling is not None:
            reader.settling.receive()
        if reader.others is not None:
            reader.others.receive()
        key = reader.bindings.key("annotation.decide")
        outcomes, refused, changes, elsewhere = reader.working_copy.receive()
        if changes is not None:
            reader.anchoring.look(_SECONDS_TO_LOOK)
            reader.tell(changes.notice or reader.notice, page=True)
        for outcome in outcomes:
            told = reader.notice
            if outcome.asked and outcome.stored:
                told = Message("session.changed_by_others", key=key)
            elif outcome.asked:
                told = Message("session.removed_by_others", key=key)
            elif outcome.withdrawn:
                told = Message("session.change_withdrawn")
            reader.tell(told, page=True)
        if elsewhere:
            reader.tell(Message("session.changed_elsewhere", count=elsewhere, key=key))
        if refused:
            reader.tell(Message("session.changed_once_more", key=key), page=True)

    def look_soon(self) -> None:
        """Look for what other programs saved in the article; return at once."""
        self._reader.working_copy.background.look_soon()
        if self._reader.others is not None:
            self._reader.others.look_soon()

    def look_at_file(self) -> None:
        """Tell how the article's file compares with the text on screen, if that has changed; never wait."""
        seen = self._watch.seen
        if seen != self._told:
            self._told = seen
            self._reader.tell(self._file_notice(), file=True)

    def retry(self) -> None:
        """Retry the work that was left because no thread could start; call this about once a second."""
        self._watch.retry()
        self._reader.working_copy.background.retry()

    @property
    def file_warnings(self) -> Sequence[Message]:
        """Warnings for the header that the file and the text on the screen differ, the longest first."""
        if self.file_state is FileState.EDITED:
            key = self._reader.bindings.key("view.reload")
            return Message("session.file_edited_key", key=key), Message("session.file_edited")
        if self.file_state is FileState.GONE:
            return (Message("session.file_gone"),)
        return (Message("session.file_unreadable"),) if self.file_state is FileState.UNREADABLE else ()

    def _file_notice(self) -> Message:
        name = self._reader.article.path.name
        if self.file_state is FileState.EDITED:
            key = self._reader.bindings.key("view.reload")
            return Message("session.others_edited_file", name=name, key=key)
        if self.file_state is FileState.GONE:
            return Message("session.file_is_gone", name=name)
        if self.file_state is FileState.UNREADABLE:
            return Message("session.file_is_unreadable", problem=self._told.problem)
        return Message("session.file_matches", name=name)
