"""Notices about an article and its annotations when it has just been opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.hidden import directions_notice

if TYPE_CHECKING:
    from hashiya.tui.screens.article import ArticleScreen


def tell_of_article(screen: ArticleScreen) -> None:
    """Say why annotations cannot be saved, or else how the file was read if there is any doubt.

    If there is none, say why changes of an earlier run wait. If a note was left unfinished, also go to its
    annotation and say so.
    """
    reader = screen.reader
    working_copy, article = reader.working_copy, reader.article
    if working_copy.read_only:
        screen.say(Message("tui.cannot_save", cause=working_copy.read_only), working_copy.snapshot.advice)
    elif article.notices:
        key = reader.bindings.key("view.encoding")
        switching = Message("tui.switches_encoding", key=key) if article.guessed else None
        screen.say(Message("tui.how_read", name=article.path.name, notices=tuple(article.notices)), switching)
    elif problems := working_copy.snapshot.problems:
        screen.say(problems[0], Message("tui.check_reports"))
    elif (waiting := working_copy.snapshot.waiting) is not None and waiting.problem is not None:
        screen.say(Message("tui.changes_wait", cause=waiting.problem))
    draft = working_copy.draft
    if draft is not None and reader.annotations.get(draft.base.id) is not None:
        reader.jump(draft.base.id)
        screen.tell(Message("tui.draft_kept", key=reader.bindings.key("annotation.note")))


def tell_of_directions(screen: ArticleScreen) -> None:
    """Warn of controls that change the article's visual order."""
    reader = screen.reader
    notice = directions_notice(reader.text, reader.bindings.key("view.hidden"))
    if notice is not None and not reader.notice:
        screen.tell(notice)
