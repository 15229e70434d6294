"""Finish the work on an article of a team, once the analyst agrees: nobody but a curator takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.view import toggle_done
from hashiya.tui.screens.asking import AskingScreen, Question

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.tui.app import HashiyaApp


def finish_work(app: HashiyaApp, reader: Reader) -> None:
    """Ask whether the work on the open article is finished, and mark the article as done if so."""

    def answered(agreed: bool) -> None:
        if agreed and reader is app.articles.reader:
            toggle_done(reader)

    question = Question(
        Message("tui.finish"),
        Message("tui.finish_question", key=reader.bindings.key("others.show")),
        Message("tui.agree_to_finish"),
        Message("tui.refuse_to_finish"),
    )
    app.push_screen(AskingScreen(question, app, answered))
