"""Carry out the requests of commands, which change the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from hashiya.session.commands.asks import Ask, ListStep
from hashiya.session.commands.requests import (
    AskAttributes,
    AskName,
    Copy,
    GoToHit,
    GoToMention,
    GoToSpan,
    OpenArticle,
    SetMeasure,
    ShowOccurrences,
    TypeValue,
    WriteNote,
)

if TYPE_CHECKING:
    from hashiya.session.commands.requests import Request
    from hashiya.tui.host import Host
    from hashiya.tui.screens.base import RunsCommands


def fulfil(  # noqa: PLR0912, PLR0915 - one case for each request
    request: Request, host: Host, screen: RunsCommands[Any]
) -> None:
    """Carry out a request.

    Args:
        request: the request.
        host: the application.
        screen: the screen of the command.

    Raises:
        HashiyaError: the request cannot be carried out.
        OSError: the file system refused.
    """
    match request:
        case ListStep():
            screen.step(request)
        case Ask.OPEN_SEARCH:
            screen.open_search()
        case Ask.CLOSE_DIALOG:
            screen.close()
        case WriteNote(draft):
            host.articles.screen.write_note(draft)
        case TypeValue(title, value):
            host.articles.screen.ask_value(title, value)
        case Ask.OPEN_QUESTIONS:
            host.articles.screen.ask_questions()
        case ShowOccurrences(model):
            host.folder.show_occurrences(model)
        case Ask.LABEL_OCCURRENCES:
            host.folder.label_occurrences()
        case Ask.LOOK_THROUGH_FOLDER:
            host.folder.look_through_folder()
        case Ask.OPEN_REGISTRY:
            host.folder.show_registry()
        case Ask.SHOW_PROGRESS:
            host.folder.show_progress()
        case Ask.CHANGE_REGISTRY:
            host.folder.change_registry()
        case AskName(name):
            screen.ask_name(name)
        case GoToMention(article, annotation):
            screen.close()
            host.articles.jumping.go_to_mention(article, annotation)
        case GoToHit(article, span):
            host.hits.go_to(article, span)
        case AskAttributes(label):
            screen.ask_attributes(label)
        case Ask.OPEN_HITS:
            host.hits.show()
        case Ask.CARRY_TO_COPIES:
            host.hits.carry_to_copies()
        case Ask.UNDO_IN_FOLDER:
            host.hits.undo()
        case GoToSpan(article, span, label):
            screen.close()
            host.articles.jumping.go_to_span(article, span, label)
        case Ask.OPEN_REPORT:
            host.folder.show_report()
        case Copy(span):
            host.articles.screen.copy(span)
        case Ask.TOGGLE_MARGIN:
            host.articles.screen.toggle_margin()
        case SetMeasure(step=columns):
            host.articles.screen.set_measure(columns)
        case Ask.SWITCH_ENCODING:
            host.articles.rereading.switch_encoding()
        case Ask.RELOAD:
            host.articles.rereading.reread()
        case Ask.TAKE_NEXT:
            host.articles.take_next()
        case OpenArticle(path):
            host.articles.open(path)
        case Ask.NEXT_ARTICLE:
            host.articles.go_on(1)
        case Ask.PREVIOUS_ARTICLE:
            host.articles.go_on(-1)
        case Ask.GO_TO_LIBRARY:
            host.articles.back_to_library()
        case Ask.SHOW_KEYS:
            host.show_keys()
        case Ask.SHOW_PALETTE:
            host.show_palette()
        case Ask.FINISH_WORK:
            host.articles.finish_work()
        case Ask.SHOW_LABELS:
            host.show_labels()
        case Ask.CHANGE_THEME:
            host.change_theme()
        case Ask.REPAINT:
            host.repaint()
        case Ask.SUSPEND:
            host.action_suspend_process()
        case Ask.LEAVE:
            host.action_leave()
        case _:
            assert_never(request)
