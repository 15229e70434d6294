"""The line of input for the value of an attribute that is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from hashiya.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.tui.screens.article import ArticleScreen


def open_value_line(
    screen: ArticleScreen, title: Message | str, value: str, closed: Callable[[], object]
) -> Prompt:
    """Open the line of input at the foot of an article.

    Args:
        screen: of the article.
        title: names the attribute.
        value: its value at first.
        closed: called when the line is closed.
    """

    def given(text: str) -> None:
        close()
        screen.before_command()
        screen.attempt(lambda: screen.reader.offering.set(" ".join(text.split())))

    def close() -> None:
        prompt.close()
        closed()
        prompt.remove()

    prompt = Prompt(
        title if isinstance(title, Message) else Message("tui.value_of", attribute=title),
        screen.host,
        submitted=given,
        dismissed=close,
        completions=screen.reader.offering.completions,
    )
    screen.mount(prompt, before=screen.foot)
    prompt.open(value)
    enter, tab, down, escape = map(Key, ("enter", "tab", "down", "escape"))
    screen.key_bar.show_instead(Message("tui.value_keys", enter=enter, tab=tab, down=down, escape=escape))
    return prompt
