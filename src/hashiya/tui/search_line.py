"""The line of input for a search in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from hashiya.session.commands.searching import next_match
from hashiya.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from hashiya.tui.screens.article import ArticleScreen


def search_line(screen: ArticleScreen) -> Prompt:
    """Make the line of input of an article."""
    reader = screen.reader

    def close(query: str) -> None:
        screen.prompt.close()
        screen.give_keys_to_page()
        reader.search(query)

    def go(query: str) -> None:
        close(query)
        if query:
            next_match(reader)

    title = Message("tui.search")
    return Prompt(
        title,
        screen.host,
        id="prompt",
        changed=reader.search,
        submitted=go,
        dismissed=lambda: close(""),
    )


def open_search_line(screen: ArticleScreen) -> None:
    """Open the line of input of an article, and show its keys below."""
    screen.prompt.open(screen.reader.finder.query)
    screen.key_bar.show_instead(Message("tui.search_keys", enter=Key("enter"), escape=Key("escape")))
