"""What happens to an open article without a key: changes by other programs, answers of the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.article_watch import ArticleWatch, FileState

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.messages import Message
    from hashiya.session.reader import Reader

_SECONDS_TO_LOOK = 0.5
"""For how long annotations that come from another program are looked for, if the text was another there."""


class Outside:
    """Brings changes that no key made into a `Reader`, and tells of each.

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
        """How the article's file stands to the text that is shown, as the analyst was told."""
        return self._told.state

    def follow(self, told: Callable[[], object]) -> None:
        """Watch the article's file and its annotations from now on.

        Args:
            told: called, from another thread, when the file stands otherwise than before.
        """
        self._watch.start(told)
        self._reader.working_copy.background.follow()

    def end(self) -> None:
        """Watch the article's file no more."""
        self._watch.stop()

    def anchor(self, seconds: float) -> bool:
        """Looks for the annotations of an article that changed, for a time, and says at last what came of it.

        Returns:
            Whether some have not been looked for yet.
        """
        reader, anchoring = self._reader, self._reader.anchoring
        if not anchoring.in_doubt:
            return False
        if left := anchoring.look(seconds):
            reader.tell(f"The article changed: {left:,} annotations are still looked for …")
            return True
        said = anchoring.take_over()
        if anchoring.in_doubt:
            said = f"{said[:-1]}; {reader.bindings.key('annotation.decide')} shows which."
        reader.tell(said, page=True)
        return False

    def receive(self) -> None:
        """Take over what became of changes made here, and what other programs did, and tell of it.

        To be called whenever the background has news.
        """
        reader = self._reader
        key = reader.bindings.key("annotation.decide")
        outcomes, refused, changes = reader.working_copy.receive()
        if changes is not None:
            reader.anchoring.look(_SECONDS_TO_LOOK)
            reader.tell(f"{changes.notice}.", page=True)
        for outcome in outcomes:
            said: Message | str = reader.notice or ""
            if outcome.asked:
                what = "changed" if outcome.stored else "removed"
                said = f"This annotation was {what} by another program meanwhile; {key} shows both versions."
            elif outcome.withdrawn:
                said = "The change that was to be decided is taken back."
            reader.tell(said, page=True)
        if refused:
            reader.tell(f"It was changed once more; {key} shows the versions now.", page=True)

    def look_at_file(self) -> None:
        """Tell how the article's file stands to the text that is shown, if that has changed; never waits."""
        seen = self._watch.seen
        if seen != self._told:
            self._told = seen
            self._reader.tell(self._said_of_file(), file=True)

    def retry(self) -> None:
        """Try again what could not be done for want of a thread; to be called about once a second."""
        self._watch.retry()
        self._reader.working_copy.background.retry()

    def _said_of_file(self) -> str:
        name = self._reader.article.path.name
        if self.file_state is FileState.EDITED:
            key = self._reader.bindings.key("view.reload")
            return f"Another program changed {name}; {key} reads it again."
        if self.file_state is FileState.GONE:
            return f"{name} is gone; its text is as it was opened, and can still be annotated."
        if self.file_state is FileState.UNREADABLE:
            return f"{self._told.problem}; the text is as it was opened, and can still be annotated."
        return f"{name} holds the text on the screen again."
